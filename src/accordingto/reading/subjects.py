"""Who does what a verb says: subjects through control, coordination, relatives, participles and quotations."""

from spacy.tokens import Token

from accordingto.reading import syntax
from accordingto.reading.roles import NOT_NAMES, acts_passively, is_dash, is_party, pobjs, sentence_start

_RELATIVES = frozenset({"who", "which", "that"})
_RESULT = frozenset({"in", "to", "of", "from", "about", "despite", "without"})
"""Before a noun and a gerund these introduce a clause: "resulted in Berlin granting"."""


def subject_of(verb: Token) -> Token | None:
    """Return who does what an active verb says, through control, coordination, participles and relatives."""
    for child in verb.children:
        if child.dep_ == "nsubj" and child.lower_ == "it" and verb.dep_ == "ccomp":
            return _behind_it(child, verb.head)
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
        if head.lemma_ == "call" and any(t.tag_ == "TO" for t in verb.lefts):
            called = [t for t in pobjs(head, "on", "upon") if t.i < verb.i]
            if called:
                return called[0]
        if verb.dep_ == "xcomp":
            for child in head.children:
                if child.dep_ in {"dobj", "dative"} and child.i < verb.i and is_party(child):
                    return child
        return _subject_any(head)
    if verb.dep_ == "pcomp" and head.head.pos_ in {"VERB", "AUX"}:
        for child in head.head.children:
            if child.dep_ in {"dobj", "nsubjpass"} and is_party(child) and head.lower_ in {"of", "for", "from"}:
                return child
        return _subject_any(head.head)
    if verb.dep_ == "ROOT" and verb.tag_ in {"VBD", "VBZ", "VBP"} and verb.i > 1:
        before = verb.nbor(-1)
        return before if before.pos_ == "PROPN" and before.dep_ in {"appos", "conj", "npadvmod"} else None
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBG":
        return _behind_place(head)
    if verb.dep_ == "acl" and head.pos_ == "NOUN":
        return _bearer(head)
    return None


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


def _behind_place(noun: Token) -> Token | None:
    """Return who acts in "students filled the squares **of Lima** shouting": not the place beside the participle."""
    if noun.ent_type_ != "GPE" or noun.dep_ != "pobj":
        return noun
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    return _subject_any(verb) if verb is not None else noun


def _behind_it(it: Token, above: Token) -> Token:
    """Return who "it" is in "Norway says it will": the speaker, where that is a country or a body."""
    speaker = next((c for c in above.children if c.dep_ == "nsubj"), None)
    if speaker is not None and speaker.ent_type_ in {"GPE", "ORG"}:
        return speaker
    return it


def _subject_any(verb: Token) -> Token | None:
    own = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "csubj"}]
    if own:
        return _antecedent(verb, own[0]) if own[0].lower_ in _RELATIVES and verb.dep_ == "relcl" else own[0]
    return subject_of(verb)


def _bearer(noun: Token) -> Token | None:
    """Return who holds a permission, plan or threat: "gave **Kyiv** permission to", "**Paris**'s plan to"."""
    for child in noun.children:
        if child.dep_ == "poss":
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
