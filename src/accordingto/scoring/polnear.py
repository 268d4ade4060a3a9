"""Attributed statements in political news (PolNeAR, brat standoff): linked source, cue and content."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.scoring.attribution import Attribution, Counts, Spans, figure, score_article
from accordingto.scoring.base import GoldSet, Measured, Metrics, Options, percent
from accordingto.scoring.files import decode, members
from accordingto.scoring.running import find_attributions

METRICS = (
    "linked_f1",
    "linked_precision",
    "linked_recall",
    "linked_f1_direct",
    "linked_f1_mixed",
    "linked_f1_indirect",
    "content_f1",
    "source_given_content",
    "linked_recall_speech",
    "linked_recall_other",
    "exact_source_f1",
    "exact_cue_f1",
    "exact_content_f1",
)


class Article(Struct, frozen=True):
    """A gold article: its text and the statements that the annotator marked."""

    name: str
    text: str
    gold: tuple[Attribution, ...]


def read_annotations(text: str) -> tuple[Attribution, ...]:
    """Return the statements of a brat file; further spans of a role (Content2 …) join it, contentless ones are left."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in text.split("\n"):
        parts = line.rstrip("\r").split("\t")
        if len(parts) > 1 and parts[0][:1] == "T":
            spans[parts[0]] = tuple(_offsets(piece) for piece in parts[1].partition(" ")[2].split(";"))
        elif len(parts) > 1 and parts[0][:1] == "E":
            events.append(parts[1].split())
    found = (_statement(event, spans) for event in events)
    return tuple(statement for statement in found if statement.content)


def _offsets(piece: str) -> tuple[int, int]:
    start, end = map(int, piece.split())
    return start, end


def _statement(event: list[str], spans: dict[str, Spans]) -> Attribution:
    roles: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    for argument in event:
        role, _, key = argument.partition(":")
        base = role.rstrip("0123456789").lower()
        if base in roles:
            roles[base] += spans[key]
    return Attribution(**{role: tuple(sorted(found)) for role, found in roles.items()})


def read(path: Path, _options: Options) -> Sequence[Article]:
    """Return the articles of a folder or archive with ``text/NAME.txt`` and ``attributions/NAME_ANNOTATOR.ann``.

    Where an article has several annotators the alphabetically first file is used, so that each counts once.
    """
    texts: dict[str, str] = {}
    annotations: dict[str, str] = {}
    for name, data in members(path).items():
        place = PurePosixPath(name)
        if place.parent.name == "text" and place.suffix == ".txt":
            texts[place.stem] = decode(data, name)
        elif place.parent.name == "attributions" and place.suffix == ".ann":
            annotations.setdefault(place.stem.rpartition("_")[0], decode(data, name))
    if not texts or texts.keys() - annotations.keys():
        raise GoldError(f"{path} needs text/NAME.txt, each with an attributions/NAME_ANNOTATOR.ann")
    return [Article(name, texts[name], read_annotations(annotations[name])) for name in sorted(texts)]


def to_metrics(counts: Counts) -> Metrics:
    """Return the set's figures in percent from the summed counts of its articles."""
    linked = figure(counts, "linked")
    by_form = {f"linked_f1_{f}": percent(figure(counts, "linked", f).f1) for f in ("direct", "mixed", "indirect")}
    by_cue = {f"linked_recall_{cue}": percent(figure(counts, "by_cue", cue).recall) for cue in ("speech", "other")}
    exact = {f"exact_{role}_f1": percent(figure(counts, f"exact_{role}").f1) for role in ("source", "cue", "content")}
    return {
        "linked_f1": percent(linked.f1),
        "linked_precision": percent(linked.precision),
        "linked_recall": percent(linked.recall),
        **by_form,
        "content_f1": percent(figure(counts, "content").f1),
        "source_given_content": percent(figure(counts, "source_given_content").f1),
        **by_cue,
        **exact,
    }


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return the figures of our statements over all articles."""
    total: Counts = Counter()
    found = find_attributions((article.text for article in items), tools=options.tools)
    for article, found_here in zip(items, found, strict=True):
        total += score_article(article.text, article.gold, [a for a in found_here if a.content])
    return Measured(to_metrics(total))


SET = GoldSet(
    name="polnear",
    path="statements/polnear_dev",
    protocol="percent; linked = content Jaccard >= .8 and source Jaccard >= .5 (or both empty) over characters without "
    "white space and double quotation marks, optimal one-to-one assignment per article, first annotator",
    record="linked F1: best peer 41.8, people 69.0",
    metrics=METRICS,
    read=read,
    measure=measure,
    count=lambda items: sum(len(article.gold) for article in items),
)
