"""The outlines under the map: Natural Earth's, simplified by ``tools/build_outlines.py``, as paths of SVG.

Coordinates of a path are hundredths of a degree, longitude to the right and latitude downwards.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

import msgspec

Fineness = Literal["fine", "coarse"]

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""

_TURN = 36000
_Point = tuple[int, int]


class Shape(NamedTuple):
    """A piece of land or a line, and the box around it."""

    path: str
    box: Box


class Outlines(NamedTuple):
    """Land by country code, and the lines between countries; those in dispute apart."""

    land: Mapping[str, tuple[Shape, ...]]
    borders: tuple[Shape, ...]
    disputed: tuple[Shape, ...]


class _Level(msgspec.Struct, frozen=True):
    lines: list[list[int]]
    rings: dict[str, list[list[int]]]
    borders: list[int]
    disputed: list[int]


class _File(msgspec.Struct, frozen=True):
    unit: int
    fine: _Level
    coarse: _Level
    marks: dict[str, tuple[float, float]]


@cache
def _file() -> _File:
    found = files("accordingto.web").joinpath("data", "outlines.json").read_bytes()
    return msgspec.json.decode(found, type=_File)


@cache
def outlines(fineness: Fineness) -> Outlines:
    """Return the outlines for a map of a region (``fine``) or of the world (``coarse``)."""
    level: _Level = getattr(_file(), fineness)
    lines = [_points(line) for line in level.lines]
    land = {
        code: tuple(s for ring in rings for s in _turned(_ring(ring, lines), closed=True))
        for code, rings in level.rings.items()
    }
    return Outlines(
        land,
        tuple(s for i in level.borders for s in _turned(lines[i], closed=False)),
        tuple(s for i in level.disputed for s in _turned(lines[i], closed=False)),
    )


def mark_of(country: str) -> tuple[float, float] | None:
    """Return where a mark for a whole country stands, well inside it: longitude and latitude in degrees."""
    return _file().marks.get(country)


def box_of(country: str) -> Box | None:
    """Return the box around the largest piece of a country's land."""
    shapes = outlines("coarse").land.get(country)
    return max((s.box for s in shapes), key=lambda b: (b[2] - b[0]) * (b[3] - b[1])) if shapes else None


def _points(steps: Sequence[int]) -> list[_Point]:
    return list(zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True))


def _ring(ring: Sequence[int], lines: Sequence[list[_Point]]) -> list[_Point]:
    """Return a ring of lines (``~n`` is line n backwards) as points, without leaps at the date line."""
    found: list[_Point] = []
    for at in ring:
        for x, y in lines[at] if at >= 0 else lines[~at][::-1]:
            turns = round((found[-1][0] - x) / _TURN) if found else 0
            if not found or found[-1] != (x + _TURN * turns, y):
                found.append((x + _TURN * turns, y))
    return found


def _turned(points: list[_Point], *, closed: bool) -> list[Shape]:
    """Return points as a shape, twice where it crosses the date line: once on either side of the map.

    What has shrunk to a point is none.
    """
    if len(points) < (3 if closed else 2):
        return []
    found = [_shape(points, closed=closed)]
    west, _, east, _ = found[0].box
    for turn in (-_TURN if east > 180 else 0, _TURN if west < -180 else 0):
        if turn:
            found.append(_shape([(x + turn, y) for x, y in points], closed=closed))
    return found


def _shape(points: list[_Point], *, closed: bool) -> Shape:
    xs, ys = [x / 100 for x, _ in points], [y / 100 for _, y in points]
    steps = [f"{b[0] - a[0]} {a[1] - b[1]}" for a, b in pairwise(points)]
    path = f"M{points[0][0]} {-points[0][1]}l{' '.join(steps)}{'z' if closed else ''}"
    return Shape(path, (min(xs), min(ys), max(xs), max(ys)))
