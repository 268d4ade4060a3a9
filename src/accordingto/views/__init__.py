"""What a user sees of a record: reports side by side, a timeline, stories; records in, rows for reading out."""

from accordingto.views.changes import changes
from accordingto.views.moments import Moment, timeline
from accordingto.views.numbers import Numbers
from accordingto.views.sidebyside import Cell, Row, by_story, side_by_side
from accordingto.views.stories import Story, find_story, stories
from accordingto.views.whole import Whole, find_reports, gather

__all__ = [
    "Cell",
    "Moment",
    "Numbers",
    "Row",
    "Story",
    "Whole",
    "by_story",
    "changes",
    "find_reports",
    "find_story",
    "gather",
    "side_by_side",
    "stories",
    "timeline",
]
