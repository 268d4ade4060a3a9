"""Positions told the other way round: "what is banned is fish", "what we will not do is sell"."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, is_negated, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import struck, threatens
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_FIRST = frozenset({"i", "we"})
_WILL = frozenset({"will", "would", "wo", "'ll", "shall"})
_ASKED: dict[str, PositionKind] = {
    "ask": "request", "request": "request", "want": "demand", "demand": "demand", "insist": "demand",
    "offer": "promise", "promise": "promise", "pledge": "promise", "deny": "denial", "admit": "admission",
    "reject": "refusal", "refuse": "refusal", "forbid": "prohibition", "ban": "prohibition", "allow": "permission",
    "permit": "permission", "threaten": "threat", "reserve": "threat",
}  # fmt: skip


def read_cleft(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the position of "what X does is Y": the verb in the first half says which, the second what about."""
    inner = next((c for c in children(verb, "csubj", "ccomp") if c.i < verb.i), None)
    if inner is None or not _what(inner):
        return
    gerund = verb.tag_ == "VBG" and any(c.lemma_ == "be" for c in children(verb, "aux"))
    if verb.lemma_ != "be" and not gerund:
        return
    about = (
        verb
        if gerund
        else next((c for c in children(verb, "attr", "xcomp", "ccomp", "acomp", "pcomp") if c.i > verb.i), None)
    )
    if about is None:
        return
    draft = _said(inner, about, verb, voices) or _doing(inner, about, verb, voices)
    if draft is not None:
        yield draft


def _what(inner: Token) -> bool:
    return bool(inner.left_edge.lower_ == "what")


def _holder(inner: Token, voices: Voices) -> Token | None:
    who = next(iter(children(inner, "nsubj")), None)
    if who is None or who.lower_ == "what":
        return None
    return voices.speaker(inner) or who if who.lower_ in _FIRST else who


def _said(inner: Token, about: Token, verb: Token, voices: Voices) -> Draft | None:
    """Read "what is banned is fresh fish", "what he has asked is for time", "what they deny is …"."""
    kind = _ASKED.get(inner.lemma_)
    if is_negated(inner):
        kind = "prohibition" if inner.lemma_ in {"allow", "permit", "tolerate", "let", "accept"} else None
    if kind is None:
        return None
    if is_passive(inner):
        holder = ruler(verb, None, voices)
        to = pobj(inner, "to", "from")
        return Draft(kind, inner, verb, holder, to if can_hold(to) else None, about, way="rule")
    holder = _holder(inner, voices)
    explicit = inner.lemma_ != "reserve"
    return Draft(kind, inner, verb, holder, None, about, explicit=explicit) if holder is not None else None


def _doing(inner: Token, about: Token, verb: Token, voices: Voices) -> Draft | None:
    """Read "what it will not do is sell", "what it isn't prepared to do is sign"."""
    ready = any(c.lemma_.lower() in lexicon().ready for c in children(inner, "acomp"))
    will = any(c.lower_ in _WILL for c in children(inner, "aux"))
    holder = _holder(inner, voices)
    if holder is None or not (ready or (inner.lemma_ == "do" and will)) or about.lemma_ in rulebook().states:
        return None
    negated = is_negated(inner)
    kind: PositionKind = "refusal" if negated else "threat" if threatens(about) else "promise"
    return Draft(kind, verb, verb, holder, struck(about), about, negated=negated)
