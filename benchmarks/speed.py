"""Speed of the full reading against bare spaCy, in one run and alternating; workers, memory, starts, dearest steps.

python -m benchmarks.speed WORKLOAD.jsonl.gz [--reports 300] [--rounds 5] [--json FILE]

``unique`` are reports spread evenly over the workload, each text once; ``stream`` is as many in the file's own order,
copies and all.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import spacy
from spacy.tokens import Doc

from accordingto import assembling, grounding, pipeline
from accordingto.reading import events, parsing, positions, references, statements
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report
from benchmarks.parallel import worker_figures
from benchmarks.workload import load, load_all

T = TypeVar("T")

_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=False, capture_output=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process between, so that this one's own size is not taken for its child's."""


def seconds(work: Callable[[], object]) -> float:
    """Return how long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratios(reports: list[Report], rounds: int) -> tuple[list[float], list[float], list[float]]:
    """Return words a second of bare spaCy and of the full reading, and their ratio, a figure each a round."""
    bare = spacy.load(DEFAULT_MODEL)
    tools = pipeline.load_tools()
    parts = [reports[i::rounds] for i in range(rounds)]
    spacy_speed, full_speed = [], []
    for part in parts:
        words = sum(len(r.text.split()) for r in part)
        texts = [r.text for r in part]
        spacy_speed.append(words / seconds(lambda t=texts: sum(1 for _ in bare.pipe(t))))  # type: ignore[misc]
        full_speed.append(words / seconds(lambda p=part: sum(1 for _ in pipeline.read_reports(p, tools=tools))))  # type: ignore[misc]
    return spacy_speed, full_speed, [f / s for f, s in zip(full_speed, spacy_speed, strict=True)]


def dearest(reports: list[Report], count: int = 5) -> list[tuple[str, float]]:
    """Return the steps of the pipeline with the share of the time that each takes, the dearest first."""
    tools = pipeline.load_tools()
    spent: dict[str, float] = defaultdict(float)

    def timed(step: str, work: Callable[[], T]) -> T:
        start = time.perf_counter()
        result = work()
        spent[step] += time.perf_counter() - start
        return result

    for raw in reports:
        report = timed("zones", lambda r=raw: pipeline.prepare(r))  # type: ignore[misc]
        doc = timed("parse", lambda r=report: next(parsing.parse(tools.nlp, [r.text])))  # type: ignore[misc]
        _time_reading(report, doc, tools, timed)
    total = sum(spent.values())
    ranked = sorted(spent.items(), key=lambda item: -item[1])
    return [(step, used / total) for step, used in ranked[:count]]


def _time_reading(report: Report, doc: Doc, tools: pipeline.Tools, timed: Callable[..., Any]) -> None:
    tags = timed("tags: times, places, equipment, casualties", lambda: grounding.tag(doc, report))
    antecedents = timed("references", lambda: references.resolve(doc, report))
    said = timed("statements", lambda: statements.find(doc, report, tags))
    done = timed("events", lambda: events.find(doc, report, tags, said))
    held = timed("positions", lambda: positions.find(doc, report, said, done, antecedents, tags))
    who = pipeline.actor_finder(report, antecedents, tools.actors)
    timed("actors", lambda: [assembling.with_statement_actors(s, who) for s in said])
    timed("actors", lambda: [assembling.with_event_actors(e, who, report.text, tags.places) for e in done])
    timed("actors", lambda: [assembling.with_position_actors(p, who) for p in held])


def peak_memory(reports: list[Report]) -> float:
    """Return the megabytes that ``accordingto read`` of the reports into a case takes at its peak."""
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "feed.jsonl"
        rows = ({"text": r.text, "outlet": r.outlet, "date": r.published, "title": r.title} for r in reports)
        feed.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, "-m", "accordingto", "read", str(feed), "--case", str(Path(folder) / "c.db")]
        done = subprocess.run([sys.executable, "-c", _PEAK, *command], check=True, capture_output=True, text=True)
    return int(done.stdout) / 1024


def cold_starts() -> tuple[float, float]:
    """Return the seconds of ``read one.txt`` and of ``show CASE`` in fresh processes, the median of five each.

    The program's modules are compiled before, as they are for whoever starts it the second time.
    """
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        report, case = Path(folder) / "one.txt", Path(folder) / "c.db"
        report.write_text("The minister said the port will reopen on Monday.\n", "utf-8")
        program = [sys.executable, "-m", "accordingto"]

        def run(*words: str | Path) -> None:
            subprocess.run([*program, *map(str, words)], check=True, capture_output=True, env=env)

        run("read", report, "--case", case)
        run("show", case)
        return (
            statistics.median(seconds(lambda: run("read", report)) for _ in range(5)),
            statistics.median(seconds(lambda: run("show", case)) for _ in range(5)),
        )


def _summary(speeds: tuple[list[float], list[float], list[float]]) -> dict[str, Any]:
    bare, full, ratio = speeds
    return {
        "bare_spacy_words_per_second": round(statistics.median(bare)),
        "full_reading_words_per_second": round(statistics.median(full)),
        "ratio": round(statistics.median(ratio), 3),
        "ratio_lowest_and_highest_round": [round(min(ratio), 3), round(max(ratio), 3)],
    }


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("workload", type=Path)
    options.add_argument("--reports", type=int, default=300)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    unique = list({r.sha256: r for r in load(given.workload, given.reports)}.values())
    stream = load_all(given.workload)[: given.reports]
    read_start, show_start = cold_starts()
    figures = {
        "reports": len(unique),
        "unique": _summary(ratios(unique, given.rounds)),
        "stream": _summary(ratios(stream, given.rounds)),
        "workers": worker_figures(unique),
        "peak_memory_mb": round(peak_memory(unique)),
        "cold_start_of_read_seconds": round(read_start, 2),
        "cold_start_of_show_seconds": round(show_start, 2),
        "dearest_steps_share_of_time": {
            step: round(share, 3) for step, share in dearest(unique[:: max(1, len(unique) // 60)])
        },
    }
    print(json.dumps(figures, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
