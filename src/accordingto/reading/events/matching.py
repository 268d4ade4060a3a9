"""Match the verb patterns of the lexicon against a verb of the parse."""

from typing import NamedTuple

from spacy.tokens import Token

from accordingto.reading import roles, syntax
from accordingto.reading.events import lexicon
from accordingto.reading.events.lexicon import Part, Pattern

NO_EVENT = "none"
"""The class of the patterns that name no event: they only keep looser patterns away."""
_EMPTY_OBJECTS = frozenset({"it", "itself", "himself", "herself", "themselves", "myself", "yourself", "ourselves"})
"""Objects that are nobody else: "barricaded himself"."""
_BESIDE = frozenset({"before", "after", "when", "while", "as", "because", "since", "until", "if", "although", "though"})
"""Words that open a side clause, which no verb asks for: "told them **before** he left"."""
_SPEAKERS = frozenset({"it", "they", "he", "she", "we", "i"})
"""Who in a clause after "said" is the speaker as a rule: "said **it** was responsible" blames nobody else."""
_CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "pcomp"})


class Match(NamedTuple):
    """A pattern found at a verb: the tokens that make it up, its bound noun and its clause, if it asks for them."""

    verb: Token
    pattern: Pattern
    tokens: tuple[Token, ...]
    bound: Token | None
    clause: Token | None


class Matcher:
    """Matches verbs of one document, each once."""

    def __init__(self) -> None:
        self._found: dict[int, Match | None] = {}

    def match(self, verb: Token) -> Match | None:
        """Return the most demanding pattern that a verb fulfils."""
        if verb.i not in self._found:
            self._found[verb.i] = None
            self._found[verb.i] = self._search(verb)
        return self._found[verb.i]

    def _search(self, verb: Token) -> Match | None:
        patterns = lexicon.verb_patterns().get(_MISREAD.get(verb.lower_, verb.lemma_.lower()))
        if not patterns:
            return None
        target = roles.direct_object(verb)
        alone = target is not None and target.lower_.endswith(("self", "selves"))
        particles = {child.lower_ for child in verb.children if child.dep_ == "prt"}
        for pattern in patterns:
            if particles and not particles <= {part.value for part in pattern.parts} | {
                part.after for part in pattern.parts
            }:
                continue
            if alone and not any(part.value.endswith(("self", "selves")) for part in pattern.parts):
                continue
            match = self._try(verb, pattern)
            if match:
                return None if pattern.class_name == NO_EVENT else match
        return None

    def _try(self, verb: Token, pattern: Pattern) -> Match | None:
        tokens, bound, clause = [verb], None, None
        for part in pattern.parts:
            found = self._part(verb, part)
            if found is not None and part.kind == "any" and lexicon.classes()[pattern.class_name].person:
                found = found if _acts_on_people(verb) else None
            if found is None:
                return None
            tokens.extend(found)
            if part.kind in {"class", "lemma"}:
                bound = found[-1]
            if part.kind in {"clause", "infinitive"}:
                clause = found[-1]
        return Match(verb, pattern, tuple(tokens), bound, clause)

    def _part(self, verb: Token, part: Part) -> list[Token] | None:
        if part.kind == "none":
            return None if roles.direct_object(verb) else []
        if part.kind == "any":
            found = roles.direct_object(verb)
            return [] if found is not None and found.lower_ not in _EMPTY_OBJECTS else None
        if part.kind == "subject":
            return [] if any(_in_class(t, part.value) for t in _doers(verb)) else None
        if part.kind == "word":
            word = _word(verb, part.value)
            return [word] if word else None
        if part.kind in {"clause", "infinitive"}:
            inner = self._clause(verb, part)
            return [inner] if inner else None
        return _noun(verb, part)

    def _clause(self, verb: Token, part: Part) -> Token | None:
        for child in verb.children:
            inner = child
            if child.dep_ == "prep":
                inner = next((c for c in child.children if c.dep_ == "pcomp"), child)
            if inner.dep_ not in _CLAUSAL or inner.i < verb.i or inner.pos_ not in {"VERB", "AUX"}:
                continue
            if inner.dep_ == "advcl" and any(
                c.dep_ in {"mark", "advmod"} and c.lower_ in _BESIDE for c in inner.children
            ):
                continue
            if verb.lemma_ == "tell" and inner.tag_ in _FINITE and part.value not in {"must", "that"}:
                continue
            if part.kind == "infinitive":
                if inner.lemma_.lower() == part.value:
                    return inner
                continue
            if part.value == "other":
                if _infinitive(inner) and any(c.dep_ == "nsubj" for c in inner.children):
                    return inner
                continue
            if part.value in {"blame", "needed"}:
                own = part.value == "blame" and any(c.dep_ == "nsubj" and c.lower_ in _SPEAKERS for c in inner.children)
                if inner.dep_ == "ccomp" and not own and _predicates(inner, part.value):
                    return inner
                continue
            if part.value == "must":
                if inner.dep_ == "ccomp" and any(c.lower_ == "must" for c in inner.children):
                    return inner
                continue
            if part.value == "that":
                if inner.dep_ == "ccomp" and not _infinitive(inner):
                    return inner
                continue
            if part.value == "any" and (inner.dep_ == "xcomp" or _infinitive(inner)):
                return inner
            match = self.match(inner) if (part.value != "any" and inner.dep_ != "advcl") or _infinitive(inner) else None
            if match and part.value in {match.pattern.class_name, lexicon.classes()[match.pattern.class_name].type}:
                return inner
        return None


_FINITE = frozenset({"VBD", "VBZ", "VBP"})
"""Whom one tells to leave is asked to; "told reporters that he left" asks nobody."""
_MISREAD = {"raped": "rape", "raping": "rape"}
"""Forms that the lemmatiser takes for another verb's."""


def _acts_on_people(verb: Token) -> bool:
    found = roles.direct_object(verb)
    if found is None:
        return False
    heads = [found] if found.pos_ == "NOUN" else roles.with_conjuncts(found)
    return any(roles.is_party(roles.whole(t)) or t.pos_ == "NUM" or roles.counts_people(t) for t in heads)


def _predicates(verb: Token, name: str) -> bool:
    """Return whether a clause says of its subject what a word class does: "were **responsible**", "is **needed**"."""
    said = [verb] if syntax.is_passive(verb) else syntax.children(verb, "acomp", "attr")
    if verb.lemma_ in {"be", "stand", "lie"}:
        said += syntax.children(verb, "prep")
    return any(t.lemma_.lower() in lexicon.object_class(name) for t in said)


def _doers(verb: Token) -> list[Token]:
    """Return the nouns that a verb in the active has for its subject; what a list holds each."""
    subjects = syntax.children(verb, "nsubj")
    if not subjects and verb.dep_ == "conj":
        subjects = syntax.children(verb.head, "nsubj")
    return [head for noun in subjects for head in roles.with_conjuncts(noun)]


def _infinitive(verb: Token) -> bool:
    return any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def _word(verb: Token, word: str) -> Token | None:
    for child in verb.children:
        if child.lower_ == word and child.i > verb.i and not _of_time(child) and not _is_measured(child):
            return child
        if child.dep_ in {"acomp", "oprd", "advmod", "attr"} and child.lemma_ == word:
            return child
    return None


def _is_measured(prep: Token) -> bool:
    """ "Stood **ten metres** behind her" tells a place, not whose side one is on."""
    return any(c.dep_ == "npadvmod" and c.ent_type_ == "QUANTITY" for c in prep.children)


def _of_time(prep: Token) -> bool:
    """A preposition before a date belongs to no verb pattern: "called him on Monday"."""
    dates = [c for c in prep.children if c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"}]
    return bool(dates) and not any(roles.is_party(t) for t in dates[0].subtree)


def _preposition(verb: Token, word: str) -> list[Token]:
    found = [
        child
        for child in verb.children
        if child.lower_ == word and child.dep_ in {"prep", "agent", "dative", "prt", "aux"}
    ]
    for child in verb.children:
        if child.dep_ in {"prep", "prt", "advmod", "dobj"}:
            found.extend(deep for deep in child.children if deep.dep_ == "prep" and deep.lower_ == word)
    return found


def _noun(verb: Token, part: Part) -> list[Token] | None:
    if part.after:
        for prep in _preposition(verb, part.after):
            for noun in prep.children:
                if noun.dep_ in {"pobj", "pcomp"}:
                    hit = _fits(noun, part)
                    if hit:
                        return [prep, hit]
        if not any(child.lower_ == part.after and child.dep_ in {"prt", "advmod"} for child in verb.children):
            return None
    found = roles.direct_object(verb)
    hit = _fits(found, part) if found is not None else None
    if hit is None:
        hit = next(
            (
                h
                for c in verb.children
                if c.dep_ in {"dative", "attr", "oprd", "acomp", "npadvmod"} and (h := _fits(c, part))
            ),
            None,
        )
    return [hit] if hit else None


def _fits(noun: Token, part: Part) -> Token | None:
    for candidate in roles.with_conjuncts(noun):
        head = roles.whole(candidate)
        if part.kind == "lemma":
            if part.value in {head.lemma_.lower(), head.lower_, *_kinds_of(head)} or part.value == _topic(head):
                return candidate if candidate is not noun else head
        elif part.value == "human":
            if _is_human(head) and not any(c.dep_ in {"oprd", "ccomp", "attr"} for c in candidate.head.children):
                return head
        elif part.value == "polity":
            if head.ent_type_ in {"GPE", "ORG"}:
                return head
        elif part.value == "party":
            if roles.is_party(head):
                return head
        elif _in_class(head, part.value) or (candidate is not head and _in_class(candidate, part.value)):
            return head
    return None


def _topic(noun: Token) -> str | None:
    """Return the noun before one that adds little: for "curfew hours", "curfew"."""
    if noun.i == 0 or noun.lemma_.lower() not in lexicon.object_class("general"):
        return None
    before = noun.nbor(-1)
    return str(before.lemma_.lower()) if before.dep_ == "compound" and before.head.i == noun.i else None


def _is_human(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lemma_.lower() in lexicon.object_class("person")


def _in_class(noun: Token, name: str) -> bool:
    words = lexicon.object_class(name)
    if noun.lemma_.lower() in lexicon.object_class("carriers") and name not in {"place", "person"}:
        carried = any(c.dep_ == "compound" and c.lemma_.lower() in words for c in noun.lefts)  # "an aid programme"
        if carried:
            return True
    return (
        roles.lemma(noun) in words
        or noun.lower_ in words
        or noun.lemma_.lower() in words
        or roles.joined(noun) in words
        or any(kind in words for kind in _kinds_of(noun))
    )


def _kinds_of(name: Token) -> list[str]:
    """Return the common nouns and titles that say what a name is the name of: for "the tanker Nordlys", "tanker"."""
    if name.pos_ != "PROPN":
        return []
    before = [t for t in name.lefts if t.dep_ in {"compound", "nmod"}]
    titles = [t for t in before if t.pos_ == "PROPN" and name.ent_type_ == "PERSON" and t.ent_type_ != "PERSON"]
    kinds = [t for t in before[:1] if t.pos_ == "NOUN" and t.is_lower]
    return [t.lemma_.lower() for t in (*kinds, *titles)]
