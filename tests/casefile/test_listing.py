"""Tables: the rows of a page, their number and the commonest values, however many fit and wherever the case lies."""

from collections import Counter

import pytest

from accordingto.casefile import Case, Filters, listing, mapping, records
from accordingto.columns import flat
from accordingto.intake import settle_findings
from accordingto.records import Actor, Party, Place
from tests.builders import event, find, report, statement

TEXT = "Ana Ruiz said the quay of Orvane stays shut. Troops raided the depot. Officers searched Merrow."
PLACES = (
    ("depot", None, 4.5),
    ("depot", None, 4.5),
    ("depot", None, 5.5),
    ("Orvane", 77, 1.5),
    ("Merrow", 78, 2.5),
)
ASKED = [
    Filters(),
    Filters(type="ASSAULT"),
    Filters(actor="troops"),
    Filters(actor="ruiz"),
    Filters(country="ORV"),
    Filters(text="quay"),
    Filters(text="depot"),
    Filters(text="ship"),
    Filters(outlet="echo 2"),
    Filters(since="2031-02-04", text="a"),
]


@pytest.fixture
def case(place: str) -> Case:
    """Seven reports with a statement and two events each, written in no order."""
    one = Case(place)
    batch = []
    for n in (4, 0, 6, 2, 5, 1, 3):
        own = report(f"{TEXT} Case {n}.", path=f"{n}.txt", outlet=f"Echo {n % 3}", published=f"2031-02-0{n // 2 + 1}")
        name, geonames, latitude = PLACES[n % len(PLACES)]
        where = Place(
            find(own.text, name), geonames_id=geonames, name=name, latitude=latitude, longitude=9.5, precision="city"
        )
        troops = Party(find(own.text, "Troops"), Actor("Troops of Orvane", country="ORV"))
        told = [
            statement(own, "Ana Ruiz", "said", "the quay of Orvane stays shut"),
            event(own, "raided", actors=(troops,), place=where),
            event(own, "searched", type="COERCE"),
        ]
        batch.append((own, told))
    one.write(1, "reader", batch)
    settle_findings(one)
    return one


def expected(case: Case, kind: str, asked: Filters) -> tuple[list[str], dict[str, dict[str, int]]]:
    """The ids of all rows that fit, and the values of the columns, counted one by one."""
    found = list(records(case, kind, asked))
    rows = [flat(r) for r in found]
    columns = {"report": ("outlet",), "statement": ("form", "source_type"), "event": ("type", "status")}[kind]
    return [r.id for r in found], {n: dict(Counter(row[n] for row in rows if row[n] is not None)) for n in columns}


@pytest.mark.parametrize(("near", "few"), [(300, 4000), (1, 4000), (1, 3)], ids=["near", "walk", "many"])
def test_a_page_has_the_rows_the_number_and_the_values_of_all_that_fits(
    case: Case, monkeypatch: pytest.MonkeyPatch, near: int, few: int
) -> None:
    monkeypatch.setattr(listing, "_NEAR", near)
    monkeypatch.setattr(listing, "_FEW", few)
    for kind in ("report", "statement", "event"):
        for asked in ASKED:
            if (asked.type and kind != "event") or (kind == "report" and (asked.actor or asked.country)):
                continue
            ids, values = expected(case, kind, asked)
            for first in (0, 2, 4, 50):
                page, found = listing.listing(case, kind, asked, first, size=2)
                assert [r.id for r in page.records] == ids[first : first + 2], (kind, asked, first)
                assert (page.first, page.total) == (first, len(ids))
                assert {name: dict(found[name]) for name in values} == values
                assert listing.page(case, kind, asked, first, size=2) == page
            assert listing.facets(case, kind, asked) == found


def test_places_are_those_of_the_events_one_by_one(case: Case) -> None:
    for asked in (Filters(), Filters(type="ASSAULT"), Filters(since="2031-02-02"), Filters(text="depot")):
        rows = [flat(e) for e in records(case, "event", asked)]
        names = ("geonames_id", "name", "country", "precision", "latitude", "longitude")
        told = [(tuple(row[f"place_{n}"] for n in names), row["report"]) for row in rows if row["place_precision"]]
        events, reports = Counter(one for one, _ in told), Counter(one for one, _ in set(told))
        spots, nowhere = mapping.spots(case, asked)
        assert {tuple(s[:6]): (s.events, s.reports) for s in spots} == {k: (events[k], reports[k]) for k in events}
        assert nowhere == len(rows) - len(told)
        assert [s.reports for s in spots] == sorted((s.reports for s in spots), reverse=True)
