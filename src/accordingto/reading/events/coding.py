"""From a candidate and how its act stands to the code: type, mode, CAMEO code, contexts.

PLOVER's traps are settled here: an announced AID, COOPERATE, CONSULT or SUPPORT is an AGREE, an announced RETREAT a
CONCEDE, and the refusal of these a REJECT; SANCTION is material conflict.
"""

from functools import cache
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading.events import lexicon
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.matching import Matcher
from accordingto.reading.factuality import Judgement
from accordingto.records import EventStatus, EventType

_MAX_CONTEXTS = 3


class Code(NamedTuple):
    """What an event is coded as, and the status of the act that the type names."""

    type: EventType
    mode: str | None
    cameo: str | None
    contexts: tuple[str, ...]
    status: EventStatus
    turned: bool


class ContextPage(Struct, frozen=True):
    """A PLOVER context and the lemmas that suggest it."""

    about: str
    words: tuple[str, ...]


_ANNOUNCED: dict[str, tuple[EventType, str]] = {
    "AID": ("AGREE", "033"),
    "COOPERATE": ("AGREE", "031"),
    "CONSULT": ("AGREE", "036"),
    "SUPPORT": ("AGREE", "032"),
    "RETREAT": ("CONCEDE", "035"),
    "CONCEDE": ("AGREE", "035"),
}
_WILL = frozenset({"will", "wo", "'ll", "shall", "would"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST"})
_SPOKEN = frozenset({"AGREE", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""Acts of words are done once they are said, also where the report says them in the progressive."""
_REFUSED: dict[str, tuple[str, str]] = {
    "AID": ("assist", "122"),
    "COOPERATE": ("assist", "121"),
    "CONSULT": ("meet", "125"),
    "RETREAT": ("yield", "124"),
    "CONCEDE": ("yield", "124"),
}
_SENT = frozenset({"mobilise", "visit"})
"""What troops do that keep a peace is help: they are deployed, sent, or arrive."""
_UNRULY = frozenset({"destroy", "burn", "vandalise"})
_APPEAL = "02"
"""The CAMEO root of requests; what the codebook lists is the demand (10) with the same subdivisions."""


def code(
    candidate: Candidate,
    judged: Judgement,
    *,
    will: bool,
    actors: int = 1,
    aimed: bool = True,
    crowd: bool = False,
) -> Code:
    """Return the code of a candidate; ``will`` says that the actor announces the act in so many words.

    A drill of one state is MOBILIZE, of several COOPERATE; so ``actors`` counts. A missile that is fired at nobody
    (``aimed`` is false) is a show of arms. What a ``crowd`` of protesters wrecks or burns is a riot.
    """
    name = _class_name(candidate, actors=actors, aimed=aimed, crowd=crowd)
    kind = lexicon.classes()[name]
    contexts = contexts_of(candidate, kind.contexts)
    if name in _SENT and "peacekeeping" in contexts:
        kind = lexicon.classes()["protect"]
    if candidate.class_name == "agree" and (_readies_for_attack(candidate) or _promises_harm(candidate)):
        return Code("THREATEN", "violence", "138", contexts, "occurred", True)
    if kind.type == "REQUEST" and kind.cameo and not _insists(candidate):
        kind = replace(kind, cameo=_APPEAL + kind.cameo[2:])
    if will and judged.own and judged.negated and kind.type in _REFUSED and _wills(candidate, name):
        mode, cameo = _REFUSED[kind.type]
        return Code("REJECT", mode, cameo, contexts, "occurred", True)
    if will and judged.own and judged.status == "planned" and kind.type in _ANNOUNCED:
        turned, cameo = _ANNOUNCED[kind.type]
        return Code(turned, None, cameo, contexts, "occurred", True)
    if _announced_by_itself(candidate, judged) and kind.type in _HOSTILE:
        return Code("THREATEN", None, "130", contexts, "occurred", True)
    status = judged.status
    if status == "ongoing" and kind.type in _SPOKEN:
        status = "occurred"
    return Code(kind.type, kind.mode, kind.cameo, contexts, status, False)


def _insists(candidate: Candidate) -> bool:
    """Demands and orders leave no choice; "asked" and "urged" appeal (CAMEO 02 against 10)."""
    return any(t.lemma_.lower() in lexicon.noun_set("insisting") for t in candidate.tokens)


def _class_name(candidate: Candidate, *, actors: int, aimed: bool, crowd: bool) -> str:
    name = candidate.class_name
    if name == "drill" and actors > 1:
        return "drill_together"
    if crowd and name in _UNRULY:
        return "riot"
    noun = candidate.noun
    fired = candidate.match is not None and noun is not None and noun.lemma_.lower() in {"missile", "satellite"}
    return "weapons_posture" if name == "shell" and fired and not aimed else name


def _readies_for_attack(candidate: Candidate) -> bool:
    """ "Is prepared to strike the ports" threatens: the act that somebody is ready for is hostile."""
    if candidate.match is None or candidate.match.verb.lemma_ != "be":
        return False
    ready = [candidate.match.verb, *candidate.match.tokens[1:]]
    inner = next((c for t in ready for c in t.children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ == "VERB"), None)
    match = Matcher().match(inner) if inner is not None else None
    return match is not None and lexicon.classes()[match.pattern.class_name].type in {"ASSAULT", "COERCE", "SANCTION"}


def _promises_harm(candidate: Candidate) -> bool:
    """ "Pledged to destroy the republic" threatens."""
    match = candidate.match
    if match is None or match.verb.lemma_ not in {"pledge", "promise", "swear", "vow"}:
        return False
    inner = next((c for c in match.verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"), None)
    found = Matcher().match(inner) if inner is not None and not any(c.dep_ == "neg" for c in inner.children) else None
    return found is not None and lexicon.classes()[found.pattern.class_name].type == "ASSAULT"


def _announced_by_itself(candidate: Candidate, judged: Judgement) -> bool:
    """ "The rebels said **they** would blockade the port": the speaker announces an act of its own."""
    verb = candidate.verb
    if verb is None or verb.dep_ != "ccomp" or not judged.own or judged.status != "planned" or judged.negated:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"it", "they", "he", "she", "we"} for c in verb.children)


def _wills(candidate: Candidate, name: str) -> bool:
    """ "Will not meet" refuses; "did not meet" only did not happen, but "did not allow" refuses too."""
    verb, words = candidate.verb, _WILL | {"did"} if name == "permit" else _WILL
    return verb is not None and any(c.dep_ == "aux" and c.lower_ in words for c in verb.children)


def quad_of(type_: EventType) -> int:
    """Return the quad class of a type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
    return lexicon.types()[type_].quad


def goldstein_of(coded: Code) -> float | None:
    """Return the Goldstein score of the CAMEO code, -10 to 10."""
    known = lexicon.cameo_codes().get(coded.cameo or "")
    return known.goldstein if known else None


@cache
def _context_words() -> dict[str, str]:
    page = codebook.load("contexts", dict[str, ContextPage])
    return {word: name for name, entry in page.items() for word in entry.words}


def contexts_of(candidate: Candidate, given: tuple[str, ...]) -> tuple[str, ...]:
    """Return the contexts of an event: those of its class and those that the words of its clause suggest."""
    found = list(given)
    words = _context_words()
    for token in _clause(candidate):
        name = words.get(token.lemma_.lower())
        if name and name not in found:
            found.append(name)
    return tuple(found[:_MAX_CONTEXTS])


def _clause(candidate: Candidate) -> list[Token]:
    near = list(candidate.tokens)
    for head in (candidate.verb, candidate.noun):
        if head is not None:
            for child in head.children:
                near.append(child)
                near.extend(child.children)
    return near
