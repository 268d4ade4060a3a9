"""Files, tables, feeds, pages and standard input → reports; what cannot be read becomes a problem, the rest is read."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, BinaryIO

from accordingto.errors import SourceError
from accordingto.records import Problem, Report
from accordingto.sources.delimited import read_delimited
from accordingto.sources.facts import MAX_BYTES, MAX_CHARACTERS, Facts, SourceOptions, merge, problem
from accordingto.sources.fetch import Fetch
from accordingto.sources.inputs import (
    ADDRESS,
    ARCHIVES,
    DELIMITED,
    HTML,
    JSON_LINES,
    MARKDOWN,
    PARQUET,
    STDIN,
    TABLES,
    XML,
    Input,
    find_inputs,
    open_input,
    os_problem,
)
from accordingto.sources.jsonlines import read_json_lines
from accordingto.sources.markdown import read_markdown
from accordingto.sources.pages import MAX_PAGE, page
from accordingto.sources.parquet import read_parquet
from accordingto.sources.plaintext import read_text
from accordingto.sources.sidecar import read_sidecar
from accordingto.sources.standard_input import sniff

__all__ = ["MAX_CHARACTERS", "SourceOptions", "count", "is_fatal", "read"]

_NOTES = frozenset({"unclear_date", "sidecar", "summary_only", "capture_date", "other_records"})
"""Reasons of problems with a report's facts, and of what was never a report; nothing is lost by them."""


def read(
    paths: Iterable[str | Path],
    *,
    options: SourceOptions = SourceOptions(),  # noqa: B008 (frozen)
    stdin: BinaryIO | None = None,
    fetch: Fetch | None = None,
) -> Iterator[Report | Problem]:
    """Yield every report under some paths, one at a time, and a problem for whatever cannot be read.

    ``paths`` are files, folders (walked through, sorted, hidden files left out), ``-`` for ``stdin``, or addresses of
    the web, which only ``fetch`` asks for: without it nothing is fetched. The order is the same in every run. Facts
    come from ``options``, then from a sidecar ``NAME.meta.json``, then from the file.
    Nothing that is wrong with the input raises.

    >>> [r.outlet for r in read(["examples/reports/harbor-ledger-2024-06-01.txt"])]  # doctest: +SKIP
    ['The Harbor Ledger']
    """
    for found in find_inputs(paths):
        if isinstance(found, Input):
            yield from _read_input(found, options, stdin, fetch)
        else:
            yield problem(*found)


def is_fatal(found: Problem) -> bool:
    """Return whether a problem means that an input could not be read, not only one of its facts."""
    return found.stage == "sources" and found.reason not in _NOTES


def count(paths: Iterable[str | Path]) -> int | None:
    """Return how many reports and problems ``read`` would yield; ``None`` for tables, addresses and standard input."""
    total = 0
    for found in find_inputs(paths):
        if isinstance(found, Input) and (found.path == STDIN or found.suffix in {*TABLES, ADDRESS}):
            return None
        total += 1
    return total


def _read_input(
    item: Input, options: SourceOptions, stdin: BinaryIO | None, fetch: Fetch | None
) -> Iterator[Report | Problem]:
    """Read one input; whatever the system or a reader says against it becomes a problem."""
    try:
        if item.path == STDIN:
            yield from _read_stdin(options, stdin, fetch)
            return
        if item.suffix == ADDRESS:
            yield from _read_address(item.path, options, fetch)
            return
        facts = options.facts()
        try:
            facts = merge(facts, read_sidecar(item.path))
        except SourceError as error:
            yield problem(item.path, error)
        if item.suffix in PARQUET:
            yield from read_parquet(item.path, facts, options.columns)
            return
        with open_input(item) as stream:
            yield from _read_stream(item.path, item.suffix, stream, facts, options.columns, fetch)
    except SourceError as error:
        yield problem(item.path, error)
    except (OSError, EOFError, zlib.error) as error:
        yield problem(item.path, os_problem(error))


def _read_address(url: str, options: SourceOptions, fetch: Fetch | None) -> Iterator[Report | Problem]:
    if fetch is None:
        raise SourceError("not_fetched", "this is an address: nothing is fetched unless you say --fetch")
    yield from fetch(url, url, options.facts(), Facts())


def _read_stdin(options: SourceOptions, stdin: BinaryIO | None, fetch: Fetch | None) -> Iterator[Report | Problem]:
    if stdin is None:
        raise SourceError("missing", "nothing is piped in: give a file, or pipe text into -")
    suffix, stream = sniff(stdin)
    yield from _read_stream(STDIN, suffix, stream, options.facts(), options.columns, fetch)


def _read_stream(
    path: str, suffix: str, stream: IO[bytes], facts: Facts, columns: Mapping[str, str], fetch: Fetch | None
) -> Iterator[Report | Problem]:
    if suffix in JSON_LINES:
        yield from read_json_lines(path, stream, facts, columns)
    elif suffix in DELIMITED:
        yield from read_delimited(path, stream, facts, columns, tabs=suffix != ".csv")
    elif suffix in HTML:
        yield from page(path, _whole(stream, MAX_PAGE), facts)
    elif suffix in XML:
        from accordingto.sources.xmlinputs import MAX_XML, read_xml  # its parser is only loaded where it is needed

        yield from read_xml(path, _whole(stream, MAX_XML), facts, fetch)
    elif suffix in ARCHIVES:
        from accordingto.sources.archives import read_archive

        yield from read_archive(path, stream, facts)
    elif suffix in MARKDOWN:
        yield from read_markdown(path, _whole(stream, MAX_BYTES), facts)
    else:
        yield from read_text(path, _whole(stream, MAX_BYTES), facts)


def _whole(stream: IO[bytes], limit: int) -> bytes:
    """Return all bytes of a stream; raises ``SourceError`` as soon as there are more than one report can have."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise SourceError(
            "too_long",
            f"more than {limit:,} bytes in one report, which holds at most {MAX_CHARACTERS:,} characters: "
            "split it into articles, or use JSON lines or a table",
        )
    return data
