"""What the words around a verb say of its act: the codebook's page ``modality``, auxiliaries, commands, doubts."""

from functools import cache
from typing import cast, get_args

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import roles, syntax
from accordingto.records import EventStatus

_SAYING = frozenset({"say", "announce", "tell", "declare", "add", "confirm", "state", "report", "indicate"})


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


@cache
def page() -> ModalityPage:
    page: ModalityPage = codebook.load("modality", ModalityPage)
    return page


@cache
def lookup(kind: str) -> dict[str, EventStatus]:
    table: dict[str, tuple[str, ...]] = getattr(page(), kind)
    known = get_args(EventStatus)
    return {w: cast(EventStatus, status) for status, words in table.items() for w in words if status in known}


def verb_status(verb: Token) -> EventStatus | None:
    for child in verb.children:
        if child.dep_ == "prt":
            with_particle = lookup("verbs").get(f"{verb.lemma_} {child.lower_}")
            if with_particle:
                return with_particle
    return lookup("verbs").get(verb.lemma_.lower())


def auxiliaries(verb: Token) -> list[Token]:
    return [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]


def head_verb(verb: Token) -> Token:
    """Return the verb whose auxiliaries count: a coordinated verb without its own shares the first one's."""
    while verb.dep_ == "conj" and verb.head.pos_ in {"VERB", "AUX"}:
        if auxiliaries(verb) or syntax.children(verb, "nsubj", "nsubjpass"):
            break
        if verb.tag_ != verb.head.tag_:
            break
        verb = verb.head
    return verb


def is_contrasted(verb: Token) -> bool:
    """ "Talked rather **than attack**" and "instead of attacking" name what was not done."""
    words = {t.lower_ for t in verb.doc[max(0, verb.i - 2) : verb.i]}
    return ("than" in words or words >= {"instead", "of"}) and verb.tag_ in {"VB", "VBG", "VBP", "VBD"}


def is_command(verb: Token) -> bool:
    """ "**Release** the hostages!" orders; so does "Friends, defend the city": a name before a comma is only called."""
    if verb.tag_ in {"VB", "VBP"} and verb.i and verb.nbor(-1).is_quote and verb.lower_ == verb.lemma_.lower():
        return not syntax.children(verb, "nsubj", "aux", "auxpass")
    if verb.tag_ != "VB" or verb.dep_ not in {"ROOT", "ccomp", "conj"} or auxiliaries(head_verb(verb)):
        return False
    subjects = syntax.children(verb, "nsubj")
    if verb.dep_ == "ccomp" and verb.head.lemma_ in {"let", "make", "help", "have", "see", "watch"}:
        return False
    return all(verb.doc[i].text == "," for t in subjects for i in [verb.i - 1] if t.i < verb.i)


def is_false(verb: Token) -> bool:
    """ "Nobody attacked", and "said, falsely, that rebels attacked"."""
    words = [*verb.children, *(verb.head.children if verb.dep_ == "ccomp" else ())]
    nobody = any(c.dep_ == "nsubj" and (c.lower_ in {"nobody", "none"} or _is_no_one(c)) for c in verb.children)
    return nobody or any(c.lower_ in page().counterfactual for c in words)


def _is_no_one(noun: Token) -> bool:
    return noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.children)


def is_unfounded(verb: Token) -> bool:
    """ "There is **no evidence** that they met"; also what hangs on a risk or a chance."""
    noun = verb.head
    if noun.lemma_ == "be" and verb.dep_ in {"ccomp", "advcl"}:
        noun = next(iter(syntax.children(noun, "attr", "nsubj")), noun)
    if verb.dep_ not in {"acl", "ccomp", "relcl", "advcl"} or noun.pos_ != "NOUN":
        return False
    bare = any(c.lower_ in {"no", "little", "any"} for c in noun.children)
    return bare and noun.lemma_ in page().evidence


def is_in_case(verb: Token) -> bool:
    """ "In case rebels **seize** the port", "in the event that they **do**": what need not come."""
    noun = verb.head
    if verb.dep_ == "advcl" and any(c.lower_ == "in" and c.nbor().lower_ == "case" for c in verb.lefts):
        return True
    if verb.dep_ not in {"acl", "relcl", "ccomp"} or noun.lower_ not in {"case", "event", "eventuality"}:
        return False
    return noun.head.lower_ == "in" and not any(c.lower_ in {"where", "which"} for c in verb.subtree)


def is_believed(verb: Token) -> bool:
    """What somebody only thinks or fears is no event: "thought they were protected"."""
    above = verb.head
    moods = [above, *syntax.children(above, "acomp")]
    return verb.dep_ == "ccomp" and any(t.lemma_ in page().belief and t.pos_ != "NOUN" for t in moods)


def below_possibility(verb: Token) -> EventStatus | None:
    """Return how "the possibility of rebels **taking** the town" stands, where the participle hangs on its subject."""
    noun = verb.head
    if verb.tag_ != "VBG" or verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return None
    status = lookup("nouns").get(noun.head.head.lemma_.lower())
    return status if status in {"hypothetical", "considered", "threatened", "planned", "promised"} else None


def is_disbelieved(verb: Token) -> bool:
    """ "It does not mean that …", "doubts the reports that …", "the claim that … is a lie" leave the act open."""
    above = verb.head
    if verb.dep_ == "ccomp" and above.pos_ == "VERB":
        return above.lemma_ in page().unshown and syntax.is_negated(above)
    if verb.dep_ not in {"acl", "ccomp", "relcl"} or above.lemma_ not in {*page().alleged, "report", "idea", "notion"}:
        return False
    ruler = above.head.head if above.dep_ == "pobj" else above.head
    near = {ruler.lemma_, *(c.lemma_ for c in ruler.children if c.dep_ in {"attr", "acomp"})}
    return bool(near & set(page().disbelief))


def is_asked(verb: Token) -> bool:
    """ "It is unclear **who** will help" asks; a relative clause ("those who help") tells."""
    if verb.dep_ in {"relcl", "ROOT"}:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"who", "what"} for c in verb.children)


def is_in_the_future(verb: Token) -> bool:
    """The present tense after "until", "before" or "once" tells of what is to come: "after the troops leave"."""
    if verb.dep_ != "advcl" or head_verb(verb).tag_ not in {"VBZ", "VBP"}:
        return False
    return any(c.dep_ in {"mark", "advmod"} and c.lower_ in page().until for c in verb.children)


def future_in_past(verb: Token, auxiliaries: list[Token]) -> bool:
    """ "said it would withdraw" announces what "will withdraw" would have."""
    would = any(a.lower_ in {"would", "'d"} for a in auxiliaries)
    return would and verb.dep_ == "ccomp" and verb.head.lemma_ in _SAYING and verb.head.tag_ in {"VBD", "VBN", "VBG"}


def is_question(verb: Token) -> bool:
    if verb.dep_ != "ROOT":
        return False
    end = roles.sentence_end(verb)
    return any(token.text == "?" for token in verb.doc[max(verb.i, end - 3) : end])


def is_gerund(verb: Token) -> bool:
    return (
        verb.tag_ == "VBG"
        and verb.dep_ in {"pcomp", "xcomp", "dobj", "csubj", "pobj", "nsubj", "ccomp"}
        and not auxiliaries(verb)
    )
