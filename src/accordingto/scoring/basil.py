"""BASIL: three outlets on one happening; which articles tell the same story."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.base import GoldSet, Measured, Options, stage
from accordingto.scoring.coreference import partition
from accordingto.scoring.coreference_measures import b_cubed
from accordingto.scoring.files import suffixed


class StoryArticle(Struct, frozen=True):
    """An article with its day and the story that it tells."""

    title: str
    text: str
    published: date | None
    story: str


def _article(name: str, content: str) -> StoryArticle:
    try:
        row = json.loads(content)
    except json.JSONDecodeError as error:
        raise GoldError(f"{name} is not JSON: {error}") from error
    paragraphs = ("\n".join(sentences) for sentences in row["body-paragraphs"])
    day = date.fromisoformat(row["date"][:10]) if row.get("date") else None
    return StoryArticle(row["title"], "\n\n".join(paragraphs), day, row["triplet-uuid"])


def read(path: Path, _options: Options) -> Sequence[StoryArticle]:
    """Return the articles of a BASIL folder or archive, one JSON file each."""
    return [_article(name, content) for name, content in sorted(suffixed(path, ".json").items())]


def measure(items: Sequence[Any], _options: Options) -> Measured:
    """Return B³ of our stories, from 0 to 1."""
    tell = stage("comparing.stories", "tell")
    article = stage("comparing.stories", "article_of")
    days = [item.published.toordinal() if item.published else None for item in items]
    articles = [article(f"{n:06d}", i.title, i.text, day) for n, (i, day) in enumerate(zip(items, days, strict=True))]
    found = tell(articles)
    result = b_cubed(partition(item.story for item in items), partition(found[a.key] for a in articles)).figures()
    names = ("bcubed_precision", "bcubed_recall", "bcubed_f1")
    return Measured({name: round(value, 4) for name, value in zip(names, result, strict=True)})


SET = GoldSet(
    name="basil",
    path="compare/basil_2010-2015.tar.gz",
    protocol="0 to 1; B³ of all articles of all years clustered at once, by words and dates, against the happenings",
    record="TF-IDF floor .931",
    metrics=("bcubed_f1",),
    read=read,
    measure=measure,
)
