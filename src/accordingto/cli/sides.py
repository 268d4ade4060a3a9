"""Reports side by side and the timeline, made for a terminal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from accordingto.cli.console import counted
from accordingto.views import Cell, Moment, Row, Story, Whole
from accordingto.views.naming import source_of, value, why
from accordingto.views.numbers import in_words
from accordingto.views.sidebyside import by_value

ALONE, TIMELESS, ADDED = 8, 8, 20
"""Rows shown of what one report alone carries, of a story's moments without a time, and of what a batch added, unless
all is asked for."""

TITLES = {
    "differs": "Where they differ",
    "agreed": "What they agree on",
    "copied": "Told from one text: copies, no second source",
    "related": "What belongs together without being the same",
}


def show_rows(console: Console, whole: Whole, rows: Sequence[Row], *, everything: bool) -> None:
    """Print the rows of one comparison, section by section."""
    for section, title in TITLES.items():
        found = [row for row in rows if row.section == section]
        if found:
            _title(console, f"{title.upper()} ({len(found)})")
        for row in found:
            for text, indent in _row(row, whole):
                indented(console, text, indent)
    alone: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.section == "only_here":
            alone[row.cells[0].report].append(row)
    for report, found in alone.items():
        _title(console, f"ONLY IN {source_of(whole.reports[report])} ({len(found)})")
        shown = found if everything else found[:ALONE]
        for row in shown:
            indented(console, _alone(row), 2)
        _left_out(console, len(found) - len(shown))


CHANGES = {
    "changed": "Told otherwise than before",
    "confirmed": "Confirmed",
    "copied": "Told again from the same text: no second source",
    "related": "Belongs with something told before",
    "added": "Not told before",
}


def show_changes(console: Console, whole: Whole, rows: Sequence[Row], *, everything: bool) -> None:
    """Print what a batch changed, confirmed and added, the new ones cut short unless all is asked for."""
    for change, title in CHANGES.items():
        found = [row for row in rows if row.change == change]
        if not found:
            continue
        _title(console, f"{title.upper()} ({len(found)})")
        shown = found if everything or change != "added" else found[:ADDED]
        for row in shown:
            lines = [(_added(row), 2)] if change == "added" and len(row.cells) == 1 else _row(row, whole)
            for text, indent in lines:
                indented(console, text, indent)
        _left_out(console, len(found) - len(shown))


def _added(row: Row) -> Text:
    return _alone(row).append(f"  [{row.cells[0].source}]", style="green")


def _title(console: Console, words: str) -> None:
    console.print()
    console.print(Text(words, style="bold cyan"))


def _left_out(console: Console, count: int) -> None:
    if count > 0:
        console.print(Text(f"  … {count} more: --all shows them", style="dim"))


def indented(console: Console, text: Text, indent: int) -> None:
    """Print a text with a hanging indent and no blanks at the line ends."""
    for number, line in enumerate(text.wrap(console, max(20, console.width - indent - 2))):
        line.rstrip()
        console.print(Text(" " * (indent + 2 * (number > 0))) + line)


def _row(row: Row, whole: Whole) -> Iterator[tuple[Text, int]]:
    head = Text(f"{row.of}  ", style="dim")
    head.append(row.what, style="bold")
    yield head, 2
    yield Text(f"{in_words(row.numbers)} ({row.numbers.reason})", style="dim"), 6
    for cell in row.cells:
        yield _cell(cell), 6
    for difference in row.differences:
        told = []
        for words, members in by_value(difference):
            outlets = dict.fromkeys(source_of(whole.reports[whole.told[m.member].report]) for m in members)
            told.append(f"{value(words)} [{'; '.join(outlets)}]")
        text = Text(f"{difference.field} ({difference.type}): ", style="yellow")
        text.append(" / ".join(told), style="default")
        yield text.append(f"  — {why(difference)}" if difference.cause else "", style="dim"), 6
    if row.elsewhere:
        yield Text(f"also in {counted(len(row.elsewhere), 'report')} outside this comparison", style="dim"), 6


def _cell(cell: Cell) -> Text:
    text = Text(f"{cell.source}{' [copy]' if cell.copy else ''}: ", style="green")
    text.append(_in_marks(cell.words), style="default")
    return text.append(f"  — {cell.said_by}", style="dim")


def _in_marks(words: str) -> str:
    """Return words in quotation marks, those that they begin or end with not doubled.

    >>> _in_marks("“We wait,” Roe said"), _in_marks("the dam held")
    ('“We wait,” Roe said', '“the dam held”')
    """
    return words if words[:1] in '“"' and (words[-1:] in '”"' or _closes(words)) else f"“{words}”"


def _closes(words: str) -> bool:
    """Whether a quotation that words begin with ends within them."""
    return any(mark in words[1:] for mark in '”"')


def _alone(row: Row) -> Text:
    text = Text(f"{row.of}  ", style="dim")
    told = row.words if row.of == "statement" else row.cells[0].words
    text.append(row.what, style="bold").append(f": {_in_marks(told)}")
    if row.of != "statement":
        text.append(f"  — {row.cells[0].said_by}", style="dim")
    return text


def show_story(console: Console, story: Story, whole: Whole) -> None:
    """Print what a story is: title, id, days, reports."""
    console.print(Text(story.title, style="bold underline"))
    outlets = {whole.reports[r].outlet for r in story.reports} - {None}
    days = story.since if story.since == story.until else f"{story.since} to {story.until}"
    numbers = f"{counted(len(story.reports), 'report')}, {counted(len(outlets), 'outlet')}"
    console.print(Text(f"story {story.id}: {numbers}, {days or 'undated'}", style="dim"))


def show_moments(console: Console, moments: Sequence[Moment], *, everything: bool) -> None:
    """Print a timeline: what has a time in its order, what has none apart."""
    timed = [m for m in moments if m.start]
    day: str | None = None
    for moment in timed:
        if moment.when != day:
            day = moment.when
            console.print(Text(f"  {day}", style="cyan").append(_precision(moment), style="dim"))
        indented(console, _moment(moment), 4)
    timeless = [m for m in moments if not m.start]
    if timeless:
        console.print(Text(f"  no time told ({len(timeless)}), by the day of the first report", style="cyan"))
    shown = timeless if everything else timeless[:TIMELESS]
    for moment in shown:
        indented(console, Text(f"{moment.told_on or 'undated':<11}", style="dim").append_text(_moment(moment)), 4)
    _left_out(console, len(timeless) - len(shown))


def _precision(moment: Moment) -> str:
    if moment.precision in {None, "day"}:
        return ""
    return f"  (precise to the {str(moment.precision).replace('_', ' ')})"


def _moment(moment: Moment) -> Text:
    text = Text(f"{moment.kind}  ", style="dim")
    text.append(moment.what, style="bold").append(f": “{moment.words}”")
    if moment.differs:
        text.append("  [reports give other times too]", style="yellow")
    sources = dict.fromkeys(c.source for c in moment.cells)
    return text.append("  — " + "; ".join(sources), style="dim")
