"""Conditions without a conjunction: "in exchange for", "without leave", "otherwise", "any act will be met"."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from accordingto.reading.positions.condition_clauses import Ranked, concerns, extent
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import condition_words
from accordingto.reading.positions.limit_times import is_timely
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.syntax import children
from accordingto.text import Span

_TURNING = frozenset({"threat", "promise", "prohibition", "refusal"})
_LONGEST = 6
"""Words of an opening phrase at most."""


def opened_phrases(draft: Draft) -> Iterator[Ranked]:
    """Yield the phrases that condition a position, each with its rank."""
    root = root_of(draft.head)
    taken = -1
    for token in draft.head.doc[root.left_edge.i : root.right_edge.i + 1]:
        if token.i <= taken or token.is_space:
            continue
        phrase = _opener(token)
        if phrase is not None and concerns(token, draft):
            taken = token.i + len(phrase.split())
            yield 0, extent(token, draft)
        elif token.lower_ == "without" and _is_leave(token, draft) and concerns(token, draft):
            yield 1, extent(token, draft)
        elif token.lower_ == "otherwise" and draft.kind in _TURNING and _is_bare(token):
            yield 1, Span(token.idx, token.idx + len(token))
        elif draft.kind == "promise" and token.lower_ in {"for", "against"} and _is_price(token, draft):
            yield 2, extent(token, draft)
    yield from _answered(draft)


def _opener(token: Token) -> str | None:
    """The phrase that opens here, where a clause or an act follows those that need one."""
    page = condition_words()
    words = " ".join(t.lower_ for t in token.doc[token.i : token.i + _LONGEST]) + " "
    found = max((p for p in page.phrases if words.startswith(p + " ")), key=len, default=None)
    if found is None or words.startswith("failing which"):
        return None
    if found not in page.clausal:
        return found
    if token.i and token.nbor(-1).lower_ in {"within", "by", "at", "of", "for", "on", "to"}:
        return None
    behind = token.doc[token.i + len(found.split()) : token.i + len(found.split()) + _REACH]
    if found in {"upon", "depending on", "against a", "in exchange", "on condition"}:
        return None if found in {"upon", "in exchange", "on condition"} and not _acts(behind) else found
    return found if _acts(behind) else None


_REACH = 7


def _acts(words: Iterable[Token]) -> bool:
    return any(t.dep_ in {"nsubj", "nsubjpass"} for t in words)


def _is_leave(without: Token, draft: Draft) -> bool:
    """ "without the court's leave"; for what is refused, without anything: "not a rope without a rise"."""
    nouns = children(without, "pobj", "pcomp")
    if not nouns:
        return False
    said = {t.lemma_.lower() for t in nouns[0].subtree}
    closed = draft.kind in {"prohibition", "refusal", "permission"}
    awaited = closed and nouns[0].lemma_.lower() in condition_words().awaited
    named = bool(said & condition_words().leave) or awaited
    return named or (draft.kind == "refusal" and draft.negated and not is_timely(nouns[0]))


def _is_price(prep: Token, draft: Draft) -> bool:
    """ "would open the gate for an apology": what somebody wants for what is promised."""
    noun = next(iter(children(prep, "pobj")), None)
    priced = noun is not None and noun.lemma_.lower() in condition_words().prices
    return priced and prep.head in {draft.action, draft.head} and prep.i > draft.head.i


def _is_bare(otherwise: Token) -> bool:
    """Whether "otherwise" stands for a condition: at the head or the end of its clause, not in "said otherwise"."""
    before = otherwise.nbor(-1) if otherwise.i else None
    after = otherwise.nbor() if otherwise.i + 1 < len(otherwise.doc) else None
    opens = before is None or before.is_punct or before.is_space or before.lower_ in {"or", "and"}
    closes = after is None or after.is_punct or after.is_space
    claimed = before is not None and before.lemma_ in {"say", "think", "claim", "do", "suggest", "prove", "or"}
    return (opens or closes) and not claimed


def _answered(draft: Draft) -> Iterator[Ranked]:
    """ "Any act against the fleet will be met by force": what sets a threat off is its subject."""
    if draft.kind != "threat":
        return
    for verb in {draft.head, draft.action or draft.head}:
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is None or verb.lemma_ not in condition_words().answered or subject.pos_ != "NOUN":
            continue
        if subject == draft.holder or not any(c.lower_ in condition_words().triggers for c in subject.lefts):
            continue
        words = [t for t in subject.subtree if not t.is_space]
        yield 0, Span(words[0].idx, words[-1].idx + len(words[-1]))
