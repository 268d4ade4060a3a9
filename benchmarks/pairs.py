"""How pairs of real reports are compared, against labels of corpus/pairs.jsonl (ids and offsets, no text).

python -m benchmarks.pairs WORKLOAD.jsonl.gz [--labels corpus/pairs.jsonl] [--list] [--json FILE]

Each pair is read and compared as a case of two reports; stories are told over the whole workload. Printed are: of the
pairs on one happening, on a follow-up and on one crisis only, the share that stand in one story and that pass the test
of one happening; the share of right copy classes; the mean distance of both bounds of the origins of what a pair tells
first; the share of agreed facts that a finding joins, and of those that have a record in both reports; and false joins:
findings that join one labelled fact of a report with another one of the other. The readings are kept under ``.bench``
until the reader changes; ``--list`` names the facts that were missed.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from accordingto import pipeline
from accordingto.comparing import copies, stories
from accordingto.comparing.happening import one_happening, trace
from accordingto.records import Event, Finding, Position, Record, Report, Statement, decode, encode
from accordingto.version import reader_version
from benchmarks.workload import load_all

LABELS = Path("corpus/pairs.jsonl")
FOLDER = Path(".bench")
SHARED = frozenset({"same", "differs"})

Span = tuple[int, int]
Pair = dict[str, Any]
Reading = list[Record]


def load_pairs(path: Path) -> list[Pair]:
    """Return the labelled pairs of a file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def readings(reports: Sequence[Report]) -> dict[str, Reading]:
    """Return the records of each report by the id of the workload, read once for a reader's version."""
    mark = sha256("\n".join([reader_version(), *(r.id for r in reports)]).encode()).hexdigest()[:12]
    kept = FOLDER / f"pairs-{mark}.jsonl.gz"
    if not kept.is_file():
        FOLDER.mkdir(exist_ok=True)
        with gzip.open(kept.with_suffix(".part"), "wt", encoding="utf-8") as stream:
            for reading in pipeline.read_reports(reports, tools=pipeline.load_tools()):
                stream.writelines(encode(record) + "\n" for record in reading)
        kept.with_suffix(".part").rename(kept)
    found: dict[str, Reading] = {}
    with gzip.open(kept, "rt", encoding="utf-8") as stream:
        for record in map(decode, stream):
            if isinstance(record, Report):
                found[record.path or ""] = current = []
            current.append(record)
    return found


def spans(record: Record) -> tuple[Span, ...]:
    """Return the words by which a record is told."""
    match record:
        case Event():
            return ((record.trigger.mention.start, record.trigger.mention.end), _evidence(record))
        case Statement():
            return (*((m.start, m.end) for m in record.content), _evidence(record))
        case Position():
            return ((record.action.mention.start, record.action.mention.end), _evidence(record))
    return ()


def _evidence(record: Event | Statement | Position) -> Span:
    return record.evidence.start, record.evidence.end


def meets(record: Record, wanted: Sequence[int]) -> bool:
    """Return whether a record's words and the labelled ones overlap by half of the shorter."""
    for start, end in spans(record):
        common = min(end, wanted[1]) - max(start, wanted[0])
        if common > 0 and 2 * common >= min(end - start, wanted[1] - wanted[0]):
            return True
    return False


class Measured:
    """One pair as it was compared: records by side, and which findings tell which facts."""

    def __init__(self, pair: Pair, read: Mapping[str, Reading]) -> None:
        self.pair = pair
        sides = {side: read[pair[side]] for side in "ab"}
        found = pipeline.compare([*sides["a"], *sides["b"]])
        self.copied = any(isinstance(r, Report) and r.copy_of for r in found)
        self._by_id = {r.id: r for r in found if isinstance(r, Event | Statement | Position)}
        self._home = {report.id: side for side in "ab" for report in sides[side] if isinstance(report, Report)}
        self.findings = [f for f in found if isinstance(f, Finding) and f.verdict in SHARED]

    def _told(self, finding: Finding, side: str, span: Sequence[int]) -> bool:
        members = (self._by_id[m] for m in finding.members)
        return any(self._home[m.report] == side and meets(m, span) for m in members)

    def read(self, fact: Mapping[str, Any]) -> bool:
        """Return whether either report has a record of a fact."""
        return all(
            any(self._home[r.report] == side and meets(r, fact[side]) for r in self._by_id.values()) for side in "ab"
        )

    def telling(self, fact: Mapping[str, Any]) -> list[Finding]:
        """Return the findings that join a fact's words of either report."""
        return [f for f in self.findings if all(self._told(f, side, fact[side]) for side in "ab")]

    def false_joins(self) -> Iterator[Finding]:
        """Yield the findings that join one fact with another and tell none."""
        facts = self.pair["facts"]
        for finding in self.findings:
            told = {side: {i for i, f in enumerate(facts) if self._told(finding, side, f[side])} for side in "ab"}
            if told["a"] and told["b"] and not told["a"] & told["b"]:
                yield finding

    def difference_found(self, wanted: Mapping[str, Any]) -> bool:
        """Return whether a finding over the words of a labelled difference names one of its field's type."""
        types = {"number": "numeric"}.get(wanted["field"], wanted["field"])
        near = [f for f in self.findings if all(self._near(f, side, wanted[side]) for side in "ab")]
        return any(d.type == types for f in near for d in f.differences)

    def _near(self, finding: Finding, side: str, span: Sequence[int]) -> bool:
        members = (self._by_id[m] for m in finding.members)
        return any(
            self._home[m.report] == side and m.evidence.start < span[1] and span[0] < m.evidence.end for m in members
        )


def share(values: Iterable[bool]) -> float | None:
    """Return the share of true values, ``None`` of none."""
    listed = list(values)
    return round(sum(listed) / len(listed), 4) if listed else None


def story_figures(pairs: Sequence[Pair], reports: Sequence[Report]) -> dict[str, float | None]:
    """Return, by labelled relation, how many pairs stand in one story and pass the test of one happening."""
    of_path = {r.path: r for r in reports}
    copy_of = copies.find(reports)
    told = stories.tell(stories.report_articles(reports, copy_of))
    story = {r.path: told[copy_of.get(r.id) or r.id] for r in reports}
    figures: dict[str, float | None] = {}
    for relation in ("same", "follow_up", "same_crisis"):
        chosen = [p for p in pairs if p["relation"] == relation]
        figures[f"in_one_story_{relation}"] = share(story[p["a"]] == story[p["b"]] for p in chosen)
        figures[f"one_happening_{relation}"] = share(
            one_happening(trace(of_path[p["a"]].text), trace(of_path[p["b"]].text)) for p in chosen
        )
    return figures


def pair_figures(measured: Sequence[Measured]) -> dict[str, float | None]:
    """Return what comparing the pairs two by two gives."""
    facts = [(m, fact) for m in measured for fact in m.pair["facts"]]
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for m, fact in facts:
        by_kind[fact["of"]].append(bool(m.telling(fact)))
    apart: list[int] = []
    for m in measured:
        first = m.telling(m.pair["facts"][0]) if m.pair["facts"] and m.pair.get("origins") else []
        for finding in first[:1]:
            want = m.pair["origins"]
            apart += [abs(finding.origins.low - want["low"]), abs(finding.origins.high - want["high"])]
    joined = sum(len(m.findings) for m in measured)
    false = sum(1 for m in measured for _ in m.false_joins())
    return {
        "facts": len(facts),
        "agreed_fact_recall": share(bool(m.telling(fact)) for m, fact in facts),
        **{f"{kind}_recall": share(found) for kind, found in sorted(by_kind.items())},
        "read_in_both": share(m.read(fact) for m, fact in facts),
        "difference_recall": share(m.difference_found(d) for m in measured for d in m.pair["differences"]),
        "findings": joined,
        "false_joins": false,
        "origin_error": round(sum(apart) / len(apart), 4) if apart else None,
        "wholly_copied": share(m.copied == (m.pair["copy"] == "wholly") for m in measured),
    }


def missed(measured: Sequence[Measured]) -> Iterator[str]:
    """Yield a line for each agreed fact that no finding joins: unread, or read and not joined."""
    for m in measured:
        for number, fact in enumerate(m.pair["facts"], 1):
            if not m.telling(fact):
                why = "not joined" if m.read(fact) else "not read"
                yield f"{m.pair['id']} fact {number} ({fact['of']}): {why}"


def checked(pairs: Sequence[Pair], reports: Sequence[Report]) -> None:
    """Raise ``SystemExit`` where a text is not the one that was labelled."""
    sha = {r.path: r.sha256 for r in reports}
    for pair in pairs:
        for side, labelled in zip("ab", pair["sha256"], strict=True):
            if not sha.get(pair[side], "").startswith(labelled):
                raise SystemExit(f"{pair['id']}: the workload does not hold report {pair[side]} as it was labelled")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("workload", type=Path)
    options.add_argument("--labels", type=Path, default=LABELS)
    options.add_argument("--list", action="store_true", help="name the agreed facts that were missed")
    options.add_argument("--without-stories", action="store_true", help="leave out what needs the whole workload")
    options.add_argument("--json", type=Path)
    given = options.parse_args()
    pairs, reports = load_pairs(given.labels), load_all(given.workload)
    checked(pairs, reports)
    wanted = {pair[side] for pair in pairs for side in "ab"}
    read = readings([r for r in reports if r.path in wanted])
    measured = [Measured(pair, read) for pair in pairs]
    if given.list:
        print("\n".join(missed(measured)))
    figures = {} if given.without_stories else story_figures(pairs, reports)
    figures |= pair_figures(measured)
    print(json.dumps({"pairs": len(pairs), **figures}, indent=1))
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
