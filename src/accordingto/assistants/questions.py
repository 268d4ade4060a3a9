"""What an assistant can ask of a case, each question a function with an answer that carries its evidence."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from msgspec import to_builtins
from pydantic import Field

from accordingto import views
from accordingto.arriving import changes_in
from accordingto.assistants import answers
from accordingto.assistants.answers import Answer
from accordingto.casefile import Case, Filters, citing, reviewing
from accordingto.casefile import pages as asking_case
from accordingto.casefile.runs import read_after, runs
from accordingto.columns import BRIEF, flat, kind_of
from accordingto.comparing.ledger import Query, Standing
from accordingto.comparing.ledger.model import Telling
from accordingto.errors import UsageError
from accordingto.records import Event, Finding, Position, Report, Statement
from accordingto.reviews import REVIEW_COLUMNS
from accordingto.standing import standing
from accordingto.views import Whole
from accordingto.views.naming import headline, title_of, words_of
from accordingto.views.whole import Told

Kind = Literal["statement", "event", "position"]
KINDS: tuple[Kind, ...] = ("statement", "event", "position")

Day = Annotated[str | None, Field(description="A day as YYYY-MM-DD.")]
Words = Annotated[str | None, Field(max_length=200)]
Limit = Annotated[int, Field(description=f"How many items, 1 to {answers.MOST}.")]
Cursor = Annotated[str | None, Field(description="The cursor of the answer before, to go on from there.")]

_AROUND = 400
"""Characters of the report on each side of a record's words."""


class Questions:
    """Questions to one case. It is opened anew for each and never written to, so that a run that goes on is seen."""

    def __init__(self, case: str) -> None:
        self._case = case

    def _open(self) -> Case:
        return Case(self._case, read_only=True)

    def overview(self) -> Answer:
        """What the case holds: how many records of each kind, from which days, and its largest stories.

        Begin here. It cites nothing: ask on for evidence.
        """
        with self._open() as case:
            counts, (first, last) = case.counts(), asking_case.days(case)
        return {"note": answers.NOTE, "records": counts, "first_day": first, "last_day": last, **self._stories(0, 10)}

    def search(
        self,
        text: Annotated[
            Words, Field(description="Words that must all be there, by their beginnings; phrases in quotation marks.")
        ] = None,
        kind: Annotated[Kind | None, Field(description="Only this kind; all three without it.")] = None,
        actor: Annotated[Words, Field(description="A speaker, actor, holder or other party by name or words.")] = None,
        country: Annotated[Words, Field(description="A party's country, ISO alpha-3 such as UKR.")] = None,
        type: Annotated[Words, Field(description="Event type, statement form or position kind; needs kind.")] = None,
        outlet: Words = None,
        report: Annotated[Words, Field(description="Only of this report (id or path).")] = None,
        since: Annotated[Day, Field(description="Of reports published on or after YYYY-MM-DD.")] = None,
        until: Annotated[Day, Field(description="Of reports published on or before YYYY-MM-DD.")] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """Find statements, events and positions, in the order of their reports, each with its exact words."""
        if type and kind is None:
            raise UsageError("type needs a kind: statement, event or position")
        asked = {"text": text, "actor": actor, "country": country, "type": type, "outlet": outlet, "report": report}
        given: dict[str, Any] = {**asked, "since": since, "until": until}
        filters = Filters(**{name: value or None for name, value in given.items()})
        first = answers.place(cursor)
        with self._open() as case:
            kinds = KINDS if kind is None else (kind,)
            found, total = citing.some(case, kinds, filters, first, answers.size(limit))
            whole = views.gather(citing.with_sources(case, found))
        told = [whole.told[one.id] for one in found]
        return answers.answer(told, lambda one: _item(one, whole), first, total)

    def record(
        self,
        id: Annotated[str, Field(description="Id of a statement, event, position or finding.", max_length=40)],
    ) -> Answer:
        """One record in full, by its evidence id: every field, its words in their surroundings, and its findings."""
        with self._open() as case:
            found = reviewing.find(case, id)
            if found is None:
                raise UsageError(f"there is no record {id}: search gives the ids that there are")
            said = reviewing.listed(case, reviewing.Wanted(reviewed=id))
            one = found.record
            if isinstance(one, Finding):
                whole = views.gather([*asking_case.members_of(case, [one]), one])
                shared: list[Finding] = [one]
            else:
                whole = views.gather(citing.with_sources(case, [one]))
                shared = citing.findings_with(case, id)
        reviews = [{c.name: c.get(v) for c in REVIEW_COLUMNS} for v in said]
        told = _finding(one, whole) if isinstance(one, Finding) else _full(whole.told[id], whole)
        beside = [{"finding": f.id, "verdict": f.verdict, "evidence": list(f.members)} for f in shared if f is not one]
        return {"note": answers.NOTE, **told, "findings": beside, "reviews": reviews}

    def stories(self, limit: Limit = 20, cursor: Cursor = None) -> Answer:
        """The stories of the case, those of most reports first; ask `story` for one of them."""
        return {"note": answers.NOTE, **self._stories(answers.place(cursor), answers.size(limit))}

    def _stories(self, first: int, size: int) -> Answer:
        with self._open() as case:
            found, total = asking_case.tales(case, first, size)
            heads = asking_case.heads_of(case, [tale.id for tale in found])

        def shape(tale: asking_case.Tale) -> Answer:
            head = heads[tale.id]
            return {**tale._asdict(), "title": title_of(head), "first_report": head.id}

        return answers.answer(found, shape, first, total)

    def story(
        self,
        story: Annotated[str, Field(description="Id of a story, or of a report in it.", max_length=40)],
        section: Annotated[
            Literal["differs", "agreed", "copied", "related", "only_here"] | None,
            Field(description="Only these rows: where reports differ, what they agree on, what one alone tells."),
        ] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """One story: its reports side by side, differences first, each row with the words of every report."""
        whole, found = self._story(story)
        rows = views.side_by_side(whole, found.reports, within=False)
        kept = [row for row in rows if section in (None, row.section)]
        part, first = answers.some(kept, cursor, limit)
        reports = [_report(whole.reports[r]) for r in found.reports]
        head = {"story": found.id, "title": found.title, "reports": reports}
        return answers.answer(part, lambda row: answers.row(row, whole), first, len(kept), **head)

    def _story(self, asked: str) -> tuple[Whole, views.Story]:
        with self._open() as case:
            report = asking_case.record_of(case, "report", asked)
            id = (report.story if isinstance(report, Report) else None) or asked
            inside = asking_case.story_reports(case, id)
            if not inside:
                raise UsageError(f"there is no story {asked}: `stories` lists them")
            records = asking_case.told_in(case, inside)
            beside = {r for f in records if isinstance(f, Finding) for r in f.reports} - set(inside)
            others = [r for r in asking_case.told_in(case, beside) if not isinstance(r, Finding)] if beside else []
        whole = views.gather([*records, *others])
        return whole, views.find_story(views.stories(whole), id)

    def positions(
        self,
        as_of: Annotated[Day, Field(description="The day, YYYY-MM-DD; without it, the latest.")] = None,
        holder: Annotated[Words, Field(description="Whose position: ISO code, name or office.")] = None,
        toward: Annotated[Words, Field(description="Whom it binds or frees: ISO code, name or office.")] = None,
        about: Annotated[Words, Field(description="What about: weapons, a PLOVER type, or words of the act.")] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """Who permitted, forbade, demanded, promised or threatened what, as it stood on a day, under which limits."""
        query = Query(as_of=as_of or None, holder=holder or None, toward=toward or None, about=about or None)
        found = standing(self._case, query)
        part, first = answers.some(found, cursor, limit)
        return answers.answer(part, _standing, first, len(found), as_of=as_of or "latest")

    def timeline(
        self,
        story: Annotated[str, Field(description="Id of a story, or of a report in it.", max_length=40)],
        since: Day = None,
        until: Day = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """What one story tells in the order of its own time; what has no time of its own comes last."""
        Filters(since=since, until=until)  # refuses what is no day
        whole, found = self._story(story)
        moments = [m for m in views.timeline(whole, (found,)) if _within(m, since, until)]
        part, first = answers.some(moments, cursor, limit)
        head = {"story": found.id, "title": found.title}
        return answers.answer(part, lambda m: answers.moment(m, whole), first, len(moments), **head)

    def changes(
        self,
        after_run: Annotated[
            int | None, Field(description="A run's number; without it, what the last brought.")
        ] = None,
        limit: Limit = 20,
        cursor: Cursor = None,
    ) -> Answer:
        """What the reports that came in last changed, confirmed and added, against those that were there before."""
        with self._open() as case:
            listed = runs(case)
            if not listed:
                raise UsageError("nothing was read into this case yet")
            after = listed[-1].id - 1 if after_run is None else after_run
            whole, rows = changes_in(case, read_after(case, after))
        part, first = answers.some(rows, cursor, limit)
        head = {"after_run": after, "runs": [to_builtins(run) for run in listed[-5:]]}
        return answers.answer(part, lambda row: answers.row(row, whole), first, len(rows), **head)

    def all(self) -> Sequence[Any]:
        """Return every question."""
        asked = (self.overview, self.search, self.record, self.stories, self.story)
        return (*asked, self.positions, self.timeline, self.changes)


def _within(moment: views.Moment, since: str | None, until: str | None) -> bool:
    if since is None and until is None:
        return True
    if moment.start is None:
        return False
    return (moment.end or moment.start) >= (since or "") and moment.start <= f"{until or '~'}~"


def _item(record: Told, whole: Whole) -> Answer:
    cells = flat(record)
    brief = {name: cells[name] for name in BRIEF[kind_of(record)] if cells[name] is not None}
    what = {"kind": kind_of(record), "what": headline(record), "words": words_of(record)}
    return {**what, "fields": brief, "evidence": [answers.evidence(record, whole)]}


def _full(record: Told, whole: Whole) -> Answer:
    report, words = whole.reports[record.report], record.evidence
    carried = _carried(record, whole)
    return {
        "kind": kind_of(record),
        "what": headline(record),
        "before": report.text[max(0, words.start - _AROUND) : words.start],
        "after": report.text[words.end : words.end + _AROUND],
        "record": to_builtins(record),
        "evidence": [answers.evidence(record, whole), *(answers.evidence(one, whole) for one in carried)],
        "report": _report(report),
    }


def _carried(record: Told, whole: Whole) -> list[Statement]:
    """Return the statements by which an event or a position is told."""
    ids: Sequence[str] = ()
    match record:
        case Event():
            ids = record.statements
        case Position():
            ids = (record.said_by or "",)
    return [whole.statements[id] for id in ids if id in whole.statements]


def _finding(found: Finding, whole: Whole) -> Answer:
    rows = [row for row in views.side_by_side(whole, whole.reports, within=False) if row.finding == found.id]
    members = [whole.told[m] for m in found.members if m in whole.told]
    shown: Mapping[str, Any] = answers.row(rows[0], whole) if rows else {}
    evidence = [answers.evidence(one, whole) for one in members]
    return {**shown, "kind": "finding", "record": to_builtins(found), "evidence": evidence}


def _report(report: Report) -> Answer:
    told = {"id": report.id, "outlet": report.outlet, "published": report.published, "title": report.title}
    return {**told, "url": report.url, "byline": report.byline, "copy_of": report.copy_of}


def _standing(found: Standing) -> Answer:
    entry = found.entry
    return {
        "group": found.group,
        "state": found.state,
        "position": entry.position,
        "holder": entry.holder.name,
        "toward": entry.bearer.name if entry.bearer else None,
        "action": entry.action,
        "limits": [
            {"kind": limit.kind, "sense": limit.sense, "words": limit.words, "evidence": list(limit.told)}
            for limit in entry.limits
        ],
        "condition": entry.condition,
        "consequence": entry.consequence,
        "since": entry.since,
        "until": entry.until,
        "steps": [
            {"date": s.date, "date_is": s.basis, "change": s.change, "evidence": [t.position for t in s.told]}
            for s in found.steps
        ],
        "contradicted": bool(found.against),
        "evidence": [_telling(t) for t in entry.told],
    }


def _telling(told: Telling) -> Answer:
    where = {"report": told.report, "outlet": told.outlet, "published": told.published, "is_copy": told.copy}
    words = {"id": told.position, "exact": told.quote, "start": told.start, "end": told.end}
    return {**words, "according_to": told.by or "the outlet itself", **where}
