"""Build the outlines of the map page from Natural Earth (public domain).

    npm pack world-atlas@2.0.2
    python -m tools.build_outlines world-atlas-2.0.2.tgz

``world-atlas`` (ISC licence, M. Bostock) holds Natural Earth 4.1.0, 1:50 million, as TopoJSON: lines that two countries
share are kept once, so that simplifying (Douglas and Peucker 1973) leaves no gap between them. Territory that stands
under another country's code in the codebook page ``disputed`` is put under that code here too, and the line that
remains is drawn as disputed. The same inputs give the same bytes.
"""

import argparse
import json
import math
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain, pairwise
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1] / "src/accordingto"
OUT = ROOT / "web/data/outlines.json"

FINE, COARSE = 0.04, 0.3
"""Degrees by which a simplified line may lie beside the true one: on a map of a region, on one of the world."""

SMALLEST = {FINE: 0.004, COARSE: 0.6}
"""Square degrees below which an island is left out, unless it is the largest of its country."""

UNIT = 100
"""Coordinates are written as whole hundredths of a degree."""

LEFT_OUT = frozenset({"ATA"})
"""Antarctica: no map reaches down there."""

UNCODED = {
    "Somaliland": "SOM",
    "N. Cyprus": "CYP",
    "Kosovo": "XKX",
    "Indian Ocean Ter.": "CXR",
    "Siachen Glacier": None,
}
"""Shapes without a number in ISO 3166-1, and where they are put (codebook page ``disputed``)."""

MOVED = {(34.4, 45.2): "UKR"}
"""A point inside a shape that Natural Earth puts under who holds it, and the code that ``disputed`` gives: Crimea."""

DISPUTED = ("PSE", "ESH", "XKX", "TWN")
"""Codes whose lines are disputed as such (codebook page ``disputed``)."""

Point = tuple[float, float]
Ring = list[int]


def read(archive: Path) -> dict[str, Any]:
    """Return the TopoJSON of the countries in the package."""
    with tarfile.open(archive) as packed:
        file = packed.extractfile("package/countries-50m.json")
        assert file is not None
        found: dict[str, Any] = json.load(file)
    return found


def points_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Return the arcs as points in degrees, longitude first; beyond 180 where one crosses the date line."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    found: list[list[Point]] = []
    for arc in topology["arcs"]:
        xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
        found.append(joined([[(x * sx + tx, y * sy + ty) for x, y in zip(xs, ys, strict=True)]]))
    return found


def joined(parts: Iterable[Sequence[Point]]) -> list[Point]:
    """Return lines that follow each other as one, without leaps from one side of the date line to the other."""
    found: list[Point] = []
    for x, y in chain.from_iterable(parts):
        turns = round((found[-1][0] - x) / 360) if found else 0
        if not found or found[-1] != (x + 360 * turns, y):
            found.append((x + 360 * turns, y))
    return found


def ring_points(ring: Ring, arcs: Sequence[list[Point]]) -> list[Point]:
    """Return a ring of arcs (``~n`` is arc n backwards) as points."""
    return joined(arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring)


def area(points: Sequence[Point]) -> float:
    """Return the square degrees inside a ring."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def inside(point: Point, ring: Sequence[Point]) -> bool:
    """Return whether a point lies in a ring, by the crossings of a line to the east."""
    x, y = point
    found = False
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            found = not found
    return found


def middle(ring: Sequence[Point]) -> Point:
    """Return the point of a grid over a ring that lies in it and farthest from its line: where a mark stands well."""
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    steps = 24
    grid = [
        (min(xs) + (max(xs) - min(xs)) * i / steps, min(ys) + (max(ys) - min(ys)) * j / steps)
        for i in range(1, steps)
        for j in range(1, steps)
    ]
    within = [p for p in grid if inside(p, ring)] or [(sum(xs) / len(xs), sum(ys) / len(ys))]
    wide = math.cos(math.radians(sum(ys) / len(ys)))
    return max(within, key=lambda p: min(math.hypot((p[0] - x) * wide, p[1] - y) for x, y in ring))


def simplified(points: list[Point], tolerance: float) -> list[Point]:
    """Return the points of a line that must stay for it to lie within the tolerance of the whole."""
    if len(points) < 3:
        return points
    start, end = points[0], points[-1]
    apart = [_beside(p, start, end) for p in points[1:-1]]
    far = max(range(len(apart)), key=apart.__getitem__) + 1
    if apart[far - 1] <= tolerance:
        return [start, end]
    return simplified(points[: far + 1], tolerance)[:-1] + simplified(points[far:], tolerance)


def _beside(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from a stretch, in degrees of latitude."""
    wide = math.cos(math.radians(point[1]))
    (px, py), (ax, ay), (bx, by) = ((p[0] * wide, p[1]) for p in (point, start, end))
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))


def countries(topology: dict[str, Any], arcs: Sequence[list[Point]]) -> tuple[dict[str, list[Ring]], set[int]]:
    """Return the rings of each country by its code, and the arcs whose line is disputed."""
    codes = {page["numeric"]: code for code, page in _iso().items() if page.get("numeric")}
    found: dict[str, list[Ring]] = defaultdict(list)
    disputed: set[int] = set()
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        code = codes.get(int(shape["id"])) if shape.get("id") else UNCODED.get(name)
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        for polygon in polygons:
            moved = next((c for p, c in MOVED.items() if inside(p, ring_points(polygon[0], arcs))), None)
            if (moved and moved != code) or not shape.get("id") or code in DISPUTED:
                disputed |= {at if at >= 0 else ~at for ring in polygon for at in ring}
            if (moved or code) and (moved or code) not in LEFT_OUT:
                found[moved or code or ""].extend(polygon)
    return dict(found), disputed


def _iso() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "codebook/data/iso_codes.yaml").read_text("utf-8"))
    return found


def level(rings: dict[str, list[Ring]], arcs: Sequence[list[Point]], tolerance: float) -> dict[str, Any]:
    """Return the outlines at one fineness: the lines as steps, and of which lines each country's rings are."""
    kept: dict[str, list[Ring]] = {}
    for code, found in rings.items():
        sizes = [area(ring_points(ring, arcs)) for ring in found]
        largest = max(range(len(found)), key=sizes.__getitem__)
        kept[code] = [r for i, r in enumerate(found) if sizes[i] >= SMALLEST[tolerance] or i == largest]
    used = sorted({at if at >= 0 else ~at for found in kept.values() for ring in found for at in ring})
    number = {at: i for i, at in enumerate(used)}
    lines = [_steps(simplified(arcs[at], tolerance)) for at in used]
    renamed = {
        code: [[number[at] if at >= 0 else ~number[~at] for at in ring] for ring in found]
        for code, found in sorted(kept.items())
    }
    return {"lines": lines, "rings": renamed, "from": used}


def _steps(points: list[Point]) -> list[int]:
    """Return a line as its first point and the steps from there, x and y in turn."""
    whole = [(round(x * UNIT), round(y * UNIT)) for x, y in points]
    steps = [whole[0]] + [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(whole)]
    kept = [steps[0]] + [s for s in steps[1:] if s != (0, 0)]
    return [n for step in kept for n in step]


def build(topology: dict[str, Any]) -> dict[str, Any]:
    """Return the file: two levels, which lines are shared or disputed, and where each country's mark stands."""
    arcs = points_of(topology)
    rings, disputed = countries(topology, arcs)
    times = Counter(at if at >= 0 else ~at for found in rings.values() for ring in found for at in ring)
    levels = {}
    for name, tolerance in (("fine", FINE), ("coarse", COARSE)):
        made = level(rings, arcs, tolerance)
        used = made.pop("from")
        made["borders"] = [i for i, at in enumerate(used) if times[at] > 1 and at not in disputed]
        made["disputed"] = [i for i, at in enumerate(used) if times[at] > 1 and at in disputed]
        levels[name] = made
    marks = {}
    for code, found in sorted(rings.items()):
        largest = max((ring_points(ring, arcs) for ring in found), key=area)
        marks[code] = [round(n, 2) for n in middle(largest)]
    return {"unit": UNIT, **levels, "marks": marks}


def main() -> None:
    """Write the file and tell its size."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("archive", type=Path)
    options.add_argument("--out", type=Path, default=OUT)
    given = options.parse_args()
    found = build(read(given.archive))
    given.out.parent.mkdir(exist_ok=True)
    given.out.write_text(json.dumps(found, separators=(",", ":"), sort_keys=True) + "\n", "utf-8")
    points = {name: sum(map(len, found[name]["lines"])) // 2 for name in ("fine", "coarse")}
    print(
        f"{given.out.name}: {given.out.stat().st_size / 1000:.0f} kB, {points} points, {len(found['marks'])} countries"
    )


if __name__ == "__main__":
    main()
