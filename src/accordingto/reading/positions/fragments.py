"""Positions in clauses without a finite verb, and in orders: "No lorries after dark", "Not us", "Open the gate."."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, is_negated, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children
from accordingto.records import PositionKind

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NONE = frozenset({"no", "not", "never"})
_BAR = frozenset(
    {"until", "till", "before", "without", "unless", "while", "after", "from", "in", "on", "at", "for", "to"}
)
_US = frozenset({"us", "me", "we"})
_POLITE = frozenset({"please", "kindly"})
_MAIN = frozenset({"ROOT", "ccomp", "dep", "parataxis", "advcl"})
_GONE = frozenset({"off", "out", "back", "away"})
_SHORT = 12
"""Tokens that a quoted one-liner has at most."""


def read_fragment(token: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a clause without a finite verb, or an order, takes in what somebody says."""
    if token.dep_ not in _MAIN:
        return
    for reader in (_none_of, _flat, _addressed, _order):
        draft = reader(token, voices)
        if draft is not None:
            yield draft
            return


def _main(token: Token) -> bool:
    ahead = token.dep_ in {"ccomp", "dep", "parataxis"} and token.head.i > token.i
    return token.dep_ == "ROOT" or ahead or _quoted_order(token)


def _quoted_order(token: Token) -> bool:
    """ "Get off my land," the farmer told them: the parser makes an adjunct of what is said."""
    told = (
        token.dep_ == "advcl" and token.head.i > token.i and token.head.lemma_ in lexicon().speech | {"shout", "yell"}
    )
    return told and token.tag_ == "VB" and not any(c.dep_ in {"mark", "aux"} for c in token.children if c.i < token.i)


def _none_of(noun: Token, voices: Voices) -> Draft | None:
    """Read "No lorries after dark", "not a litre until the debt is paid": a ban by who has a say, else a refusal."""
    if (
        noun.pos_ not in {"NOUN", "PROPN"}
        or not _main(noun)
        or any(c.dep_ in {"cop", "nsubj", "expl"} for c in noun.children)
    ):
        return None
    lefts = [t.lower_ for t in noun.lefts]
    none = "no" in lefts or ("not" in lefts and bool({"a", "one", "single"} & set(lefts)))
    speaker = voices.speaker(noun)
    if not none or speaker is None or not can_hold(speaker) or noun.lemma_.lower() in rulebook().idle_nouns:
        return None
    bounded = any(c.i > noun.i and (c.lower_ in _BAR or c.dep_ in {"advcl", "prep"}) for c in noun.children)
    thing = noun.ent_type_ == "" and (noun.tag_ in {"NNS", "NN"})
    if not thing or not (bounded or noun.tag_ == "NNS"):
        return None
    kind: PositionKind = "prohibition" if _rules(speaker, voices) else "refusal"
    return Draft(kind, noun, noun, speaker, None, noun, negated=True)


def _rules(speaker: Token, voices: Voices) -> bool:
    words = {speaker.lemma_.lower(), *(t.lower_ for t in speaker.lefts), *voices.behind(speaker).text.lower().split()}
    return bool(words & rulebook().authority)


def _flat(token: Token, voices: Voices) -> Draft | None:
    """Read "Not us", "Not a chance", "Out of the question", "No comment" as a whole quoted answer."""
    if token.dep_ not in {"ROOT", "ccomp", "dep", "parataxis"}:
        return None
    first, last = token.left_edge.i, token.right_edge.i + 1
    if last - first > _SHORT:
        return None
    words = " ".join(t.lower_ for t in token.doc[first:last] if t.is_alpha or t.text in {"'", "n't"})
    kind = next(
        (k for k, said in rulebook().flat.items() if any(words == w or words.startswith(w + " ") for w in said)), None
    )
    speaker = voices.speaker(token)
    if kind is None or speaker is None or not can_hold(speaker):
        return None
    return Draft(kind, token, token, speaker, None, token, negated=True)


def _addressed(verb: Token, _voices: Voices) -> Draft | None:
    """Read "Peru to Chile: take your boats home", a headline's form: who tells whom stands before the colon."""
    who = next(iter(children(verb, "nsubj")), None)
    to = pobj(who, "to") if who is not None else None
    if verb.tag_ != "VB" or verb.dep_ != "ROOT" or to is None or who is None or not can_hold(who):
        return None
    if not any(t.text == ":" for t in verb.doc[to.i : verb.i]) or any(c.dep_ == "aux" for c in verb.children):
        return None
    kind: PositionKind = "prohibition" if is_negated(verb) else "demand"
    return Draft(kind, verb, verb, who, to, verb, way="order")


def _order(verb: Token, voices: Voices) -> Draft | None:
    """Read "Take the names off the list.", "Don't touch the nets", "Let us through": told by whoever speaks."""
    if verb.tag_ not in {"VB", "VBP"} or verb.pos_ != "VERB" or not _main(verb):
        return None
    if any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in verb.children) and verb.lemma_ != "let":
        return None
    if any(c.dep_ == "aux" and c.lower_ not in {"do", "please"} for c in verb.children):
        return None
    if any(
        c.i < verb.i
        and c.lower_ not in {"do", "n't", "not", "never", "please", "now", "just", "then", "first", "so", "and", "but"}
        and not c.is_punct
        and not c.is_quote
        for c in verb.children
    ):
        return None
    speaker = voices.speaker(verb)
    statement = voices.statement_of(verb)
    if speaker is None or not can_hold(speaker) or statement is None or statement.form not in {"direct", "mixed"}:
        return None
    objects = [c for c in verb.children if c.dep_ in {"dobj", "prt", "ccomp", "prep", "advmod"} and c.i > verb.i]
    moved = is_negated(verb) or any(c.lower_ in _GONE for c in objects)
    if (
        (verb.lemma_ in rulebook().musing | rulebook().states and not moved)
        or not objects
        or root_of(verb).doc[-1].text == "?"
    ):
        return None
    if verb.lemma_ == "let" and any(t.lower_ in {"'s", "’s"} for t in verb.children):
        return None
    if any(s.lower_ in _US | {"i"} for c in verb.children if c.dep_ == "conj" for s in c.children if s.dep_ == "nsubj"):
        return None  # "Touch the nets and I cut yours": an order in form, a condition in fact
    polite = any(t.lower_ in _POLITE for t in verb.children)
    if is_negated(verb):
        return Draft("prohibition", verb, verb, speaker, None, verb, negated=True, way="order")
    return Draft("request" if polite else "demand", verb, verb, speaker, None, verb, way="order")
