"""The map page: where events lie, as exactly as reports say, under the filters of the tables."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any
from urllib.parse import quote_plus

import msgspec
from fastapi import APIRouter, Query, Response

from accordingto.casefile import mapping
from accordingto.casefile.mapping import Spot
from accordingto.web.asking import Narrowed, again, filters
from accordingto.web.drawing import FORMS, SAID, draw
from accordingto.web.keeping import Keeper
from accordingto.web.twins import Row, View, add

LISTED = 200
"""Places in the list below the map; its twins have all."""

Part = Annotated[str | None, Query(pattern="^(|world|[A-Z]{3})$", description="world, or the code of a country")]

GEOJSON = "application/geo+json"


def router_for(kept: Keeper) -> APIRouter:
    """Return the addresses of the map and its twins."""
    router = APIRouter()

    def build(asked: Narrowed, view: Part = None) -> View:
        return _view(kept, asked, view or None)

    @router.get("/map.geojson", summary="Where events lie: points only for towns and what is finer")
    def geojson(asked: Narrowed) -> Response:
        found, _ = _spots(kept, asked)
        return Response(msgspec.json.encode(_features(found)), media_type=GEOJSON)

    add(router, "/map", build, "Where events lie")
    return router


def _spots(kept: Keeper, asked: dict[str, str]) -> tuple[list[Spot], int]:
    narrowed = filters(asked)
    with kept.open() as case:
        if asked:
            return mapping.spots(case, narrowed)
        return kept.remembered("spots", lambda: mapping.spots(case, narrowed))


def _view(kept: Keeper, asked: dict[str, str], view: str | None) -> View:
    found, nowhere = _spots(kept, asked)
    countries = sorted({s.country for s in found if s.country})
    context = {
        "kind": "events",
        "map": draw(found, view),
        "spots": found[:LISTED],
        "number": len(found),
        "nowhere": nowhere,
        "view": view,
        "countries": countries,
        "asked": asked,
        "kept": {"view": view},
        "text": asked.get("text"),
        "again": again,
        "said": SAID,
        "asks_for": _asking(asked),
        "told": _told,
    }
    return View("map.html", context, lambda: map(_row, found))


def _asking(asked: dict[str, str]) -> Callable[[Spot], str]:
    """Return what gives the query for the events at a spot, under the filters of the map."""
    rest = again(asked, place=None)
    stem = rest if rest == "?" else f"{rest}&"
    return lambda spot: f"{stem}place={spot.geonames_id or quote_plus(spot.name)}"


def _told(spot: Spot) -> str:
    """Return what is told of a spot in words."""
    numbers = (f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in ((spot.reports, "report"), (spot.events, "event")))
    return f"{spot.name}, {SAID[spot.precision]}: {', '.join(numbers)}"


def _row(spot: Spot) -> Row:
    return {**spot._asdict(), "mark": FORMS.get(spot.precision, "country")}


def _features(found: Iterable[Spot]) -> dict[str, Any]:
    """Return spots as GeoJSON (RFC 7946); a region or a country has no point, for it would say more than reports do."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [s.longitude, s.latitude]} if _is_point(s) else None,
                "properties": {k: v for k, v in s._asdict().items() if k not in {"latitude", "longitude"}},
            }
            for s in found
        ],
    }


def _is_point(spot: Spot) -> bool:
    return FORMS.get(spot.precision) == "town" and None not in (spot.longitude, spot.latitude)
