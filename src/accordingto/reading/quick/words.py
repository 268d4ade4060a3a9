"""spaCy's attribute ruler and English lemmatizer, each distinct word analysed once instead of every time.

What their rules say of a word follows from the word itself, its tag and its dependency, but for a handful of rules
over two words, which are matched in every text. Source of the rules: ``spacy.pipeline.attributeruler`` and
``spacy.lang.en.lemmatizer`` 3.8; the tables are the model's.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Token

FACTORY = "accordingto_words"

_OF_THE_WORD = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
"""What a rule may look at for its outcome over one word to be a matter of word, tag and dependency."""

_CONDITIONS = frozenset({"IN", "NOT_IN", "REGEX"})
"""What a rule may ask of a word's letters for us to know which words any rule tells from others."""

_SET = frozenset({POS, MORPH, LEMMA, TAG, DEP})

_MOST = 120_000
"""Distinct words that are remembered, some 40 MB; then it starts afresh."""

_Key = tuple[int, ...]


class _Rules(NamedTuple):
    """The rules that match a word alone, and whether one over several words may begin at it."""

    matching: tuple[int, ...]
    begin: bool


class _Word(NamedTuple):
    """What becomes of a word: the rules for it, and the outcome."""

    rules: _Rules
    pos: int
    morph: Any
    lemma: str
    tag: int
    dep: int


def knows(ruler: Any, lemmatizer: Any) -> bool:
    """Return whether two components are of the kind that is understood here."""
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer:
        return False
    tokens = (token for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern)
    plain = all(set(token) <= _OF_THE_WORD and _is_understood(token.get("LOWER", "")) for token in tokens)
    return plain and all(set(a) <= _SET for a in ruler.attrs) and lemmatizer.mode == "rule" and not lemmatizer.overwrite


def _is_understood(condition: object) -> bool:
    return isinstance(condition, str) or (isinstance(condition, dict) and set(condition) <= _CONDITIONS)


class _Letters:
    """Which words the rules tell from others by their letters."""

    def __init__(self, ruler: AttributeRuler) -> None:
        tokens = [token for rule in ruler.patterns for pattern in rule["patterns"] for token in pattern]
        asked = [token["LOWER"] for token in tokens if "LOWER" in token]
        lists = [a for a in asked if isinstance(a, dict)]
        self._named = {a for a in asked if isinstance(a, str)}
        self._named |= {word for a in lists for kind in ("IN", "NOT_IN") for word in a.get(kind, ())}
        self._shapes = [re.compile(a["REGEX"]) for a in lists if "REGEX" in a]

    def matter(self, word: str) -> bool:
        return word in self._named or any(shape.search(word) for shape in self._shapes)


class Words:
    """A pipeline component that sets word class, morphology and lemma as a ruler and a lemmatizer would."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: EnglishLemmatizer) -> None:
        self._ruler, self._lemmatizer = ruler, lemmatizer
        _look_up_at_once(lemmatizer)
        self._alone, self._first, self._together = (Matcher(ruler.vocab) for _ in range(3))
        self._longest = 1
        for number, rule in enumerate(ruler.patterns):
            longest = max(map(len, rule["patterns"]))
            if longest == 1:
                self._alone.add(str(number), rule["patterns"])
            else:
                self._first.add(str(number), [pattern[:1] for pattern in rule["patterns"]])
                self._together.add(str(number), rule["patterns"])
                self._longest = max(self._longest, longest)
        self._letters = _Letters(ruler)
        self._known: dict[_Key, _Word] = {}
        self._by_kind: dict[tuple[int, int, str], _Rules] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return a tagged and parsed document with word classes, morphology and lemmas."""
        if doc.has_annotation("POS") or doc.has_annotation("LEMMA"):
            return self._lemmatizer(self._ruler(doc))
        if len(self._known) > _MOST:
            self._known.clear()
            self._by_kind.clear()
        keys = list(map(tuple, doc.to_array([ORTH, TAG, DEP]).tolist()))
        found = [self._known.get(key) or self._learn(key, doc, i) for i, key in enumerate(keys)]
        together = self._rules_together(doc, [number for number, word in enumerate(found) if word.rules.begin])
        for number, (token, word) in enumerate(zip(doc, found, strict=True)):
            if number in together:
                self._apply(token, sorted([*word.rules.matching, *together[number]]))
            else:
                _set(token, word)
        return doc

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """Yield documents with their words analysed, in order."""
        return map(self, docs)

    def _rules(self, matcher: Matcher, text: Any) -> list[tuple[int, int, int]]:
        strings = self._ruler.vocab.strings
        return [(int(strings[rule]), start, end) for rule, start, end in matcher(text, allow_missing=True)]

    def _rules_together(self, doc: Doc, beginnings: Iterable[int]) -> dict[int, list[int]]:
        """Return the rules over several words that match, by the token that each is about."""
        about: dict[int, list[int]] = {}
        for begin in beginnings:
            for rule, start, end in self._rules(self._together, doc[begin : begin + self._longest]):
                if start == 0:
                    index = self._ruler.indices[rule]
                    about.setdefault(begin + index if index >= 0 else begin + end + index, []).append(rule)
        return about

    def _learn(self, key: _Key, doc: Doc, number: int) -> _Word:
        """Analyse a word on a copy of itself and remember the outcome."""
        alone = Doc(doc.vocab, words=[doc[number].text], spaces=[False])
        token = alone[0]
        token.tag, token.dep = doc[number].tag, doc[number].dep
        rules = self._rules_alone(alone)
        self._apply(token, rules.matching)
        morph = token.morph if token.has_morph() else None
        word = _Word(rules, token.pos, morph, token.lemma_, token.tag, token.dep)
        self._known[key] = word
        return word

    def _rules_alone(self, alone: Doc) -> _Rules:
        """Return the rules for a word; words of one tag and dependency differ only where a rule asks for letters."""
        token = alone[0]
        lower = token.lower_
        kind = (token.tag, token.dep, lower if token.is_space or self._letters.matter(lower) else "")
        if kind not in self._by_kind:
            matching = tuple(sorted({rule for rule, _, _ in self._rules(self._alone, alone)}))
            self._by_kind[kind] = _Rules(matching, bool(len(self._first) and self._rules(self._first, alone)))
        return self._by_kind[kind]

    def _apply(self, token: Token, rules: Iterable[int]) -> None:
        setting = {attribute: value for rule in rules for attribute, value in self._ruler.attrs[rule].items()}
        token.pos, token.tag, token.dep = setting.get(POS, 0), setting.get(TAG, token.tag), setting.get(DEP, token.dep)
        if MORPH in setting:
            token.set_morph(self._ruler.vocab.strings[setting[MORPH]])
        token.lemma = setting.get(LEMMA, 0)
        if not token.lemma:
            token.lemma_ = self._lemmatizer.lemmatize(token)[0]


def _look_up_at_once(lemmatizer: EnglishLemmatizer) -> None:
    """Turn the lemmatizer's lists of known words, which it searches from end to end, into sets."""
    index = lemmatizer.lookups.get_table("lemma_index", {})
    for word_class in list(index):
        index[word_class] = frozenset(index[word_class])


def _set(token: Token, word: _Word) -> None:
    token.pos = word.pos
    if word.morph is not None:
        token.morph = word.morph
    token.lemma_ = word.lemma
    if token.tag != word.tag:
        token.tag = word.tag
    if token.dep != word.dep:
        token.dep = word.dep


@Language.factory(FACTORY, assigns=["token.pos", "token.morph", "token.lemma"])  # type: ignore[untyped-decorator, unused-ignore]
def make_words(nlp: Language, name: str) -> Words:  # noqa: ARG001 (spaCy passes it)
    """Return the component in place of the pipeline's ruler and lemmatizer."""
    return Words(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"))
