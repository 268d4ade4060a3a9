"""Stories: which reports tell of the same happening, by their words and their days, a day at a time.

The reports of a day join the stories of the days before it or begin new ones. What a day's outcome depends on is the
reports and stories of the last days alone, so a case in which a day changes is told anew from that day until the
outcome is the same again, and the result is that of telling all days at once.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence

from msgspec import Struct

from accordingto.comparing.days import day_of
from accordingto.comparing.rarity import RAREST, background
from accordingto.comparing.wording import content_words
from accordingto.records import Report, derive_id

DAYS = 4
"""A story takes in a report that appears at most so many days after one of its reports."""

THRESHOLD = 0.14
"""Least mean cosine between a report and the story's reports of the last days: higher splits a story's follow-ups,
lower joins its neighbours. On BASIL all values from .06 to .20 give a B³ above .978; this is the middle of them."""

BACKGROUND = 50
"""Weight of English at large beside the reports of the last days, as a number of texts: a crisis's own words, which all
reports of these days hold, tell its stories apart as little as function words do."""

TELLING = 32
"""The words of a report by which stories are looked for: its weightiest ones."""

MEETINGS = 2
"""Telling words that a story must hold to be measured."""

_ID = 10
"""Hexadecimal digits of a story's id; a million stories seldom share one."""

Vector = Mapping[str, float]


class Article(Struct, frozen=True):
    """A report for story finding: its content words, each with its log frequency; the headline's count three times."""

    key: str
    day: int | None
    words: Mapping[str, float]


def report_articles(reports: Iterable[Report], copies: Container[str]) -> list[Article]:
    """Return the reports that tell stories: all but the copies of others."""
    return [article_of(r.id, r.title or "", r.text, day_of(r)) for r in reports if r.id not in copies]


def article_of(key: str, title: str, text: str, day: int | None = None) -> Article:
    """Return a report for story finding; ``key`` is its id, ``day`` the ordinal of its publication."""
    counts = Counter(content_words(text) + 3 * content_words(title))
    return Article(key, day, {word: 1 + math.log(count) for word, count in counts.items()})


def story_id(first: str) -> str:
    """Return the id of the story that a report (key) begins: it stays while that report is the first."""
    return f"y{derive_id('story', first)[1 : _ID + 1]}"


def tell(articles: Iterable[Article]) -> dict[str, str]:
    """Return for each report (key) the id of its story, telling all days in their order.

    >>> flood = "The river Vell burst its banks and drowned the lower town"
    >>> found = tell([article_of("a", "", flood, 9), article_of("b", "", flood, 10), article_of("c", "", "Vote", 10)])
    >>> found["a"] == found["b"] == story_id("a"), found["c"] == story_id("c")
    (True, True)
    """
    by_day: dict[int | None, list[Article]] = defaultdict(list)
    for article in articles:
        by_day[article.day].append(article)
    found: dict[str, str] = {}
    for day in sorted(by_day, key=lambda d: (d is None, d or 0)):
        before = [] if day is None else [a for d in range(day - DAYS, day) for a in by_day.get(d, ())]
        found.update(tell_day(by_day[day], before, found))
    return found


def tell_day(fresh: Sequence[Article], before: Sequence[Article], story_of: Mapping[str, str]) -> dict[str, str]:
    """Return the stories of one day's reports.

    Args: ``before`` are the reports of the ``DAYS`` days before, ``story_of`` tells their stories. A report joins the
    story to whose reports of these days it is nearest in words (mean cosine, at least ``THRESHOLD``), else it begins
    one. The order in which reports are given does not matter.
    """
    fresh, before = sorted(fresh, key=_key), sorted(before, key=_key)
    weights = _Weights([*before, *fresh])
    shelf = _Shelf()
    for article in before:
        shelf.put(story_of[article.key], weights.vector(article))
    found: dict[str, str] = {}
    for article in fresh:
        vector = weights.vector(article)
        found[article.key] = shelf.nearest(vector) or story_id(article.key)
        shelf.put(found[article.key], vector)
    return found


def _key(article: Article) -> tuple[int, str]:
    return article.day or 0, article.key


class _Weights:
    """Inverse document frequency over the reports at hand and English at large, worked out once a word."""

    def __init__(self, articles: Sequence[Article]) -> None:
        common, texts = background(), len(articles) + BACKGROUND
        self._weights = {
            word: -math.log((held + BACKGROUND * common.get(word, RAREST)) / texts)
            for word, held in Counter(word for article in articles for word in article.words).items()
        }

    def vector(self, article: Article) -> Vector:
        """Return a vector of length one, its weightiest words first."""
        found = {word: weight * self._weights[word] for word, weight in article.words.items()}
        length = math.sqrt(math.fsum(value * value for value in found.values())) or 1.0
        ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return {word: value / length for word, value in ordered}


class _Shelf:
    """The stories of the last days: the sum of the vectors of each, and which telling words it holds."""

    def __init__(self) -> None:
        self._sums: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._sizes: Counter[str] = Counter()
        self._holders: dict[str, set[str]] = defaultdict(set)

    def put(self, story: str, vector: Vector) -> None:
        """Add a report's vector to a story."""
        total = self._sums[story]
        for place, (word, value) in enumerate(vector.items()):
            total[word] += value
            if place < TELLING:
                self._holders[word].add(story)
        self._sizes[story] += 1

    def nearest(self, vector: Vector) -> str | None:
        """Return the story with the highest mean cosine to a report, ``None`` where none reaches the threshold."""
        met = Counter(story for word in list(vector)[:TELLING] for story in self._holders.get(word, ()))
        likeness = {s: self._likeness(vector, s) for s, meetings in met.items() if meetings >= MEETINGS}
        best = max(likeness.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        return best[0] if best[1] >= THRESHOLD else None

    def _likeness(self, vector: Vector, story: str) -> float:
        total = self._sums[story]
        return sum(value * total.get(word, 0.0) for word, value in vector.items()) / self._sizes[story]
