"""Rules told as a state of things: "fishing is suspended", "the gate stays shut", "a curfew runs from nine"."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.limits import limits_of
from accordingto.reading.positions.roles import can_be_bound, is_negated, pobj
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import agent, children, is_passive
from accordingto.records import PositionKind

_STAYING = frozenset({"be", "remain", "stay", "keep"})
_NOW = frozenset({"is", "are", "remains", "remain", "stays", "stay", "'s", "'re"})
_TERMS = frozenset({"until", "till", "since", "hereby", "indefinitely", "again", "still", "now", "unless", "only"})
_WILL = frozenset({"will", "would", "wo", "shall", "'ll"})
_KINDS_OF_ZONE = frozenset({"exclusion", "no-fly", "fly", "buffer", "safety", "closed", "red", "travel", "arms"})
_DEPENDENT = frozenset({"relcl", "acl", "advcl", "pcomp"})
_OUTER = frozenset({"it", "this", "that", "there", "what", "which", "who", "i", "we"})
_SHUT = frozenset({"out", "off", "back", "fine", "ok", "okay", "open", "closed", "shut"})
"""States that say a rule only of what can be forbidden or granted."""


def read_measure(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the ban or leave that a clause tells as a state: nobody needs to be named who rules."""
    if verb.dep_ in _DEPENDENT:
        return
    for reader in (_suspended, _kept_state, _predicate, _will_open, _measure):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _activity(noun: Token) -> bool:
    """Whether a noun is an activity, or things whose use is one: "night landings", "all flights", "car washing"."""
    lemma = noun.lemma_.lower()
    gerund = lemma.endswith("ing") and noun.tag_ in {"NN", "NNS", "VBG"}
    return noun.ent_type_ == "" and (gerund or lemma in rulebook().activities)


def _closable(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    return lemma in rulebook().ways or any(lemma.endswith(way) for way in ("bridge", "way", "gate", "port", "block"))


def _suspended(verb: Token, voices: Voices) -> Draft | None:
    """Read "all flights are hereby suspended for ten days", "fishing was halted until further notice"."""
    if verb.lemma_ not in rulebook().suspending or not is_passive(verb) or is_negated(verb):
        return None
    who = next(iter(children(verb, "nsubjpass", "nsubj")), None)
    if who is None or not _activity(who) or who.lower_ in _OUTER or agent(verb) is not None:
        return None
    if any(c.dep_ == "aux" and (c.tag_ == "MD" or c.lower_ == "to") for c in verb.children):
        return None
    present = any(c.dep_ == "auxpass" and c.lower_ in _NOW for c in verb.children)
    draft = Draft("prohibition", verb, verb, ruler(verb, None, voices), None, who, way="rule")
    return draft if present or _termed(verb) or any(x.sense == "for" for x in limits_of(draft)) else None


def _termed(verb: Token) -> bool:
    return any(t.lower_ in _TERMS for t in verb.subtree)


def _kept_state(verb: Token, voices: Voices) -> Draft | None:
    """Read "everyone else stays grounded until …", "live rounds stay banned": "stay" in the passive's place."""
    helper = next((c for c in children(verb, "auxpass", "aux") if c.lemma_ in {"stay", "remain"}), None)
    if helper is None or verb.tag_ not in {"VBN", "VBD"} or verb.lower_ not in rulebook().barred_states:
        return None
    who = next(iter(children(verb, "nsubjpass", "nsubj")), None) or next(iter(helper.lefts), None)
    if who is None:  # the parser took the noun for a part of the verb
        who = next((t for t in [helper.doc[helper.i - 1]] if helper.i and t.pos_ in {"NOUN", "PROPN"}), None)
    if who is None or who.lower_ in _OUTER:
        return None
    bearer = who if can_be_bound(who) or who.pos_ == "PRON" else None
    action = verb if bearer is not None else who
    return Draft("prohibition", verb, verb, ruler(verb, bearer, voices), bearer, action, way="rule")


def _predicate(verb: Token, voices: Voices) -> Draft | None:
    """Read "the footbridge stays open", "car washing is out", "phone calls are back", "snipers are a no-no"."""
    if verb.lemma_ not in _STAYING - {"keep"} or any(c.tag_ == "MD" or c.lower_ == "to" for c in verb.children):
        return None
    who = next(iter(children(verb, "nsubj")), None)
    state = next((c for c in children(verb, "acomp", "advmod", "attr", "oprd", "prt", "prep") if _state(c)), None)
    if who is None or state is None or who.lower_ in _OUTER or who.i > verb.i or verb.tag_ == "VBD":
        return None
    if any(c.dep_ in {"pobj", "prep"} and state.dep_ == "prep" for c in state.children):
        return None  # "is out of town", "is back in port"
    kind: PositionKind = "permission" if state.lower_ in rulebook().free_states else "prohibition"
    if is_negated(verb):
        kind = "prohibition" if kind == "permission" else "permission"
    if not _ruled(who, state, kind, verb, voices):
        return None
    bearer = who if can_be_bound(who) and not _closable(who) else None
    return Draft(kind, verb, verb, ruler(verb, bearer, voices), bearer, who, way="rule")


def _state(token: Token) -> bool:
    page = rulebook()
    dashed = token.lower_ == "no" and any(c.lower_ == "no" for c in token.children)
    return token.lower_ in page.free_states | page.barred_states or dashed


def _ruled(who: Token, state: Token, kind: PositionKind, verb: Token, voices: Voices) -> bool:
    """Whether a state is one that somebody ruled: of a way that is kept so, or of an activity within limits."""
    word = state.lower_
    draft = Draft(kind, verb, verb, None, None, who)
    bounded = bool(limits_of(draft)) or _termed(verb) or "round the clock" in verb.doc[verb.i : verb.right_edge.i].text
    if word in {"open", "shut", "closed", "blocked", "sealed"}:
        kept = verb.lemma_ in {"stay", "remain"} or any(c.lower_ in _TERMS for c in verb.children)
        return _closable(who) and (kept or bounded)
    if word in _SHUT:
        ruled = ruler(verb, None, voices) is not None
        return _activity(who) and (bounded or ruled or word in {"out", "back"}) and who.tag_ != "PRP"
    return _activity(who) or (who.tag_ == "NNS" and who.ent_type_ == "")


def _will_open(verb: Token, voices: Voices) -> Draft | None:
    """Read "the gates won't open for anyone without a card", "the roadblocks will open to ambulances"."""
    who = next(iter(children(verb, "nsubj")), None)
    modal = any(c.dep_ == "aux" and c.lower_ in _WILL for c in verb.children)
    if verb.lemma_ not in {"open", "reopen"} or not modal or who is None or children(verb, "dobj"):
        return None
    to = pobj(verb, "to", "for")
    if not (_closable(who) or who.lemma_.lower() == "roadblock") or to is None:
        return None
    none = is_negated(verb) or to.lower_ in {"nobody", "none"}
    return Draft("prohibition" if none else "permission", verb, verb, ruler(verb, None, voices), to, verb, way="rule")


def _measure(verb: Token, voices: Voices) -> Draft | None:
    """Read "the curfew runs from nine to five", "the exclusion zone has been cut to one mile"."""
    who = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if who is None or who.lemma_.lower() not in rulebook().measures or is_negated(verb):
        return None
    named = who.lemma_.lower() in {"curfew", "lockdown", "quarantine", "embargo", "moratorium", "blackout"}
    if not named and not any(c.dep_ in {"compound", "amod"} and c.lower_ in _KINDS_OF_ZONE for c in who.children):
        return None
    status = next((s for s, words in rulebook().measured.items() if verb.lemma_ in words), None)
    place = pobj(verb, "in")
    if status is None and verb.lemma_ in {"be", "come", "go", "take"}:
        status = "in_force" if place is not None and place.lower_ in {"force", "place", "effect"} else None
    if status is None or any(c.tag_ == "MD" and c.lower_ not in {"will", "shall"} for c in verb.children):
        return None
    draft = Draft("prohibition", verb, verb, ruler(verb, None, voices), None, who, status, standing=True, way="rule")
    return draft if status != "in_force" or limits_of(draft) or any(limits_of(draft)) else None


_KINDS_OF_ZONE = frozenset(
    {"exclusion", "no-fly", "fly", "buffer", "safety", "closed", "red", "travel", "arms", "fishing"}
)
