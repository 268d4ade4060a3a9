"""``accordingto read``: reports into a case, or straight onto the screen."""

import shlex
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.casename import CASE_HELP, told
from accordingto.cli.console import counted, emit, fail, out, progress, say
from accordingto.cli.fetching import Wishes
from accordingto.errors import CaseError, UsageError
from accordingto.records import Problem, Report

if TYPE_CHECKING:
    from accordingto.engines import Engine
    from accordingto.intake import Summary


def read(
    paths: Annotated[list[str], typer.Argument(help="Files or folders of reports, or - for standard input.")],
    case: Annotated[str | None, typer.Option(help=f"{CASE_HELP} Made if it is not there.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of the reports, over what they say themselves.")] = None,
    date: Annotated[str | None, typer.Option(help="Date of publication, YYYY-MM-DD.")] = None,
    title: Annotated[str | None, typer.Option(help="Headline, for a single report.")] = None,
    url: Annotated[str | None, typer.Option(help="Address, for a single report.")] = None,
    language: Annotated[str | None, typer.Option(help="Language code of the reports.")] = None,
    column: Annotated[
        list[str] | None, typer.Option(help="Column of a table, as FIELD=NAME (text, outlet, date, title, url, …).")
    ] = None,
    format: Annotated[str, typer.Option(help="Without --case: digest or jsonl.")] = "digest",
    model: Annotated[str | None, typer.Option(help="Another spaCy pipeline, by package name or folder.")] = None,
    workers: Annotated[int, typer.Option(min=0, help="Processes that read; 0 is one a core as memory allows.")] = 1,
    time_limit: Annotated[
        float | None, typer.Option(min=0.1, help="Seconds a report may take; with workers, 300 unless said.")
    ] = None,
    memory_limit: Annotated[
        int | None, typer.Option(min=50, help="MB a report may take; with workers, 2000 unless said.")
    ] = None,
    engine: Annotated[str, typer.Option(help="local, or dask: on a cluster.")] = "local",
    scheduler: Annotated[str | None, typer.Option(help="Address or file of the Dask scheduler.")] = None,
    tables: Annotated[
        Path | None, typer.Option(help="Write Parquet tables into this folder instead, not compared.")
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch addresses, sitemaps' and cut-off feeds' too.")] = False,
    fetch_again: Annotated[bool, typer.Option("--fetch-again", help="Also what the case holds already.")] = False,
    fetch_local: Annotated[bool, typer.Option("--fetch-local", help="Allow this machine and its network.")] = False,
    fetch_delay: Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")] = 1.0,
    fetch_most: Annotated[int, typer.Option(min=1, help="Pages that one run fetches.")] = 100,
) -> None:
    """Read news reports: text, Markdown, HTML, feeds, JSON lines, CSV, Parquet, WARC, or folders of these."""
    from accordingto import engines, sources
    from accordingto.reading.model import DEFAULT_MODEL
    from accordingto.version import reader_version

    _check_target(case, format, tables)
    options = sources.SourceOptions(
        outlet=outlet, published=date, title=title, url=url, language=language, columns=_columns(column or [])
    )
    wishes = Wishes(fetch, fetch_again, fetch_local, fetch_delay, fetch_most)
    wishes.check(paths)
    stdin = sys.stdin.buffer if "-" in paths else None
    reading = partial(sources.read, paths, options=options, stdin=stdin)
    name = model or DEFAULT_MODEL
    try:
        with engines.choose(
            name, workers, time_limit, engine=engine, scheduler=scheduler, memory_limit=memory_limit
        ) as chosen:
            if tables is not None:
                code = _to_tables(tables, reading(fetch=wishes.fetcher()), paths, chosen)
            elif case is not None:
                code = _to_case(case, reading, wishes, paths, options, chosen, reader_version(name))
            else:
                code = _to_screen(reading(fetch=wishes.fetcher()), format, chosen)
    except KeyboardInterrupt:
        kept = "; what was read so far is in the case, and the same command goes on from there" if case else ""
        fail(f"interrupted{kept}")
        code = INTERRUPTED
    raise typer.Exit(code)


INTERRUPTED = 130
"""Exit code of a run that the user broke off, as shells have it."""


def _check_target(case: str | None, format: str, tables: Path | None) -> None:
    """Raise ``UsageError`` where what was asked for cannot go where it was asked to go."""
    if case is not None and format != "digest":
        raise UsageError(
            f"with --case the reports go into the case: then `accordingto show {told(case)} … --format {format}`"
        )
    if case is None and format not in {"digest", "jsonl"}:
        raise UsageError(f"read prints digest or jsonl, not {format!r}: for other formats read into a --case first")
    if tables is not None and (case is not None or format != "digest"):
        raise UsageError("--tables FOLDER stands alone: leave out --case and --format")


def _columns(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if "=" not in pair:
            raise UsageError(f"--column {pair}: write FIELD=NAME, for example --column text=article_body")
    return dict(pair.split("=", 1) for pair in pairs)


def _exit_code(read: int, failed: int) -> int:
    if failed:
        return 1 if read else 2
    return 0 if read else 2


def _to_screen(inputs: Iterable[Report | Problem], format: str, engine: "Engine") -> int:
    from accordingto import pipeline, sources
    from accordingto.batches import BATCH, in_batches
    from accordingto.cli import digest
    from accordingto.frames import CaseRecord

    found = list(inputs)
    reports = {r.id: r for r in reversed(found) if isinstance(r, Report)}
    problems = [p for p in found if isinstance(p, Problem)]
    for problem in problems:
        fail(f"{problem.path or 'input'}: {problem.reason}: {problem.detail}")
    if not reports:
        say("nothing could be read")
        return 2
    batches = engine.read(in_batches(reversed(reports.values()), BATCH))
    record = CaseRecord([*problems, *pipeline.compare(r for batch in batches for reading in batch for r in reading)])
    if format == "jsonl":
        emit(record.to_jsonl())
    else:
        digest.show(record, out(), case=None, everything=True)
    return _exit_code(len(reports), sum(map(sources.is_fatal, problems)))


def _to_case(
    name: str,
    reading: Callable[..., Iterable[Report | Problem]],
    wishes: Wishes,
    paths: list[str],
    options: object,
    engine: "Engine",
    version: str,
) -> int:
    from accordingto import intake, sources
    from accordingto.casefile import Case
    from accordingto.casefile.fetches import note_fetches
    from accordingto.casefile.queries import undated

    done = 0
    with Case(name) as case, progress("reading", sources.count(paths)) as bar:
        fetcher = wishes.fetcher_for(case)

        def step(count: int) -> None:
            nonlocal done
            done += count
            bar(count)
            if fetcher is not None:
                note_fetches(case, ((one.url, one.answered, one.report) for one in fetcher.taken()))

        try:
            summary = intake.read_into(
                case,
                reading(fetch=fetcher),
                engine=engine,
                version=version,
                key=intake.inputs_key(paths, options),
                step=step,
            )
        except CaseError as error:
            fail(str(error))
            return 1 if done else 2
        counts, without_date = case.counts(), undated(case)
    _tell(case.name, summary, counts)
    if without_date:
        say(
            f"{counted(without_date, 'report')} without a date: compared with one another alone, and only where they "
            "share four rare names. Give --date, or --column published=NAME."
        )
    return _exit_code(summary.read + summary.known, summary.failed)


def _to_tables(folder: Path, inputs: Iterable[Report | Problem], paths: list[str], engine: "Engine") -> int:
    from accordingto import sources
    from accordingto.tabulating import write_tables

    with progress("reading", sources.count(paths)) as bar:
        summary = write_tables(folder, inputs, engine=engine, step=bar)
    told = f"; {counted(summary.failed, 'input')} could not be read: see problems.parquet" if summary.failed else ""
    say(f"{counted(summary.read, 'report')} read into the tables of {folder}{told}.")
    return _exit_code(summary.read, summary.failed)


def _tell(case: str, summary: "Summary", counts: dict[str, int]) -> None:
    if not (summary.read or summary.known or summary.failed):
        say("nothing to read there: no file that can be read; see accordingto read -h")
        return
    name = shlex.quote(case)
    parts = [f"{counted(summary.read, 'report')} read"]
    if summary.known:
        parts.append(f"{summary.known} already in the case")
    if summary.replaced:
        parts.append(f"{counted(summary.replaced, 'older version')} replaced")
    if summary.failed:
        parts.append(f"{counted(summary.failed, 'input')} could not be read")
    kinds = ("report", "statement", "event", "position", "finding", "problem")
    held = ", ".join(counted(counts[kind], kind) for kind in kinds if counts[kind] or kind != "finding")
    say(f"{'; '.join(parts)}.\n{case} holds {held}.")
    if summary.failed:
        say(f"What could not be read, and why: accordingto show {name} problems")
    else:
        say(f"Next: accordingto show {name}")
