"""GeoJSON (RFC 7946) of the happenings: a point only where a report names a town or something finer.

A country or a region has no point: a dot in its middle would say more than the report does. Such happenings are
features without a geometry, which the format allows, so that none is lost.
"""

from typing import Any, BinaryIO

import msgspec

from accordingto.exporting.happenings import Happening, happenings
from accordingto.exporting.shaped import plover_row
from accordingto.records import Place
from accordingto.views import Whole

_POINTS = frozenset({"exact", "city", "district"})


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write one feature a happening; return how many."""
    features = [_feature(h) for h in happenings(whole)]
    stream.write(msgspec.json.encode({"type": "FeatureCollection", "features": features}) + b"\n")
    return len(features)


def _feature(h: Happening) -> dict[str, Any]:
    place = h.event.place
    known = {name: cell for name, cell in plover_row(h).items() if name not in {"latitude", "longitude"}}
    return {
        "type": "Feature",
        "id": h.id,
        "geometry": _point(place) if place else None,
        "properties": {**known, "geonames_id": place.geonames_id if place else None},
    }


def _point(place: Place) -> dict[str, Any] | None:
    if place.precision not in _POINTS or place.longitude is None or place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}
