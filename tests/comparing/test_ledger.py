"""The ledger: what is one position, how it changes, and what stands on a day."""

from collections.abc import Sequence

import pytest
from msgspec.structs import replace

from accordingto.comparing import ledger
from accordingto.comparing.ledger import Entry, Query
from accordingto.errors import UsageError
from accordingto.records import Action, Actor, Limit, Marked, Mention, Party, Position, Report, When, derive_id
from accordingto.text import evidence
from tests.builders import find, report

CHILE = Actor("Gabriela Mora", "CHL", "GOV", "president")
PERU = Actor("Peru", "PER", None)

TEXT = (
    "Chile lets Peru move grain over the pass near Tacna for 30 days. Chile bars Peru from moving grain over the pass. "
    "Chile threatens to close the port of Arica if Peru calls up reservists. Chile would send engineers to the dam."
)


def told(published: str, outlet: str = "Andes Wire", path: str | None = None) -> Report:
    return report(TEXT, path=path or f"{outlet}-{published}.txt", outlet=outlet, published=published)


def position(
    of: Report,
    kind: str,
    action: str,
    *,
    status: str = "in_force",
    limits: Sequence[tuple[str, str, str]] = (),
    condition: str | None = None,
    since: str | None = None,
    bearer: bool = True,
    replaces: str | None = None,
) -> Position:
    words = find(of.text, action)
    return Position(
        id=derive_id("position", of.id, kind, status, words.start),
        report=of.id,
        position=kind,  # type: ignore[arg-type]
        holder=Party(find(of.text, "Chile"), CHILE),
        bearer=Party(find(of.text, "Peru"), PERU) if bearer else None,
        action=Action(words),
        limits=tuple(Limit(k, s, find(of.text, w)) for k, s, w in limits),  # type: ignore[arg-type]
        condition=Marked(find(of.text, condition)) if condition else None,
        consequence=None,
        status=status,  # type: ignore[arg-type]
        since=When(Mention("x", 0, 1), since, since, "day") if since else None,
        said_by=None,
        evidence=evidence(of, words.start, words.end),
        confidence=0.9,
        replaces=replaces,
    )


def entries(*records: Report | Position) -> tuple[Entry, ...]:
    return ledger.build(records)


def test_what_several_reports_tell_is_one_entry_with_all_its_sources() -> None:
    first, second = told("2031-03-01"), told("2031-03-04", "Lima Herald")
    found = entries(
        first,
        second,
        position(first, "permission", "move grain over the pass"),
        position(second, "permission", "move grain", limits=[("place", "only", "near Tacna")]),
    )
    [entry] = found
    assert [t.outlet for t in entry.told] == ["Andes Wire", "Lima Herald"]
    assert entry.since == "2031-03-01"
    assert [x.words for x in entry.limits] == ["near Tacna"]
    assert entry.differs == ("limits",)


def test_reports_heard_one_by_one_in_any_order_give_the_same_ledger() -> None:
    readings = []
    for day in ("2031-03-01", "2031-03-02", "2031-03-04"):
        one = told(day)
        ban, leave = position(one, "prohibition", "moving grain"), position(one, "permission", "move grain")
        readings.append((one, ban, leave))
    heard = [one for reading in reversed(readings) for one in ledger.hear_all(reading)]
    assert ledger.join(heard) == entries(*(record for reading in readings for record in reading))


def test_a_course_goes_through_its_steps_and_each_day_has_its_own_state() -> None:
    one, two, three = told("2031-03-01"), told("2031-04-01"), told("2031-05-01")
    found = entries(
        one,
        two,
        three,
        position(one, "prohibition", "moving grain over the pass"),
        position(two, "prohibition", "moving grain", status="relaxed"),
        position(three, "prohibition", "moving grain", status="withdrawn"),
    )
    [entry] = found
    assert [(s.date, s.change) for s in entry.steps] == [
        ("2031-03-01", "forbidden"),
        ("2031-04-01", "relaxed"),
        ("2031-05-01", "withdrawn"),
    ]
    states = {}
    for day in ("2031-02-28", "2031-03-15", "2031-04-01", "2031-06-01"):
        states[day] = [(s.group, s.state) for s in ledger.ask(found, Query(as_of=day))]
    assert states == {
        "2031-02-28": [],
        "2031-03-15": [("in force", "in_force")],
        "2031-04-01": [("in force", "relaxed")],
        "2031-06-01": [("ended", "withdrawn")],
    }


def test_a_rule_first_told_as_lifted_stood_before() -> None:
    one = told("2031-04-01")
    found = entries(one, position(one, "prohibition", "moving grain", status="reversed"))
    [before] = ledger.ask(found, Query(as_of="2031-01-01"))
    assert (before.group, before.step.change) == ("in force", "stood before")
    [after] = ledger.ask(found, Query(as_of="2031-04-02"))
    assert after.group == "ended"


def test_a_later_report_that_contradicts_leaves_both_standing() -> None:
    one, two = told("2031-03-01"), told("2031-03-09", "Lima Herald")
    found = entries(
        one,
        two,
        position(one, "permission", "move grain over the pass"),
        position(two, "prohibition", "moving grain over the pass"),
    )
    standing = ledger.ask(found, Query(as_of="2031-03-10"))
    assert {s.entry.position: s.group for s in standing} == {"permission": "in force", "prohibition": "in force"}
    assert [s.against for s in standing] == [(standing[1].entry.id,), (standing[0].entry.id,)]
    [early] = ledger.ask(found, Query(as_of="2031-03-05"))
    assert early.against == ()


def test_limits_that_part_two_rules_make_no_contradiction() -> None:
    one = told("2031-03-01")
    found = entries(
        one,
        position(one, "permission", "move grain over the pass", limits=[("place", "only", "near Tacna")]),
        position(one, "prohibition", "moving grain over the pass"),
    )
    assert not any(s.against for s in ledger.ask(found, Query()))


def test_a_duration_runs_out() -> None:
    one = told("2031-03-01")
    found = entries(one, position(one, "permission", "move grain", limits=[("time", "for", "for 30 days")]))
    assert found[0].until == "2031-03-31"
    days = ("2031-03-31", "2031-04-01")
    assert [ledger.ask(found, Query(as_of=day))[0].state for day in days] == ["in_force", "ran out"]


def test_conditions_considerations_and_denials_are_listed_apart() -> None:
    one = told("2031-03-01")
    found = entries(
        one,
        position(one, "threat", "close the port", status="conditional", condition="if Peru calls up reservists"),
        position(one, "promise", "send engineers to the dam", status="considered"),
        position(one, "denial", "calls up reservists"),
    )
    groups = {s.entry.position: s.group for s in ledger.ask(found, Query())}
    assert groups == {"threat": "conditional", "promise": "considered or reserved", "denial": "on record"}


def test_a_date_in_the_report_counts_before_the_reports_own() -> None:
    one = told("2031-03-10")
    [entry] = entries(one, position(one, "prohibition", "moving grain", since="2031-01-05"))
    assert (entry.steps[0].date, entry.steps[0].basis) == ("2031-01-05", "since")
    [later] = entries(one, position(one, "prohibition", "moving grain", since="2031-09-09"))
    assert later.steps[0].basis == "published"


def test_what_names_no_bearer_joins_the_only_course_there_is() -> None:
    one = told("2031-03-01")
    found = entries(
        one,
        position(one, "permission", "move grain over the pass"),
        position(one, "prohibition", "moving grain", bearer=False, status="relaxed"),
    )
    assert len({e.course for e in found}) == 1


def test_a_change_that_a_report_tells_links_the_two() -> None:
    one = told("2031-03-01")
    old = position(one, "prohibition", "moving grain over the pass", status="reversed")
    new = position(one, "permission", "move grain over the pass", replaces=old.id)
    by_kind = {e.position: e for e in entries(one, old, new)}
    assert by_kind["prohibition"].replaced_by == by_kind["permission"].id


@pytest.mark.parametrize(
    "query",
    [
        Query(holder="CHL"),
        Query(holder="Chile"),
        Query(holder="Mora"),
        Query(holder="president"),
        Query(holder="Santiago", toward="PER"),
        Query(toward="Peruvian"),
        Query(about="border"),
        Query(about="grain"),
        Query(holder="chilean", about="grain"),
    ],
)
def test_codes_names_offices_and_words_find_a_position(query: Query) -> None:
    one = told("2031-03-01")
    found = entries(one, position(one, "permission", "move grain over the pass"))
    assert len(ledger.ask(found, query)) == 1


@pytest.mark.parametrize(
    "query", [Query(holder="PER"), Query(toward="Chi"), Query(about="strikes"), Query(holder="us")]
)
def test_others_do_not(query: Query) -> None:
    one = told("2031-03-01")
    assert ledger.ask(entries(one, position(one, "permission", "move grain over the pass")), query) == ()


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        Query(as_of="tomorrow")


def test_copies_are_sources_marked_as_such() -> None:
    one = told("2031-03-01")
    two = replace(told("2031-03-02", "Lima Herald"), copy_of=one.id)
    records = [one, two, *(position(r, "permission", "move grain over the pass") for r in (one, two))]
    [entry] = ledger.build(records)
    assert [t.copy for t in entry.told] == [False, True]


def test_the_same_records_give_the_same_ledger_in_any_order() -> None:
    reports = [told(f"2031-03-0{day}", f"Paper {day}") for day in range(1, 5)]
    records: list[Report | Position] = []
    for one in reports:
        records += [one, position(one, "permission", "move grain"), position(one, "prohibition", "moving grain")]
    assert ledger.build(records) == ledger.build(records[::-1])
    assert [ledger.decode(ledger.encode(e)) for e in ledger.build(records)] == list(ledger.build(records))
