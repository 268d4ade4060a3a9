"""Clauses that condition a position: behind "if" and its like, inverted ones, commands with "and"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import condition_words
from accordingto.reading.positions.limit_reach import heads_of
from accordingto.reading.positions.roles import is_finite, is_negated
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.syntax import text_of
from accordingto.records import PositionKind
from accordingto.text import Span, trim

Ranked = tuple[int, Span]
"""How far a finding is to be trusted (0 first), and the words of the condition."""
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_NOMINAL = frozenset({"DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"})
_STOPS = frozenset({";", "–", "—", "”", ".", ":", "!"})
_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_CLOSED: frozenset[PositionKind] = frozenset({"prohibition", "refusal", "no_comment", "not_ruled_out"})
_OWN_VERB = frozenset({"aux", "auxpass", "nsubj", "nsubjpass", "dobj"})
"""What a verb has that a conjunction has not: "is providing the arms"."""
_MODALS = frozenset({"will", "would", "may", "can", "could", "shall", "must", "'ll", "’ll", "wo", "ca"})
_JOINING = frozenset({"and", "but", "or", "that"})
_HELD = frozenset(
    {"that", "though", "which", "who", "but", "and", "said", "he", "she", "it", "they", "we", "according"}
)


def opened_clauses(draft: Draft) -> Iterator[Ranked]:
    """Yield the conditional clauses on a position, each with its rank."""
    root = root_of(draft.head)
    words = draft.head.doc[root.left_edge.i : root.right_edge.i + 1]
    for token in words:
        if token.lower_ in condition_words().marks | condition_words().temporal:
            yield from _marked(token, draft)
        elif token.lower_ in condition_words().inversion and _is_inverted(token) and concerns(token, draft):
            yield 0, extent(token, draft)
    yield from _commanded(draft)
    yield from _after(draft)


def _marked(mark: Token, draft: Draft) -> Iterator[Ranked]:
    page = condition_words()
    before = mark.nbor(-1).lower_ if mark.i else ""
    if before in {"even", "as", "what", "than", "at", "all"} or _is_question(mark) or _is_hedge(mark):
        return
    if mark in heads_of(draft) or not concerns(mark, draft):
        return
    if before in _JOINING and mark.i > draft.head.i:
        return
    verb = _verb_of(mark)
    if mark.lower_ in {"until", "till"} and verb is None:
        if _is_awaited(mark):
            yield 1, extent(mark, draft)
        return
    after = mark.nbor().lower_ if mark.i + 1 < len(mark.doc) else ""
    if mark.lower_ == "once" and (verb is None or after in {"again", "more"}):
        return
    if mark.lower_ in {"provided", "providing"} and any(c.dep_ in _OWN_VERB and c.i < mark.i for c in mark.children):
        return
    if mark.lower_ in page.temporal:
        if _is_ahead(mark, verb, draft):
            yield 1, extent(_with_only(mark), draft)
    elif verb is not None or mark.lower_ in {"if", "unless"}:
        yield 0, extent(_with_only(mark), draft)


def _with_only(mark: Token) -> Token:
    """The word from which a condition runs: "only if NP", "if and only if NP"."""
    return mark.nbor(-1) if mark.i and mark.nbor(-1).lower_ == "only" else mark


def _verb_of(mark: Token) -> Token | None:
    """The verb of the clause that a conjunction opens."""
    if mark.dep_ == "prep" and any(c.dep_ == "pobj" for c in mark.children):
        return None
    if mark.dep_ in {"mark", "advmod"} and mark.head.i > mark.i and mark.head.pos_ in {"VERB", "AUX"}:
        return mark.head
    for token in mark.doc[mark.i + 1 : mark.i + _FAR]:
        if token.text in _STOPS or token.text == ",":
            return None
        if token.pos_ in {"VERB", "AUX"} and (is_finite(token) or token.tag_ in {"VBN", "MD", "VB"}):
            return token
    return None


_FAR = 14
"""Tokens behind a conjunction within which its verb is looked for."""


def _is_question(mark: Token) -> bool:
    """ "Asked if …", "did not say whether": what is asked conditions nothing."""
    if mark.lower_ not in {"if", "when"}:
        return False
    verb = mark.head if mark.dep_ in {"mark", "advmod"} else None
    before = mark.nbor(-1) if mark.i else mark
    asked = before.lemma_.lower() in condition_words().asking
    inside = next(
        (t for t in mark.doc[mark.i + 1 : mark.i + 3] if t.lower_ in {"asked", "pressed", "questioned"}), None
    )
    return bool(
        asked
        or inside is not None
        or (verb is not None and verb.dep_ == "ccomp" and verb.head.lemma_ in condition_words().asking)
    )


def _is_hedge(mark: Token) -> bool:
    page = condition_words()
    after = list(mark.doc[mark.i + 1 : mark.i + 5])
    if mark.lower_ == "if" and after and after[0].lower_ in page.hedges and not _goes_on(after):
        return True
    return any(t.lower_ == "you" for t in after) and any(t.lemma_ in page.joining for t in after)


def _goes_on(words: Sequence[Token]) -> bool:
    """ "if any boat sails" against "if any"."""
    return len(words) > 1 and words[0].lower_ in _BEFORE_NOUN and words[1].pos_ in _GOING


_BEFORE_NOUN = frozenset({"any", "anything", "not"})
_GOING = frozenset({"NOUN", "VERB", "AUX", "ADJ", "PROPN"})


def _is_ahead(mark: Token, verb: Token | None, draft: Draft) -> bool:
    """Whether a clause of time tells of what is awaited, not of what has been."""
    word = mark.lower_
    before = mark.nbor(-1).lower_ if mark.i else ""
    if verb is None or verb.i < mark.i:
        return word in {"before", "after"} and (draft.kind in _CLOSED or before == "only") and _is_awaited(mark)
    present = verb.tag_ in {"VBZ", "VBP"} or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {"VBZ", "VBP"} for c in verb.children
    )
    doer = any(c.dep_ in _SUBJECTS for c in verb.children)
    if word == "while":
        going = verb.tag_ == "VBG" or present
        return going and doer and mark.i > draft.head.left_edge.i and mark.i > draft.head.i
    if word == "before":
        closed = draft.kind in _CLOSED or is_negated(draft.head)
        return doer and closed and mark.i > draft.head.i
    if word == "after":
        return before == "only" or (doer and present and mark.i > draft.head.i)
    modal = any(c.lower_ in _MODALS for h in heads_of(draft) for c in h.children) or draft.kind in _RULES
    return before == "only" or (modal and doer and present)


def _is_awaited(mark: Token) -> bool:
    """ "until the release of the crew": a happening, not a date."""
    noun = next((c for c in mark.children if c.dep_ == "pobj"), None)
    return noun is not None and not noun.ent_type_ and noun.lemma_.lower() in condition_words().awaited


def _is_inverted(token: Token) -> bool:
    """Whether an auxiliary stands before its subject, in no question: "should the hostages come to harm"."""
    if token.i + 1 >= len(token.doc):
        return False
    if token.nbor().pos_ not in _NOMINAL and token.nbor().lower_ not in {"either", "both", "neither", "there"}:
        return False
    if root_of(token).right_edge.text == "?":
        return False
    verb = token if token.dep_ in {"ROOT", "advcl", "ccomp", "conj"} else token.head
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    before = token.nbor(-1) if token.i else None
    opens = before is None or before.is_punct or before.is_space or before.lower_ in {"and", "but", "that", "or"}
    if token.lower_ == "had" and not any(t.tag_ == "VBN" for t in token.doc[token.i + 1 : token.i + _FAR]):
        return False
    if opens or any(c.i < token.i for c in subjects):
        return opens and not any(c.i < token.i for c in subjects)
    late = (
        token.lower_ in {"were", "should"}
        and before is not None
        and before.pos_ in {"NOUN", "PROPN", "PRON", "ADV", "ADP"}
    )
    to = any(t.lower_ == "to" and t.tag_ == "TO" for t in token.doc[token.i + 1 : token.i + 8])
    return (
        late
        and to
        and token.lower_ == "were"
        and any(t.pos_ == "VERB" and t.i < token.i for t in root_of(token).subtree)
    )


def concerns(mark: Token, draft: Draft) -> bool:
    """Return whether a clause goes with a position: it hangs on one of its words, or on what is said around it."""
    own = set(heads_of(draft))
    low, high = sorted((draft.head.i, mark.i))
    if any(t.text in {";", ":"} for t in mark.doc[low:high]) or _holds(mark, draft):
        return False
    around = {a for a in draft.head.ancestors if a.i != mark.i}
    node, steps = mark, 0
    inside = False
    while node.dep_ != "ROOT" and steps < _DEEP:
        if node.dep_ == "relcl":
            inside = True
        node, steps = node.head, steps + 1
        if node in own:
            return not inside
    others = [t for t in mark.doc[low + 1 : high] if t.dep_ in {"conj", "ROOT", "parataxis"} and is_finite(t)]
    return node in around | own and not inside and not others


def _holds(mark: Token, draft: Draft) -> bool:
    """Whether the position itself stands inside the clause that a conjunction opens."""
    verb = mark.head if mark.dep_ in {"mark", "advmod"} and mark.head.i > mark.i else None
    if verb is None or mark.i > draft.head.i or not (verb == draft.head or verb.is_ancestor(draft.head)):
        return False
    return not any(is_finite(t) for t in mark.doc[mark.i + 1 : draft.head.i] if t.pos_ in {"VERB", "AUX"})


_DEEP = 12


def extent(first: Token, draft: Draft) -> Span:
    """Return the words from the first of a condition to where the main clause goes on, or to the sentence's end."""
    doc = first.doc
    root = root_of(draft.head)
    main = min((t.i for h in heads_of(draft) for t in (h, *(c for c in h.children if c.dep_ in _SUBJECTS))), default=0)
    main = min(main, *(t.left_edge.i for t in (draft.holder,) if t is not None and t.i > first.i), main)
    last = root.right_edge.i
    if first.i < main:
        commas = [t.i for t in doc[first.i : main] if t.text in {",", "–", "—"}]
        end = commas[-1] if commas else main
    else:
        end = next((t.i for t in doc[first.i + 1 : last + 1] if _ends(t, first)), last + 1)
    closing = doc[end - 1]
    return trim(text_of(doc), first.idx, max(closing.idx + len(closing), first.idx + 1), ' ,.;:–—“”"!?')


def _ends(token: Token, first: Token) -> bool:
    """Whether a trailing condition ends before a word: a stop, or a comma before who says so or what comes next."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor()
    if token.text in _STOPS or token.is_space:
        return not (token.text == "." and not after.is_space and not token.whitespace_)
    if token.text != "," or token.i - first.i < _SHORTEST:
        return False
    clause = _top(first)
    return (
        after.lower_ in _HELD
        or not (after == clause or clause.is_ancestor(after))
        or clause.is_ancestor(_saying(after))
    )


def _top(first: Token) -> Token:
    """The verb of the clause that a word opens, or the word itself."""
    mark = first.nbor() if first.lower_ == "only" and first.i + 1 < len(first.doc) else first
    opens = mark.dep_ in {"mark", "advmod", "aux", "auxpass"} and mark.head.i > mark.i
    return mark.head if opens else mark


def _saying(token: Token) -> Token:
    """The verb of saying behind a comma, else the first token of the text, which is inside no clause."""
    near = token.doc[token.i : token.i + _SAID]
    return next((t for t in near if t.lemma_ in {"say", "add", "tell", "warn"}), token.doc[0])


_SHORTEST = 3
_SAID = 6
"""Tokens behind a comma within which a verb of saying shows who says so."""


def _commanded(draft: Draft) -> Iterator[Ranked]:
    """ "Touch the nets and we cut yours", "one shot and it is over": a command or a thing, "and", what follows."""
    if draft.kind not in {"threat", "promise", "permission"}:
        return
    doc = draft.head.doc
    verbs = [*heads_of(draft), *([draft.action.head] if draft.action is not None else [])]
    starts = {c.left_edge.i for v in verbs for c in v.children if c.dep_ in _SUBJECTS} | {draft.head.i}
    joints = (doc[i] for start in starts for i in range(start - 1, max(start - 4, 0), -1) if doc[i].lower_ == "and")
    joint = next(joints, None)
    if joint is None:
        return
    first = _clause_start(joint)
    words = [t for t in doc[first : joint.i] if not t.is_space and not t.is_punct]
    if words and len(words) < _LONG and _is_command(words):
        yield 0, trim(text_of(doc), words[0].idx, words[-1].idx + len(words[-1]), ' ,.;:–—“”"')


_LONG = 18


def _clause_start(joint: Token) -> int:
    for i in range(joint.i - 1, -1, -1):
        token = joint.doc[i]
        if token.text in {"“", "”", ":", ";", "–", "—", '"', ".", "!", "?"} or token.is_space:
            return i + 1
    return 0


def _is_command(words: list[Token]) -> bool:
    """Whether words begin with a bare verb, "don't", or name one thing: "one more word"."""
    first = words[0]
    verb = first.tag_ in {"VB", "VBP"} or (first.pos_ == "VERB" and first.tag_ not in {"VBG", "VBD", "VBZ", "VBN"})
    denied = first.lower_ in {"do", "don’t", "don't", "never", "let"}
    bare = not any(t.dep_ in _SUBJECTS and t.i < first.i + 2 and t.head == first for t in words)
    finite = any(t.dep_ in _SUBJECTS for t in words)
    thing = first.lower_ in condition_words().triggers and not any(
        t.pos_ in {"VERB", "AUX"} and is_finite(t) for t in words
    )
    return (verb and bare and not (finite and not denied)) or denied or thing


def _after(draft: Draft) -> Iterator[Ranked]:
    """A sentence of its own that holds nothing but the condition: "But only if the pass is open."."""
    last = root_of(draft.head).right_edge
    if last.i + 1 >= len(last.doc) or last.nbor().is_space or "\n" in last.whitespace_:
        return
    root = root_of(last.nbor())
    words = [t for t in root.subtree if not t.is_space and not t.is_punct]
    lead = [t.lower_ for t in words[:4]]
    skipped = 0
    while skipped < len(lead) and lead[skipped] in {"but", "and", "though", "not", "only", "yet"}:
        skipped += 1
    opener = skipped < len(lead) and lead[skipped] in {"if", "unless", "until", "once", "provided"}
    if opener and len(words) > skipped + 2 and not any(t.text == "," for t in root.subtree):
        yield 2, Span(words[skipped].idx, words[-1].idx + len(words[-1]))
