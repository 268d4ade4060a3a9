"""Who a report names: persons with surname, title and nation; bodies; and the noun phrases that pronouns may mean."""

from dataclasses import dataclass, field
from typing import Literal

from spacy.tokens import Doc, Token

from accordingto.reading.references.knowledge import Gender, gender_of_name, titles
from accordingto.text import Span

Kind = Literal["person", "people", "body", "thing"]


@dataclass(slots=True)
class Entity:
    """One actor as a report builds it up; working state of one call, never handed out."""

    kind: Kind
    best: Span
    gender: Gender | None = None
    score: float = 0.0
    surname: str = ""
    given: str = ""
    roles: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    named: bool = False
    seen: int = 0
    at: list[int] = field(default_factory=list)
    """Where a person is named, as token indices."""
    roles_before: bool = False
    """Whether ``best`` has a title before the name."""
    kin: bool = False
    """Whether the name stands behind a word of kinship: "his brother Lee Hill", "first lady Ann Hill"."""
    apposed: Span | None = None
    """The name with the description behind it, "Ann Hill, a spokeswoman for the council"."""

    def is_bare_word(self) -> bool:
        """Whether nothing but one capitalised word says that this is a person."""
        return self.kind == "person" and self.named and not (self.given or self.roles or self.gender)


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a person's name: its bare span, the span with title, and their parts."""

    head: Token
    bare: Span
    full: Span
    words: tuple[str, ...]
    before: tuple[str, ...]
    roles: frozenset[str]
    nations: frozenset[str]
    gender: Gender | None
    kin: bool = False


_NAME_TAGS = frozenset({"NNP", "NNPS"})


def person_names(doc: Doc) -> list[Name]:
    """Return every mention of a person's name, in text order."""
    places = _never_persons(doc)
    found: dict[int, Name] = {}
    for ent in doc.ents:
        if ent.label_ == "PERSON":
            name = _name(doc, ent.start, ent.end, places)
            if name:
                found.setdefault(name.head.i, name)
    for token in doc:
        if token.lower_ in titles().heads and token.is_title and token.i + 1 < len(doc):
            start = end = token.i + 1
            while end < len(doc) and doc[end].tag_ in _NAME_TAGS and doc[end].is_title and end - start < 4:
                end += 1
            body = any(t.ent_type_ in {"ORG", "GPE", "FAC", "NORP"} for t in doc[start:end])
            name = _name(doc, start, end, places) if end > start and not body else None
            if name:
                found.setdefault(name.head.i, name)
    known = {_surname_and_given(n.words)[0] for n in found.values() if len(n.words) > 1 or n.roles}
    places -= known
    for token in doc:
        if token.i not in found and token.text in known and token.tag_ in _NAME_TAGS and token.dep_ != "compound":
            name = _name(doc, _given_before(token), token.i + 1, places)
            if name:
                found[name.head.i] = name
    return [found[i] for i in sorted(found)]


def _given_before(surname: Token) -> int:
    """Where a name begins that the recogniser missed: "American **Lee** Roe" is not the Roe named elsewhere."""
    first = surname
    while surname.i - first.i < _GIVEN and first.i > 0:
        before = first.nbor(-1)
        plain = before.tag_ in _NAME_TAGS and before.is_title and before.ent_type_ not in {"NORP", "GPE"}
        plain = plain and (before.ent_type_ != "ORG" or gender_of_name(before.text) is not None)
        if not plain or before.dep_ != "compound" or before.head.i != surname.i or _is_title(before):
            break
        first = before
    return int(first.i)


_GIVEN = 2
"""Given names before a surname, at most."""


def _never_persons(doc: Doc) -> frozenset[str]:
    """Single names that the recogniser mostly takes for places or bodies in this report."""
    votes: dict[str, int] = {}
    for ent in doc.ents:
        if len(ent) == 1:
            vote = -1 if ent.label_ == "PERSON" else 1
            votes[ent.text] = votes.get(ent.text, 0) + vote
    return frozenset(text for text, vote in votes.items() if vote >= 0)


def _name(doc: Doc, start: int, end: int, places: frozenset[str]) -> Name | None:
    page = titles()
    while end > start and (doc[end - 1].lower_ in {"'s", "’s", "’", "'"} or doc[end - 1].is_space):
        end -= 1
    first = start
    while first < end and _is_title(doc[first]):
        first += 1
    if first < end and doc[first].is_sent_start and doc[first].lower_.endswith("ing") and end - first > 1:
        first += 1
    if first == end or not any(doc[i].tag_ in _NAME_TAGS for i in range(first, end)):
        return None
    words = tuple(t.text for t in doc[_behind_article(doc, first, end) : end] if _is_word(t))
    if (
        not words
        or (len(words) == 1 and words[0] in places)
        or "\n" in doc[first:end].text
        or not words[-1][0].isupper()
    ):
        return None
    left = _title_start(doc, first, end)
    before = doc[left:first]
    roles = frozenset(t.lower_ for t in before if t.lower_ in page.titles or t.lower_ in page.heads)
    nations = frozenset(t.text for t in before if t.ent_type_ in {"NORP", "GPE"})
    gender: Gender | None = gender_of_name(words[0]) if len(words) > 1 else None
    for sex in page.courtesy:
        if any(t.lower_ in page.courtesy[sex] for t in before):
            gender = sex
    head = doc[end - 1]
    return Name(
        head,
        _span(doc, first, end),
        _span(doc, left, end),
        words,
        tuple(t.text for t in before),
        roles,
        nations,
        gender,
        first > 0 and doc[first - 1].lower_ in page.kin,
    )


def _is_word(token: Token) -> bool:
    return token.is_alpha or "-" in token.text or "." in token.text


def _behind_article(doc: Doc, first: int, end: int) -> int:
    """Where a name goes on behind an Arabic article, with which a surname may stand or not: "al-Sabri", "Sabri"."""
    if first + 2 < end and doc[first].lower_ in titles().articles and doc[first + 1].text == "-":
        return first + 2
    return first


def _title_start(doc: Doc, first: int, end: int) -> int:
    """Where the titles before a name begin, with the body or country that they belong to.

    "**Harbor Council spokeswoman** Ann Hill", "**Peru's deputy foreign minister** Luis Rojas".
    """
    left = first
    while left > 0:
        before = doc[left - 1]
        titled = left < first and any(_is_title(t) for t in doc[left:first])
        office = _is_title(before) or _is_modifier(doc, left - 1, first) or _is_of(doc, left - 1)
        if office or (titled and _belongs(before, left, end)):
            left -= 1
        elif titled and before.tag_ == "POS" and left > 1 and doc[left - 2].ent_type_ in _BODIES:
            left -= 2
        else:
            break
    while left < first and doc[left].lower_ in {"-", "and", "of", "the", "'s", "’s"}:
        left += 1
    return left


_BODIES = frozenset({"GPE", "ORG", "NORP"})
_NOT_BODIES = frozenset({"DATE", "TIME", "PERSON", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY"})


def _belongs(token: Token, left: int, end: int) -> bool:
    """A noun before a title that the parse hangs on the name: "**army** chief", "**State Department** spokesman"."""
    hung = token.dep_ in {"compound", "nmod"} and left <= token.head.i < end
    inside = token.ent_type_ == "ORG" and token.doc[left].ent_type_ == "ORG" and token.doc[left].ent_iob_ == "I"
    return (hung or inside) and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.ent_type_ not in _NOT_BODIES


def _is_title(token: Token) -> bool:
    page = titles()
    word = token.lower_
    return word in page.titles or word in page.heads or any(word in page.courtesy[sex] for sex in page.courtesy)


def _is_of(doc: Doc, i: int) -> bool:
    """Secretary **of** State Ann Hill."""
    return 0 < i < len(doc) - 1 and doc[i].lower_ == "of" and _is_title(doc[i - 1]) and _is_title(doc[i + 1])


def _is_modifier(doc: Doc, i: int, first: int) -> bool:
    """A nationality before a title: "**Russian** President X"; not "Monday" nor a name before a bare name."""
    token = doc[i]
    within = doc[i + 1].ent_iob_ == "I" and token.ent_type_ == doc[i + 1].ent_type_
    titled = i + 1 < first and (_is_title(doc[i + 1]) or within)
    return titled and token.ent_type_ in {"NORP", "GPE"} and token.lower_ not in {"the", "'s", "’s"}


def _span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))


def merge_names(names: list[Name]) -> list[tuple[Name, Entity]]:
    """Return each name mention with its entity; full names first, so that a bare surname finds all who bear it."""
    persons: list[Entity] = []
    merged = [(name, _merge_full(name, persons)) for name in names if len(name.words) > 1]
    merged += [(name, _merge_bare(name, persons)) for name in names if len(name.words) == 1]
    return merged


def _merge_full(name: Name, persons: list[Entity]) -> Entity:
    surname, given = _surname_and_given(name.words)
    for entity in persons:
        if entity.surname == surname and entity.given == given:
            return _learn(entity, name)
    persons.append(Entity("person", name.full, surname=surname, given=given, named=True))
    return _learn(persons[-1], name)


def _merge_bare(name: Name, persons: list[Entity]) -> Entity:
    """A surname or given name alone: of several, who is named most by far, else who was last named before.

    A title that nobody of the name was given is somebody else's than the kin's: "President Hill" is not "his brother
    Lee Hill".
    """
    word, at = name.words[0], name.head.i
    fits = [p for p in persons if p.surname == word] or [p for p in persons if p.given == word]
    fits = [p for p in fits if not (p.gender and name.gender and p.gender != name.gender)]
    fits = [p for p in fits if p.roles & name.roles] or [p for p in fits if not (name.roles and p.kin)]
    if not fits:
        persons.append(Entity("person", name.full, surname=word, named=True))
        return _learn(persons[-1], name)
    often = sorted(fits, key=lambda p: -len(p.at))
    if len(often) > 1 and len(often[0].at) < 3 * len(often[1].at):
        before = [p for p in fits if min(p.at) < at] or fits
        often = sorted(before, key=lambda p: min(abs(at - i) + _LATER * (i > at) for i in p.at))
    return _learn(often[0], name)


_LATER = 100_000
"""A full name before a bare surname goes before any full name after it."""


def _surname_and_given(words: tuple[str, ...]) -> tuple[str, str]:
    """Korean, Chinese and Vietnamese names put the family first."""
    if words[0].lower() in titles().family_first and words[-1].lower() not in titles().family_first:
        return words[0], " ".join(words[1:])
    return words[-1], words[0]


def _learn(entity: Entity, name: Name) -> Entity:
    entity.at.append(name.head.i)
    entity.gender = name.gender or entity.gender
    entity.roles |= name.roles
    entity.nations |= name.nations
    entity.kin |= name.kin
    body = name.full.start < name.bare.start and len(name.before) > len(name.roles)
    worth = len(name.words) * 2 + bool(name.roles) * 1.5 + bool(name.nations) * 1.0 + body * 0.5
    if worth > entity.score:
        entity.best, entity.score, entity.roles_before = name.full, worth, bool(name.roles)
    return entity
