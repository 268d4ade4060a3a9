"""ECB+: event mentions in news, linked within and across the documents of a topic."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from lxml import etree
from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.base import GoldSet, Measured, Options
from accordingto.scoring.coreference import GoldMention, Group, event_metrics
from accordingto.scoring.files import decode, members

_EVENT_TAGS = ("ACTION", "NEG_ACTION")


class _Token(Struct, frozen=True):
    word: str
    sentence: int
    position: int


def _tokens(root: Any) -> dict[str, _Token]:
    """Token ids → tokens with their place among the words of their sentence."""
    found: dict[str, _Token] = {}
    lengths: dict[int, int] = defaultdict(int)
    for element in root.iter("token"):
        sentence = int(element.get("sentence"))
        found[element.get("t_id")] = _Token(element.text or "_", sentence, lengths[sentence])
        lengths[sentence] += 1
    return found


def _chains(root: Any, document: str) -> dict[str, str]:
    """Mention ids → instance: of the corpus for CROSS_DOC_COREF, of the document for INTRA_DOC_COREF."""
    chains: dict[str, str] = {}
    for relation in root.iterfind("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        name = relation.get("note") if across else f"{document}/{relation.get('r_id')}"
        for source in relation.iter("source"):
            chains.setdefault(source.get("m_id"), name)
    return chains


def read_document(name: str, data: bytes, selected: frozenset[int] | None) -> Group:
    """Return the sentences and event mentions of one ECB+ file, of the selected sentences if there is a selection."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        raise GoldError(f"{name} is not XML: {error}") from error
    tokens, chains = _tokens(root), _chains(root, name)
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for token in tokens.values():
        sentences[name, token.sentence].append(token.word)
    mentions = []
    for element in root.iterfind("Markables/*"):
        anchors = [tokens[a.get("t_id")] for a in element.iter("token_anchor")]
        if not anchors or not element.tag.startswith(_EVENT_TAGS):
            continue
        sentence = anchors[0].sentence
        if selected is None or sentence in selected:
            words = tuple(sorted(a.position for a in anchors if a.sentence == sentence))
            cluster = chains.get(element.get("m_id"), f"{name}#{element.get('m_id')}")
            mentions.append(GoldMention(name, sentence, words, cluster))
    kept = {key: tuple(words) for key, words in sentences.items() if selected is None or key[1] in selected}
    return Group(name, kept, tuple(mentions))


def _selection(files: Mapping[str, bytes]) -> dict[str, set[int]] | None:
    """Document → its validated sentences, from the corpus's own list; ``None`` where that is not there."""
    listed = next((data for name, data in files.items() if name.endswith(".csv")), None)
    if listed is None:
        return None
    selected: dict[str, set[int]] = defaultdict(set)
    for row in csv.DictReader(decode(listed, "the sentence list").splitlines()):
        selected[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return selected


def read(path: Path, _options: Options) -> Sequence[Group]:
    """Return the topics of an ECB+ folder or archive, each with all its documents; both sub-topics are together."""
    files = members(path)
    selection = _selection(files)
    topics: dict[str, list[Group]] = defaultdict(list)
    for file, data in files.items():
        name = PurePosixPath(file).stem
        if file.endswith(".xml") and "_" in name:
            chosen = None if selection is None else frozenset(selection.get(name, ()))
            topics[name.partition("_")[0]].append(read_document(name, data, chosen))
    if not topics:
        raise GoldError(f"{path} holds no ECB+ files such as 1/1_10ecb.xml")
    return [_joined(topic, topics[topic]) for topic in sorted(topics, key=lambda t: (len(t), t))]


def _joined(name: str, documents: Sequence[Group]) -> Group:
    sentences = {key: words for document in documents for key, words in document.sentences.items()}
    return Group(name, sentences, tuple(mention for document in documents for mention in document.mentions))


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return CoNLL F1 over gold event mentions by topic, in percent."""
    return Measured(event_metrics(items, options.tools))


SET = GoldSet(
    name="ecbplus",
    path="compare/ecbplus_topics_1-35.tar.gz",
    protocol="percent; gold event mentions (ACTION_*, NEG_ACTION_*) of the corpus's validated sentences, gold topics "
    "given and their sub-topics not; CoNLL F1 = mean F1 of MUC, B³, CEAF-e with singletons, parts summed over topics",
    record="same-lemma floor by topic 72.9; supervised record 88.4",
    metrics=("conll_f1", "conll_f1_without_singletons", "above_lemma_floor"),
    read=read,
    measure=measure,
    count=lambda items: sum(len(topic.mentions) for topic in items),
)
