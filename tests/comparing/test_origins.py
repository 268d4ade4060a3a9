"""Origins: what depends on one another counts once, and the reasons say so."""

from msgspec.structs import replace

from accordingto.comparing.origins import origins, publisher
from accordingto.records import Actor, Origins, Party, Report, Statement
from tests.builders import report, statement

TEXT = "Ana Ruiz said the pier at Karst burned down."


def told(outlet: str, *, wire: tuple[str, ...] = (), copy_of: str | None = None) -> Report:
    plain = report(f"{TEXT} {outlet}", outlet=outlet, path=f"{outlet}.txt")
    return replace(plain, wire_credits=wire, copy_of=copy_of)


def said(of: Report, who: str, *, through: str | None = None, country: str = "CHL") -> Statement:
    plain = statement(of, "Ana Ruiz", "said", "the pier at Karst burned down")
    assert plain.speaker is not None
    speaker = Actor(who, country, "GOV")
    passed = (Actor(through, "MED", "MED"),) if through else ()
    chain = (Actor(of.outlet or "", "MED", "MED"), *passed, speaker)
    return replace(plain, speaker=Party(plain.speaker.mention, speaker), chain=chain, source_type="named")


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
    found = of((a, said(a, "officials", through="Reuters")), (b, said(b, "Ivo Marsh")))
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
