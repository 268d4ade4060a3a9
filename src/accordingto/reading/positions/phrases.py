"""Positions taken by a turn of phrase: the templates of the page ``positions_phrases`` filled from a clause."""

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import noun_groups
from accordingto.reading.positions.roles import (
    can_be_bound,
    can_hold,
    doer,
    is_negated,
    may_speak,
    passive_subject,
    pobj,
    subject,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import struck, threatens
from accordingto.reading.positions.templates import Filled, filled, templates
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_ANSWERS: frozenset[PositionKind] = frozenset({"no_comment", "not_ruled_out", "denial"})
_BACK = frozenset({"that", "this", "such", "these", "those"})
_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition", "demand"})
_OUTER = frozenset({"it", "this", "that", "there", "what", "which", "who"})


def read_denied_phrase(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a turn of phrase takes only because it is negated: "would not hear of a truce"."""
    ordered = verb.tag_ == "VB" and verb.dep_ in {"ROOT", "ccomp"} and not children(verb, "nsubj", "nsubjpass")
    willed = any(c.tag_ == "MD" for c in verb.children)
    if verb.lemma_ in templates() and is_negated(verb) and not (ordered and not willed):
        yield from _read(verb, voices, denied=True)


def read_phrase(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position that a turn of phrase around a verb takes: "gave them a free hand", "left the door ajar"."""
    if verb.lemma_ in templates():
        yield from _read(verb, voices, denied=False)


def _read(verb: Token, voices: Voices, *, denied: bool) -> Iterator[Draft]:
    if verb.lemma_ == "be" and verb.dep_ in {"relcl", "acl", "advcl"}:
        return
    who = doer(verb) if not is_passive(verb) else None
    for found in filled(verb, who or subject(verb), passive_subject(verb), denied=denied):
        draft = _draft(found, verb, who, voices)
        if draft is not None:
            yield draft
            return


class _Sides(NamedTuple):
    """Who takes a position, whom it binds or frees, and to do what."""

    holder: Token | None
    bearer: Token | None
    action: Token | None


def _draft(found: Filled, verb: Token, who: Token | None, voices: Voices) -> Draft | None:
    group = found.template.group
    negated = is_negated(verb) or any(c.dep_ == "neg" for c in found.last.children if found.last != verb)
    kind = _kind(found, verb, negated)
    if kind is None or _takes_no_stand(found, kind, verb, who, voices):
        return None
    sides = (
        _held_by_subject(found, kind, verb, who, voices)
        if found.template.subject == "H"
        else _held_by_another(found, kind, verb, voices)
    )
    turned = _turned(kind, verb, sides) if sides is not None else None
    if turned is None:
        return None
    kind, (holder, bearer, action) = turned
    is_bound = can_be_bound(bearer) or (bearer is not None and bearer.pos_ == "PRON")
    return Draft(
        kind,
        verb,
        verb,
        holder,
        bearer if is_bound else None,
        action,
        group.status,
        negated=negated or (kind in _ANSWERS and action == verb),
        explicit=group.explicit,
        way="phrase" if holder is not None or kind not in _RULES else "rule",
    )


def _kind(found: Filled, verb: Token, negated: bool) -> PositionKind | None:
    """Return the kind that a turn has as it is told here; ``None`` where it was told before or says nothing negated."""
    group = found.template.group
    named = [t for t in [found.last, *children(verb, "dobj")] if t.lemma_.lower() in noun_groups()]
    if any(c.lower_ in _BACK or c.dep_ == "relcl" for t in named for c in t.children):
        return None  # "that permission", "the leeway it sought": told before
    kind: PositionKind | None = group.negated if negated and not group.denied else group.kind
    if group.denied and kind == "refusal" and verb.tag_ == "VBD":
        return None  # "never touched the money" denies
    return kind


def _takes_no_stand(found: Filled, kind: PositionKind, verb: Token, who: Token | None, voices: Voices) -> bool:
    """Whether a turn foretells what others do, tells an own doing, or is a silence of one who was not asked."""
    if found.template.group.denied and (
        _foretold(verb, who, voices) or (kind == "no_comment" and not _of_speech(verb))
    ):
        return True
    return kind == "demand" and _own_doing(verb, found.slots.get("A"))


def _held_by_subject(
    found: Filled, kind: PositionKind, verb: Token, who: Token | None, voices: Voices
) -> _Sides | None:
    """Return the sides of a turn whose subject takes the position: "left the door ajar"."""
    bearer = found.slots.get("B")
    holder = ruler(verb, bearer, voices) if is_passive(verb) else who
    if holder is None and not (is_passive(verb) and kind in _RULES):
        return None
    if holder is not None and not may_speak(holder):
        return None
    return _Sides(holder, bearer, found.slots.get("A"))


def _held_by_another(found: Filled, kind: PositionKind, verb: Token, voices: Voices) -> _Sides | None:
    """Return the sides of a turn whose subject is bound (B), is the act (A) or neither: "was given a free hand"."""
    role, theme = found.template.subject, found.subject
    bearer, action = found.slots.get("B"), found.slots.get("A")
    holder = ruler(verb, theme if role == "B" else None, voices)
    if role not in {"A", "B"}:
        return None if holder is None else _Sides(holder, bearer, action)
    if theme is None or (theme.lower_ in _OUTER and kind != "not_ruled_out"):
        return None
    if role == "A":
        nobody = holder is None and kind not in {"permission", "prohibition"}
        is_no_plan = kind == "refusal" and not _is_plan(theme)
        return None if nobody or is_no_plan else _Sides(holder, bearer, theme)
    if not can_be_bound(theme):
        return None
    if holder is None:
        source = pobj(verb, "from") or pobj(found.last, "from", "of")
        holder = source if can_hold(source) else None
    return _Sides(holder, theme, action)


def _turned(kind: PositionKind, verb: Token, sides: _Sides) -> tuple[PositionKind, _Sides] | None:
    """Return kind and sides as the act makes them: asking to be let is no demand, a promise of harm a threat."""
    holder, bearer, action = sides
    if kind == "demand" and action is not None and action.lemma_ in rulebook().admitting | {"allow", "permit"}:
        kind, bearer = "permission", bearer or next(iter(children(action, "nsubjpass")), None)
    action = action if action is not None else _object(verb, bearer) or verb
    if action == bearer:
        action = verb
    if kind == "promise" and _of_the_past(action, verb):
        if not is_negated(action):
            return None
        kind = "denial"
    if kind == "promise" and threatens(action):
        kind, bearer = "threat", bearer or struck(action)
    return kind, _Sides(holder, bearer, action)


def _is_plan(subject: Token | None) -> bool:
    """Whether what is called unacceptable is something asked or offered, not a state of things."""
    return subject is not None and (subject.tag_ == "VBG" or subject.lemma_.lower() in rulebook().plans)


def _foretold(verb: Token, who: Token | None, voices: Voices) -> bool:
    """Whether somebody only foretells what others will not do: "Peru will never budge, said a Chilean analyst"."""
    speaker = voices.speaker(verb)
    will = any(c.dep_ == "aux" and c.lower_ in {"will", "wo", "would", "'ll"} for c in verb.children)
    return will and speaker is not None and who is not None and not voices.is_own(who, speaker)


def _own_doing(verb: Token, action: Token | None) -> bool:
    """Whether "insisted on VP-ing" only tells what somebody would do: nobody else is to."""
    return verb.lemma_ == "insist" and action is not None and action.tag_ == "VBG" and not is_passive(action)


def _of_the_past(action: Token, verb: Token) -> bool:
    """ "Swears the team never laid a net" tells of the past: that denies, and promises nothing."""
    done = action.tag_ == "VBD" or any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in action.children)
    return done and action != verb and action.dep_ == "ccomp"


def _object(verb: Token, bearer: Token | None) -> Token | None:
    return next((o for o in children(verb, "dobj", "nsubjpass") if o != bearer and o.pos_ == "NOUN"), None)


def _of_speech(verb: Token) -> bool:
    """Whether a negated verb of telling is one of will: "would not discuss it", "is not getting into that"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return (
        bool(helpers & {"will", "would", "wo", "'ll", "'d", "is", "are", "'m", "'re", "'s", "do", "does"})
        or verb.head.lemma_ == "go"
    )
