"""What a time expression is: its span, its TIMEX3 type and value, and the stretch of days that it names."""

from datetime import date
from typing import Literal

from msgspec import Struct

from accordingto.records import TimePrecision

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Tense = Literal["past", "present", "future"]
Unit = Literal["day", "part_of_day", "week", "month", "season", "year", "decade", "century"]


class Stretch(Struct, frozen=True):
    """Days from ``first`` to ``last``, both included, and the unit that the words name."""

    first: date
    last: date
    unit: Unit


class Meaning(Struct, frozen=True):
    """What the words of an expression mean: TIMEX3 type and value, days if they are known, else the reason."""

    kind: Kind
    value: str
    stretch: Stretch | None = None
    clock: str | None = None
    reason: str | None = None
    moves_focus: bool = False


class TimeExpression(Struct, frozen=True):
    """A time expression in a text.

    ``interval`` is ISO 8601, both ends included; ``reason`` says why there is none ("no report date", "ambiguous",
    "vague"); both are ``None`` for durations and sets, which are no point in time.
    """

    start: int
    end: int
    kind: Kind
    value: str
    interval: tuple[str, str] | None
    precision: TimePrecision | None
    reason: str | None


class Context(Struct, frozen=True):
    """What an expression is read against: the report's day, the story's present and the tense of its clause.

    ``focus`` is the date that the story has reached, ``last`` the one last spoken of, asides included.
    """

    anchor: date | None
    focus: Stretch | None
    last: Stretch | None
    narrative: bool
    tense: Tense
    before: str
    after: str
    text: str
