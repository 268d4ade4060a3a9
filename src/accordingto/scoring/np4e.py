"""NP4E: noun-phrase coreference in reports on crises (MMAX stand-off)."""

from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree

from accordingto.errors import GoldError
from accordingto.scoring.base import GoldSet, Measured, Options
from accordingto.scoring.coreference import GoldMention, Group, phrase_metrics
from accordingto.scoring.files import members

_WORDS = "_words.xml"
_COREFERENCE = "_coref_level.xml"
_SENTENCES = "_sentence_level.xml"


def _root(name: str, data: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise GoldError(f"{name} is not XML: {error}") from error


def word_numbers(span: str) -> list[int]:
    """Return the word numbers of an MMAX span: ``word_3..word_5,word_9``.

    >>> word_numbers("word_3..word_5,word_9")
    [3, 4, 5, 9]
    """
    numbers: list[int] = []
    for piece in span.split(","):
        first, _, last = piece.partition("..")
        start = int(first.removeprefix("word_"))
        numbers.extend(range(start, int((last or first).removeprefix("word_")) + 1))
    return numbers


def _markables(name: str, data: bytes) -> list[Any]:
    return [e for e in _root(name, data).iter() if isinstance(e.tag, str) and etree.QName(e).localname == "markable"]


def read_document(name: str, words: bytes, coreference: bytes, sentences: bytes | None) -> Group:
    """Return the sentences and noun phrases of one document."""
    tokens = {int(w.get("id").removeprefix("word_")): w.text or "_" for w in _root(name, words).iter("word")}
    spans = [word_numbers(m.get("span")) for m in _markables(name, sentences)] if sentences else []
    sentence_of = {number: index for index, span in enumerate(sorted(spans)) for number in span}
    by_sentence: dict[int, list[int]] = {}
    for number in sorted(tokens):
        by_sentence.setdefault(sentence_of.get(number, len(spans)), []).append(number)
    place = {number: i for numbers in by_sentence.values() for i, number in enumerate(numbers)}
    mentions = []
    for markable in _markables(name, coreference):
        inside = [n for n in word_numbers(markable.get("span")) if n in tokens]
        if inside and markable.get("coref_set"):
            sentence = sentence_of.get(inside[0], len(spans))
            here = tuple(place[n] for n in inside if sentence_of.get(n, len(spans)) == sentence)
            mentions.append(GoldMention(name, sentence, here, markable.get("coref_set")))
    texts = {(name, index): tuple(tokens[n] for n in numbers) for index, numbers in by_sentence.items()}
    return Group(name, texts, tuple(mentions))


def _stem(name: str, suffix: str) -> str:
    place = PurePosixPath(name)
    return f"{place.parent.parent.name}/{place.name.removesuffix(suffix)}"


def read(path: Path, _options: Options) -> Sequence[Group]:
    """Return the documents of an NP4E folder or archive, each a group of its own."""
    layers: dict[str, dict[str, bytes]] = {_WORDS: {}, _COREFERENCE: {}, _SENTENCES: {}}
    for name, data in members(path).items():
        for suffix, found in layers.items():
            if name.endswith(suffix):
                found[_stem(name, suffix)] = data
    documents = sorted(layers[_WORDS].keys() & layers[_COREFERENCE].keys())
    if not documents:
        raise GoldError(f"{path} holds no MMAX documents (Basedata/*{_WORDS} with markables/*{_COREFERENCE})")
    sentences = layers[_SENTENCES]
    return [read_document(d, layers[_WORDS][d], layers[_COREFERENCE][d], sentences.get(d)) for d in documents]


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return CoNLL F1 over gold noun phrases within each document, in percent."""
    return Measured(phrase_metrics(items, options.tools))


SET = GoldSet(
    name="np4e",
    path="compare/np4e_open.tar.gz",
    protocol="percent; gold noun phrases that corefer, within each document (the files link none across); CoNLL F1 = "
    "mean F1 of MUC, B³, CEAF-e, parts summed over documents; the floor joins equal head lemmas",
    record="same-lemma floor 60.2 over all five crises",
    metrics=("conll_f1", "above_lemma_floor"),
    read=read,
    measure=measure,
    count=lambda items: sum(len(document.mentions) for document in items),
)
