"""A map as a drawing: which stretch of the world it shows, the land and lines under it, and its marks.

A mark is never more exact than the words of the reports: a circle is a town or something finer, a diamond a region or a
sea, a square a country of which no town was named; its place in there means nothing. The projection is plain: degrees,
narrowed by the cosine of the middle latitude.
"""

import math
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from accordingto.casefile.mapping import Spot
from accordingto.web.outlines import Box, Fineness, Shape, box_of, mark_of, outlines

WIDTH, TALLEST, SHORTEST = 960, 620, 300
"""Of the drawing, in its own units."""

WORLD: Box = (-172.0, -56.0, 190.0, 78.0)

MOST = 400
"""Marks that one drawing holds; the list below it has every place."""

FINE_UNTIL = 60.0
"""Degrees of longitude up to which the finer outlines are drawn."""

Form = Literal["town", "region", "country"]

FORMS: dict[str, Form] = {"exact": "town", "city": "town", "district": "town", "region": "region", "area": "region"}
"""Precision of a place → the form of its mark; what is missing here is a country."""

SAID = {
    "exact": "coordinates",
    "city": "a town",
    "district": "a district",
    "region": "somewhere in this region",
    "area": "somewhere in this area",
    "country": "somewhere in this country",
}
"""Precision of a place → what it is called."""

_BULK = 0.06
"""Share of the reports on each side that the first view may leave out."""


class Mark(NamedTuple):
    """A spot at its place in the drawing; ``size`` is half its width."""

    spot: Spot
    form: Form
    x: float
    y: float
    size: float


class Drawing(NamedTuple):
    """A map that can be written down as SVG; ``outside`` is how many places lie beyond its edges."""

    height: int
    turn: str
    land: tuple[tuple[str, str], ...]
    borders: str
    disputed: str
    marks: tuple[Mark, ...]
    outside: int
    unplaced: int


def draw(spots: Sequence[Spot], view: str | None) -> Drawing:
    """Return the map of some spots.

    ``view`` is ``world``, the code of a country to look at, or nothing for the stretch that most reports tell of.
    """
    placed = [(spot, where) for spot in spots if (where := _where(spot))]
    west, south, east, north = _box([(s, w) for s, w in placed], view)
    narrow = math.cos(math.radians((south + north) / 2)) if view != "world" else 1.0
    scale = min(WIDTH / ((east - west) * narrow), TALLEST / (north - south))
    height = round(max(SHORTEST, min(TALLEST, (north - south) * scale)))
    half, tall = WIDTH / scale / narrow / 2, height / scale / 2
    middle, level = (west + east) / 2, (south + north) / 2
    box = (middle - half, level - tall, middle + half, level + tall)

    def at(where: tuple[float, float]) -> tuple[float, float]:
        east_of = (where[0] - box[0]) % 360
        return east_of * narrow * scale, (box[3] - where[1]) * scale

    inside = [(spot, at(where)) for spot, where in placed]
    inside = [(s, (x, y)) for s, (x, y) in inside if 0 <= x <= WIDTH and 0 <= y <= height]
    marks = [_mark(spot, x, y) for spot, (x, y) in inside[:MOST]]
    fineness: Fineness = "fine" if box[2] - box[0] <= FINE_UNTIL else "coarse"
    drawn = outlines(fineness)
    turn = f"translate({-box[0] * narrow * scale:.2f} {box[3] * scale:.2f}) "
    turn += f"scale({narrow * scale / 100:.6f} {scale / 100:.6f})"
    land = ((code, _paths(shapes, box)) for code, shapes in drawn.land.items())
    return Drawing(
        height,
        turn,
        tuple((code, path) for code, path in land if path),
        _paths(drawn.borders, box),
        _paths(drawn.disputed, box),
        tuple(sorted(marks, key=lambda m: -m.size)),
        len(placed) - len(inside),
        len(spots) - len(placed),
    )


def _where(spot: Spot) -> tuple[float, float] | None:
    """Return where the mark of a spot stands; that of a country well inside its outline."""
    if spot.precision == "country" and spot.country and (mark := mark_of(spot.country)):
        return mark
    return (spot.longitude, spot.latitude) if spot.longitude is not None and spot.latitude is not None else None


def _mark(spot: Spot, x: float, y: float) -> Mark:
    size = min(26.0, 3.0 + 1.6 * math.sqrt(spot.reports))
    return Mark(spot, FORMS.get(spot.precision, "country"), round(x, 1), round(y, 1), round(size, 1))


def _box(placed: Sequence[tuple[Spot, tuple[float, float]]], view: str | None) -> Box:
    found = box_of(view) if view and view != "world" else None
    if found is None and (view or not placed):
        return WORLD
    if found is None:
        found = (*_bulk([(w[0], s.reports) for s, w in placed]), *_bulk([(w[1], s.reports) for s, w in placed]))
        found = (found[0], found[2], found[1], found[3])
    wide, tall = found[2] - found[0], found[3] - found[1]
    more_x, more_y = max(2.0, wide * 0.15), max(1.5, tall * 0.15)
    box = (found[0] - more_x, max(-60.0, found[1] - more_y), found[2] + more_x, min(82.0, found[3] + more_y))
    return WORLD if box[2] - box[0] > 240 else box


def _bulk(values: Sequence[tuple[float, int]]) -> tuple[float, float]:
    """Return the ends of the stretch in which all but a small share of the reports lie."""
    ordered = sorted(values)
    total = sum(n for _, n in ordered)
    return next(_after(ordered, total * _BULK)), next(_after(ordered[::-1], total * _BULK))


def _after(values: Sequence[tuple[float, int]], share: float) -> Iterator[float]:
    seen = 0
    for value, n in values:
        seen += n
        if seen >= share:
            yield value


def _paths(shapes: Sequence[Shape], box: Box) -> str:
    """Return the paths of what touches the box."""
    west, south, east, north = box
    return "".join(
        s.path for s in shapes if s.box[0] <= east and s.box[2] >= west and s.box[1] <= north and s.box[3] >= south
    )
