"""Who does what a verb says: subjects through control, coordination, relatives, participles and quotations."""

from functools import cache
from typing import Any

from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import syntax
from accordingto.reading.roles import NOT_NAMES, acts_passively, is_dash, is_party, lemma, pobjs, sentence_start, whole
from accordingto.reading.syntax import is_passive

_RELATIVES = frozenset({"who", "which", "that"})
_ADDRESSED = {
    "call": ("on", "upon"),
    "appeal": ("to",),
    "plead": ("with",),
    "prevail": ("on", "upon"),
    "lean": ("on",),
    "look": ("to",),
}
"""Verbs with the prepositions of those who are to do what their infinitive says."""
_WORDS_MADE = frozenset(
    {"statement", "declaration", "letter", "resolution", "message", "communique", "petition", "note", "decree", "order"}
)
_BODIES = frozenset(
    {
        "government",
        "group",
        "ministry",
        "army",
        "military",
        "party",
        "court",
        "council",
        "agency",
        "company",
        "movement",
    }
)
_RESULT = frozenset({"in", "to", "of", "from", "about", "despite", "without"})
"""Before a noun and a gerund these introduce a clause: "resulted in Berlin granting"."""


def subject_of(verb: Token) -> Token | None:
    """Return who does what an active verb says, through control, coordination, participles and relatives."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lower_ in {"it", "they"} and verb.dep_ == "ccomp":
            return _behind_pronoun(child, verb.head)
        if child.dep_ == "poss" and verb.tag_ == "VBG":
            return child
        if child.dep_ in {"nsubj", "csubj"}:
            return _antecedent(verb, child) if child.lower_ in _RELATIVES and verb.dep_ == "relcl" else child
    head = verb.head
    if verb.tag_ == "VBG" and verb.i > 1 and verb.nbor(-1).dep_ == "pobj" and verb.nbor(-1).head.lower_ in _RESULT:
        return verb.nbor(-1)
    if verb.dep_ == "conj" and head.pos_ in {"VERB", "AUX"}:
        return _listed_subject(verb) or _subject_any(head)
    if verb.dep_ == "ccomp" and verb.tag_ in {"VBD", "VBN", "VBZ"} and verb.i < head.i:
        return _quoted_subject(verb)
    if verb.dep_ in {"xcomp", "advcl", "ccomp"} and head.pos_ in {"VERB", "AUX"}:
        return _controller(verb, head)
    if verb.dep_ == "xcomp" and head.dep_ == "acomp" and head.head.pos_ in {"VERB", "AUX"}:
        return _subject_any(head.head)  # "is due to visit"
    if verb.dep_ == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        for child in head.head.children:
            if child.dep_ in {"dobj", "nsubjpass"} and is_party(child) and head.lower_ in {"of", "for", "from"}:
                return child
        return _subject_any(head.head)
    if verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.i > 1:
        before = verb.nbor(-1)
        return before if before.pos_ == "PROPN" and before.dep_ in {"appos", "conj", "npadvmod"} else None
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG":
        return _behind_comma(verb) or _behind_words(head) or _behind_place(head)
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        return _bearer(head)
    return None


def _controller(verb: Token, head: Token) -> Token | None:
    """Return who does what a clause below another verb says: its addressee ("urged **Mali** to"), else its subject."""
    infinitive = any(t.tag_ == "TO" for t in verb.lefts)
    if infinitive and head.lemma_ in _ADDRESSED:
        called = [t for t in pobjs(head, *_ADDRESSED[head.lemma_]) if t.i < verb.i and is_party(t)]
        if called:
            return called[0]
    if verb.dep_ == "xcomp":
        told = [c for c in head.children if c.dep_ in {"dobj", "dative"} and c.i < verb.i]
        party = next((c for c in told if is_party(c)), None)
        if party is not None and head.lemma_ != "use":
            return party
        if told and infinitive and head.lemma_ in _object_control():
            return None
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_passive(head) and _after_comma(verb):
        return syntax.agent(head)
    return _subject_any(head)


@cache
def _object_control() -> frozenset[str]:
    """Return verbs whose object, not whose subject, is to do what the infinitive says: "urged everyone to leave"."""
    page = codebook.load("modality", dict[str, Any])
    verbs = page["verbs"]
    return frozenset(verb for status in ("demanded", "permitted", "prohibited") for verb in verbs[status])


def _after_comma(verb: Token) -> bool:
    """Whether a comma stands before a participle with nothing but adverbs between: "…, openly **targeting** …"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ == "ADV":
        at -= 1
    return bool(verb.doc[at].text == ",") and not any(c.dep_ == "mark" for c in verb.children)


def _listed_subject(verb: Token) -> Token | None:
    """Return who acts in the side clause that a list goes on with: "left after **Oslo** froze aid, expelled …"."""
    if verb.i == 0 or verb.nbor(-1).text != "," or verb.head.i > verb.i:
        return None
    for clause in reversed(syntax.children(verb.head, "advcl")):
        if verb.head.i < clause.i < verb.i and clause.tag_ == verb.tag_:
            return next(iter(syntax.children(clause, "nsubj")), None)
    return None


def _quoted_subject(verb: Token) -> Token | None:
    """Return who acts in words before their speaker, where the subject hangs on an earlier verb of the quotation."""
    for child in verb.lefts:
        if child.pos_ == "VERB":
            return next(iter(syntax.children(child, "nsubj")), None)
    return None


def _antecedent(verb: Token, relative: Token) -> Token:
    """Return whom a relative pronoun means: "fighters from Lamu **who** accused" are the fighters."""
    noun = verb.head
    above = noun.head.head if noun.dep_ == "pobj" else noun
    place = noun.pos_ == "PROPN" and noun.ent_type_ in {"GPE", "ORG", "LOC", "FAC"}
    if relative.lower_ == "who" and place and above.pos_ == "NOUN" and is_party(above):
        return above
    return noun


def _behind_comma(verb: Token) -> Token | None:
    """Return who acts in "Chad beat the rebels, **capturing** their chiefs": the subject, not the object before it."""
    noun = verb.head
    if noun.dep_ not in {"dobj", "pobj"} or not _after_comma(verb):
        return None
    above = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if above is None or above.i > noun.i or is_passive(above):
        return None
    found = _subject_any(above)
    return found if found is not None and is_party(found) else None


def _behind_words(noun: Token) -> Token | None:
    """Return who speaks in "issued a statement **demanding**": whoever makes the words."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "to":  # "sent a letter to Lima demanding"
        above = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
        written = [] if above is None else [c for c in above.children if c.dep_ == "dobj" and c.lemma_ in _WORDS_MADE]
        return _subject_any(above) if above is not None and written else None
    if noun.lemma_ not in _WORDS_MADE or noun.dep_ != "dobj" or noun.head.pos_ != "VERB":
        return None
    return syntax.agent(noun.head) if is_passive(noun.head) else _subject_any(noun.head)


def _behind_place(noun: Token) -> Token | None:
    """Return who acts in "students filled the squares **of Lima** shouting": not the place beside the participle."""
    if noun.ent_type_ != "GPE" or noun.dep_ != "pobj":
        return noun
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    return _subject_any(verb) if verb is not None else noun


def _behind_pronoun(pronoun: Token, above: Token) -> Token:
    """Return who "it" or "they" is in "Norway says it will": the speaker, where that is a body or several people."""
    speaker = next((c for c in above.children if c.dep_ == "nsubj"), None)
    if speaker is None or not is_party(speaker) or speaker.pos_ == "PRON":
        return pronoun
    several = whole(speaker).tag_ in {"NNS", "NNPS"} or bool(syntax.children(speaker, "conj"))
    if pronoun.lower_ == "they":
        return speaker if several and speaker.ent_type_ != "GPE" else pronoun
    body = speaker.ent_type_ in {"GPE", "ORG"} or lemma(speaker) in _BODIES
    return speaker if body and not syntax.children(speaker, "conj") else pronoun


def _subject_any(verb: Token) -> Token | None:
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if own:
        return _antecedent(verb, own[0]) if own[0].lower_ in _RELATIVES and verb.dep_ == "relcl" else own[0]
    return subject_of(verb)


def _bearer(noun: Token) -> Token | None:
    """Return who holds a permission, plan or threat: "gave **Kyiv** permission to", "**Paris**'s plan to"."""
    for child in noun.children:
        if child.dep_ == "poss" and (child.tag_ != "PRP$" or noun.dep_ != "dobj"):
            return child
    if noun.dep_ == "dobj":
        for child in noun.head.children:
            if child.dep_ == "dative":
                return next(iter(syntax.children(child, "pobj")), child)
        return _subject_any(noun.head)
    return None


def doer(verb: Token) -> Token | None:
    """Return who does what a verb says, in the active or the passive; a dateline before a dash is nobody."""
    if acts_passively(verb):
        return syntax.agent(verb)
    found = subject_of(verb)
    if found is not None and found.i < verb.i:
        dash = next((t.i for t in found.doc[found.i : verb.i] if is_dash(t)), None)
        if dash is not None and (found.doc[sentence_start(found)].is_upper or found.doc[dash - 1].text == ")"):
            return _noun_before(verb, dash)
    return found


def _noun_before(verb: Token, start: int) -> Token | None:
    """Return the last noun between a dateline's dash and the verb."""
    for at in range(verb.i - 1, start, -1):
        token = verb.doc[at]
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and token.ent_type_ not in NOT_NAMES:
            return token
    return None
