"""Titles and descriptions: "the Russian leader", "the ministry", acronyms, appositions."""

import re

from spacy.tokens import Token

from accordingto.reading.references.entities import Entity, Name
from accordingto.reading.references.knowledge import gender_of_noun, is_person_noun, nouns, titles
from accordingto.reading.references.pronouns import Candidate
from accordingto.reading.syntax import children, noun_phrase
from accordingto.text import Span

_RECENT = 8
"""Sentences within which "the ministry" still means the ministry last named."""
Links = dict[tuple[int, int], Entity]


def learn_apposition(name: Name, entity: Entity, links: Links) -> None:
    """Take roles and nations from "Ann Hill, the Freedonian foreign minister," and link that description."""
    token = name.head
    for noun in children(token, "appos"):
        lemma = noun.lemma_.lower()
        beside = noun.i < token.i or "," in token.doc[token.i + 1 : noun.i].text
        if noun.tag_ == "NN" and is_person_noun(lemma) and beside:
            entity.roles.add(lemma)
            entity.nations |= {t.text for t in noun.lefts if t.ent_type_ in {"NORP", "GPE"}}
            entity.gender = entity.gender or gender_of_noun(lemma)
            span = noun_phrase(noun)
            links[span.start, span.end] = entity
            full = len(name.words) > 1 or not entity.given  # a surname alone would lose the name that stands elsewhere
            if entity.apposed is None and full and _behind(token, noun, span):
                entity.apposed = Span(name.bare.start, span.end)


def _behind(token: Token, noun: Token, span: Span) -> bool:
    """Whether a description stands right behind the name's last word and its comma, in few words."""
    doc, comma = token.doc, token.i + 1
    if noun.i <= comma or doc[comma].text != "," or span.end - span.start > _LONGEST:
        return False
    inside = doc[comma + 1 : noun.i + 1]
    return span.start == inside[0].idx and not any(t.text in {'"', "“"} or "\n" in t.text for t in inside)


_LONGEST = 110
"""Characters of a description behind a name; longer ones are mostly a parse gone astray."""


def renamed(token: Token, bodies: dict[str, Entity]) -> Entity | None:
    """Return the country or body that a description right behind its name is another word for: "Peru, a member, …"."""
    head = token.head
    if token.dep_ != "appos" or token.tag_ != "NN" or head.ent_type_ not in {"GPE", "ORG"} or head.i > token.i:
        return None
    beside = token.doc[head.i + 1].text == "," and token.left_edge.i == head.i + 2
    return bodies.get(head.text) if beside else None


def described(token: Token, seen: list[Candidate], sentence: int) -> Entity | None:
    """Return the named actor that a definite description means, or ``None`` where none or several fit."""
    lemma = token.lemma_.lower()
    if token.tag_ not in {"NN", "NNP"} or not _definite(token) or token.ent_type_ in {"GPE", "NORP"}:
        return None
    if _is_newcomer(token):
        return None
    if is_person_noun(lemma):
        return _person(token, lemma, seen) or _unnamed(token, lemma, seen, sentence)
    if lemma in nouns().generic_bodies:
        return _body(token, lemma, seen, sentence)
    return None


def _unnamed(token: Token, lemma: str, seen: list[Candidate], sentence: int) -> Entity | None:
    """Whom "the official" means after "a senior Chilean official": the last unnamed one with that noun."""
    if any(c.dep_ in {"compound", "nmod", "poss", "prep"} for c in token.children):
        return None
    for candidate in reversed(seen):
        if sentence - candidate.sentence > _RECENT:
            return None
        entity: Entity = candidate.entity
        if entity.kind == "person" and not entity.named and candidate.token.lemma_.lower() == lemma:
            return entity
    return None


def _definite(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"the", "this", "that"} for c in token.children)


def _modified(token: Token) -> bool:
    return any(c.dep_ in {"compound", "amod", "nmod", "poss", "prep"} for c in token.children)


def _nations(token: Token) -> frozenset[str]:
    named = [t for t in token.lefts if t.ent_type_ in {"NORP", "GPE"}]
    named += [
        t for of in children(token, "prep") if of.lower_ == "of" for t in children(of, "pobj") if t.ent_type_ == "GPE"
    ]
    return frozenset(t.text for t in named)


def _person(token: Token, lemma: str, seen: list[Candidate]) -> Entity | None:
    """The last person before here whose title ranks with the noun and whose nation does not clash."""
    nations, gender = _nations(token), gender_of_noun(lemma)
    others = [c for c in token.lefts if c.dep_ in {"compound", "amod", "nmod"} and c.text not in nations]
    office = {c.lower_ for c in others if c.dep_ == "compound" or c.lower_ in titles().titles}
    if _of_something(token):
        return None
    fits: list[Entity] = []
    for candidate in reversed(seen):
        entity = candidate.entity
        if entity.kind != "person" or not entity.named or entity in fits:
            continue
        clash = bool(gender and entity.gender and gender != entity.gender)
        clash = clash or bool(nations and entity.nations and not _same_nation(nations, entity.nations))
        if (office | {lemma} <= entity.roles if office else _ranks(entity, lemma)) and not clash:
            fits.append(entity)
    if not nations and len(fits) > 1:
        fits = _at_home(fits)
    if nations and any(_same_nation(nations, e.nations) for e in fits):
        fits = [e for e in fits if _same_nation(nations, e.nations)]
    elif nations and len(fits) > 1:
        return None
    return fits[0] if fits and (len(fits) == 1 or _clear(fits, seen)) else None


def _is_newcomer(token: Token) -> bool:
    """ "The new president" is not the president who was named before."""
    return any(c.lower_ in titles().newcomers for c in token.lefts)


def _at_home(fits: list[Entity]) -> list[Entity]:
    """Of several leaders the one whom the report names without a nation: news gives it to foreign ones only."""
    own = [e for e in fits if not e.nations]
    return own if len(own) == 1 else fits


def _of_something(token: Token) -> bool:
    """ "the head of the hospital" names another than "the head of Peru" would: only countries are compared."""
    return any(t.ent_type_ != "GPE" for t in _owners(token))


def _owners(token: Token) -> list[Token]:
    return [t for of in children(token, "prep") if of.lower_ == "of" for t in children(of, "pobj")]


def _same_nation(left: frozenset[str], right: set[str]) -> bool:
    return any(a[:4] == b[:4] for a in left for b in right)


def _ranks(entity: Entity, lemma: str) -> bool:
    page = titles().rank
    roles = set(entity.roles)
    if "prime" in roles:
        roles = (roles - {"minister", "prime"}) | {"prime minister"}
    if {"vice", "deputy"} & roles and lemma in {"president", "minister", "leader"}:
        return False
    return lemma in roles or any(lemma in page.get(role, ()) for role in roles)


def _clear(fits: list[Entity], seen: list[Candidate]) -> bool:
    """Of several, the last named wins only where the next was not named within the last few phrases."""
    last = {id(c.entity): n for n, c in enumerate(seen)}
    return last[id(fits[0])] - last[id(fits[1])] > 25


def _body(token: Token, lemma: str, seen: list[Candidate], sentence: int) -> Entity | None:
    """The body last named whose name has the noun or one of its kind; "the rights group" only where one fits."""
    kinds = nouns().generic_bodies.get(lemma, frozenset()) | {lemma}
    if any(c.dep_ in {"poss", "prep", "nmod"} or (c.text[0].isupper() and c.dep_ != "det") for c in token.children):
        return None
    fits: list[Entity] = []
    for candidate in reversed(seen):
        if sentence - candidate.sentence > _RECENT:
            break
        entity = candidate.entity
        same = candidate.token.lemma_.lower() == lemma and _modified(candidate.token)
        if entity.kind == "body" and ((entity.named and entity.roles & kinds) or same) and entity not in fits:
            fits.append(entity)
    one = len(fits) == 1 or (bool(fits) and not _modified(token))
    return fits[0] if one else None


def body_entity(token: Token, span: Span, bodies: dict[str, Entity], links: Links) -> Entity:
    """Return the entity of a named body or country; acronyms and shorter names join the fuller one.

    "the Arctic Relief Council (ARC)" lets a later "ARC" mean the full name.
    """
    if token.ent_type_ in {"DATE", "TIME", "EVENT", "WORK_OF_ART", "MONEY", "CARDINAL", "LAW", "PRODUCT"}:
        return Entity("thing", span)
    span = clean_start(token, span, name=True)
    words = [t.text for t in token.subtree if t.tag_ in {"NNP", "NNPS"} and t.i <= token.i]
    key = " ".join(words) or token.text
    known: Entity | None = bodies.get(key)
    if known is None:
        fuller = [b for name, b in bodies.items() if len(words) > 1 and name.endswith(" " + key)]
        known = fuller[-1] if len(set(map(id, fuller))) == 1 else None
    if known is None:
        roles = {w.lower() for w in words} | ({"plural"} if _is_people(token) else set())
        known = Entity("body", span, named=True, roles=roles)
        acronym = _acronym(token, words)
        if acronym is not None:
            bodies[acronym.text] = known
            links[acronym.idx, acronym.idx + len(acronym)] = known
    bodies.setdefault(key, known)
    if known.best != span:
        links[span.start, span.end] = known
        links[token.idx, token.idx + len(token)] = known
    return known


def clean_start(token: Token, span: Span, *, name: bool) -> Span:
    """A phrase without the date or number that a dateline leaves before it, a name also without small words.

    "**2021-03-02** The 70 sailors" begins at "The", "**neighbouring** Chad" at "Chad".
    """
    doc, start = token.doc, span.start
    for i in range(token.left_edge.i, token.i):
        t = doc[i]
        if t.idx < span.start:
            continue
        dated = t.ent_type_ in {"DATE", "TIME"} or _ISO.fullmatch(t.text) or (name and t.text in {"-", ":"})
        small = name and t.text[0].islower() and t.lower_ != "the"
        if dated or small or (t.is_space and start == t.idx):
            start = doc[i + 1].idx
    return Span(start, span.end)


_ISO = re.compile(r"[\d-]+-\d+|\d{4}")


def _is_people(token: Token) -> bool:
    """Whether a name means many: "the Houthis", "Israelis", but not "the United States"."""
    several = token.text.endswith("s") and (token.ent_type_ == "NORP" or token.tag_ == "NNPS")
    return several and token.ent_type_ != "GPE" and token.text not in {"States", "Nations", "Emirates"}


def _acronym(token: Token, words: list[str]) -> Token | None:
    """The capitals in brackets after a name, where they are initials of its words."""
    doc = token.doc
    if token.i + 3 >= len(doc) or doc[token.i + 1].text != "(" or doc[token.i + 3].text != ")":
        return None
    short = doc[token.i + 2]
    initials = "".join(w[0] for w in words).upper()
    return short if short.is_upper and len(short) > 1 and short.text[0] == initials[:1] else None
