"""Sentences with a marked source and target and one PLOVER label: the event between a given pair."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.scoring.base import GoldSet, Measured, Options, Row, percent, stage
from accordingto.scoring.files import json_lines
from accordingto.scoring.measures import macro_f1
from accordingto.scoring.plover_names import current_type, joined_type
from accordingto.scoring.running import parse
from accordingto.text import Span, trim

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[st])>")


class Pair(Struct, frozen=True):
    """A sentence with its marked pair, the gold root (15 labels) and quad class (1 to 4).

    Where the gold says "an actor" or "a recipient" that party is not in the sentence, and its span is ``None``.
    """

    sentence: str
    source: Span | None
    target: Span | None
    root: str
    quad: str


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """Return a sentence without its ``<s>`` and ``<t>`` marks, and the first span that each mark has, if any.

    >>> unmark("<s>Oslo</s> thanked <t>Lima</t>.")
    ('Oslo thanked Lima.', {'s': Span(start=0, end=4), 't': Span(start=13, end=17)})
    """
    plain, at = "", 0
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    for tag in _TAG.finditer(marked):
        plain += marked[at : tag.start()]
        at = tag.end()
        if tag["close"]:
            spans.setdefault(tag["name"], trim(plain, opened.get(tag["name"], 0), len(plain)))
        else:
            opened[tag["name"]] = len(plain)
    return plain + marked[at:], spans


def _pair(row: Row) -> Pair:
    sentence, spans = unmark(row["marked_sentence"])
    root = joined_type(current_type(row["gold_root"])) or ""
    return Pair(sentence, spans.get("s"), spans.get("t"), root, str(row["gold_penta"]))


def read(path: Path, _options: Options) -> Sequence[Pair]:
    """Return the marked pairs of a JSON-lines file."""
    return [_pair(row) for row in json_lines(path)]


def _binary(quad: str | None) -> str | None:
    return None if quad is None else "cooperation" if quad in "12" else "conflict"


def _quad(root: str | None, quad: int | None) -> str | None:
    """The quad class of an answer: the 15 labels put all yielding into class 2, said or done, as CAMEO does."""
    if root == "YIELD":
        return "2"
    return str(quad) if quad else None


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return macro-F1 over roots, quad classes and conflict against cooperation; no answer is a wrong one."""
    code_pair = stage("reading.events.pair", "code_pair")
    roots: list[str | None] = []
    quads: list[str | None] = []
    docs = parse((item.sentence for item in items), tools=options.tools)
    for item, doc in zip(items, docs, strict=True):
        root, quad = code_pair(doc, item.source, item.target)
        label = joined_type(root)
        roots.append(label)
        quads.append(_quad(label, quad))
    gold_quads = [item.quad for item in items]
    gold_binary = ["cooperation" if quad in "12" else "conflict" for quad in gold_quads]
    return Measured(
        {
            "root_f1": percent(macro_f1([item.root for item in items], roots)),
            "quad_f1": percent(macro_f1(gold_quads, quads)),
            "binary_f1": percent(macro_f1(gold_binary, [_binary(quad) for quad in quads])),
            "coverage": percent(sum(root is not None for root in roots) / (len(roots) or 1)),
        }
    )


SET = GoldSet(
    name="plv",
    path="events/plv_train.jsonl",
    protocol="percent, pair given; macro-F1 over 15 roots (CONCEDE and RETREAT are YIELD, quad class 2), 4 quad "
    "classes, conflict against cooperation; no answer counts as wrong; coverage = share with a root",
    record="ZSP (355 M parameters) 74.3 / 86.7 / 96.5; Gemma2-9B with codebook, test half, 71.4 / 86.8 / 95.8",
    metrics=("root_f1", "quad_f1", "binary_f1", "coverage"),
    read=read,
    measure=measure,
)
