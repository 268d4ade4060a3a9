"""Event tables in the shapes of PLOVER and of ACLED, one row a happening, as CSV.

They have those projects' column names where the record has what the column asks for, so that scripts written for them
run; they are not their data and say so in the column ``made_by``. A cell that no report supports is empty: a time that
is not told is not replaced by the day of the report, which has a column of its own, and a country has no point.

Sources: PLOVER manual (v0.8, 2024); ACLED Codebook (2023), tables of event types and of precision codes.
"""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from msgspec import Struct

import accordingto
from accordingto import codebook
from accordingto.exporting.common import safe_url
from accordingto.exporting.happenings import Happening, happenings
from accordingto.records import Count, Event, Evidence, Marked, Mention, Origins, Party
from accordingto.views import Whole
from accordingto.views.naming import one_line

MADE_BY = f"AccordingTo {accordingto.__version__} (machine-read from news reports; neither PLOVER nor ACLED data)"

_GLUE = "; "

_HYPOTHETICAL = frozenset(
    {"considered", "permitted", "demanded", "promised", "threatened", "hypothetical"},
)
_NEGATED = frozenset({"denied", "prohibited", "cancelled"})

_TOOK_PLACE = frozenset({"occurred", "ongoing"})

_TIME_PRECISION = {"day": 1, "hour": 1, "minute": 1, "second": 1, "part_of_day": 1, "week": 2, "month": 3}
"""ACLED's codes: 1 the day is known, 2 the week, 3 the month."""

_PLACE_PRECISION = {"exact": 1, "city": 1, "district": 2, "region": 3}
"""ACLED's codes: 1 the town, 2 the area around it, 3 the larger region; a country alone has none."""

Row = dict[str, Any]


def write_plover(whole: Whole, stream: BinaryIO) -> int:
    """Write every happening under PLOVER's field names; return how many."""
    return _write(plover_row, whole, stream)


def write_acled(whole: Whole, stream: BinaryIO) -> int:
    """Write the happenings that took place and have an ACLED type; return how many."""
    return _write(acled_row, whole, stream)


class Fits(Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the codebook's ``acled_types``: which events have which ACLED type."""

    type: str
    disorder: str
    event: str | None = None
    sub: str | None = None
    mode: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


class Page(Struct, frozen=True, forbid_unknown_fields=True):
    """The codebook page ``acled_types``, in the order in which its rows are tried."""

    rows: tuple[Fits, ...]


class Country(Struct, frozen=True, forbid_unknown_fields=True):
    """The codes of a country in ISO 3166-1, and its usual name."""

    alpha2: str
    numeric: int | None
    name: str


def country(alpha3: str | None) -> Country | None:
    """Return the other codes of a country, ``None`` for what is no country (``UNO``, ``NGO``)."""
    codes: dict[str, Country] = codebook.load("iso_codes", dict[str, Country])
    return codes.get(alpha3 or "")


def acled_type(event: Event) -> Fits | None:
    """Return the ACLED type of an event, ``None`` where it has none."""
    page: Page = codebook.load("acled_types", Page)
    for row in page.rows:
        fits = row.type == event.type and row.mode in (None, event.mode)
        if fits and _is_one(event.actors, row.actor) and _is_one(event.recipients, row.recipient):
            return row
    return None


def _is_one(parties: Sequence[Party], sectors: Sequence[str]) -> bool:
    return not sectors or any(p.actor is not None and p.actor.sector in sectors for p in parties)


def plover_row(h: Happening) -> Row:
    """Return a happening under PLOVER's names."""
    e = h.event
    fine = e.place is not None and e.place.precision in _PLACE_PRECISION
    return {
        "id": h.id,
        "date": _day(e.when.start if e.when else None),
        "enddate": _day(e.when.end if e.when else None),
        **_parties("actor", e.actors),
        **_parties("recipient", e.recipients),
        "event": e.type,
        "mode": e.mode,
        "context": _GLUE.join(e.contexts),
        "quad_code": e.quad,
        "event_scale": e.goldstein,
        "cameo": e.cameo,
        "auxiliary": _auxiliary(e),
        "status": e.status,
        **{
            f"{name}_{bound}": n
            for name, (low, high) in _sizes(e).items()
            for bound, n in (("low", low), ("high", high))
        },
        "event_loc": e.place.name if e.place else None,
        "event_loc_country": e.place.country if e.place else None,
        "latitude": e.place.latitude if e.place and fine else None,
        "longitude": e.place.longitude if e.place and fine else None,
        "loc_precision": e.place.precision if e.place else None,
        **_told(h),
    }


def acled_row(h: Happening) -> Row | None:
    """Return a happening under ACLED's names, ``None`` where it did not take place or has no ACLED type."""
    e, fits = h.event, acled_type(h.event)
    if fits is None or e.status not in _TOOK_PLACE or not e.factuality.endswith("+"):
        return None
    where = country(e.place.country) if e.place else None
    fine = _PLACE_PRECISION.get(e.place.precision or "") if e.place else None
    killed = _sizes(e)["dead"]
    return {
        "event_id": h.id,
        "event_date": _day(e.when.start if e.when else None),
        "year": e.when.start[:4] if e.when and e.when.start else None,
        "time_precision": _TIME_PRECISION.get(e.when.precision or "") if e.when and e.when.start else None,
        "disorder_type": fits.disorder,
        "event_type": fits.event,
        "sub_event_type": fits.sub,
        **_side("1", e.actors),
        **_side("2", e.recipients),
        "civilian_targeting": "Civilian targeting" if _civilians(e.recipients) else None,
        "iso": where.numeric if where else None,
        "country": where.name if where else None,
        "admin1": e.place.admin1 if e.place else None,
        "location": e.place.name if e.place else None,
        "latitude": e.place.latitude if e.place and fine else None,
        "longitude": e.place.longitude if e.place and fine else None,
        "geo_precision": fine,
        "source": _GLUE.join(h.publishers),
        "notes": one_line(e.evidence.exact),
        "fatalities": killed[0] if killed[0] == killed[1] else None,
        "fatalities_low": killed[0],
        "fatalities_high": killed[1],
        **_told(h),
    }


def _told(h: Happening) -> Row:
    """Return who tells it, in which words, and how many independent origins stand behind it."""
    days = sorted(r.published[:10] for r in h.reports if r.published)
    return {
        "according_to": _GLUE.join(h.sources),
        "publishers": _GLUE.join(h.publishers),
        "reports": len(h.reports),
        "origins_low": h.origins.low,
        "origins_high": h.origins.high,
        "differs": _GLUE.join(h.differs),
        "first_reported": days[0] if days else None,
        "last_reported": days[-1] if days else None,
        "confidence": h.event.confidence,
        "text": _GLUE.join(dict.fromkeys(one_line(e.evidence.exact) for e in h.members)),
        "links": _GLUE.join(url for r in h.reports if (url := safe_url(r.url))),
        "evidence": _GLUE.join(f"{e.report}:{e.evidence.start}-{e.evidence.end}" for e in h.members),
        "events": _GLUE.join(e.id for e in h.members),
        "made_by": MADE_BY,
    }


def _day(iso: str | None) -> str | None:
    return iso[:10] if iso else None


def _auxiliary(event: Event) -> str | None:
    """Return PLOVER's auxiliary mode: a plan is future, what is only wanted or allowed is hypothetical."""
    if event.status in _NEGATED or event.factuality.endswith("-"):
        return "negation"
    if event.status == "planned":
        return "future"
    return "hypothetical" if event.status in _HYPOTHETICAL else None


def _parties(name: str, parties: Sequence[Party]) -> Row:
    """Return code, name and words of the parties on one side, one place in each cell for each of them."""
    actors = [p.actor for p in parties]
    return {
        name: _GLUE.join(" ".join(c for c in (a.country, a.sector) if c) or "-" if a else "-" for a in actors),
        f"{name}_name": _GLUE.join(a.name if a else "-" for a in actors),
        f"{name}_text": _GLUE.join(one_line(p.mention.text) for p in parties),
    }


def _side(number: str, parties: Sequence[Party]) -> Row:
    """Return the first party of a side as ACLED's actor, the others as its associates."""
    names = [p.actor.name if p.actor else one_line(p.mention.text) for p in parties]
    first = parties[0].actor if parties else None
    return {
        f"actor{number}": names[0] if names else None,
        f"assoc_actor_{number}": _GLUE.join(names[1:]),
        f"actor{number}_country": first.country if first else None,
        f"actor{number}_sector": first.sector if first else None,
    }


def _civilians(parties: Sequence[Party]) -> bool:
    return any(p.actor is not None and p.actor.sector in {"CVL", "REF"} for p in parties)


def _sizes(event: Event) -> dict[str, tuple[int | None, int | None]]:
    """Return PLOVER's three sizes as bounds."""
    fields = {"dead": "killed", "injured": "injured", "arrested": "arrested"}
    counts: dict[str, Count | None] = {
        name: getattr(event.magnitude, field) if event.magnitude else None for name, field in fields.items()
    }
    return {name: (c.low, c.high) if c else (None, None) for name, c in counts.items()}


def _columns(row_of: Callable[[Happening], Row | None]) -> list[str]:
    """Return the columns of a table, which it has even without a row."""
    nothing = Mention("", 0, 0)
    event = Event(
        *("", "", Marked(nothing), "PROTEST", None, (), None, 4, None, (), (), None, None, None, None),
        *("occurred", "CT+", (), 0.0, Evidence("", "", 0, 0, "", "", "")),
    )
    return list(row_of(Happening("", event, (), (), (), Origins(0, 0), (), ())) or ())


def _write(row_of: Callable[[Happening], Row | None], whole: Whole, stream: BinaryIO) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.DictWriter(text, _columns(row_of), lineterminator="\n")
    rows.writeheader()
    count = 0
    for happening in happenings(whole):
        row = row_of(happening)
        if row is not None:
            rows.writerow(row)
            count += 1
    text.detach()
    return count
