"""Reviews that go with an export: a table of their own and, when asked for, columns beside the record's."""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from accordingto.columns import Column
from accordingto.records import Record, encode
from accordingto.reviews import KINDS, Review, applied_columns


class Reviewed(Struct, frozen=True):
    """The reviews of what is exported; with ``apply`` their outcome stands beside each record too."""

    reviews: tuple[Review, ...] = ()
    apply: bool = False

    def columns(self, kind: str) -> tuple[Column, ...]:
        """Return the columns that stand beside the records of a kind, none unless they were asked for."""
        return applied_columns(kind, self.reviews) if self.apply and kind in KINDS else ()


NONE = Reviewed()


def line(record: Record, beside: Sequence[Column]) -> str:
    """Return a record's JSON line; behind the contract's fields an object ``review`` of what stands beside it.

    It is left out where nobody reviewed the record, and so are the columns of cells that nobody corrected.
    """
    if not beside:
        return encode(record)
    cells = {column.name: column.get(record) for column in beside}
    if cells["review"] is None:
        return encode(record)
    fields = str(cells["corrected_fields"] or "").split(" | ")
    corrected = {name: cells[f"{name}_corrected"] for name in fields if name}
    outcome = {"outcome": cells["review"], "by": cells["reviewed_by"], "at": cells["reviewed_at"]}
    said = {**outcome, "stands": cells["review_stands"], "corrected": corrected}
    return encode(record)[:-1] + f',"review":{msgspec.json.encode(said).decode()}}}'
