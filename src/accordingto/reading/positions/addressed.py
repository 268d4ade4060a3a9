"""Whom a position is directed at, read off the arguments of its action."""

from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.roles import can_hold, pobj
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children
from accordingto.records import PositionKind

_KINDS: frozenset[PositionKind] = frozenset({"promise", "refusal", "threat", "not_ruled_out"})
_OPEN = frozenset({"it", "them", "itself", "themselves", "himself", "herself"})
"""Pronouns that stand for a thing, or for the holder."""
_TELLING = frozenset({"tell", "inform", "ask", "order", "instruct", "advise", "urge"})
"""Who would be told is not who is refused."""
_NAMED_ONLY = frozenset({"GPE", "ORG", "PERSON", "NORP"})


def with_addressed(drafts: list[Draft], voices: Voices) -> list[Draft]:
    """Return drafts, an open bearer filled by whom the action is done to or for.

    "Will not bomb **the rebels**", "guaranteed the safety of **nurses**", "would not sell it to **crews**".
    """
    return [d if d.bearer is not None else replace(d, bearer=_addressed(d, voices)) for d in drafts]


def _addressed(draft: Draft, voices: Voices) -> Token | None:
    if draft.kind not in _KINDS or draft.action is None:
        return None
    if draft.kind == "refusal" and draft.action.head.pos_ == "NOUN" and draft.cue.pos_ == "VERB":
        return None  # "resisted calls to shun NP" turns down whoever calls
    if draft.kind == "refusal" and draft.action.lemma_ in _TELLING:
        return None
    for noun in _touched(draft.action):
        other = draft.holder is None or not voices.same_side(draft.holder, noun)
        if can_hold(noun) and other and noun.lower_ not in _OPEN:
            return noun
    return None


def _touched(act: Token) -> list[Token]:
    """The arguments of an act: its passive subject, object, receiver, and of whom its noun speaks."""
    found = [*children(act, "nsubjpass", "dative")]
    objects = children(act, "dobj", "pobj")
    found += [o for o in objects if o.ent_type_ not in {"GPE", "FAC", "LOC"}]
    found += [n for n in [pobj(act, "against", "to", "with", "toward", "towards")] if n is not None and _somebody(n)]
    for noun in [act, *objects]:
        if noun.lemma_.lower() in scope().cared_for or noun.lower_ in scope().cared_for:
            found += [n for n in [pobj(noun, "of", "for")] if n is not None]
    return found


def _somebody(noun: Token) -> bool:
    return noun.ent_type_ in _NAMED_ONLY or noun.pos_ == "NOUN"
