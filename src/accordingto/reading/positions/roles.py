"""Who holds a position, whom it binds and what it is about: the arguments of verbs and nouns."""

from spacy.tokens import Token

from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.sentences import same_sentence
from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.syntax import SUBJECTS, agent, children, is_passive, subject

_ANIMATE = frozenset({"GPE", "ORG", "PERSON", "NORP"})


def can_hold(token: Token | None) -> bool:
    """Return whether a noun or pronoun can be somebody who takes a position, or on whom one falls."""
    if token is None:
        return False
    if token.ent_type_ in _ANIMATE or token.lower_ in lexicon().holders.nouns or _named(token):
        return True
    lemma = token.lemma_.lower()
    return token.pos_ == "NOUN" and (token.lower_ in nouns().people_nouns or is_person_noun(lemma))


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in {"", "FAC", "LOC"} and token.dep_ != "compound"


def pobj(token: Token, *prepositions: str) -> Token | None:
    """Return the noun behind one of these prepositions under a token."""
    for prep in children(token, "prep", "dative", "agent"):
        if prep.lower_ in prepositions:
            for noun in children(prep, "pobj"):
                if noun.ent_type_ not in {"DATE", "TIME"}:
                    return noun
    return None


def owner(noun: Token) -> Token | None:
    """Return whose a policy, demand or decision is: possessor, nation before it, or the noun after by, of or from."""
    for child in children(noun, "poss", "compound", "nmod", "amod"):
        if child.dep_ == "poss" or child.ent_type_ in {"GPE", "NORP", "ORG"}:
            return child
    return pobj(noun, "by", "from") or _of_body(noun)


def _of_body(noun: Token) -> Token | None:
    candidate = pobj(noun, "of")
    return candidate if candidate is not None and candidate.ent_type_ in {"GPE", "ORG", "PERSON"} else None


def maker(token: Token | None) -> Token | None:
    """Return who stands behind a subject: itself, or the owner of a decision, policy or strategy."""
    if token is None:
        return None
    if token.lemma_.lower() in lexicon().documents and token.pos_ == "NOUN":
        behind = owner(token)
        if behind is None:
            made = [c for c in children(token, "relcl", "acl") if c.lemma_ in lexicon().imposed]
            behind = next((s for c in made for s in [agent(c) or _own_subject(c)] if s is not None), None)
        return behind or token
    return token


def _own_subject(verb: Token) -> Token | None:
    return next((c for c in children(verb, *SUBJECTS) if c.tag_ not in {"WDT", "WP"}), None)


def doer(verb: Token) -> Token | None:
    """Return who takes the position that a verb expresses, in active and passive, through nouns that it modifies."""
    if is_passive(verb) or (verb.dep_ == "acl" and verb.tag_ == "VBN"):
        return maker(agent(verb))
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ == "NOUN":
        own = subject(verb) if verb.dep_ == "relcl" else _own_subject(verb)
        return maker(own if own is not None else verb.head)
    found = _beside(verb) or subject(verb)
    if found is not None and found.lower_ in {"that", "which", "who"}:
        found = found.head.head if found.head.dep_ == "relcl" else found
    return maker(found)


def _beside(verb: Token) -> Token | None:
    """The noun right before a verb that the parser hung elsewhere: "as troops advanced on X, **Peru** demanded"."""
    if verb.i == 0 or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    left = verb.nbor(-1)
    finite = verb.tag_ in {"VBD", "VBZ", "VBP"} and left.dep_ in {"appos", "conj", "npadvmod", "dep"}
    participle = verb.tag_ == "VBG" and left.dep_ == "pobj" and verb.dep_ in {"advcl", "pcomp"} and left.head.i < left.i
    named = left.ent_type_ in {"GPE", "ORG", "PERSON"}
    return left if named and (finite or participle) and same_sentence(left, verb) else None


def passive_subject(verb: Token) -> Token | None:
    """Return what a passive verb, or a participle on a noun, is said of."""
    for child in children(verb, "nsubjpass"):
        return verb.head if child.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl" else child
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ in {"conj", "xcomp"} and is_passive(verb):
        return subject(verb)
    return None


def clause(verb: Token, *labels: str) -> Token | None:
    """Return the first clause under a verb with one of these labels."""
    for child in children(verb, *labels):
        return child
    return None


def infinitive(token: Token) -> Token | None:
    """Return the "to VP" under a verb or noun."""
    for child in children(token, "xcomp", "acl", "advcl", "ccomp", "relcl"):
        if child.i > token.i and any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children):
            return child
    return None


def gerund(token: Token, *prepositions: str) -> Token | None:
    """Return the VP-ing behind one of these prepositions."""
    for prep in children(token, "prep"):
        if prep.lower_ in prepositions:
            for verb in children(prep, "pcomp"):
                return verb
    return None
