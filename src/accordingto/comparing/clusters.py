"""Stories: which reports tell of the same happening, by their words and their dates."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct

Vector = dict[str, float]

_WORD = re.compile(r"[a-z][a-z’'-]{2,}|\d+")
_COMMON = frozenset({"the", "and", "for", "that", "with", "was", "said", "has", "have", "his", "her", "from", "are"})

THRESHOLD = 0.2
"""Least mean cosine between a report and a story: higher splits a story's follow-ups, lower joins its neighbours."""

DAYS = 4
"""A story takes in a report that appears at most so many days after or before one of its reports."""


class Article(Struct, frozen=True):
    """A report for story finding: its content words (lower-case lemmas or word forms) and its day, if known."""

    words: tuple[str, ...]
    published: date | None = None


def tfidf(texts: Sequence[Sequence[str]]) -> list[Vector]:
    """Return a vector of length one for each text: log term frequency times smoothed inverse document frequency."""
    seen = Counter(word for words in texts for word in set(words))
    rarity = {word: math.log((1 + len(texts)) / (1 + n)) + 1 for word, n in seen.items()}
    return [_unit({w: (1 + math.log(n)) * rarity[w] for w, n in Counter(words).items()}) for words in texts]


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(value * value for value in vector.values()))
    return {word: value / length for word, value in vector.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of length one."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(value * large.get(word, 0.0) for word, value in small.items())


def _near(day: date | None, others: Sequence[date | None], days: int) -> bool:
    return day is None or any(other is None or abs((day - other).days) <= days for other in others)


def cluster_stories(articles: Sequence[Article], *, threshold: float = THRESHOLD, days: int = DAYS) -> list[int]:
    """Return the story number of each report.

    Reports are taken in the order of their days; each joins the story that is near in time and nearest in words (mean
    cosine over the story's reports, at least ``threshold``), else it begins a new one.
    """
    vectors = tfidf([article.words for article in articles])
    stories: list[list[int]] = []
    story_of = [-1] * len(articles)
    for index in sorted(range(len(articles)), key=lambda i: (articles[i].published or date.max, i)):
        best, found = threshold, -1
        for number, story in enumerate(stories):
            if not _near(articles[index].published, [articles[m].published for m in story], days):
                continue
            mean = sum(cosine(vectors[index], vectors[m]) for m in story) / len(story)
            if mean >= best:
                best, found = mean, number
        if found < 0:
            found = len(stories)
            stories.append([])
        stories[found].append(index)
        story_of[index] = found
    return story_of


def article_of(title: str, text: str, published: date | None = None) -> Article:
    """Return a report for story finding: the words of its text, those of its headline three times."""
    return Article(tuple(content_words(text) + 3 * content_words(title)), published)


def content_words(text: str) -> list[str]:
    """Return the words of three and more letters and the numbers of a text, lower-case."""
    return [word for word in _WORD.findall(text.lower()) if word not in _COMMON]
