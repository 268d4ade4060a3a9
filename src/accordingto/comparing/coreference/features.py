"""How alike each two mentions and their reports are: one matrix a feature, all pairs at once."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from accordingto.codebook.vectors import word_vectors
from accordingto.comparing.coreference.mentions import EventMention, Telling
from accordingto.comparing.vectors import tfidf
from accordingto.comparing.wording import stem

Matrix = NDArray[np.float64]

UNSEEN = 2.0
"""Rarity of a word that no report at hand holds."""


def features(mentions: Sequence[EventMention], documents: Mapping[str, Telling]) -> dict[str, Matrix]:
    """Return, by feature name, how alike each two mentions are; matrices of mentions by mentions, symmetric.

    A pair of mentions is told by its words, its sentences' words, and by how alike their reports are beside the other
    reports at hand, since one word names the same event in two reports mostly where these tell of one happening.
    """
    rarity = _rarity(documents)
    found = _by_words(mentions) | _by_context(mentions, rarity) | _by_place(mentions) | _by_report(mentions, documents)
    commonness = np.array([rarity.get(m.lemma, UNSEEN) / 4 for m in mentions])
    often = Counter(m.lemma for m in mentions)
    repeated = np.array([often[m.lemma] / 50 for m in mentions])
    found["rarity"] = commonness[:, None] + commonness[None, :]
    found["repeated"] = repeated[:, None] + repeated[None, :]
    for name in ("report", "report_standing", "report_company"):
        found[f"{name}_same_lemma"] = found[name] * found["same_lemma"]
    return found


def _rarity(documents: Mapping[str, Telling]) -> dict[str, float]:
    seen = Counter(word for telling in documents.values() for word in set(telling.words))
    return {word: log((len(documents) + 1) / (count + 0.5)) for word, count in seen.items()}


def _equal(values: Sequence[object]) -> Matrix:
    codes = {value: number for number, value in enumerate(dict.fromkeys(values))}
    numbers = np.array([codes[value] for value in values])
    equal: Matrix = (numbers[:, None] == numbers[None, :]).astype(np.float64)
    return equal


def _by_words(mentions: Sequence[EventMention]) -> dict[str, Matrix]:
    vectors = word_vectors()
    heads = np.array([vectors.mean([m.lemma]) for m in mentions], dtype=np.float64)
    wholes = np.array([vectors.mean(m.words) for m in mentions], dtype=np.float64)
    same = _equal([m.lemma for m in mentions])
    known = np.abs(heads).sum(axis=1) > 0
    close = np.where(known[:, None] & known[None, :], heads @ heads.T, same)
    return {
        "same_lemma": same,
        "same_stem": _equal([stem(m.lemma) for m in mentions]),
        "head": close,
        "words": wholes @ wholes.T,
        "same_words": _equal([m.words for m in mentions]),
    }


def _by_context(mentions: Sequence[EventMention], rarity: Mapping[str, float]) -> dict[str, Matrix]:
    vectors = word_vectors()
    contexts = np.array([vectors.mean(m.context) for m in mentions], dtype=np.float64)
    names = _overlap([m.names for m in mentions], rarity)
    numbers = _shared([m.numbers for m in mentions], lambda _: 1.0)
    some = np.array([bool(m.numbers) for m in mentions])
    return {
        "context": _overlap([m.context for m in mentions], rarity),
        "near": _overlap([m.near for m in mentions], rarity),
        "sense": contexts @ contexts.T,
        "names": names,
        "a_name": (names > 0).astype(np.float64),
        "a_number": (numbers > 0).astype(np.float64),
        "numbers_clash": ((numbers == 0) & some[:, None] & some[None, :]).astype(np.float64),
    }


def _by_place(mentions: Sequence[EventMention]) -> dict[str, Matrix]:
    one = _equal([m.document for m in mentions])
    sentences = np.array([m.sentence for m in mentions], dtype=np.float64)
    return {
        "one_report": one,
        "one_sentence": one * (sentences[:, None] == sentences[None, :]),
        "sentences_apart": one * np.abs(sentences[:, None] - sentences[None, :]) / 10,
    }


def _by_report(mentions: Sequence[EventMention], documents: Mapping[str, Telling]) -> dict[str, Matrix]:
    """Spread the likeness of reports over the pairs of their mentions."""
    names = sorted(documents)
    at = {name: number for number, name in enumerate(names)}
    where = np.array([at[m.document] for m in mentions])
    return {
        feature: matrix[np.ix_(where, where)] for feature, matrix in _reports([documents[n] for n in names]).items()
    }


def _reports(tellings: Sequence[Telling]) -> dict[str, Matrix]:
    """Return how alike each two reports are: by all words, by names, and beside the other reports at hand.

    ``report_standing`` is the mean likeness in standard deviations over all pairs at hand; ``report_company`` how alike
    two reports' likenesses to all the others are, which tells the happenings of one topic apart.
    """
    rarity = Counter(word for telling in tellings for word in set(telling.words))
    weigh = {word: log((len(tellings) + 1) / (count + 0.5)) for word, count in rarity.items()}
    senses = np.array([_weighted(t.words, weigh) for t in tellings])
    by_words = _cosines([t.words for t in tellings])
    by_names = _cosines([t.names for t in tellings])
    both = (by_words + by_names) / 2
    apart = ~np.eye(len(tellings), dtype=bool)
    spread = both[apart] if len(tellings) > 1 else np.zeros(1)
    standing = np.where(apart, (both - spread.mean()) / (spread.std() + 1e-6), 3.0)
    company = np.corrcoef(both) if len(tellings) > 2 else np.ones_like(both)
    return {
        "report_words": by_words,
        "report_names": by_names,
        "report": both,
        "report_sense": senses @ senses.T,
        "report_standing": standing,
        "report_company": np.nan_to_num(company),
    }


def _weighted(words: Sequence[str], weigh: Mapping[str, float]) -> Matrix:
    vectors = word_vectors()
    total = np.zeros(vectors.dimensions)
    for word, count in Counter(words).items():
        known = vectors.of(word)
        if known is not None:
            total += known * count * weigh.get(word, UNSEEN)
    length = float(np.linalg.norm(total))
    return total / length if length else total


def _cosines(texts: Sequence[Sequence[str]]) -> Matrix:
    sparse = tfidf(texts)
    columns = {word: number for number, word in enumerate(dict.fromkeys(w for vector in sparse for w in vector))}
    rows = np.zeros((len(texts), max(1, len(columns))))
    for number, vector in enumerate(sparse):
        for word, value in vector.items():
            rows[number, columns[word]] = value
    found: Matrix = rows @ rows.T
    np.fill_diagonal(found, 1.0)
    return found


def _shared(sets: Sequence[Sequence[str]], weight: Callable[[str], float]) -> Matrix:
    """Return the weight of what each two sets have in common."""
    columns = {word: number for number, word in enumerate(dict.fromkeys(w for words in sets for w in words))}
    rows = np.zeros((len(sets), max(1, len(columns))))
    for number, words in enumerate(sets):
        for word in words:
            rows[number, columns[word]] = 1.0
    weights = np.array([weight(word) for word in columns] or [0.0])
    found: Matrix = (rows * weights) @ rows.T
    return found


def _overlap(sets: Sequence[Sequence[str]], rarity: Mapping[str, float]) -> Matrix:
    """Return the weight of what each two sets share over that of the lighter one (overlap coefficient)."""
    shared = _shared(sets, lambda word: rarity.get(word, UNSEEN))
    own = shared.diagonal()
    lighter = np.minimum(own[:, None], own[None, :])
    return np.divide(shared, lighter, out=np.zeros_like(shared), where=lighter > 0)
