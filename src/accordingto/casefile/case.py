"""A case that is opened, written report by report in whole transactions, and asked; where it lies is its store's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, delete, func, insert, inspect, select
from sqlalchemy.exc import DBAPIError

from accordingto.casefile import schema, words
from accordingto.casefile.replacing import OWNED, forget, replace_changed
from accordingto.casefile.rows import row_of
from accordingto.casefile.schema import LEDGER_DUE
from accordingto.casefile.sealing import seal_of
from accordingto.casefile.stores import PATIENCE, store_of
from accordingto.casefile.stores.dialects import insert_new
from accordingto.columns import kind_of
from accordingto.errors import CaseError
from accordingto.records import Problem, Record, Report, make_problem

_SEALED = {"name": schema.SEALED, "value": "yes"}


class Run(NamedTuple):
    """A run over some inputs; ``resumed`` when an earlier process began it."""

    id: int
    resumed: bool


class Case:
    """An open case; use it in a ``with`` block. Raises ``CaseError`` with what to do next."""

    def __init__(
        self,
        name: str | Path,
        *,
        read_only: bool = False,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Open a case by the name of its file or its address ``postgresql://…``.

        Args: ``patience`` is how many seconds to wait for another program that writes; ``clock`` tells the time for the
        log of runs and for reviews, the only places with times of day: nothing is ordered or decided by it.

        Attribute ``has_index``: whether words are looked for in an index.
        """
        self._clock = clock
        self.has_index = False
        self.store = store_of(name, patience)
        with self._guarded():
            self._refuse_what_is_no_case(read_only)
            self._engine = self.store.engine(read_only=read_only)
            if not read_only:
                self._make()
                self.has_index = True

    @property
    def name(self) -> str:
        """What messages call the case; it holds no password."""
        return self.store.name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, tb: TracebackType | None) -> None:
        self._engine.dispose()

    def _refuse_what_is_no_case(self, read_only: bool) -> None:
        """Look at what lies there without writing to it: another program's database must stay as it is."""
        if self.store.is_empty():
            self._make_one_first(read_only)
            return
        looking = self.store.engine(read_only=True)
        try:
            with looking.begin() as c:
                found = _version(c)
                self.has_index = found is not None and _has(c, schema.WORDED)
                empty = found is None and not inspect(c).get_table_names()
        finally:
            looking.dispose()
        if found is None and empty:  # as a run leaves it that was killed before it had made the tables
            self._make_one_first(read_only)
        elif found is None:
            raise CaseError(f"case {self.name}: this is no case of AccordingTo and is left as it is: name another file")
        if found not in {None, str(schema.SCHEMA_VERSION)}:
            raise CaseError(
                f"case {self.name} has schema {found}, this version writes {schema.SCHEMA_VERSION}: "
                "read the reports into a new case"
            )

    def _make_one_first(self, read_only: bool) -> None:
        if read_only:
            raise CaseError(
                f"there is no case at {self.name}: make one with `accordingto read REPORTS --case {self.name}`"
            )

    def _make(self) -> None:
        """Make the tables that are missing, all of them or none."""
        with self._engine.begin() as c:
            is_new = _version(c) is None
            schema.metadata.create_all(c)
            words.make(c)
            if is_new:
                c.execute(insert(schema.facts), [{"name": "schema", "value": str(schema.SCHEMA_VERSION)}, _SEALED])

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise CaseError(f"case {self.name}: {self.store.advice(error)}") from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing is."""
        with self._guarded(), self._engine.begin() as connection:
            yield connection

    def begin_run(self, inputs: str, reader: str) -> Run:
        """Return the run over these inputs: the unfinished last one taken up again, or a new one."""
        with self.transaction() as c:
            last = c.execute(select(schema.runs).order_by(schema.runs.c.id.desc()).limit(1)).first()
            if last and (last.inputs, last.reader) == (inputs, reader) and not _is_finished(c, last.id):
                self._log(c, last.id, "resumed")
                return Run(last.id, resumed=True)
            run = (last.id if last else 0) + 1
            c.execute(insert(schema.runs).values(id=run, inputs=inputs, reader=reader))
            self._log(c, run, "started")
            return Run(run, resumed=False)

    def settle(self, run: int, seen: Mapping[str, str]) -> int:
        """Replace older versions of the reports in ``seen`` (path → report id); return how many were replaced."""
        with self.transaction() as c:
            return replace_changed(c, run, seen)

    def finish_run(self, run: int) -> None:
        """Note that a run went to its end."""
        with self.transaction() as c:
            self._log(c, run, "finished")

    def _log(self, c: Connection, run: int, what: str) -> None:
        steps = select(func.count()).select_from(schema.run_log).where(schema.run_log.c.run == run)
        c.execute(insert(schema.run_log).values(run=run, step=c.execute(steps).scalar(), event=what, at=self.now()))

    def now(self) -> str:
        """Return the time of day (UTC, ISO 8601): for the log of runs and for reviews, never for the record."""
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def current(self, reports: Sequence[Report], reader: str) -> frozenset[str]:
        """Return the ids of those reports that the case already holds as this reader reads them."""
        table = schema.readers
        query = select(table.c.report).where(table.c.reader == reader, table.c.report.in_([r.id for r in reports]))
        with self.transaction() as c:
            return frozenset(c.execute(query).scalars())

    def write(
        self,
        run: int,
        reader: str,
        readings: Sequence[tuple[Report, Sequence[Record]]],
        problems: Sequence[Problem] = (),
    ) -> None:
        """Write reports with all their records in one transaction, replacing what stood for the same report before.

        ``problems`` are what else this run found out about its inputs; older ones of these paths are forgotten. A
        report that could not be read stays in the case with its problem, and the next run tries it again.
        """
        with self.transaction() as c:
            for report, records in readings:
                forget(c, report.id)
                _forget_problems(c, report.path)
                seal = seal_of(report, _insert(c, [report, *records]))
                c.execute(insert(schema.seals).values(report=report.id, seal=seal))
                if not any(isinstance(one, Problem) and one.stage == "reading" for one in records):
                    c.execute(insert(schema.readers).values(report=report.id, reader=reader, run=run))
            _insert(c, problems)

    def note_second_path(self, report: Report) -> Problem | None:
        """Return and keep a problem row where a report that the case holds comes again under another path."""
        table = schema.TABLES["report"]
        with self.transaction() as c:
            known = c.execute(select(table.c.path).where(table.c.id == report.id)).scalar()
        if known == report.path:
            return None
        problem = make_problem(report.path, "casefile", "same report twice", f"already in the case from {known}")
        self.write(0, "", [], [problem])
        return problem

    def bring_index_up(self) -> None:
        """Put the words of what came in, changed or went into the index; may be killed at any time and run again."""
        waits = True
        while waits:
            with self.transaction() as c:
                waits = words.catch_up(c)

    def ledger_due(self) -> str | None:
        """Return a mark of what was compared since the ledger was put together, ``None`` where nothing was."""
        with self.transaction() as c:
            return _ledger_mark(c)

    def counts(self) -> dict[str, int]:
        """Return how many records of each kind the case holds."""
        with self.transaction() as c:
            return {
                kind: int(c.execute(select(func.count()).select_from(table)).scalar() or 0)
                for kind, table in schema.TABLES.items()
            }


def _version(c: Connection) -> str | None:
    """Return the version of the tables, ``None`` where there is no case."""
    looking = inspect(c)
    if schema.facts.name not in looking.get_table_names():
        return None
    if {column["name"] for column in looking.get_columns(schema.facts.name)} != set(schema.facts.c.keys()):
        return None
    return c.execute(select(schema.facts.c.value).where(schema.facts.c.name == "schema")).scalar()


def _has(c: Connection, fact: str) -> bool:
    return c.execute(select(schema.facts.c.value).where(schema.facts.c.name == fact)).first() is not None


def _ledger_mark(c: Connection) -> str | None:
    return c.execute(select(schema.facts.c.value).where(schema.facts.c.name == LEDGER_DUE)).scalar()


def _is_finished(c: Connection, run: int) -> bool:
    log = schema.run_log
    return c.execute(select(log.c.at).where(log.c.run == run, log.c.event == "finished")).first() is not None


def _insert(c: Connection, records: Sequence[Record]) -> list[str]:
    """Add records, each id once; return the JSON lines of those that belong to a report."""
    by_kind: dict[str, dict[str, dict[str, Any]]] = {}
    for record in records:
        by_kind.setdefault(kind_of(record), {}).setdefault(getattr(record, "id", ""), row_of(record))
    for kind, rows in by_kind.items():
        insert_new(c, schema.TABLES[kind], list(rows.values()))
    return [row["record"] for kind in OWNED for row in by_kind.get(kind, {}).values()]


def _forget_problems(c: Connection, path: str | None) -> None:
    if path is not None:
        c.execute(delete(schema.TABLES["problem"]).where(schema.TABLES["problem"].c.path == path))
