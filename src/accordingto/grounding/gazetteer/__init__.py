"""The gazetteer that ships with the package: read in place from one file, nothing is unpacked.

The file holds places of GeoNames (CC BY 4.0, see ``data/ATTRIBUTION.md``) as columns and, under a 64-bit key of each
folded name, the places of that name. ``tools/build_gazetteer.py`` makes it.
"""

import json
import mmap
from functools import cache
from importlib.resources import as_file, files
from typing import Any, NamedTuple

import numpy as np

from accordingto.errors import CodebookError
from accordingto.grounding.gazetteer.folding import fold, key

MAGIC = b"ACCGAZ01"
KINDS = ("country", "admin1", "admin2", "admin3", "city", "area", "continent", "water")
NO_ADMIN1 = 65535
_ROW_BITS = 28
_ROW_MASK = (1 << _ROW_BITS) - 1
NAME_RANKS = ("main", "alternate", "shortened")


class Entry(NamedTuple):
    """A place of the gazetteer: population in people, degrees north and east, country as ISO 3166-1 alpha-3."""

    geonames_id: int | None
    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin1_id: int | None
    latitude: float
    longitude: float
    population: int
    capital: bool = False
    name_rank: str = "main"


class Gazetteer:
    """Places by name and by GeoNames id, read from the mapped file when asked."""

    def __init__(self, blob: "mmap.mmap | bytes") -> None:
        """Read the columns' places from the head of the file; raises ``CodebookError`` where it is another file."""
        if blob[: len(MAGIC)] != MAGIC:
            raise CodebookError("the gazetteer file is damaged: reinstall the package")
        length = int.from_bytes(blob[8:12], "little")
        self._head: dict[str, Any] = json.loads(blob[12 : 12 + length])
        self._blob = blob
        self._columns = {
            name: np.frombuffer(blob, dtype=dtype, count=count, offset=offset)
            for name, (dtype, count, offset) in self._head["columns"].items()
        }

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._columns["id"])

    @property
    def countries(self) -> list[str]:
        """ISO 3166-1 alpha-3 codes, in the order of the country column."""
        return list(self._head["countries"])

    def named(self, name: str) -> list[Entry]:
        """Return the places that bear a name in any of its spellings, the most populous first."""
        return self.folded(fold(name))

    def folded(self, name: str) -> list[Entry]:
        """Return the places that bear an already folded name."""
        wanted = np.uint64(key(name))
        keys = self._columns["keys"]
        at = int(np.searchsorted(keys, wanted))
        found = []
        while at < len(keys) and keys[at] == wanted:
            packed = int(self._columns["rows"][at])
            found.append(self._entry(packed & _ROW_MASK, NAME_RANKS[packed >> _ROW_BITS]))
            at += 1
        return found

    def by_id(self, geonames_id: int) -> Entry | None:
        """Return the place with a GeoNames id, if it is here."""
        ids = self._columns["id"]
        row = int(np.searchsorted(ids, np.uint32(geonames_id)))
        return self._entry(row, "main") if row < len(ids) and int(ids[row]) == geonames_id else None

    def _entry(self, row: int, name_rank: str) -> Entry:
        columns = self._columns
        start, end = int(columns["name_at"][row]), int(columns["name_at"][row + 1])
        names = self._head["names"]
        admin1 = int(columns["admin1"][row])
        country = int(columns["country"][row])
        flags = int(columns["kind"][row])
        return Entry(
            geonames_id=int(columns["id"][row]),
            name=self._blob[names + start : names + end].decode("utf-8"),
            kind=KINDS[flags & 15],
            country=self._head["countries"][country] or None,
            admin1=None if admin1 == NO_ADMIN1 else self._head["admin1"][admin1][1],
            admin1_id=None if admin1 == NO_ADMIN1 else self._head["admin1"][admin1][0],
            latitude=round(float(columns["lat"][row]), 5),
            longitude=round(float(columns["lon"][row]), 5),
            population=int(columns["population"][row]),
            capital=bool(flags & 16),
            name_rank=name_rank,
        )


@cache
def load() -> Gazetteer:
    """Return the shipped gazetteer, mapped into memory once per process."""
    with as_file(files(__package__).joinpath("data", "gazetteer.bin")) as path, path.open("rb") as file:
        return Gazetteer(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
