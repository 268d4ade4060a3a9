"""Reports into a case: what it holds is skipped, a killed run is taken up, changed reports take the old ones' place."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from accordingto import sources
from accordingto.batches import in_batches
from accordingto.casefile import Case, records
from accordingto.collating import collate
from accordingto.comparing import ledger
from accordingto.pipeline import BATCH, Tools, read_reports
from accordingto.records import Problem, Record, Report

_COMPARED = ("report", "statement", "event", "position")


class Summary(Struct, frozen=True):
    """What a run did, in numbers of reports; ``failed`` are inputs that could not be read."""

    read: int = 0
    known: int = 0
    replaced: int = 0
    failed: int = 0


def read_into(
    case: Case,
    inputs: Iterable[Report | Problem],
    *,
    tools: Callable[[], Tools],
    version: str,
    key: str,
    step: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Read inputs into a case, skipping what it holds; a killed run is taken up where it was.

    ``tools`` is called only when there is something to read; ``key`` names the inputs, so that an unfinished run over
    the same ones is continued; ``step`` is told how many inputs are done.
    """
    run = case.begin_run(key, version)
    seen: dict[str, str] = {}
    told: dict[str | None, list[Problem]] = {}
    total = Summary()
    for batch in in_batches(inputs, BATCH):
        total = _add(total, _read_batch(case, run.id, batch, tools, version, seen, told))
        step(len(batch))
    replaced = case.settle(run.id, seen)
    if collate(case) or run.resumed:
        entries = ledger.build(r for kind in _COMPARED for r in records(case, kind))
        case.replace_ledger((ledger.key_of(e), ledger.encode(e)) for e in entries)
    case.finish_run(run.id)
    return replace(total, replaced=replaced)


def _read_batch(
    case: Case,
    run: int,
    batch: Sequence[Report | Problem],
    tools: Callable[[], Tools],
    version: str,
    seen: dict[str, str],
    told: dict[str | None, list[Problem]],
) -> Summary:
    problems = [p for p in batch if isinstance(p, Problem)]
    for problem in problems:
        told.setdefault(problem.path, []).append(problem)
    reports = [r for r in batch if isinstance(r, Report)]
    seen.update({r.path: r.id for r in reports if r.path and r.path != "-"})
    current = case.current(reports, version)
    fresh = {r.id: r for r in reversed(reports) if r.id not in current}
    readings = _readings(list(fresh.values()), tools)
    of_these = [p for path in {r.path for r in fresh.values()} for p in told.get(path, ())]
    case.write(run, version, readings, [*problems, *of_these])
    for report in reports:
        if fresh.get(report.id) is not report:
            case.note_second_path(report)
    broken = sum(isinstance(x, Problem) and x.stage == "reading" for _, rest in readings for x in rest)
    failed = sum(map(sources.is_fatal, problems)) + broken
    return Summary(read=len(fresh), known=len(reports) - len(fresh), failed=failed)


def _readings(reports: Sequence[Report], tools: Callable[[], Tools]) -> list[tuple[Report, list[Record]]]:
    if not reports:
        return []
    readings = []
    for first, *rest in read_reports(reports, tools=tools()):
        if isinstance(first, Report):
            readings.append((first, rest))
    return readings


def _add(a: Summary, b: Summary) -> Summary:
    return Summary(*(getattr(a, name) + getattr(b, name) for name in Summary.__struct_fields__))


def inputs_key(paths: Sequence[str], options: object) -> str:
    """Return a short name of a set of inputs: the same paths and options give the same name."""
    return hashlib.sha256(json.dumps([list(paths), repr(options)]).encode()).hexdigest()[:16]
