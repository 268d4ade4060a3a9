"""``accordingto compare``: reports side by side."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from accordingto.cli.casename import CaseName, told
from accordingto.cli.console import counted, out, say
from accordingto.cli.writing import FORMATS, chosen_format, write_lines
from accordingto.errors import UsageError

if TYPE_CHECKING:
    from accordingto.views import Row, Story, Whole


def compare(
    case: CaseName,
    reports: Annotated[list[str] | None, typer.Argument(help="Reports, by id or path; without any, all.")] = None,
    story: Annotated[str | None, typer.Option(help="The reports of this story (its id).")] = None,
    format: Annotated[str | None, typer.Option(help=f"One of {', '.join(FORMATS)}.")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Leave nothing out.")] = False,
) -> None:
    """Put reports side by side: where they differ, what they agree on, what one alone carries, by whose word."""
    import accordingto
    from accordingto import views

    if reports and story:
        raise UsageError("name either reports or a story")
    chosen = chosen_format(format, output)
    whole = views.gather(accordingto.open_case(case))
    if len(whole.reports) < 2:
        raise UsageError(
            f"{told(case)} holds {counted(len(whole.reports), 'report')}: read another one into it to compare"
        )
    groups: Groups
    if reports:
        ids = views.find_reports(whole, reports)
        groups = [(None, views.side_by_side(whole, ids if len(ids) > 1 else _with_its_story(whole, ids[0])))]
    else:
        groups = _by_story(whole, story)
    if chosen != "text":
        write_lines("row", _lines(groups), chosen, output)
        return
    _text(whole, groups, all_)


def _with_its_story(whole: "Whole", report: str) -> tuple[str, ...]:
    """Return the reports that one report is compared with: its story, else all that share something with it."""
    from accordingto import views

    ids = views.find_story(views.stories(whole), report).reports
    if len(ids) > 1:
        return ids
    return tuple(dict.fromkeys([report, *(r for f in whole.findings if report in f.reports for r in f.reports)]))


Groups = Sequence[tuple["Story | None", "tuple[Row, ...]"]]


def _by_story(whole: "Whole", asked: str | None) -> Groups:
    from accordingto import views

    found = views.stories(whole)
    if asked is None:
        return views.by_story(whole, found)
    story = views.find_story(found, asked)
    return [(story, views.side_by_side(whole, story.reports, within=False))]


def _lines(groups: Groups) -> Iterable[object]:
    return (row for _, rows in groups for row in rows)


def _text(whole: "Whole", groups: Groups, everything: bool) -> None:
    from accordingto.cli import sides

    console = out()
    console.print("Who says so stands behind each line; the quoted words are the report's.", style="dim")
    for story, rows in groups:
        if not rows:
            continue
        console.print()
        if story is not None:
            sides.show_story(console, story, whole)
        sides.show_rows(console, whole, rows, everything=everything)
    alone = sum(story is not None and not rows for story, rows in groups)
    if alone:
        say(f"{counted(alone, 'report')} with nothing to compare: no other report tells of the same")
