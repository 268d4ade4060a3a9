"""Positions taken by a turn of phrase: the templates of the page ``positions_phrases`` filled from a clause."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.roles import can_hold, doer, is_negated, may_speak, passive_subject, pobj, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import struck, threatens
from accordingto.reading.positions.templates import Filled, filled, templates
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_ANSWERS: frozenset[PositionKind] = frozenset({"no_comment", "not_ruled_out", "denial"})
_OUTER = frozenset({"it", "this", "that", "there", "what", "which", "who"})


def read_phrase(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a turn of phrase around a verb takes: "gave them a free hand", "left the door ajar"."""
    if verb.lemma_ not in templates():
        return
    who = doer(verb) if not is_passive(verb) else None
    for found in filled(verb, who or subject(verb), passive_subject(verb)):
        draft = _draft(found, verb, who, voices)
        if draft is not None:
            yield draft
            return


def _draft(found: Filled, verb: Token, who: Token | None, voices: Voices) -> Draft | None:
    group, role = found.template.group, found.template.subject
    kind: PositionKind = group.kind
    negated = is_negated(verb)
    if negated:
        if group.negated is None:
            return None
        kind = group.negated
    bearer, action = found.slots.get("B"), found.slots.get("A")
    if role == "H":
        holder = who if not is_passive(verb) else ruler(verb, bearer, voices)
        if holder is None and not (is_passive(verb) and kind in {"permission", "prohibition", "demand"}):
            return None
        if holder is not None and not may_speak(holder):
            return None
    else:
        holder = ruler(verb, found.subject if role == "B" else None, voices)
        if role == "B":
            bearer = found.subject
        elif role == "A":
            action = found.subject
        elif holder is None:
            return None
        if role in {"A", "B"} and (found.subject is None or found.subject.lower_ in _OUTER):
            return None
        if role == "A" and (holder is None and kind not in {"permission", "prohibition"}):
            return None
        if role == "B" and not can_hold(bearer):
            return None
    if role == "B" and holder is None:
        source = pobj(verb, "from") or pobj(found.last, "from", "of")
        holder = source if can_hold(source) else None
    if kind == "demand" and action is not None and action.lemma_ in rulebook().admitting | {"allow", "permit"}:
        kind = "permission"
    action = action if action is not None else _object(verb, bearer) or verb
    if action == bearer and action is not None:
        action = verb
    if kind == "promise" and threatens(action):
        kind, bearer = "threat", bearer or struck(action)
    way = "phrase" if holder is not None or kind not in {"permission", "prohibition", "demand"} else "rule"
    return Draft(
        kind,
        verb,
        verb,
        holder,
        bearer if can_hold(bearer) or (bearer is not None and bearer.pos_ == "PRON") else None,
        action,
        group.status,
        negated=negated or (kind in _ANSWERS and action == verb),
        explicit=group.explicit,
        way=way,
    )


def _object(verb: Token, bearer: Token | None) -> Token | None:
    return next((o for o in children(verb, "dobj", "nsubjpass") if o != bearer and o.pos_ == "NOUN"), None)
