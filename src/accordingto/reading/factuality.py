"""How an act stands: occurred, planned, threatened, denied …, and how sure the text is of it (FactBank's values).

Status follows the words that govern the act: auxiliaries, negation, conditionals, and verbs, nouns and adjectives of
the codebook's page ``modality``. The scale of factuality is Saurí and Pustejovsky's (2009).
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast, get_args

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import roles, syntax
from accordingto.records import EventStatus, Factuality, Stance

_DEPTH = 6
_SAYING = frozenset({"say", "announce", "tell", "declare", "add", "confirm", "state", "report", "indicate"})
_SEEN = frozenset({"show", "see", "hear", "film", "watch", "depict", "record", "witness", "spot", "catch"})
"""What one sees somebody doing is done: "a video showing them **burning** a tank"."""
_REAL_PREPS = frozenset(
    {"by", "after", "since", "for", "while", "with", "in", "despite", "of", "when", "following", "besides"}
)
"""A gerund after these names something that happened ("after striking"), after others perhaps not ("toward arming")."""


class ModalityPage(Struct, frozen=True):
    """Which words give the act below them which status."""

    verbs: dict[str, tuple[str, ...]]
    nouns: dict[str, tuple[str, ...]]
    adjectives: dict[str, tuple[str, ...]]
    modals: dict[str, tuple[str, ...]]
    conditional: tuple[str, ...]
    possible: tuple[str, ...]
    probable: tuple[str, ...]
    counterfactual: tuple[str, ...]
    evidence: tuple[str, ...]
    belief: tuple[str, ...]
    alleged: tuple[str, ...]
    purpose: tuple[str, ...]
    until: tuple[str, ...]
    deeds: tuple[str, ...]
    unshown: tuple[str, ...]
    disbelief: tuple[str, ...]


UNREAL: frozenset[str] = frozenset(get_args(EventStatus)) - {"occurred", "ongoing"}
"""Standings of acts that nobody says have happened."""


class Judgement(NamedTuple):
    """Status and factuality of an act; ``own`` says that the act's own clause gave the status, not a governor."""

    status: EventStatus
    factuality: Factuality
    own: bool
    negated: bool = False


@cache
def _page() -> ModalityPage:
    page: ModalityPage = codebook.load("modality", ModalityPage)
    return page


@cache
def _lookup(kind: str) -> dict[str, EventStatus]:
    table: dict[str, tuple[str, ...]] = getattr(_page(), kind)
    known = get_args(EventStatus)
    return {w: cast(EventStatus, status) for status, words in table.items() for w in words if status in known}


def _verb_status(verb: Token) -> EventStatus | None:
    for child in verb.children:
        if child.dep_ == "prt":
            with_particle = _lookup("verbs").get(f"{verb.lemma_} {child.lower_}")
            if with_particle:
                return with_particle
    return _lookup("verbs").get(verb.lemma_.lower())


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


def _auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]


def _head_verb(verb: Token) -> Token:
    """Return the verb whose auxiliaries count: a coordinated verb without its own shares the first one's."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        if _auxiliaries(verb) or syntax.children(verb, "nsubj", "nsubjpass"):
            break
        if verb.tag_ != verb.head.tag_:
            break
        verb = verb.head
    return verb


def _verb_act(verb: Token, depth: int) -> tuple[EventStatus, bool, bool]:
    if _is_contrasted(verb) or _is_command(verb):
        return "hypothetical", False, False
    verb = _head_verb(verb)
    auxiliaries = _auxiliaries(verb)
    if any(c.lower_ in _page().conditional for c in verb.children if c.dep_ in {"mark", "advmod"}):
        return "hypothetical", False, False
    if _is_unfounded(verb) or _is_believed(verb) or _is_asked(verb) or _is_disbelieved(verb):
        return "hypothetical", False, False
    if _is_in_the_future(verb):
        return "planned", False, syntax.is_negated(verb)
    negated = syntax.is_negated(verb) or _is_false(verb)
    modal = next((_lookup("modals").get(a.lower_) for a in auxiliaries if a.tag_ == "MD"), None)
    infinitive = any(a.tag_ == "TO" for a in auxiliaries)
    if modal and any(a.lower_ == "have" for a in auxiliaries):
        return "hypothetical", False, negated
    if modal == "hypothetical" and _future_in_past(verb, auxiliaries):
        return ("denied" if negated else "planned"), True, negated
    if modal:
        governed = _governed_clause(verb)
        if not any(a.lower_ in {"would", "could", "'d"} for a in auxiliaries) and governed != "hypothetical":
            governed = None
        status = governed or modal
        return ("denied" if negated else status), governed is None, negated
    if infinitive or _is_gerund(verb):
        return _by_governor(verb, depth, negated=negated, infinitive=infinitive)
    if (unreal := _below_possibility(verb)) is not None:
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
    if _is_question(verb):
        return "hypothetical", True, False
    progressive = verb.tag_ == "VBG" and any(a.lower_ in {"is", "are", "'s", "'re", "am", "'m"} for a in auxiliaries)
    return ("ongoing" if progressive else "occurred"), True, False


def _is_contrasted(verb: Token) -> bool:
    """ "Talked rather **than attack**" and "instead of attacking" name what was not done."""
    words = {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]}
    return ("than" in words or words >= {"instead", "of"}) and verb.tag_ in {"VB", "VBG", "VBP", "VBD"}


def _is_command(verb: Token) -> bool:
    """ "**Release** the hostages!" orders; so does "Friends, defend the city": a name before a comma is only called."""
    if verb.tag_ in {"VB", "VBP"} and verb.i and verb.nbor(-1).is_quote and verb.lower_ == verb.lemma_.lower():
        return not syntax.children(verb, "nsubj", "aux", "auxpass")
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "conj"} or _auxiliaries(_head_verb(verb)):
        return False
    subjects = syntax.children(verb, "nsubj")
    if verb.dep_ == "ccomp" and verb.head.lemma_ in {"let", "make", "help", "have", "see", "watch"}:
        return False
    return all(verb.doc[i].text == "," for t in subjects for i in [verb.i - 1] if t.i < verb.i)


def _is_false(verb: Token) -> bool:
    """ "Nobody attacked", and "said, falsely, that rebels attacked"."""
    words = [*verb.children, *(verb.head.children if verb.dep_ == "ccomp" else ())]
    nobody = any(c.dep_ == "nsubj" and (c.lower_ in {"nobody", "none"} or _is_no_one(c)) for c in verb.children)
    return nobody or any(c.lower_ in _page().counterfactual for c in words)


def _is_no_one(noun: Token) -> bool:
    return noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.children)


def _is_unfounded(verb: Token) -> bool:
    """ "There is **no evidence** that they met"; also what hangs on a risk or a chance."""
    noun = verb.head
    if noun.lemma_ == "be" and verb.dep_ in {"ccomp", "advcl"}:
        noun = next(iter(syntax.children(noun, "attr", "nsubj")), noun)
    if verb.dep_ not in {"acl", "ccomp", "relcl", "advcl"} or noun.pos_ != "NOUN":
        return False
    bare = any(c.lower_ in {"no", "little", "any"} for c in noun.children)
    return bare and noun.lemma_ in _page().evidence


def _is_believed(verb: Token) -> bool:
    """What somebody only thinks or fears is no event: "thought they were protected"."""
    above = verb.head
    moods = [above, *syntax.children(above, "acomp")]
    return verb.dep_ == "ccomp" and any(t.lemma_ in _page().belief and t.pos_ != "NOUN" for t in moods)


def _below_possibility(verb: Token) -> EventStatus | None:
    """Return how "the possibility of rebels **taking** the town" stands, where the participle hangs on its subject."""
    noun = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    status = _lookup("nouns").get(noun.head.head.lemma_.lower())
    return status if status in {"hypothetical", "considered", "threatened", "planned", "promised"} else None


def _is_disbelieved(verb: Token) -> bool:
    """ "It does not mean that …", "doubts the reports that …", "the claim that … is a lie" leave the act open."""
    above = verb.head
    if verb.dep_ == "ccomp" and above.pos_ == "VERB":
        return above.lemma_ in _page().unshown and syntax.is_negated(above)
    if verb.dep_ not in {"acl", "ccomp", "relcl"} or above.lemma_ not in {*_page().alleged, "report", "idea", "notion"}:
        return False
    ruler = above.head.head if above.dep_ == "pobj" else above.head
    near = {ruler.lemma_, *(c.lemma_ for c in ruler.children if c.dep_ in {"attr", "acomp"})}
    return bool(near & set(_page().disbelief))


def _is_asked(verb: Token) -> bool:
    """ "It is unclear **who** will help" asks; a relative clause ("those who help") tells."""
    if verb.dep_ in {"relcl", "ROOT"}:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"who", "what"} for c in verb.children)


def _is_in_the_future(verb: Token) -> bool:
    """The present tense after "until", "before" or "once" tells of what is to come: "after the troops leave"."""
    if verb.dep_ != "advcl" or _head_verb(verb).tag_ not in {"VBZ", "VBP"}:
        return False
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in _page().until for c in verb.children)


def _future_in_past(verb: Token, auxiliaries: list[Token]) -> bool:
    """ "said it would withdraw" announces what "will withdraw" would have."""
    would = any(a.lower_ in {"would", "'d"} for a in auxiliaries)
    return would and verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING and verb.head.tag_ in {"VBD", "VBN", "VBG"}


def _is_question(verb: Token) -> bool:
    if verb.dep_ != "ROOT":
        return False
    end = roles.sentence_end(verb)
    return any(token.text == "?" for token in verb.doc[max(verb.i, end - 3) : end])


def _is_gerund(verb: Token) -> bool:
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in {"pcomp", "xcomp", "dobj", "csubj", "pobj", "nsubj", "ccomp"}
        and not _auxiliaries(verb)
    )


def _governed_clause(verb: Token) -> EventStatus | None:
    if verb.dep_ == "ccomp" and (ruled := _by_words(verb)):
        return ruled
    if verb.dep_ in {"ccomp", "conj"} and verb.head.pos_ == "VERB":
        status = _lookup("verbs").get(verb.head.lemma_.lower())
        return None if status in {"planned", "occurred", "ongoing"} else status
    return None


def _by_words(verb: Token) -> EventStatus | None:
    """Return what a noun beside the governing verb says: "repeated its **demand** that", "the **hope** is that"."""
    labels = {"dobj"} if verb.head.pos_ == "VERB" else {"nsubj", "attr"} if verb.head.lemma_ == "be" else set()
    for noun in verb.head.children:
        if noun.dep_ in labels and noun.pos_ == "NOUN" and noun.i < verb.i:
            status = _lookup("nouns").get(noun.lemma_.lower())
            if status not in {None, "planned", "occurred", "ongoing"}:
                return status
    return None


def _by_governor(verb: Token, depth: int, *, negated: bool, infinitive: bool) -> tuple[EventStatus, bool, bool]:
    governor = verb.head
    if verb.dep_ == "pcomp" or governor.pos_ == "ADP":
        preposition, governor = governor, governor.head
        ruled = _lookup("verbs").get(f"{governor.lemma_} {preposition.lower_}")
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
        return _verb_status(governor)
    if governor.pos_ in {"NOUN", "PROPN"}:
        return _lookup("nouns").get(governor.lemma_.lower())
    return None


def _noun_act(noun: Token, depth: int) -> tuple[EventStatus, bool, bool]:
    for child in noun.children:
        if child.dep_ in {"amod", "det", "compound"}:
            status = _lookup("adjectives").get(child.lower_)
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
    status = _verb_status(verb)
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
    return noun.lemma_ in _page().deeds


def _prepositional_act(prep: Token) -> tuple[EventStatus, bool, bool]:
    above = prep.head
    if above.pos_ in {"NOUN", "PROPN"} and prep.lower_ in {"of", "for", "on", "against", "to"}:
        status = _lookup("nouns").get(above.lemma_.lower())
        if status:
            return status, False, False
    if above.pos_ == "VERB" and prep.lower_ in {"for", "to", "against", "of", "on", "with", "from"}:
        status = _verb_status(above)
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
    if token.dep_ in {"acl", "relcl", "ccomp"} and token.head.lemma_ in _page().alleged and status == "occurred":
        return "PS+"
    near = [token, *token.children, token.head, *token.head.children]
    words = {t.lower_ for t in near} | {t.lemma_ for t in near}
    possible = bool(words & set(_page().possible))
    probable = bool(words & set(_page().probable))
    if status in {"denied", "cancelled"}:
        return "PR-" if probable else "PS-" if possible else "CT-"
    if status in _UNCERTAIN:
        return "PS+" if possible and status in {"hypothetical", "considered"} else "Uu"
    return "PS+" if possible else "PR+" if probable else "CT+"
