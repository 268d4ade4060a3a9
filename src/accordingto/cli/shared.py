"""The digest's side by side: what several reports share, and where they differ."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.text import Text

from accordingto.records import Difference, Event, Finding, Position, Record, Report, Statement
from accordingto.views.naming import why

_ORDER = {"differs": 0, "same": 1}
"""Verdicts that the digest shows, in its order; the others it counts."""

_MOST = 8
"""Outlets that are named of a finding."""

_OF = ("event", "statement", "position")


def shown(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings on several reports: where they differ first, then those with the most origins."""
    kept = [f for f in findings if f.verdict in _ORDER]
    return sorted(kept, key=lambda f: (_ORDER[f.verdict], -f.origins.high, -len(f.reports), _OF.index(f.of), f.id))


def is_copied(finding: Finding, reports: Mapping[str, Report]) -> bool:
    """Return whether a finding rests on one text alone: every report of it but one is a copy."""
    told = [reports[r] for r in finding.reports if r in reports]
    return len(told) > 1 and sum(r.copy_of is None for r in told) <= 1


def copies(findings: Sequence[Finding], reports: Mapping[str, Report], name: Callable[[Report], str]) -> Iterator[Text]:
    """Yield a line for each report that is a copy: of which one, and how many findings rest on that text alone."""
    for report in reports.values():
        original = reports.get(report.copy_of or "")
        if original is None:
            continue
        count = sum({report.id, original.id} >= set(f.reports) for f in findings)
        text = Text("copy    ", style="bold")
        text.append(f"{name(report)} carries the text of {name(original)}", style="default")
        text.append(f"; {count} findings rest on it alone and count as one origin", style="dim")
        yield text


def _told(record: Record | None) -> str:
    """Return the words that stand for a member of a finding."""
    match record:
        case Statement():
            return " … ".join(m.text for m in record.content)
        case Event():
            return record.evidence.exact
        case Position():
            return record.action.mention.text
    return ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def heading(finding: Finding, members: dict[str, Record], reports: Mapping[str, Report]) -> Text:
    """Return a finding in one line: what it is of, who, the first report's words, outlets and origins."""
    agreed = {a.field: a.value for a in finding.agreed}
    who = next((agreed[field] for field in ("speaker", "holder", "actor") if field in agreed), "")
    what = _kind(members.get(finding.members[0]))
    text = Text()
    text.append(f"{finding.verdict:<7} ", style="yellow" if finding.verdict == "differs" else "bold")
    text.append(f"{what}{f', {who}' if who else ''}: ")
    text.append(_one_line(_told(members.get(finding.members[0]))), style="italic")
    low, high = finding.origins.low, finding.origins.high
    origins = f"{low}" if low == high else f"{low} to {high}"
    text.append(f"  — {_outlets(finding, reports)}; independent origins: {origins}", style="dim")
    return text


def _outlets(finding: Finding, reports: Mapping[str, Report]) -> str:
    """Return the outlets that carry a finding, and the number of reports where it is another one."""
    told = [reports[r].outlet for r in finding.reports if r in reports]
    named = list(dict.fromkeys(outlet for outlet in told if outlet))
    words = "; ".join(named[:_MOST]) + (f" and {len(named) - _MOST} more" if len(named) > _MOST else "")
    count = f"{len(finding.reports)} reports"
    return words if words and len(named) == len(finding.reports) else f"{words}, {count}" if words else count


def _kind(record: Record | None) -> str:
    """What a finding is of: the type of an event, the kind of a position, else a statement."""
    match record:
        case Event():
            return record.type
        case Position():
            return record.position.replace("_", " ")
    return "statement"


def differing(finding: Finding, sources: dict[str, str]) -> Iterator[Text]:
    """Yield a line for each field in which the members differ, every value with the reports that give it."""
    for difference in finding.differences:
        text = Text(f"{difference.field} ({difference.type}): ", style="yellow")
        text.append(" / ".join(_values(difference, sources)), style="default")
        if difference.cause:
            text.append(f"  — {why(difference)}", style="dim")
        yield text


def _values(difference: Difference, sources: dict[str, str]) -> Iterator[str]:
    by_value: dict[str, list[str]] = defaultdict(list)
    for value in difference.values:
        said = _one_line(value.value) if value.value else "not given"
        source = sources.get(value.member, "unknown report")
        if source not in by_value[said]:
            by_value[said].append(source)
    for said, reports in by_value.items():
        yield f"{said} [{'; '.join(reports)}]"
