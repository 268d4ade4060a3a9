"""Reviews in a case: added, never altered or taken out; held against the record as it is now."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, inspect, select

from accordingto.casefile.case import Case
from accordingto.casefile.rows import row_of
from accordingto.casefile.schema import TABLES, reviews
from accordingto.casefile.stores.dialects import insert_new
from accordingto.errors import UsageError
from accordingto.records import Record, decode, derive_id, make_problem
from accordingto.reviews import KINDS, Correction, Review, Verdict, last_words, name_of, note_of

_CHUNK = 400
"""Values in one ``IN (…)``."""

GONE = "reviewed record is gone"

_DECODER = msgspec.json.Decoder(Review)


class Found(NamedTuple):
    """A record to be reviewed: its kind, the record, its line as it is in the case."""

    kind: str
    record: Record
    line: str


class Wanted(NamedTuple):
    """Which reviews are asked for; ``None`` is all."""

    reviewed: str | None = None
    kind: str | None = None
    report: str | None = None
    by: str | None = None
    verdict: str | None = None


EVERY = Wanted()


def find(case: Case, id: str) -> Found | None:
    """Return a record that can be reviewed by its id, ``None`` where there is none."""
    with case.transaction() as c:
        return _find(c, id)


def _find(c: Connection, id: str) -> Found | None:
    if not id.isalnum():  # no id of ours; PostgreSQL takes no NUL even to look for
        return None
    for kind in KINDS:
        if id.startswith(kind[0]):
            line = c.execute(select(TABLES[kind].c.record).where(TABLES[kind].c.id == id)).scalar()
            if line is not None:
                return Found(kind, decode(line), line)
    return None


def add(
    case: Case,
    id: str,
    verdict: Verdict,
    by: str,
    *,
    note: str | None = None,
    corrections: Sequence[Correction] = (),
    drawn: bool = False,
    seen: str | None = None,
) -> Review:
    """Add what somebody says of a record, and return it.

    Args: ``seen`` is the record's line as the reviewer saw it; where the case reads it otherwise meanwhile, nothing is
    added. Raises ``UsageError`` then, for a record that is not there, and for corrections without the verdict or the
    verdict without any.
    """
    if (verdict == "corrected") != bool(corrections):
        raise UsageError("nothing was corrected" if verdict == "corrected" else f"what is {verdict} is not corrected")
    name, words = name_of(by), note_of(note)
    with case.transaction() as c:
        found = _find(c, id)
        if found is None:
            raise UsageError(f"this case has no record {id} to review")
        if seen is not None and seen != found.line:
            raise UsageError(f"{found.kind} {id} was read anew meanwhile: look at it again")
        number = int(c.execute(select(func.max(reviews.c.number))).scalar() or 0) + 1
        report = getattr(found.record, "report", None)
        said = Review(
            id=derive_id("review", id, name, number, verdict, case.now()),
            number=number,
            of=found.kind,
            reviewed=id,
            report=report,
            verdict=verdict,
            by=name,
            at=case.now(),
            note=words,
            corrections=tuple(corrections),
            drawn=drawn,
        )
        c.execute(insert(reviews).values(_row(said, found.line, _path(c, report))))
    return said


def _path(c: Connection, report: str | None) -> str | None:
    table = TABLES["report"]
    return c.execute(select(table.c.path).where(table.c.id == report)).scalar() if report else None


def _row(said: Review, line: str, path: str | None) -> dict[str, object]:
    kept = {"id": said.id, "number": said.number, "kind": said.of, "reviewed": said.reviewed, "report": said.report}
    told = {"reviewer": said.by, "verdict": said.verdict, "at": said.at}
    return {**kept, **told, "path": path, "seen": line, "review": msgspec.json.encode(said).decode()}


def listed(case: Case, wanted: Wanted = EVERY) -> tuple[Review, ...]:
    """Return reviews in the order in which they were given, each with how its record stands now."""
    with case.transaction() as c:
        return tuple(_listed(c, wanted))


def _listed(c: Connection, wanted: Wanted) -> Iterator[Review]:
    if not inspect(c).has_table(reviews.name):  # a case that nobody has reviewed since there are reviews
        return
    t = reviews.c
    columns = {"reviewed": t.reviewed, "kind": t.kind, "report": t.report, "by": t.reviewer, "verdict": t.verdict}
    asked: list[ColumnElement[bool]] = [columns[n] == v for n, v in wanted._asdict().items() if v is not None]
    rows = c.execute(select(t.review, t.seen).where(*asked).order_by(t.number)).all()
    said = [_DECODER.decode(row.review) for row in rows]
    now = _lines(c, said)
    for review, row in zip(said, rows, strict=True):
        line = now.get(review.reviewed)
        yield replace(review, stands="gone" if line is None else "as_read" if line == row.seen else "read_otherwise")


def _lines(c: Connection, said: Sequence[Review]) -> dict[str, str]:
    """Return the lines of the reviewed records that are in the case."""
    found: dict[str, str] = {}
    for kind in KINDS:
        table, ids = TABLES[kind], sorted({v.reviewed for v in said if v.of == kind})
        for start in range(0, len(ids), _CHUNK):
            query = select(table.c.id, table.c.record).where(table.c.id.in_(ids[start : start + _CHUNK]))
            found.update((row.id, row.record) for row in c.execute(query))
    return found


def seen(case: Case, id: str) -> Record | None:
    """Return a record as its last reviewer saw it, ``None`` where nobody reviewed it."""
    with case.transaction() as c:
        if not inspect(c).has_table(reviews.name):
            return None
        query = select(reviews.c.seen).where(reviews.c.reviewed == id).order_by(reviews.c.number.desc()).limit(1)
        line = c.execute(query).scalar()
    return None if line is None else decode(line)


def next_drawn(case: Case, kind: str, by: str, after: str = "") -> str | None:
    """Return the next record of a kind that a reviewer has not spoken of, by chance, ``None`` where all are done.

    Ids are hashes of content: in their order the first hundred are a random sample of the case, the same for everybody.
    """
    table, t = TABLES[kind], reviews.c
    last = select(func.max(t.number)).where(t.reviewer == by).group_by(t.reviewed)
    done = select(t.reviewed).where(t.number.in_(last), t.verdict != "withdrawn")
    query = select(table.c.id).where(table.c.id.not_in(done)).order_by(table.c.id).limit(1)
    with case.transaction() as c:
        further = c.execute(query.where(table.c.id > after)).scalar()
        return further if further is not None else c.execute(query.where(table.c.id != after)).scalar()


def next_in_report(case: Case, report: str, by: str, after: str = "") -> str | None:
    """Return the next record of a report, by place in its text, that a reviewer has not spoken of."""
    done = {id for id, words in last_words(listed(case, Wanted(report=report))).items() if by in words}
    places: list[tuple[str, str]] = []
    with case.transaction() as c:
        for kind in KINDS[:3]:
            table = TABLES[kind]
            query = select(table.c.sort_key, table.c.id).where(table.c.report == report)
            places.extend((row.sort_key, row.id) for row in c.execute(query))
    places.sort()
    here = next((n for n, (_, id) in enumerate(places) if id == after), -1)
    turned = [id for _, id in (*places[here + 1 :], *places[: max(here, 0)])]
    return next((id for id in turned if id not in done), None)


def note_gone(case: Case) -> int:
    """Keep a problem for each reviewed record that the case no longer holds, and no other such; return how many."""
    problems = TABLES["problem"]
    with case.transaction() as c:
        lost = [v for v in _listed(c, EVERY) if v.stands == "gone"]
        c.execute(delete(problems).where(and_(problems.c.stage == "review", problems.c.reason == GONE)))
        words = last_words(lost)
        known = select(reviews.c.reviewed, reviews.c.path).where(reviews.c.path.is_not(None))
        paths = {row.reviewed: row.path for row in c.execute(known)} if words else {}
        rows = []
        for id, by in words.items():
            first = next(iter(by.values()))
            said = "; ".join(f"{v.by} {v.verdict} it on {v.at[:10]}" for v in by.values())
            rows.append(row_of(make_problem(paths.get(id), "review", GONE, f"{first.of} {id}: {said}")))
        insert_new(c, problems, rows)
    return len(rows)
