"""Event and noun-phrase coreference on gold mentions, always beside the same-lemma floor of the same run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct
from spacy.tokens import Doc, Token

from accordingto.comparing.coreference import EventMention, cluster_events
from accordingto.scoring.base import Metrics, Tools, percent
from accordingto.scoring.coreference_measures import conll_f1, without_singletons


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


def _parses(groups: Iterable[Group], tools: Tools) -> dict[tuple[str, str, int], Doc]:
    keys = [(g.name, *key) for g in groups for key in sorted(g.sentences)]
    texts = [g.sentences[key] for g in groups for key in sorted(g.sentences)]
    docs = (Doc(tools.nlp.vocab, words=list(words)) for words in texts)
    return dict(zip(keys, tools.nlp.pipe(docs), strict=True))


def _content_words(doc: Doc) -> tuple[str, ...]:
    return tuple(t.lemma_.lower() for t in doc if t.pos_ in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and not t.is_stop)


def to_mentions(group: Group, parses: dict[tuple[str, str, int], Doc]) -> list[EventMention]:
    """Return the gold mentions of a group as comparing wants them: head lemma, class, words around."""
    found = []
    for mention in group.mentions:
        doc = parses[group.name, mention.document, mention.sentence]
        head = head_of(doc, mention.words)
        found.append(
            EventMention(
                document=mention.document,
                sentence=mention.sentence,
                text=" ".join(doc[i].text for i in mention.words),
                lemma=head.lemma_.lower(),
                pos=head.pos_,
                context=_content_words(doc),
            )
        )
    return found


def partition(labels: Iterable[object]) -> list[set[int]]:
    """Return the clusters that labels make of positions: equal labels, one cluster."""
    clusters: dict[object, set[int]] = defaultdict(set)
    for position, label in enumerate(labels):
        clusters[label].add(position)
    return list(clusters.values())


def coreference_metrics(groups: Sequence[Group], tools: Tools) -> Metrics:
    """Return CoNLL F1 with and without singletons, the same-lemma floor, and how far above it we are, in points."""
    parses = _parses(groups, tools)
    pairs, floors = [], []
    for group in groups:
        mentions = to_mentions(group, parses)
        gold = partition(m.cluster for m in group.mentions)
        texts = {
            d: [w for k, doc in parses.items() if k[:2] == (group.name, d) for w in _content_words(doc)]
            for d in sorted({m.document for m in mentions})
        }
        pairs.append((gold, partition(cluster_events(mentions, texts))))
        floors.append((gold, partition(m.lemma for m in mentions)))
    plain = [(without_singletons(g), without_singletons(f)) for g, f in pairs]
    ours, floor = conll_f1(pairs), conll_f1(floors)
    return {
        "conll_f1": percent(ours),
        "conll_f1_without_singletons": percent(conll_f1(plain)),
        "lemma_floor": percent(floor),
        "above_lemma_floor": round(percent(ours) - percent(floor), 2),
    }
