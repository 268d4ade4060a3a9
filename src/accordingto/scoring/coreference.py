"""Event and noun-phrase coreference on gold mentions, always beside the same-lemma floor of the same run."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set

from msgspec import Struct
from spacy.tokens import Doc, Token

from accordingto.comparing.coreference import EventMention, Telling, cluster_events
from accordingto.reading.references import cluster_phrases, resolve
from accordingto.scoring.base import Metrics, Tools, percent
from accordingto.scoring.coreference_measures import conll_f1, without_singletons
from accordingto.scoring.reports import make_report
from accordingto.text import Span

Partitions = tuple[Sequence[Set[int]], Sequence[Set[int]]]

NEAR = 6
"""Words to each side of a mention's head that count as near."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMES = frozenset({"PROPN", "NUM"})


class GoldMention(Struct, frozen=True):
    """A gold mention: its document and sentence, the positions of its words there, and its gold cluster."""

    document: str
    sentence: int
    words: tuple[int, ...]
    cluster: str


class Group(Struct, frozen=True):
    """Mentions among which coreference is sought (a topic, or one document), and their documents' sentences."""

    name: str
    sentences: dict[tuple[str, int], tuple[str, ...]]
    mentions: tuple[GoldMention, ...]


def head_of(doc: Doc, words: Sequence[int]) -> Token:
    """Return the syntactic head of some words: the first of them whose own head lies outside."""
    inside = set(words)
    return next((doc[i] for i in words if doc[i].head.i not in inside or doc[i].head.i == i), doc[words[-1]])


def parses_of(groups: Iterable[Group], tools: Tools) -> dict[tuple[str, str, int], Doc]:
    """Return the parse of every sentence, by group, document and sentence number."""
    keys = [(g.name, *key) for g in groups for key in sorted(g.sentences)]
    texts = [g.sentences[key] for g in groups for key in sorted(g.sentences)]
    docs = (Doc(tools.nlp.vocab, words=list(words)) for words in texts)
    return dict(zip(keys, tools.nlp.pipe(docs), strict=True))


def _lemmas(tokens: Iterable[Token], classes: frozenset[str] = _CONTENT) -> tuple[str, ...]:
    return tuple(t.lemma_.lower() for t in tokens if t.pos_ in classes and not t.is_stop)


def documents_of(group: Group, parses: Mapping[tuple[str, str, int], Doc]) -> dict[str, Telling]:
    """Return a group's documents as comparing sees them: content words, names and numbers."""
    found: dict[str, list[Token]] = {document: [] for document, _ in group.sentences}
    for document, sentence in sorted(group.sentences):
        found[document].extend(parses[group.name, document, sentence])
    return {d: Telling(_lemmas(tokens), _lemmas(tokens, _NAMES)) for d, tokens in found.items()}


def to_mentions(group: Group, parses: Mapping[tuple[str, str, int], Doc]) -> list[EventMention]:
    """Return the gold mentions of a group as comparing wants them: head lemma, words and the words around."""
    found = []
    for mention in group.mentions:
        doc = parses[group.name, mention.document, mention.sentence]
        head = head_of(doc, mention.words)
        others = [t for t in doc if t.i not in mention.words]
        found.append(
            EventMention(
                document=mention.document,
                sentence=mention.sentence,
                lemma=head.lemma_.lower(),
                words=tuple(doc[i].lemma_.lower() for i in mention.words),
                context=_lemmas(others),
                near=_lemmas(t for t in others if abs(t.i - head.i) <= NEAR),
                names=tuple(t.lemma_.lower() for t in doc if t.pos_ == "PROPN"),
                numbers=tuple(t.lemma_.lower() for t in doc if t.pos_ == "NUM"),
            )
        )
    return found


def partition(labels: Iterable[object]) -> list[set[int]]:
    """Return the clusters that labels make of positions: equal labels, one cluster."""
    clusters: dict[object, set[int]] = defaultdict(set)
    for position, label in enumerate(labels):
        clusters[label].add(position)
    return list(clusters.values())


def coreference_metrics(pairs: Sequence[Partitions], floors: Sequence[Partitions]) -> Metrics:
    """Return CoNLL F1 with and without singletons, the same-lemma floor, and how far above it we are, in points.

    ``pairs`` are (gold, ours) by document or topic, ``floors`` (gold, same head lemma).
    """
    plain = [(without_singletons(g), without_singletons(f)) for g, f in pairs]
    ours, floor = conll_f1(pairs), conll_f1(floors)
    return {
        "conll_f1": percent(ours),
        "conll_f1_without_singletons": percent(conll_f1(plain)),
        "lemma_floor": percent(floor),
        "above_lemma_floor": round(percent(ours) - percent(floor), 2),
    }


def event_metrics(groups: Sequence[Group], tools: Tools) -> Metrics:
    """Return the metrics of event coreference on gold mentions, within and across the documents of each group."""
    parses = parses_of(groups, tools)
    pairs, floors = [], []
    for group in groups:
        mentions = to_mentions(group, parses)
        gold = partition(m.cluster for m in group.mentions)
        pairs.append((gold, partition(cluster_events(mentions, documents_of(group, parses)))))
        floors.append((gold, partition(m.lemma for m in mentions)))
    return coreference_metrics(pairs, floors)


def phrase_metrics(groups: Sequence[Group], tools: Tools) -> Metrics:
    """Return the metrics of noun-phrase coreference on gold phrases, within each document."""
    pairs, floors = [], []
    for group in groups:
        doc, words = _whole(group, tools)
        gold = partition(m.cluster for m in group.mentions)
        antecedents = resolve(doc, make_report(doc.text))
        ours = cluster_phrases(doc, antecedents, [_span(doc, words[m]) for m in group.mentions])
        pairs.append((gold, partition(ours)))
        floors.append((gold, partition(head_of(doc, words[m]).lemma_.lower() for m in group.mentions)))
    return coreference_metrics(pairs, floors)


def _whole(group: Group, tools: Tools) -> tuple[Doc, dict[GoldMention, list[int]]]:
    """Return the parse of a document as one text, and the tokens of each mention in it."""
    words: list[str] = []
    starts: list[bool] = []
    first: dict[tuple[str, int], int] = {}
    for key in sorted(group.sentences):
        first[key] = len(words)
        words.extend(group.sentences[key])
        starts.extend(number == 0 for number in range(len(group.sentences[key])))
    doc = Doc(tools.nlp.vocab, words=words, sent_starts=starts)
    for _, component in tools.nlp.pipeline:
        doc = component(doc)
    return doc, {m: [first[m.document, m.sentence] + i for i in m.words] for m in group.mentions}


def _span(doc: Doc, words: Sequence[int]) -> Span:
    return Span(doc[words[0]].idx, doc[words[-1]].idx + len(doc[words[-1]]))
