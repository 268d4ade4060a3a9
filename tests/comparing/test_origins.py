"""Origins: what depends on one another counts once, and the reasons say so."""

from msgspec.structs import replace

from accordingto.comparing.origins import origins, publisher
from accordingto.records import Actor, Event, Origins, Party, Report, Statement
from tests.builders import event, position, report, statement

TEXT = "Ana Ruiz said the pier at Karst burned down to the water on Sunday night."
OTHERWISE = "As Ana Ruiz has it, nothing was saved: the pier at Karst burned down."


def told(outlet: str, *, wire: tuple[str, ...] = (), copy_of: str | None = None) -> Report:
    plain = report(f"{TEXT} {outlet}", outlet=outlet, path=f"{outlet}.txt")
    return replace(plain, wire_credits=wire, copy_of=copy_of)


def other(outlet: str) -> Report:
    return report(OTHERWISE, outlet=outlet, path=f"{outlet}.txt")


def said(of: Report, who: str, *, through: str | None = None, country: str = "CHL") -> Statement:
    plain = statement(of, "Ana Ruiz", "Ana", "the pier at Karst burned down")
    assert plain.speaker is not None
    speaker = Actor(who, country, "GOV")
    passed = (Actor(through, "MED", "MED"),) if through else ()
    chain = (Actor(of.outlet or "", "MED", "MED"), *passed, speaker)
    return replace(
        plain, speaker=Party(replace(plain.speaker.mention, text=who), speaker), chain=chain, source_type="named"
    )


def of(*members: tuple[Report, Statement]) -> Origins:
    reports = {r.id: r for r, _ in members}
    statements = {s.id: s for _, s in members}
    return origins([s for _, s in members], reports, statements)


def test_one_speaker_in_two_outlets_is_one_origin() -> None:
    a, b = told("Coastal Wire"), told("Amber Post")
    found = of((a, said(a, "Ana Ruiz")), (b, said(b, "Ana Ruiz")))
    assert (found.low, found.high) == (1, 1)
    assert "Coastal Wire has it from Ana Ruiz" in found.reasons


def test_an_outlet_that_is_cited_and_another_speaker_may_be_two_and_need_not() -> None:
    a, b = told("Coastal Wire"), told("Amber Post")
    found = of((a, said(a, "Eva Lund", through="Reuters")), (b, said(b, "Ivo Marsh")))
    assert (found.low, found.high) == (1, 2)
    assert "Coastal Wire cites Reuters" in found.reasons


def test_who_cites_an_outlet_at_hand_is_folded_into_it() -> None:
    a, b = told("Coastal Wire"), told("Reuters")
    other = replace(said(b, "x"), speaker=None, source_type=None)
    found = of((a, said(a, "officials", through="Reuters")), (b, other))
    assert found.high == 1


def test_copies_wires_and_families_are_folded_with_the_reason() -> None:
    first = told("Sputnik")
    nameless = {"speaker": None, "source_type": None, "chain": ()}
    members = [
        first,
        told("Lake Gazette", copy_of=first.id),
        told("Hill Radio", wire=("RIA Novosti",)),
        told("RIA Novosti"),
    ]
    found = of(*((r, replace(said(r, "x"), **nameless)) for r in members))
    assert (found.low, found.high) == (1, 1)
    assert "Lake Gazette copies Sputnik" in found.reasons
    assert any("one publisher" in reason for reason in found.reasons)


def test_an_outlet_without_a_name_has_no_publisher() -> None:
    assert publisher(None) == "unknown"
    assert publisher("The Lake Gazette") == "The Lake Gazette"


def test_one_speaker_under_a_fuller_and_a_shorter_name_is_one_origin() -> None:
    a, b = told("Coastal Wire"), told("Amber Post")
    found = of((a, said(a, "Harbour master Ivo Marsh")), (b, said(b, "Marsh")))
    assert (found.low, found.high) == (1, 1)
    assert "one utterance, of Harbour master Ivo Marsh" in found.reasons


def burned(of: Report, *carriers: Statement) -> Event:
    return event(of, "burned", statements=tuple(s.id for s in carriers))


def behind(*members: tuple[Report, tuple[Statement, ...]]) -> Origins:
    return origins(
        [burned(report, *carriers) for report, carriers in members],
        {report.id: report for report, _ in members},
        {s.id: s for _, carriers in members for s in carriers},
    )


def test_what_two_named_bodies_tell_of_one_event_has_two_origins() -> None:
    a, b = told("Coastal Wire"), other("Amber Post")
    found = behind((a, (said(a, "Port Union"),)), (b, (said(b, "Fire Brigade"),)))
    assert (found.low, found.high) == (2, 2)


def test_a_report_that_names_nobody_raises_the_higher_bound_alone() -> None:
    a, b = told("Coastal Wire"), other("Amber Post")
    found = behind((a, (said(a, "Port Union"),)), (b, ()))
    assert (found.low, found.high) == (1, 2)
    assert "Amber Post names no source" in found.reasons


def test_an_event_in_the_same_words_has_one_origin_and_says_so() -> None:
    a, b = told("Coastal Wire"), told("Amber Post")
    found = behind((a, ()), (b, ()))
    assert (found.low, found.high) == (1, 1)
    assert "Coastal Wire and Amber Post share a passage word for word" in found.reasons


def test_a_rule_told_without_its_giver_may_have_another_origin_and_a_demand_has_not() -> None:
    a, b = report("Ivo Marsh bars boats from the pier."), report("No boat may use the pier.", outlet="Amber Post")
    reports = {r.id: r for r in (a, b)}
    for kind, high in (("prohibition", 2), ("demand", 1)):
        told = position(a, "bars boats", "Ivo Marsh", position=kind), position(b, "No boat may", position=kind)
        found = origins(told, reports, {})
        assert (found.low, found.high) == (1, high)
