"""What a batch of reports brought: what it changed, what it confirmed, what it added."""

from collections.abc import Collection

from msgspec.structs import replace

from accordingto.views.sidebyside import Row, side_by_side
from accordingto.views.whole import Whole

CHANGES = ("changed", "confirmed", "copied", "related", "added")
"""In the order in which they are shown."""

_BETWEEN = {"differs": "changed", "agreed": "confirmed", "copied": "copied", "related": "related"}


def changes(whole: Whole, fresh: Collection[str]) -> tuple[Row, ...]:
    """Return the rows that the ``fresh`` reports (ids) have a part in, each with its ``change``.

    ``changed``: an earlier report tells it otherwise. ``confirmed``: an earlier report tells the same. ``copied``: the
    only other text is the same text, which confirms nothing. ``related``: it belongs with something told earlier.
    ``added``: no earlier report tells it.
    """
    rows = side_by_side(whole, fresh, within=False)
    told = [replace(row, change=_change(row, fresh)) for row in rows]
    return tuple(sorted(told, key=lambda row: CHANGES.index(row.change or "added")))


def _change(row: Row, fresh: Collection[str]) -> str:
    known = [cell.report for cell in row.cells if cell.report not in fresh]
    return _BETWEEN.get(row.section, "added") if known else "added"
