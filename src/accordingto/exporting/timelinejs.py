"""A timeline for TimelineJS (Knight Lab), as the JSON that it loads.

Only what has a time of its own can stand on such a timeline; the rest is counted on the title slide. TimelineJS shows
``headline`` and ``text`` as HTML, so the words of reports are escaped.
"""

from html import escape
from typing import Any, BinaryIO

import msgspec

from accordingto.views import Moment, Whole, stories, timeline


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write a slide for each moment that has a time; return how many."""
    found = stories(whole)
    moments = timeline(whole, found)
    titles = {story.id: story.title for story in found}
    slides = [_slide(m, titles.get(m.story or "")) for m in moments if m.start]
    note = (
        f"{len(whole.reports)} reports; {len(moments) - len(slides)} things without a time of their own are not shown"
    )
    title = found[0].title if len(found) == 1 else "What the reports say"
    made = {"title": {"text": {"headline": escape(title), "text": f"<p>{escape(note)}</p>"}}, "events": slides}
    stream.write(msgspec.json.encode(made) + b"\n")
    return len(slides)


def _slide(moment: Moment, story: str | None) -> dict[str, Any]:
    told = "".join(f"<li>{escape(c.source)}: “{escape(c.words)}”</li>" for c in moment.cells)
    slide: dict[str, Any] = {
        "unique_id": moment.finding or moment.cells[0].record,
        "start_date": _date(moment.start or ""),
        "display_date": escape(moment.when),
        "group": escape(story) if story else moment.kind,
        "text": {"headline": escape(moment.what), "text": f"<p>{escape(moment.words)}</p><ul>{told}</ul>"},
    }
    if moment.end and moment.end != moment.start:
        slide["end_date"] = _date(moment.end)
    return slide


def _date(day: str) -> dict[str, int]:
    year, month, of_month = (int(part) for part in day[:10].split("-"))
    return {"year": year, "month": month, "day": of_month}
