"""Who holds a position, whom it binds and what it is about: the arguments of verbs and nouns."""

from spacy.tokens import Token

from accordingto.reading.positions.lexicon import lexicon, person_words
from accordingto.reading.positions.sentences import same_sentence
from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.syntax import SUBJECTS, agent, children, is_passive
from accordingto.reading.syntax import is_negated as has_negation
from accordingto.reading.syntax import subject as nearest_subject

_ANIMATE = frozenset({"GPE", "ORG", "PERSON", "NORP"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_ABSTRACT = frozenset({"include", "mean", "involve", "require", "entail"})
_GOVERNED = frozenset({"xcomp", "advcl", "ccomp", "conj"})
_INITIALS = 2
_ACCOUNTS = frozenset({"account", "circumstance", "condition", "means", "way", "event", "case"})
_NOBODY = frozenset({"neither", "none", "nobody"})


def can_hold(token: Token | None) -> bool:
    """Return whether a noun or pronoun can be somebody who takes a position, or on whom one falls."""
    if token is None:
        return False
    lemma = token.lemma_.lower()
    holders = lexicon().holders.nouns
    if token.ent_type_ in _ANIMATE or token.lower_ in holders or lemma in holders or _named(token) or _label(token):
        return True
    if token.pos_ in {"NUM", "DET", "PRON", "ADJ"} and token.lower_ not in {"it", "that", "this"}:
        return any(can_hold(n) for of in children(token, "prep") if of.lower_ == "of" for n in children(of, "pobj"))
    if token.pos_ != "NOUN":
        return False
    return lemma in person_words() or token.lower_ in nouns().people_nouns or is_person_noun(lemma)


def can_be_bound(token: Token | None) -> bool:
    """Return whether a rule, an order or a leave can fall on a noun or pronoun: people, vehicles, "nobody", "any"."""
    if token is None:
        return False
    lemma = token.lemma_.lower()
    return can_hold(token) or lemma in lexicon().vehicles or token.lower_ in lexicon().anyone


def may_speak(token: Token | None) -> bool:
    """Return whether the subject of a verb of speech can hold a position; there "it" is never empty.

    A verb such as "beg" or "deny" makes people of its subject, whatever the noun: "mums in Lima begged …".
    """
    if token is None:
        return False
    if can_hold(token) or token.lower_ == "it":
        return True
    lemma = token.lemma_.lower()
    willed = token.dep_ == "nsubj" and token.head.lemma_ in lexicon().willed and token.pos_ == "NOUN"
    return willed and lemma not in lexicon().mute and lemma not in lexicon().documents


def _label(token: Token) -> bool:
    """Whether a name in capitals labels a turn of a transcript: "MORALES: They may look."."""
    capital = token.is_upper and len(token) > _INITIALS and token.is_alpha and token.i + 1 < len(token.doc)
    return capital and token.nbor().text in {":", ","}


def _named(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.ent_type_ in {"", "FAC", "LOC"} and token.dep_ != "compound"


def is_negated(verb: Token) -> bool:
    """Return whether a verb is negated: by "not" or "never", by "no longer", or by a subject like "neither side"."""
    if has_negation(verb):
        return True
    if any(_none_at_all(c) for c in children(verb, "prep")):
        return True
    if verb.dep_ == "conj" and any(c.lower_ == "nor" and c.i < verb.i for c in verb.head.children):
        return True
    for child in verb.children:
        if child.lower_ == "nor" and child.i < verb.i:
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children):
            return True
        if child.dep_ in SUBJECTS and (child.lower_ in _NOBODY or any(c.lower_ == "neither" for c in child.children)):
            return True
    return False


def _none_at_all(prep: Token) -> bool:
    """ "on no account", "under no circumstances"."""
    return any(
        n.lemma_.lower() in _ACCOUNTS and any(d.lower_ == "no" for d in n.children) for n in children(prep, "pobj")
    )


def is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in {*_FINITE, "MD"} for c in verb.children
    )


def subject(verb: Token) -> Token | None:
    """Return the subject of a verb, also where the parser hung a finite verb on an infinitive before it.

    "Peru asked **Chile** to stop and **promised** safe passage": who promised is Peru.
    """
    own = any(c.dep_ in SUBJECTS for c in verb.children)
    helped = next((s for c in children(verb, "aux", "auxpass") for s in children(c, *SUBJECTS)), None)
    if helped is not None and not own:
        return helped
    if own or verb.dep_ != "conj" or not is_finite(verb):
        return nearest_subject(verb)
    above = verb.head
    while above.dep_ == "conj" and above.head.pos_ in {"VERB", "AUX"}:
        above = above.head
    aside = above.dep_ == "ccomp" and above.head.dep_ == "advcl" and above.head.tag_ == "VBG" and _after_comma(verb)
    if aside:
        above = above.head
    while (
        not is_finite(above)
        and above.dep_ in {"xcomp", "advcl", "ccomp", "conj"}
        and above.head.pos_ in {"VERB", "AUX"}
    ):
        above = above.head
    return nearest_subject(above) if above != verb.head else nearest_subject(verb)


def _after_comma(verb: Token) -> bool:
    """Whether a comma stands before the "and" in front of a verb."""
    joint = next((c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i), None)
    return joint is not None and joint.i > 0 and joint.nbor(-1).lower_ == ","


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
    if verb.dep_ == "acomp" and verb.tag_ == "VBN":
        return maker(agent(verb))
    if verb.dep_ in {"acl", "relcl"} and _modifies(verb.head):
        own = subject(verb) if verb.dep_ == "relcl" else _own_subject(verb)
        return maker(own if own is not None else verb.head)
    if verb.tag_ == "VBG" and verb.dep_ in {"xcomp", "pcomp"} and verb.head.lemma_ in _ABSTRACT:
        return None
    found = _beside(verb) or subject(verb)
    if found is not None and found.lower_ in {"that", "which", "who"}:
        found = found.head.head if found.head.dep_ == "relcl" else found
    return maker(found)


def _modifies(noun: Token) -> bool:
    """Whether a participle behind this noun is said of it: not of Peru in "marched in Peru demanding …"."""
    return bool(noun.pos_ == "NOUN" or (noun.pos_ == "PROPN" and noun.dep_ != "pobj"))


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
    if verb.dep_ == "acomp" and verb.tag_ == "VBN" and verb.head.lemma_ in {"be", "remain", "stay"}:
        return subject(verb.head)
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
