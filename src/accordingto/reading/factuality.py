"""How an act stands: occurred, planned, threatened, denied …, and how sure the text is of it (FactBank's values).

Status follows the words that govern the act: auxiliaries, negation, conditionals, and verbs, nouns and adjectives of
the codebook's page ``modality``. The scale of factuality is Saurí and Pustejovsky's (2009).
"""

from collections.abc import Sequence
from typing import NamedTuple, get_args

from spacy.tokens import Token

from accordingto.reading import syntax
from accordingto.reading.modality import (
    auxiliaries,
    below_possibility,
    future_in_past,
    head_verb,
    is_asked,
    is_believed,
    is_command,
    is_contrasted,
    is_disbelieved,
    is_false,
    is_gerund,
    is_in_case,
    is_in_the_future,
    is_question,
    is_unfounded,
    lookup,
    page,
    verb_status,
)
from accordingto.records import EventStatus, Factuality, Stance

_DEPTH = 6
_SEEN = frozenset({"show", "see", "hear", "film", "watch", "depict", "record", "witness", "spot", "catch"})
"""What one sees somebody doing is done: "a video showing them **burning** a tank"."""
_REAL_PREPS = frozenset(
    {"by", "after", "since", "for", "while", "with", "in", "despite", "of", "when", "following", "besides"}
)
"""A gerund after these names something that happened ("after striking"), after others perhaps not ("toward arming")."""


UNREAL: frozenset[str] = frozenset(get_args(EventStatus)) - {"occurred", "ongoing"}
"""Standings of acts that nobody says have happened."""


class Judgement(NamedTuple):
    """Status and factuality of an act; ``own`` says that the act's own clause gave the status, not a governor."""

    status: EventStatus
    factuality: Factuality
    own: bool
    negated: bool = False


_NEGATED: dict[EventStatus, EventStatus] = {
    "permitted": "prohibited",
    "prohibited": "permitted",
    "denied": "hypothetical",
    "cancelled": "ongoing",
    "threatened": "hypothetical",
    "demanded": "hypothetical",
    "planned": "hypothetical",
    "considered": "hypothetical",
}


def judge(token: Token) -> Judgement:
    """Return how the act stands that a verb or an event noun names.

    "Kyiv may strike" is hypothetical, "was told to withdraw" demanded, "denied attacking" denied, "the planned visit"
    planned; plain past is occurred.
    """
    status, own, negated = _status(token, _DEPTH)
    return Judgement(status, _factuality(token, status), own, negated)


def _status(token: Token, depth: int) -> tuple[EventStatus, bool, bool]:
    if depth == 0:
        return "occurred", True, False
    if token.pos_ in {"VERB", "AUX"}:
        return _verb_act(token, depth)
    return _noun_act(token, depth)


def _verb_act(verb: Token, depth: int) -> tuple[EventStatus, bool, bool]:
    if is_contrasted(verb) or is_command(verb):
        return "hypothetical", False, False
    verb = head_verb(verb)
    helpers = auxiliaries(verb)
    if any(c.lower_ in page().conditional for c in verb.children if c.dep_ in {"mark", "advmod"}) or is_in_case(verb):
        return "hypothetical", False, False
    if is_unfounded(verb) or is_believed(verb) or is_asked(verb) or is_disbelieved(verb):
        return "hypothetical", False, False
    if is_in_the_future(verb):
        return "planned", False, syntax.is_negated(verb)
    negated = syntax.is_negated(verb) or is_false(verb)
    modal = next((lookup("modals").get(a.lower_) for a in helpers if a.tag_ == "MD"), None)
    infinitive = any(a.tag_ == "TO" for a in helpers)
    if modal and any(a.lower_ == "have" for a in helpers):
        return "hypothetical", False, negated
    if modal == "hypothetical" and future_in_past(verb, helpers):
        return ("denied" if negated else "planned"), True, negated
    if modal:
        governed = _governed_clause(verb)
        if not any(a.lower_ in {"would", "could", "'d"} for a in helpers) and governed != "hypothetical":
            governed = None
        status = governed or modal
        return ("denied" if negated else status), governed is None, negated
    if infinitive or is_gerund(verb):
        return _by_governor(verb, depth, negated=negated, infinitive=infinitive)
    if (unreal := below_possibility(verb)) is not None:
        return unreal, False, negated
    governed = _governed_clause(verb)
    if (
        governed in {"denied", "demanded", "hypothetical"}
        and verb.dep_ == "ccomp"
        and (governed != "demanded" or verb.tag_ in {"VB", "VBP"})
    ):
        return governed, False, negated
    if negated:
        return "denied", True, True
    if is_question(verb):
        return "hypothetical", True, False
    progressive = verb.tag_ == "VBG" and any(a.lower_ in {"is", "are", "'s", "'re", "am", "'m"} for a in helpers)
    return ("ongoing" if progressive else "occurred"), True, False


def _governed_clause(verb: Token) -> EventStatus | None:
    if verb.dep_ == "ccomp" and (ruled := _by_words(verb)):
        return ruled
    if verb.dep_ in {"ccomp", "conj"} and verb.head.pos_ == "VERB":
        status = lookup("verbs").get(verb.head.lemma_.lower())
        return None if status in {"planned", "occurred", "ongoing"} else status
    return None


def _by_words(verb: Token) -> EventStatus | None:
    """Return what a noun beside the governing verb says: "repeated its **demand** that", "the **hope** is that"."""
    labels = {"dobj"} if verb.head.pos_ == "VERB" else {"nsubj", "attr"} if verb.head.lemma_ == "be" else set()
    for noun in verb.head.children:
        if noun.dep_ in labels and noun.pos_ == "NOUN" and noun.i < verb.i:
            status = lookup("nouns").get(noun.lemma_.lower())
            if status not in {None, "planned", "occurred", "ongoing"}:
                return status
    return None


def _by_governor(verb: Token, depth: int, *, negated: bool, infinitive: bool) -> tuple[EventStatus, bool, bool]:
    governor = verb.head
    if verb.dep_ == "pcomp" or governor.pos_ == "ADP":
        preposition, governor = governor, governor.head
        ruled = lookup("verbs").get(f"{governor.lemma_} {preposition.lower_}")
        if ruled:
            return ruled, False, negated
    if verb.dep_ == "ROOT":
        return ("planned" if infinitive else "occurred"), True, negated
    if verb.dep_ in {"csubj", "nsubj"} or (verb.dep_ == "ccomp" and not infinitive and governor.lemma_ not in _SEEN):
        return "hypothetical", False, negated
    if verb.dep_ == "advcl":
        return ("hypothetical" if infinitive else "occurred"), False, negated
    status = _governor_status(governor)
    if status is None:
        if governor.pos_ == "ADJ" or governor.lemma_ in {"be", "have"}:
            unreal = governor.pos_ == "AUX" and _verb_act(governor, depth - 1)[0] == "hypothetical"
            return ("hypothetical" if unreal else "planned"), False, negated
        real = not infinitive and (verb.dep_ != "pcomp" or verb.head.lower_ in _REAL_PREPS)
        above = _verb_act(governor, depth - 1)[0] if governor.pos_ == "VERB" else "occurred"
        if above not in {"occurred", "ongoing"}:
            return ("hypothetical" if above == "denied" else above), False, negated
        return ("occurred" if real else "hypothetical"), False, negated
    if status in {"occurred", "ongoing"} and governor.pos_ == "VERB":
        above, own, neg = _status(governor, depth - 1)
        return ("ongoing" if status == "ongoing" and above == "occurred" else above), own, neg or negated
    if governor.pos_ == "VERB" and syntax.is_negated(governor):
        status = _NEGATED.get(status, "denied")
    if status == "planned" and governor.pos_ == "VERB":
        above = _status(governor, depth - 1)[0]
        status = above if above in {"hypothetical", "demanded", "permitted", "prohibited"} else status
    return ("denied" if negated and status != "denied" else status), False, negated


def _governor_status(governor: Token) -> EventStatus | None:
    if governor.pos_ in {"VERB", "AUX"}:
        return verb_status(governor)
    if governor.pos_ in {"NOUN", "PROPN"}:
        return lookup("nouns").get(governor.lemma_.lower())
    return None


def _noun_act(noun: Token, depth: int) -> tuple[EventStatus, bool, bool]:
    for child in noun.children:
        if child.dep_ in {"amod", "det", "compound"}:
            status = lookup("adjectives").get(child.lower_)
            if status:
                return status, False, False
    head = noun.head
    if noun.dep_ == "conj" and head.pos_ in {"NOUN", "PROPN"}:
        return _noun_act(head, depth - 1) if depth > 1 else ("occurred", True, False)
    if noun.dep_ in {"dobj", "nsubjpass"} and head.pos_ == "VERB":
        return _object_act(head, depth, noun)
    if noun.dep_ == "pobj" and head.dep_ in {"prep", "agent"}:
        return _prepositional_act(head)
    return "occurred", True, False


def _object_act(verb: Token, depth: int, noun: Token) -> tuple[EventStatus, bool, bool]:
    status = verb_status(verb)
    if status == "planned" and verb.lemma_ == "announce" and _is_deed(noun):
        status = "occurred"
    if status in {None, "occurred", "ongoing"}:
        above, own, negated = _status(verb, depth - 1)
        if above in {"demanded", "permitted", "promised", "planned", "considered", "threatened", "hypothetical"}:
            return above, False, negated
        return ("ongoing" if status == "ongoing" and above == "occurred" else "occurred"), own, negated
    if syntax.is_negated(verb):
        return _NEGATED.get(status, "denied"), False, True
    return status, False, False


def _is_deed(noun: Token) -> bool:
    """ "Announced the **arrest** of two men": police tell of what they have done."""
    return noun.lemma_ in page().deeds


def _prepositional_act(prep: Token) -> tuple[EventStatus, bool, bool]:
    above = prep.head
    if above.pos_ in {"NOUN", "PROPN"} and prep.lower_ in {"of", "for", "on", "against", "to"}:
        status = lookup("nouns").get(above.lemma_.lower())
        if status:
            return status, False, False
    if above.pos_ == "VERB" and prep.lower_ in {"for", "to", "against", "of", "on", "with", "from"}:
        status = verb_status(above)
        if status and status not in {"occurred", "ongoing", "planned"}:
            return status, False, False
    if above.pos_ == "VERB" and prep.lower_ == "if":
        return "hypothetical", False, False
    return "occurred", True, False


_WEAKER: dict[Factuality, Factuality] = {"CT+": "PS+", "PR+": "PS+", "CT-": "PS-", "PR-": "PS-"}


def weakened(factuality: Factuality, stances: Sequence[Stance]) -> Factuality:
    """Return how sure the text is of an act inside statements whose cues have these stances.

    What somebody "claimed" is possible; what somebody "falsely claimed" did not happen.
    """
    if "counter-factive" in stances:
        return "CT-"
    return _WEAKER.get(factuality, factuality) if "doubting" in stances else factuality


_UNCERTAIN = frozenset(
    {"hypothetical", "considered", "planned", "demanded", "permitted", "prohibited", "promised", "threatened"}
)


def _factuality(token: Token, status: EventStatus) -> Factuality:
    if token.dep_ in {"acl", "relcl", "ccomp"} and token.head.lemma_ in page().alleged and status == "occurred":
        return "PS+"
    near = [token, *token.children, token.head, *token.head.children]
    words = {t.lower_ for t in near} | {t.lemma_ for t in near}
    possible = bool(words & set(page().possible))
    probable = bool(words & set(page().probable))
    if status in {"denied", "cancelled"}:
        return "PR-" if probable else "PS-" if possible else "CT-"
    if status in _UNCERTAIN:
        return "PS+" if possible and status in {"hypothetical", "considered"} else "Uu"
    return "PS+" if possible else "PR+" if probable else "CT+"
