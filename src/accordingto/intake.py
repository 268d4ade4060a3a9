"""Reports into a case: what it holds is skipped, a killed run is taken up, changed reports take the old ones' place."""

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from accordingto import sources
from accordingto.batches import BATCH, in_batches
from accordingto.casefile import Case, reviewing
from accordingto.collating import collate
from accordingto.engines import Engine
from accordingto.hearing import write_ledger
from accordingto.linking import Bench
from accordingto.records import Problem, Record, Report


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
    engine: Engine,
    version: str,
    key: str,
    step: Callable[[int], None] = lambda _: None,
) -> Summary:
    """Read inputs into a case, skipping what it holds; a killed run is taken up where it was.

    ``key`` names the inputs, so that an unfinished run over the same ones is continued; ``step`` is told how many
    inputs are done. Only this process writes, batch after batch in the order of the inputs, whoever reads.
    """
    run = case.begin_run(key, version)
    told: dict[str | None, list[Problem]] = {}
    seen: dict[str, str] = {}
    waiting: deque[_Plan] = deque()

    def planned() -> Iterator[Sequence[Report]]:
        for batch in in_batches(inputs, BATCH):
            on_the_way = {report.id for plan in waiting for report in plan.fresh}
            plan = _plan(case, batch, version, on_the_way, told)
            seen.update({r.path: r.id for r in plan.reports if r.path and r.path != "-"})
            waiting.append(plan)
            yield plan.fresh

    total = Summary()
    for readings in engine.read(planned()):
        plan = waiting.popleft()
        total = _add(total, _write(case, run.id, version, plan, readings))
        step(plan.inputs)
    replaced = case.settle(run.id, seen)
    settle_findings(case, engine.bench)
    case.finish_run(run.id)
    return replace(total, replaced=replaced)


def settle_findings(case: Case, bench: Bench | None = None) -> None:
    """Compare what waits to be compared, and bring the ledger of positions and the index of words up to it.

    Which reviewed records are gone by that becomes a problem each.
    """
    collate(case, bench)
    while case.ledger_due():
        write_ledger(case)
    reviewing.note_gone(case)
    case.bring_index_up()


class _Plan(NamedTuple):
    """A batch of inputs: how many, the reports among them, those to be read, and the problems to be kept."""

    inputs: int
    reports: Sequence[Report]
    fresh: Sequence[Report]
    problems: Sequence[Problem]
    failed: int


def _plan(
    case: Case,
    batch: Sequence[Report | Problem],
    version: str,
    on_the_way: Set[str],
    told: dict[str | None, list[Problem]],
) -> _Plan:
    """Return what is to be done about a batch; ``told`` gathers the problems of each path over the whole run."""
    problems = [p for p in batch if isinstance(p, Problem)]
    for problem in problems:
        told.setdefault(problem.path, []).append(problem)
    reports = [r for r in batch if isinstance(r, Report)]
    known = case.current(reports, version) | on_the_way
    fresh = list({r.id: r for r in reversed(reports) if r.id not in known}.values())
    of_these = [p for path in {r.path: None for r in fresh} for p in told.get(path, ())]
    return _Plan(len(batch), reports, fresh, [*problems, *of_these], sum(map(sources.is_fatal, problems)))


def _write(case: Case, run: int, version: str, plan: _Plan, readings: Iterable[Sequence[Record]]) -> Summary:
    """Write what was read of a batch in one transaction."""
    read = [(first, rest) for first, *rest in readings if isinstance(first, Report)]
    case.write(run, version, read, plan.problems)
    fresh = {r.id: r for r in plan.fresh}
    for report in plan.reports:
        if fresh.get(report.id) is not report:
            case.note_second_path(report)
    broken = sum(isinstance(x, Problem) and x.stage == "reading" for _, rest in read for x in rest)
    return Summary(read=len(fresh), known=len(plan.reports) - len(fresh), failed=plan.failed + broken)


def _add(a: Summary, b: Summary) -> Summary:
    return Summary(*(getattr(a, name) + getattr(b, name) for name in Summary.__struct_fields__))


def inputs_key(paths: Sequence[str], options: object) -> str:
    """Return a short name of a set of inputs: the same paths and options give the same name."""
    return hashlib.sha256(json.dumps([list(paths), repr(options)]).encode()).hexdigest()[:16]
