"""Who acts and who is acted upon: parties behind control, passives, relatives, genitives and compounds."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import gaps, syntax
from accordingto.text import Span

NOT_NAMES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL", "LAW", "WORK_OF_ART", "EVENT"}
)
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# fmt: off
_PART_OF = frozenset({
    "dozen", "hundred", "thousand", "number", "series", "wave", "lot", "group", "one", "some", "many", "most",
    "all", "member", "part", "majority", "score", "couple", "handful", "pair", "string", "spate", "million", "lots",
    "dozens", "hundreds", "thousands", "tens", "several", "worth", "ton", "tonne", "batch", "consignment",
    "truckload", "team", "band", "two", "three", "four", "five", "kilo", "kg", "kgs", "pound", "barrel", "kilogram",
    "kilogramme",
    "planeload", "shipload", "round", "raft", "slew", "array", "flurry",
})
# fmt: on
_MANNER = frozenset(
    {"closely", "jointly", "directly", "together", "extensively", "privately", "separately", "strongly"}
)
"""Adverbs that take the preposition of their verb: "worked **closely with**"."""
_NEAR_TITLE = 8
"""Tokens between a name and its title or apposition."""
_LED = frozenset({"led", "driven", "run", "organised", "organized", "sponsored"})
_OUTSIDE = frozenset({"punct", "relcl", "acl", "appos", "conj", "cc", "advcl", "ccomp", "parataxis", "mark"})
_DASHES = frozenset({"—", "–", "--"})
_WITHIN = ("by", "of", "from", "against", "on", "to", "with", "for", "at", "into", "toward", "towards")


class PartyPage(Struct, frozen=True):
    """Heads of noun phrases that stand for parties, and what they are not."""

    parties: tuple[str, ...]
    things: tuple[str, ...]
    pronouns: tuple[str, ...]
    never: tuple[str, ...]
    movers: tuple[str, ...]
    civil: tuple[str, ...]
    officials: tuple[str, ...]
    crewed: tuple[str, ...]
    crowds: tuple[str, ...]
    counted: tuple[str, ...]


@cache
def _words(kind: str) -> frozenset[str]:
    page = codebook.load("events_parties", PartyPage)
    return frozenset(getattr(page, kind))


def sentence_start(token: Token) -> int:
    """Return the index of the first token of a token's sentence; cheaper than ``token.sent`` on long texts."""
    at = int(token.i)
    while at > 0 and not token.doc[at].is_sent_start:
        at -= 1
    return at


def sentence_end(token: Token) -> int:
    """Return the index after the last token of a token's sentence."""
    at = int(token.i) + 1
    while at < len(token.doc) and not token.doc[at].is_sent_start:
        at += 1
    return at


def lemma(token: Token) -> str:
    """Return a token's lemma in small letters, singular also for nouns that were tagged as names."""
    low = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and low.endswith("s") and token.tag_ == "NNPS":
        return low[:-1]
    return low


def is_force(noun: Token) -> bool:
    """Return whether a noun names forces that somebody sends or withdraws: they are moved, not acted upon."""
    objects = codebook.load("events_objects", dict[str, tuple[str, ...]])
    return lemma(noun) in objects["troops"]


def joined(noun: Token) -> str:
    """Return a noun's lemma with what a hyphen ties to it: "cease-fire"."""
    if noun.i > 1 and noun.nbor(-1).text == "-" and noun.nbor(-2).dep_ in {"compound", "amod", "punct", "nmod"}:
        return f"{noun.nbor(-2).lower_}-{lemma(noun)}"
    return lemma(noun)


def is_party(token: Token) -> bool:
    """Return whether a noun phrase's head can act: a name, a people, a force, a government, a person."""
    low = token.lower_
    if low in _words("pronouns"):
        return True
    if low in _words("never") or lemma(token) in weapon_words():
        return False
    if token.pos_ == "PROPN" and token.lower_ in _countries():
        return True
    if token.ent_type_ in _NAMES:
        return bool(token.pos_ in {"PROPN", "NOUN", "ADJ"})
    if token.ent_type_ in NOT_NAMES and token.pos_ != "NOUN":
        return False
    return lemma(token) in _words("parties") or (token.pos_ == "PROPN" and not token.ent_type_ and token.is_title)


def counts_people(token: Token) -> bool:
    """Return whether a number word stands for people: "**dozens** were wounded", "69 **others**"."""
    return lemma(token) in _words("counted") and token.pos_ in {"NOUN", "NUM", "ADJ", "PRON"} and whole(token) is token


def is_target(token: Token) -> bool:
    """Return whether a noun phrase's head can be acted upon: a party, a place or a thing that can be hit."""
    if token.ent_type_ in NOT_NAMES and not is_party(token):
        return False
    return is_party(token) or token.ent_type_ in {"LOC", "FAC", "GPE"} or lemma(token) in _words("things")


def may_suffer(token: Token) -> bool:
    """Return whether something can be done to what a head names, numbers of people too."""
    return is_target(token) or counts_people(token)


def np_span(noun: Token) -> Span:
    """Return the span of a noun with what stands before it and its "of" phrases."""
    kept, stack = [noun], [noun]
    while stack:
        head = stack.pop()
        for child in head.children:
            if child.tag_ in {"WDT", "WP"}:  # "the hills **which** rebels hold"
                continue
            if child.dep_ in _OUTSIDE and child.text != "-" and not _is_name_of(child, noun):
                continue
            if child.dep_ == "prep" and (child.lower_ != "of" or syntax.children(child, "pcomp")):
                continue
            if child.i > noun.i and child.dep_ in {"nummod", "npadvmod", "advmod", "preconj", "amod"}:
                continue
            kept.append(child)
            stack.append(child)
    dash = max((t.i for t in noun.doc[min(k.i for k in kept) : noun.i] if is_dash(t)), default=-1)
    return syntax.span_of([t for t in kept if t.i > dash])


def _is_name_of(apposition: Token, noun: Token) -> bool:
    """Whether a name follows its noun without a comma: "the newspaper **El Faro**"."""
    named = apposition.dep_ == "appos" and apposition.head == noun and apposition.pos_ == "PROPN"
    return named and bool(apposition.left_edge.i == noun.i + 1) and apposition.left_edge.pos_ == "PROPN"


def is_dash(token: Token) -> bool:
    """Return whether a token is a dash, or a hyphen with spaces around it, as after a dateline."""
    return token.text in _DASHES or (token.text == "-" and token.i > 0 and bool(token.nbor(-1).whitespace_))


def with_conjuncts(token: Token) -> list[Token]:
    """Return a noun and the nouns coordinated after it, also where the parser took a list of names for appositions."""
    found, stack = [token], [token]
    while stack:
        head = stack.pop()
        for child in head.children:
            if child.pos_ in {"NOUN", "PROPN", "PRON"} and (child.dep_ == "conj" or _is_listed(child, head)):
                found.append(child)
                stack.append(child)
    return found


def _is_listed(name: Token, head: Token) -> bool:
    """ "Chad, **Niger** and Mali met": a second country is no other name of the first, least of all before "and"."""
    alike = name.dep_ == "appos" and name.ent_type_ == head.ent_type_ == "GPE" and name.nbor(-1).text == ","
    return alike and any(c.dep_ in {"conj", "cc"} for c in name.children)


def whole(token: Token) -> Token:
    """Return what a quantity is a quantity of: "dozens of **missiles**"."""
    if lemma(token) in _PART_OF or token.pos_ == "NUM":
        for of in syntax.children(token, "prep"):
            if of.lower_ == "of":
                for noun in syntax.children(of, "pobj"):
                    return whole(noun)
    return token


def direct_object(verb: Token) -> Token | None:
    """Return what a verb acts upon: its object, its passive's subject, or its participle's or relative's head.

    Coordinated verbs share: "was seized and **burned**", "**shot** and killed two men".
    """
    own = _own_object(verb)
    if own is not None:
        return own
    head = verb
    while head.dep_ == "conj" and head.tag_ == "VBN" and head.head.pos_ == "VERB" and not _has_subject(head):
        head = head.head
        if syntax.is_passive(head):
            return _own_object(head)
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.tag_ == verb.tag_ and child.i - verb.i < 4:
            return _own_object(child)
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ == "nsubj" for child in verb.children)


def _own_object(verb: Token) -> Token | None:
    for label in ("dobj", "nsubjpass", "obj"):
        for child in verb.children:
            if child.dep_ == label:
                if child.lower_ in {"which", "that", "who", "whom"} and verb.dep_ == "relcl":
                    return verb.head
                return child
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return verb.head
    return gaps.left_out_object(verb) or gaps.above_participle(verb)


def acts_passively(verb: Token) -> bool:
    """Return whether a verb form is passive: with an auxiliary, or a bare participle after its noun."""
    if syntax.is_passive(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not syntax.children(verb, "aux", "nsubj", "dobj"):
        return acts_passively(verb.head)
    return bool(verb.tag_ == "VBN" and (verb.dep_ == "acl" or syntax.children(verb, "agent")))


def modifiers(noun: Token) -> list[Token]:
    """Return the demonyms, names and genitives before a noun that say whose it is; makers of a thing are left out."""
    found = []
    left = list(noun.lefts)
    armed = any(t.dep_ == "compound" and lemma(t) in weapon_words() for t in left)
    for token in left:
        if token.dep_ == "poss" and (is_party(token) or token.pos_ == "PRON"):
            found.append(token)
        elif token.dep_ not in {"amod", "compound", "nmod", "nsubj"}:
            continue
        elif _names(token):
            if not (armed and token.ent_type_ == "GPE" and token.pos_ == "PROPN"):
                found.append(token)
        elif token.lower_ in _LED:
            found.extend(t for t in token.subtree if t.i < token.i and _names(t, hyphen=True))
    return found


@cache
def _countries() -> frozenset[str]:
    """Return the names and adjectives of countries in small letters."""
    lines = codebook.load("countries", dict[str, str]).values()
    return frozenset(word.strip().lower() for line in lines for field in line.split("|") for word in field.split(","))


@cache
def _capitals() -> frozenset[str]:
    """Return the seats of government in small letters."""
    lines = codebook.load("countries", dict[str, str]).values()
    seats = (line.split("|")[1] for line in lines if line.count("|"))
    return frozenset(seat.strip().lower() for field in seats for seat in field.split(",")) - {""}


def is_capital(token: Token) -> bool:
    """Return whether a name is that of a seat of government, which stands for its state or for the town."""
    return token.lower_ in _capitals()


def is_country(token: Token) -> bool:
    """Return whether a name is a country's, its capital's or its people's, as far as the codebook knows."""
    phrase = " ".join(
        t.lower_ for t in token.subtree if (t.i <= token.i and t.dep_ in {"compound", "amod"}) or t is token
    )
    return token.ent_type_ == "NORP" or token.lower_ in _countries() or phrase in _countries()


def _names(token: Token, *, hyphen: bool = False) -> bool:
    after = token.nbor(1).text if token.i + 1 < len(token.doc) else ""
    if after in {"-", "–"} and not hyphen:
        following = token.nbor(2).lower_ if token.i + 2 < len(token.doc) else ""
        return following in _LED
    return token.ent_type_ in {"NORP", "GPE", "ORG"} and token.pos_ in {"ADJ", "PROPN", "NOUN"}


def pobjs(token: Token, *preps: str) -> list[Token]:
    """Return the nouns after these prepositions below a verb or a noun, in text order."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in preps:
            found.extend(
                _before_day(noun) for noun in child.children if noun.dep_ in {"pobj", "pcomp"} and noun.pos_ != "VERB"
            )
            for deeper in child.children:
                if deeper.dep_ == "prep" and deeper.lower_ in preps:
                    found.extend(syntax.children(deeper, "pobj"))
        elif child.dep_ == "advmod" and child.lower_ in _MANNER:  # "worked closely **with** the police"
            found.extend(t for prep in child.children if prep.lower_ in preps for t in syntax.children(prep, "pobj"))
    return found


def _before_day(noun: Token) -> Token:
    """Return the name that a parser made part of a date: "met with President **Ruto** Tuesday"."""
    if noun.ent_type_ not in {"DATE", "TIME"}:
        return noun
    names = [t for t in noun.lefts if t.dep_ in {"compound", "nmod"} and t.ent_type_ in {"PERSON", "GPE", "ORG"}]
    return names[-1] if names else noun


def parties_within(noun: Token) -> list[Token]:
    """Return the parties that a noun phrase names when its head is none: "Serbia's **decision**", "the rights of …"."""
    for token in modifiers(noun):
        if token.pos_ != "PRON":
            return [token]
    for owner in syntax.children(noun, "poss"):  # "the OAS charter's third article"
        named = [t for t in modifiers(owner) if t.pos_ != "PRON"]
        if named:
            return named[:1]
    for token in pobjs(noun, *_WITHIN):
        inner = whole(token)
        if is_party(inner):
            return with_conjuncts(token)
    return []


def whole_of(noun: Token) -> Token:
    """Return the quantity that a noun is counted by: for "strikes" in "a wave of strikes", "wave"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ in {"NOUN", "NUM"}:
        above = noun.head.head
        if lemma(above) in _PART_OF or above.pos_ == "NUM":
            return whole_of(above)
    return noun


def may_front(noun: Token) -> bool:
    """Return whether a thing as subject points to whoever is behind it: weapons, vehicles, blows, not ideas."""
    return lemma(noun) in weapon_words() or lemma(noun) in _words("movers") or lemma(noun) in _event_heads()


def has_crew(noun: Token) -> bool:
    """Return whether a thing is steered by people who act: "Chadian **warplanes** struck"."""
    return lemma(noun) in _words("crewed")


def is_civil(noun: Token) -> bool:
    """Return whether a noun names people without office or arms, such as residents and migrants."""
    return lemma(noun) in _words("civil")


def is_protester(noun: Token) -> bool:
    """Return whether a noun names people in the street: "protesters", "a mob"."""
    return lemma(noun) in _words("crowds")


def is_official(noun: Token) -> bool:
    """Return whether a noun phrase names a body, a state or a person with an office or rank."""
    head = whole(noun)
    if head.ent_type_ in {"GPE", "ORG", "NORP"} or lemma(head) in _words("officials"):
        return True
    return any(lemma(t) in _words("officials") for t in head.subtree if abs(t.i - head.i) <= _NEAR_TITLE)


@cache
def _event_heads() -> frozenset[str]:
    objects = codebook.load("events_objects", dict[str, tuple[str, ...]])
    return frozenset(objects["attack"]) | frozenset(objects["troops"])


@cache
def weapon_words() -> frozenset[str]:
    """Return the lemmas of things that one attacks with."""
    objects = codebook.load("events_objects", dict[str, tuple[str, ...]])
    return frozenset(objects["weapons"]) | {
        "knife",
        "stone",
        "stick",
        "baton",
        "fire",
        "gas",
        "cannon",
        "machete",
        "club",
    }
