"""The digest: who said what, what happened, what is permitted, forbidden and threatened, made for reading."""

import shlex
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from rich.console import Console
from rich.text import Text

from accordingto.cli import shared
from accordingto.cli.console import counted
from accordingto.frames import CaseRecord
from accordingto.records import (
    Actor,
    Event,
    Finding,
    Mention,
    Party,
    Position,
    Problem,
    Record,
    Report,
    Statement,
    When,
)
from accordingto.views.naming import span_of

R = TypeVar("R", Statement, Event, Position)

SPEAKERS, QUOTES, EVENTS, POSITIONS, SHARED = 12, 5, 30, 30, 15
"""How much of a large case the digest shows; what it leaves out it counts, with the command that shows it."""

_POSITION_TITLES = {
    "permission": "Permitted",
    "prohibition": "Forbidden",
    "demand": "Demanded",
    "request": "Asked for",
    "promise": "Promised",
    "threat": "Threatened",
    "refusal": "Refused",
    "denial": "Denied",
    "admission": "Admitted",
    "no_comment": "Declined to comment",
    "not_ruled_out": "Not ruled out",
}


class Told(NamedTuple):
    """One line of the digest and the reports that carry it."""

    line: Text
    reports: list[str]
    carried: int
    """The most reports that share one of its records."""
    finding: str
    """What these reports share, by id; empty where one alone tells it."""


class _Page(NamedTuple):
    """What is printed where, and how much of it."""

    reports: dict[str, Report]
    console: Console
    where: str
    """The case, as a command names it."""
    everything: bool
    shared: Mapping[str, Finding]
    """The findings of several reports, by the ids of their members."""


def show(record: CaseRecord, console: Console, *, case: str | None, everything: bool) -> None:
    """Print the digest of a record; ``case`` is its name for the hints, ``everything`` lifts the limits."""
    reports = {r.id: r for r in record.reports}
    _head(record, console, case)
    where = shlex.quote(case) if case else "CASE"
    shared_by = {member: f for f in record.findings if len(f.reports) > 1 for member in f.members}
    page = _Page(reports, console, where, everything, shared_by)
    _statements(record.statements, page)
    _events(record.events, page)
    _positions(record.positions, page)
    _shared(record, page)
    _problems(record.problems, console, where if case else None)


def _head(record: CaseRecord, console: Console, case: str | None) -> None:
    outlets = sorted({r.outlet for r in record.reports if r.outlet})
    days = sorted(r.published[:10] for r in record.reports if r.published)
    span = "" if not days else f", {days[0]}" if days[0] == days[-1] else f", {days[0]} to {days[-1]}"
    undated = f", {len(record.reports) - len(days)} undated" if days and len(days) < len(record.reports) else ""
    named = f" by {counted(len(outlets), 'outlet')}" if outlets else ""
    copies = sum(r.copy_of is not None for r in record.reports)
    copied = f", {copies} of them copies of another" if copies else ""
    title = f"{case}: " if case else ""
    console.print(Text(f"{title}{counted(len(record.reports), 'report')}{named}{copied}{span}{undated}", style="bold"))
    console.print("Who says so stands behind each line; the quoted words are the report's.", style="dim")


def _section(console: Console, title: str, *, empty: bool = False) -> None:
    console.print()
    console.print(Text(title.upper(), style="bold cyan"))
    if empty:
        console.print(Text("  nothing of this kind was found", style="dim"))


def source_of(report: Report | None) -> str:
    """Return outlet and day of a report as the digest cites them."""
    if report is None:
        return "unknown report"
    return f"{report.outlet or report.path or 'unknown outlet'}, {(report.published or 'undated')[:10]}"


def name_of(actor: Actor | None, mention: Mention | None) -> str:
    """Return how a party is shown: name and code where known, else the report's words."""
    if actor is None:
        return f"“{one_line(mention.text)}”" if mention else "somebody not named"
    codes = " ".join(c for c in (actor.country, actor.sector) if c)
    return f"{actor.name} ({codes})" if codes and codes != actor.name else actor.name


def _party(party: Party | None) -> str:
    return name_of(party.actor, party.mention) if party else "somebody not named"


def one_line(text: str) -> str:
    """Return a text without line ends and repeated blanks."""
    return " ".join(text.split())


def _folded(
    records: Iterable[R],
    line: Callable[[R], Text],
    key: Callable[[R], str],
    page: _Page,
    weight: Callable[[R, int], int] = lambda _, reports: reports,
) -> list[Told]:
    """One line for records that say the same in the same words, with every report that carries them."""
    told: dict[str, Told] = {}
    for record in records:
        folded = key(record).casefold()
        finding = page.shared.get(record.id)
        carried = weight(record, len(finding.reports) if finding else 1)
        entry = told.get(folded) or Told(line(record), [], 0, "")
        if carried > entry.carried:
            entry = entry._replace(carried=carried, finding=finding.id if finding else "")
        told[folded] = entry
        source = source_of(page.reports.get(record.report))
        if source not in entry.reports:
            entry.reports.append(source)
    return list(told.values())


def _most_told(told: Sequence[Told], room: int) -> list[Told]:
    """Return as many lines as there is room for, in the order that they have.

    Those come first that most reports share, each finding once and then in its other words.
    """
    seen: set[str] = set()
    ranked: list[tuple[bool, int, int]] = []
    for number in sorted(range(len(told)), key=lambda n: (-told[n].carried, n)):
        finding = told[number].finding
        ranked.append((bool(finding) and finding in seen, -told[number].carried, number))
        seen.add(finding)
    return [told[number] for number in sorted(number for _, _, number in sorted(ranked)[:room])]


def _print(console: Console, entries: Sequence[Told], indent: int) -> None:
    for entry in entries:
        text = entry.line.copy()
        text.append("  — " + "; ".join(entry.reports), style="dim")
        _indented(console, text, indent)


def _indented(console: Console, text: Text, indent: int) -> None:
    """Print a text with a hanging indent and no blanks at the line ends."""
    for number, line in enumerate(text.wrap(console, max(20, console.width - indent - 2))):
        line.rstrip()
        console.print(Text(" " * (indent + 2 * (number > 0))) + line)


def _more(console: Console, count: int, command: str, indent: int = 2) -> None:
    if count > 0:
        _indented(console, Text(f"… {count} more: {command}", style="dim"), indent)


def _quoted(statement: Statement) -> str:
    words = " … ".join(one_line(m.text) for m in statement.content)
    return f"“{words}”" if statement.form == "direct" else words


def _statement_line(statement: Statement) -> Text:
    text = Text()
    cue = one_line(statement.cue.mention.text) if statement.cue else "(no cue)"
    if any(map(str.isalnum, cue)):  # a transcript has a colon only
        text.append(cue, style="italic")
    if statement.addressee:
        text.append(f" [to {one_line(statement.addressee.mention.text)}]")
    text.append(f": {_quoted(statement)}" if text else _quoted(statement))
    if statement.occasion:
        text.append(f" [at: {one_line(statement.occasion.mention.text)}]")
    if statement.cue and statement.cue.stance != "neutral":
        text.append(f" [{statement.cue.stance}]", style="yellow")
    return text


def _statements(statements: Sequence[Statement], page: _Page) -> None:
    _, console, where, everything, _ = page
    _section(console, "Who said what", empty=not statements)
    by_speaker: dict[str, list[Statement]] = defaultdict(list)
    known: set[str] = set()
    for statement in statements:
        speaker = _party(statement.speaker)
        by_speaker[speaker].append(statement)
        if statement.speaker and statement.speaker.actor:
            known.add(speaker)
    ranked = sorted(by_speaker, key=lambda s: (s == "somebody not named", s not in known, -len(by_speaker[s]), s))
    shown = ranked if everything else ranked[:SPEAKERS]
    for speaker in shown:
        console.print(Text(f"  {speaker}", style="bold"))
        told = _folded(by_speaker[speaker], _statement_line, _quoted, page)
        kept = told if everything else _most_told(told, QUOTES)
        _print(console, kept, 4)
        _more(console, len(told) - len(kept), f'accordingto show {where} statements --actor "…"', 4)
    _more(console, len(ranked) - len(shown), f"accordingto show {where} statements (speakers)")


def _day(when: When) -> str:
    """Return a time as precisely as it is known: "2016" for "in 2016", the report's words where it was not resolved."""
    return span_of(when) or f"“{one_line(when.mention.text)}”"


def _side(parties: Sequence[Party]) -> str:
    return ", ".join(_party(p) for p in parties) or "?"


def _event_line(event: Event) -> Text:
    text = Text()
    text.append(f"{event.type:<9} ", style="bold")
    text.append(f"{_side(event.actors)} → {_side(event.recipients)}: ")
    text.append(f"“{one_line(event.trigger.mention.text)}”", style="italic")
    details = [
        f"with {one_line(event.instrument.mention.text)}" if event.instrument else "",
        f"in {one_line(event.place.mention.text)}" if event.place else "",
        f"when {_day(event.when)}" if event.when else "",
        _victims(event),
    ]
    if any(details):
        text.append(" " + ", ".join(d for d in details if d))
    if event.status != "occurred":
        text.append(f" [{event.status}]", style="yellow")
    if event.statements:
        text.append(" [as told in a statement]", style="dim")
    return text


def _victims(event: Event) -> str:
    if event.magnitude is None:
        return ""
    parts = []
    for kind in event.magnitude.__struct_fields__:
        count = getattr(event.magnitude, kind)
        if count is not None:
            bounds = {count.low, count.high} - {None}
            exact = len(bounds) == 1 and None not in (count.low, count.high)
            number = f"{count.low}" if exact else f"{count.low or '?'} to {count.high or '?'}"
            parts.append(f"{kind} {number}")
    return ", ".join(parts)


def _dated(event: Event, reports: dict[str, Report]) -> str:
    """Return the day by which an event is ordered: its own, else that of the report that tells of it."""
    report = reports.get(event.report)
    own = event.when.start if event.when else None
    return (own or (report.published if report else None) or "~")[:10]


def _long_before(reports: dict[str, Report]) -> str:
    """Return the day a year before the first report: what is older is told as its past."""
    first = min((r.published[:10] for r in reports.values() if r.published), default="")
    return f"{int(first[:4]) - 1:04d}{first[4:]}" if first else ""


def _events(events: Sequence[Event], page: _Page) -> None:
    """Print events by their days: of a large case those that most reports tell, and none of long before."""
    reports, console, where, everything, _ = page
    _section(console, "What happened, is planned or is threatened", empty=not events)
    ordered = sorted(events, key=lambda e: _dated(e, reports))
    past = _long_before(reports)

    def weight(event: Event, carried: int) -> int:
        return carried if _dated(event, reports) >= past else 0

    told = _folded(ordered, _event_line, lambda e: _event_line(e).plain, page, weight)
    kept = told if everything else _most_told(told, EVENTS)
    _print(console, kept, 2)
    _more(console, len(told) - len(kept), f"accordingto show {where} events")


def _position_line(position: Position) -> Text:
    text = Text()
    holder = name_of(position.holder.actor, position.holder.mention) if position.holder else "?"
    text.append(holder, style="bold")
    if position.bearer:
        text.append(f" → {_party(position.bearer)}")
    text.append(f": {one_line(position.action.mention.text)}")
    for limit in position.limits:
        text.append(f" [{limit.sense} {limit.kind}: {one_line(limit.mention.text)}]", style="green")
    if position.condition:
        text.append(f" [condition: {one_line(position.condition.mention.text)}]", style="magenta")
    if position.consequence:
        text.append(f" [then: {one_line(position.consequence.mention.text)}]", style="magenta")
    if position.status != "in_force":
        text.append(f" [{position.status}]", style="yellow")
    return text


def _positions(positions: Sequence[Position], page: _Page) -> None:
    _, console, where, everything, _ = page
    _section(console, "What is permitted, forbidden, demanded, promised, threatened", empty=not positions)
    budget = len(positions) if everything else POSITIONS
    left_out = 0
    for kind, title in _POSITION_TITLES.items():
        of_kind = [p for p in positions if p.position == kind]
        told = _folded(of_kind, _position_line, lambda p: _position_line(p).plain, page)
        kept = _most_told(told, budget)
        budget -= len(kept)
        left_out += len(told) - len(kept)
        if kept:
            console.print(Text(f"  {title}", style="bold"))
            _print(console, kept, 4)
    _more(console, left_out, f"accordingto show {where} positions")


def _shared(record: CaseRecord, page: _Page) -> None:
    reports, console, where, everything, _ = page
    if len(reports) < 2:
        return
    everywhere = shared.shown(record.findings)
    found = [f for f in everywhere if not shared.is_copied(f, reports)]
    _section(console, "What several reports share, and where they differ", empty=not everywhere)
    members: dict[str, Record] = {
        r.id: r for rows in (record.statements, record.events, record.positions) for r in rows
    }
    sources = {i: source_of(reports.get(getattr(r, "report", ""))) for i, r in members.items()}
    kept = found if everything else found[:SHARED]
    for line in shared.copies(everywhere, reports, source_of):
        _indented(console, line, 2)
    for finding in kept:
        _indented(console, shared.heading(finding, members, reports), 2)
        for line in shared.differing(finding, sources):
            _indented(console, line, 10)
    _more(console, len(found) - len(kept), f"accordingto show {where} findings")
    alone = sum(f.verdict == "single_source" for f in record.findings)
    related = sum(f.verdict == "related" for f in record.findings)
    more = f", {related} only related" if related else ""
    rest = f"{alone} more told by one report only{more}: accordingto show {where} findings"
    if alone or related:
        _indented(console, Text(rest, style="dim"), 2)


def _problems(problems: Sequence[Problem], console: Console, where: str | None) -> None:
    if not problems:
        return
    _section(console, "What could not be read or resolved")
    by_reason: dict[str, int] = defaultdict(int)
    for problem in problems:
        by_reason[f"{problem.stage}: {problem.reason}"] += 1
    for reason, count in sorted(by_reason.items(), key=lambda item: (-item[1], item[0])):
        console.print(Text(f"  {count} × {reason}"))
    if where:
        console.print(Text(f"  Each with its report and words: accordingto show {where} problems", style="dim"))
        return
    for problem in problems:
        words = f"{problem.path or 'input'}: {problem.reason}: {one_line(problem.detail or '')}"
        _indented(console, Text(words, style="dim"), 4)
