"""Attributed statements against gold: linked source, cue and content, by character sets and optimal assignment.

Character sets leave out white space and double quotation marks, so that systems which keep the marks and systems
which drop them compare alike. Precision goes by the form that the system's content has, recall by the gold's.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from typing import Literal, NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

from accordingto.scoring.measures import Prf, jaccard, prf

Spans = tuple[tuple[int, int], ...]
Role = Literal["source", "cue", "content"]

CONTENT_JACCARD = 0.8
SOURCE_JACCARD = 0.5

_QUOTES = frozenset('"“”„«»')
_EDGES = frozenset(".,;:")


class Attribution(NamedTuple):
    """One statement as character spans; ``source`` and ``cue`` may be empty."""

    source: Spans
    cue: Spans
    content: Spans


class _Ready(NamedTuple):
    spans: Attribution
    content: frozenset[int]
    source: frozenset[int]
    form: str


Counts = Counter[tuple[str, str, str]]
"""(metric, form, kind) → how many; kind is gold, found, hit_gold or hit_found."""


def unify_quotes(text: str) -> str:
    """Return a text of the same length in which two apostrophes or backticks are one double mark and a space."""
    return text.replace("''", '" ').replace("``", '" ')


def quoted(text: str) -> bytearray:
    """Return 1 for each character inside double quotation marks.

    Straight marks toggle; the end of a paragraph closes, so a mark never closed covers the rest of its paragraph, as
    in quotations of several paragraphs.
    """
    mask, inside = bytearray(len(text)), False
    for i, char in enumerate(text):
        if char in "\n”»":
            inside = False
        elif char in "“„«":
            inside = True
        elif char == '"':
            inside = not inside
        else:
            mask[i] = inside
    return mask


def characters(spans: Iterable[tuple[int, int]], text: str) -> frozenset[int]:
    """Return the offsets in some spans that hold neither white space nor a double quotation mark."""
    return frozenset(i for s, e in spans for i in range(s, e) if not text[i].isspace() and text[i] not in _QUOTES)


def form_of(content: frozenset[int], text: str, mask: bytearray) -> str:
    """Return the form of a content by the share of its letters and digits inside double quotation marks."""
    letters = [i for i in content if text[i].isalnum()]
    inside = sum(mask[i] for i in letters)
    if letters and inside == len(letters):
        return "direct"
    return "mixed" if inside else "indirect"


def trimmed(spans: Spans, text: str) -> Spans:
    """Return spans without white space, quotation marks and . , ; : at their edges, empty ones dropped."""

    def edge(i: int) -> bool:
        return text[i].isspace() or text[i] in _QUOTES or text[i] in _EDGES

    kept = []
    for start, end in spans:
        while start < end and edge(start):
            start += 1
        while end > start and edge(end - 1):
            end -= 1
        if end > start:
            kept.append((start, end))
    return tuple(kept)


def speech_cues() -> frozenset[str]:
    """Return the word forms that make a gold cue one of speech, as the protocol lists them."""
    lines = files("accordingto.scoring.data").joinpath("speech_cues.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_speech(attribution: Attribution, text: str, words: frozenset[str]) -> bool:
    """Return whether a cue holds a word of speech."""
    said = " ".join(text[s:e] for s, e in attribution.cue).lower()
    return any(word.strip(".,;:()\"'“”‘’") in words for word in said.split())


def _ready(found: Iterable[Attribution], text: str) -> list[_Ready]:
    mask = quoted(text)
    ready = []
    for attribution in found:
        content = characters(attribution.content, text)
        source = characters(attribution.source, text)
        ready.append(_Ready(attribution, content, source, form_of(content, text, mask)))
    return ready


def assign(shared: np.ndarray, allowed: np.ndarray) -> list[tuple[int, int]]:
    """Return the optimal one-to-one pairs among the allowed ones: most pairs first, then greatest total overlap."""
    if not shared.size:
        return []
    weight = np.where(allowed, -(1 + shared / 1000), 0.0)
    return [(int(i), int(j)) for i, j in zip(*linear_sum_assignment(weight), strict=True) if allowed[i, j]]


class _Article:
    """The counts of one article, gathered metric by metric."""

    def __init__(self, gold: Sequence[_Ready], found: Sequence[_Ready]) -> None:
        self.gold, self.found = gold, found
        self.counts: Counts = Counter()
        size = (len(gold), len(found))
        self.shared = np.array([[jaccard(g.content, f.content) for f in found] for g in gold]).reshape(size)
        self.same_source = np.array([[_same_source(g, f) for f in found] for g in gold], dtype=bool).reshape(size)

    def add(self, metric: str, **forms: Iterable[str]) -> None:
        """Count the forms of each kind (gold, found, hit_gold, hit_found) under a metric."""
        for kind, values in forms.items():
            for form in values:
                self.counts[metric, form, kind] += 1
                self.counts[metric, "all", kind] += 1

    def pairs(self, metric: str, allowed: np.ndarray) -> list[tuple[int, int]]:
        """Count a metric over the optimal pairs among the allowed ones, and return these."""
        pairs = assign(self.shared, allowed)
        self.add(
            metric,
            gold=[g.form for g in self.gold],
            found=[f.form for f in self.found],
            hit_gold=[self.gold[i].form for i, _ in pairs],
            hit_found=[self.found[j].form for _, j in pairs],
        )
        return pairs


def _same_source(gold: _Ready, found: _Ready) -> bool:
    return (not gold.source and not found.source) or jaccard(gold.source, found.source) >= SOURCE_JACCARD


def _add_exact(article: _Article, role: Role, suffix: str, norm: Callable[[Spans], Spans]) -> None:
    gold, found = (
        [(norm(getattr(x.spans, role)), x.form) for x in ready if getattr(x.spans, role)]
        for ready in (article.gold, article.found)
    )
    both = Counter(spans for spans, _ in gold) & Counter(spans for spans, _ in found)
    article.add(
        f"exact_{role}{suffix}",
        gold=[form for _, form in gold],
        found=[form for _, form in found],
        hit_gold=_hits(gold, both),
        hit_found=_hits(found, both),
    )


def _hits(items: Sequence[tuple[Spans, str]], both: Counter[Spans]) -> list[str]:
    left, forms = both.copy(), []
    for spans, form in items:
        if left[spans] > 0:
            left[spans] -= 1
            forms.append(form)
    return forms


def score_article(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> Counts:
    """Return the counts of one article; found statements need content, else they are to be left out beforehand."""
    text = unify_quotes(text)
    article = _Article(_ready(gold, text), _ready(found, text))
    near = article.shared >= CONTENT_JACCARD
    linked = article.pairs("linked", near & article.same_source)
    contents = article.pairs("content", near)
    article.pairs("content_any", article.shared > 0)
    article.pairs("linked_any", (article.shared > 0) & article.same_source)
    right = [(i, j) for i, j in contents if article.same_source[i, j] and article.gold[i].source]
    article.add(
        "source_given_content",
        gold=[article.gold[i].form for i, _ in contents if article.gold[i].source],
        found=[article.found[j].form for _, j in contents if article.found[j].source],
        hit_gold=[article.gold[i].form for i, _ in right],
        hit_found=[article.found[j].form for _, j in right],
    )
    for role in ("source", "cue", "content"):
        _add_exact(article, role, "", tuple)
        _add_exact(article, role, "_trimmed", lambda spans: trimmed(spans, text))
    words = speech_cues()
    kinds = ["speech" if is_speech(g, text, words) else "other" for g in gold]
    article.add("by_cue", gold=kinds, hit_gold=[kinds[i] for i, _ in linked])
    return article.counts


def figure(counts: Counts, metric: str, form: str = "all") -> Prf:
    """Return precision, recall and F1 of a metric from summed counts, each from 0 to 1."""
    hit_found, found = counts[metric, form, "hit_found"], counts[metric, form, "found"]
    hit_gold, gold = counts[metric, form, "hit_gold"], counts[metric, form, "gold"]
    precision, recall = prf(hit_found, found, 0).precision, prf(hit_gold, 0, gold).recall
    return Prf(precision, recall, 2 * precision * recall / ((precision + recall) or 1))
