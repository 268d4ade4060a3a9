"""Turns of phrase as the codebook writes them, and how they are found in a sentence.

A template is a line such as ``H give|hand B green light +``: who takes the position (``H``), the verb, whom it binds
(``B``), fixed words, and what it is about (``A``). It is found in the active and, where it begins with ``H``, in the
passive.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading.positions.lexicon import Words
from accordingto.reading.positions.roles import can_be_bound
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.syntax import is_passive
from accordingto.records import PositionKind, PositionStatus

_SLOTS = frozenset({"H", "B", "A", "_"})
_GAP = 5
"""Tokens that may stand between two neighbours of a template: articles, adjectives, adverbs."""
_FAR = 14
"""Tokens within which the clause or phrase of what is permitted, asked … begins."""
_INNER = frozenset({"compound", "amod", "det", "poss", "nummod", "nmod", "case", "predet", "quantmod"})
_BREAKS = frozenset({";", ":", ".", "—", "–"})
_ANY: Words = frozenset({""})


class PhraseGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Templates of one kind; ``negated`` is the kind under negation, ``None`` for no position."""

    kind: PositionKind
    phrases: tuple[str, ...]
    negated: PositionKind | None = None
    status: PositionStatus = "in_force"
    explicit: bool = True
    denied: bool = False


class Phrasebook(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``positions_phrases``."""

    groups: tuple[PhraseGroup, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """One line of the page, taken apart."""

    group: PhraseGroup
    subject: str
    nouns: Words
    """Fixed words of the subject, where it is no slot."""
    verbs: Words
    rest: tuple[str | Words, ...]
    needed: Words
    """Words of which one must stand behind the verb: those of its fixed part with the fewest, "" where it has none."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the slots of a template hold in a sentence."""

    template: Template
    subject: Token | None
    slots: dict[str, Token]
    last: Token
    """The last fixed word that was found."""


@cache
def templates() -> dict[str, tuple[Template, ...]]:
    """Return the templates of each verb lemma, longest first."""
    page: Phrasebook = codebook.load("positions_phrases", Phrasebook)
    found: dict[str, list[Template]] = {}
    for group in page.groups:
        for line in group.phrases:
            template = _parsed(line, group)
            for verb in template.verbs:
                found.setdefault(verb, []).append(template)
    return {verb: tuple(sorted(lines, key=lambda t: -len(t.rest))) for verb, lines in found.items()}


def _parsed(line: str, group: PhraseGroup) -> Template:
    first, verb, *rest = line.split()
    subject = first if first in _SLOTS else "N"
    words = frozenset() if first in _SLOTS else frozenset(first.split("|"))
    parts = tuple(_part(word) for word in rest)
    fixed = [part - {"."} for part in parts if isinstance(part, frozenset)]
    return Template(group, subject, words, frozenset(verb.split("|")), parts, min(fixed, key=len, default=_ANY))


def _part(word: str) -> str | Words:
    """A slot or complement as it stands, else the fixed words; "." before them binds them to the word before."""
    if word in _SLOTS or word in {"+", "*", "toA", "thatA", "ingA"}:
        return word
    return frozenset(word.split("|")) if not word.startswith(".") else frozenset({".", *word[1:].split("|")})


def filled(verb: Token, subject: Token | None, patient: Token | None, *, denied: bool) -> Iterator[Filled]:
    """Yield the templates that fit a verb; ``subject`` is that of the active clause, ``patient`` of the passive one.

    ``denied`` asks for those that hold only under a negation, and for no others.
    """
    passive = is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")
    behind = _words_behind(verb)
    for template in templates().get(verb.lemma_, ()):
        if template.group.denied != denied:
            continue
        if passive and template.subject == "H":
            yield from _passive(template, verb, patient)
        elif template.subject in _SLOTS or (subject is not None and _is(subject, template.nouns)):
            if behind.isdisjoint(template.needed):
                continue
            slots: dict[str, Token] = {}
            last = _match(template.rest, verb, slots)
            if last is not None:
                yield Filled(template, subject if not passive else patient, slots, last)


def _passive(template: Template, verb: Token, patient: Token | None) -> Iterator[Filled]:
    """A template whose first slot or noun behind the verb is the subject: "the go-ahead was given to NP"."""
    if patient is None:
        return
    for index, part in enumerate(template.rest):
        fits = (
            (part == "B" and can_be_bound(patient))
            or part == "A"
            or (isinstance(part, frozenset) and _is(patient, part))
        )
        if not fits:
            continue
        slots: dict[str, Token] = {part: patient} if isinstance(part, str) else {}
        last = _match(template.rest[:index] + template.rest[index + 1 :], verb, slots)
        if last is not None:
            yield Filled(template, None, slots, last)
        return


def _words_behind(verb: Token) -> Words:
    """Return the words and lemmas from a verb to the end of its sentence, and "" for what any has."""
    behind = verb.doc[verb.i + 1 : root_of(verb).right_edge.i + 1]
    return frozenset(word for t in behind for word in (t.lower_, t.lemma_.lower())) | _ANY


def _is(token: Token, words: Words) -> bool:
    return token.lemma_.lower() in words or token.lower_ in words


def _match(parts: tuple[str | Words, ...], verb: Token, slots: dict[str, Token]) -> Token | None:
    """Fill the slots from left to right behind a verb; return the last fixed word, ``None`` where a part is missing."""
    last, at = verb, verb.i + 1
    sentence = root_of(verb)
    end = sentence.right_edge.i + 1
    for part in parts:
        if isinstance(part, str) and part not in _SLOTS:
            act = _complement(part, verb, last, end)
            if act is not None and "A" in slots:
                slots.setdefault("B", act)
            elif act is not None:
                slots["A"] = act
            elif part != "*":
                return None
            continue
        found = _word(part, verb, at, end) if isinstance(part, frozenset) else _noun(part, verb, at, end)
        if found is None:
            return None
        if isinstance(part, frozenset):
            last = found
        else:
            slots[part] = found
        at = found.i + 1
    return last


def _between(first: int, last: int, verb: Token, words: Words = frozenset()) -> Iterator[Token]:
    for token in verb.doc[first:last]:
        acts = token.pos_ == "VERB" and token.tag_ != "VBN" and token.dep_ not in _INNER
        if token.text in _BREAKS or (acts and not _is(token, words)):
            if token.tag_ == "VBG":
                yield token
            return
        yield token


def _word(words: Words, verb: Token, start: int, end: int) -> Token | None:
    gap = 1 if "." in words else _GAP
    for token in _between(start, min(end, start + gap), verb, words):
        if _is(token, words):
            return token
    return None


def _noun(slot: str, verb: Token, start: int, end: int) -> Token | None:
    for token in _between(start, min(end, start + _GAP + 1), verb):
        if token.pos_ == "ADP" or token.tag_ == "TO" or token.ent_type_ in {"DATE", "TIME"}:
            return None
        if token.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"} and token.dep_ not in _INNER:
            if token.pos_ in {"NUM", "ADJ"} and token.dep_ not in {"dobj", "pobj", "nsubj"}:
                continue
            return token if slot != "B" or can_be_bound(token) or token.pos_ in {"PRON", "PROPN"} else None
        if slot == "A" and token.tag_ == "VBG":
            return token
    return None


def _complement(part: str, verb: Token, last: Token, end: int) -> Token | None:
    """What a phrase is about: "to VP", "VP-ing" or NP behind a preposition, "that" clause; ``+`` and ``*`` take any."""
    if part in {"toA", "+", "*"}:
        found = _infinitive(last, end)
        if found is not None or part == "toA":
            return found
    if part in {"thatA", "+", "*"}:
        found = _clause(verb, last)
        if found is not None or part == "thatA":
            return found
    for token in _between(last.i + 1, min(end, last.i + _FAR), verb):
        if part == "ingA" and token.tag_ == "VBG":
            return token
        if part != "ingA" and token.lower_ in {"to", "for", "on", "of", "over", "about", "against", "with", "in", "at"}:
            inside = next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
            if inside is not None and inside.ent_type_ not in {"DATE", "TIME"} and inside.pos_ != "PRON":
                return inside
    return None


def _infinitive(last: Token, end: int) -> Token | None:
    for token in last.doc[last.i + 1 : min(end, last.i + _FAR)]:
        if token.text in _BREAKS or token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            return None
        if token.tag_ == "TO" and token.head.pos_ in {"VERB", "AUX"} and token.head.i > token.i:
            return token.head
    return None


def _clause(verb: Token, last: Token) -> Token | None:
    for head in (last, verb):
        for child in head.children:
            told = child.dep_ == "ccomp" or any(c.dep_ == "mark" and c.lower_ == "that" for c in child.children)
            if told and child.i > last.i and child.dep_ in {"ccomp", "acl", "relcl", "advcl"}:
                return child
    return None
