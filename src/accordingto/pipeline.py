"""The whole run, top to bottom: reports in, records out, into a case or into memory."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace
from spacy.language import Language
from spacy.tokens import Doc

from accordingto import assembling, grounding, sources
from accordingto.casefile import Case, records
from accordingto.comparing import copies, findings
from accordingto.grounding.actors import ActorResolver
from accordingto.reading import Antecedents, events, model, positions, references, statements, zones
from accordingto.records import Actor, Mention, Problem, Record, Report, make_problem

T = TypeVar("T")

_COMPARED = ("report", "statement", "event", "position")

BATCH = 16
"""Reports that are parsed, and written in one transaction, together: what a killed run loses at most."""


def _batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield the items in tuples of ``size``, the last perhaps shorter (``itertools.batched`` needs Python 3.12)."""
    iterator = iter(items)
    while batch := tuple(islice(iterator, size)):
        yield batch


class Tools(Struct, frozen=True):
    """What reading needs, loaded once and handed on."""

    nlp: Language
    actors: ActorResolver
    reader: str


class Summary(Struct, frozen=True):
    """What a run did, in numbers of reports; ``failed`` are inputs that could not be read."""

    read: int = 0
    known: int = 0
    replaced: int = 0
    failed: int = 0


def load_tools(model_name: str = model.DEFAULT_MODEL) -> Tools:
    """Load the language model and the codebook; raises ``ModelError`` or ``CodebookError``."""
    return Tools(model.load(model_name), ActorResolver(), reader_version(model_name))


def read_report(report: Report, doc: Doc, tools: Tools) -> list[Record]:
    """Return a zoned, parsed report with all its records: the report first, problems last."""
    tags = grounding.tag(doc, report)
    antecedents = references.resolve(doc, report)
    said = statements.find(doc, report, tags)
    done = events.find(doc, report, tags, said)
    held = positions.find(doc, report, said, done, antecedents)
    who = actor_finder(report, antecedents, tools.actors)
    outlet = tools.actors.resolve(report.outlet, date=report.published) if report.outlet else None
    return [
        report,
        *assembling.with_chains([assembling.with_statement_actors(s, who) for s in said], outlet),
        *(assembling.with_event_actors(e, who) for e in done),
        *(assembling.with_position_actors(p, who) for p in held),
        *tags.problems,
    ]


def actor_finder(report: Report, antecedents: Antecedents, resolver: ActorResolver) -> assembling.ActorOf:
    """Return the function that tells who a mention of this report is, references followed, at the report's date."""

    def resolve(mention: Mention) -> Actor | None:
        named = references.antecedent_of(antecedents, mention) or mention
        return resolver.resolve(named.text, context=report.text, date=report.published)

    return resolve


def prepare(report: Report) -> Report:
    """Return a report with its zones, and with its headline as title where the source gave none."""
    zoned = zones.with_zones(report)
    return zoned if zoned.title else replace(zoned, title=zones.title_of(zoned))


def read_reports(reports: Iterable[Report], *, tools: Tools) -> Iterator[list[Record]]:
    """Yield the records of each report, in the order of the reports."""
    for batch in _batched(map(prepare, reports), BATCH):
        with tools.nlp.memory_zone():
            for doc, report in tools.nlp.pipe(((r.text, r) for r in batch), as_tuples=True):
                yield _guarded(report, doc, tools)


def _guarded(report: Report, doc: Doc, tools: Tools) -> list[Record]:
    """Read one report; a fault of ours on one report becomes a problem row and does not end the run."""
    try:
        return read_report(report, doc, tools)
    except Exception as error:  # noqa: BLE001
        detail = f"{type(error).__name__}: {error}; please report this with the text, the other reports are read"
        return [report, make_problem(report.path, "reading", "reading failed", detail)]


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
    for batch in _batched(inputs, BATCH):
        total = _add(total, _read_batch(case, run.id, batch, tools, version, seen, told))
        step(len(batch))
    replaced = case.settle(run.id, seen)
    if total.read or replaced or run.resumed:
        case.mark_copies(copies.find(r for r in records(case, "report") if isinstance(r, Report)))
        case.replace_findings(findings.compare(r for kind in _COMPARED for r in records(case, kind)))
    case.finish_run(run.id)
    return replace(total, replaced=replaced)


def compare(read: Iterable[Record]) -> list[Record]:
    """Return records with copies marked and with the findings over them at the end."""
    listed = list(read)
    copy_of = copies.find(r for r in listed if isinstance(r, Report))
    marked = [replace(r, copy_of=copy_of.get(r.id)) if isinstance(r, Report) else r for r in listed]
    return [*marked, *findings.compare(marked)]


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
    fresh = {r.id: r for r in reversed(reports) if not case.is_current(r, version)}
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


_READER_PARTS = ("reading", "grounding", "codebook", "assembling.py", "records.py", "text.py", "pipeline.py")


def reader_version(model_name: str = model.DEFAULT_MODEL) -> str:
    """Return one hash over the model and all code and data that decide what is read from a text."""
    digest = hashlib.sha256(model.model_version(model_name).encode())
    for part in _READER_PARTS:
        root = Path(str(files("accordingto").joinpath(part)))
        for path in sorted([root] if root.is_file() else root.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
