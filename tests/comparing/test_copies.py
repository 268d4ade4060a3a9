"""A reprint is found as a copy of its wire; two reports that quote the same words are not copies."""

from accordingto.comparing import copies
from tests.builders import report

WIRE = " ".join(
    f"Ferry number {n} left the island at {n} o'clock with {n * 7} families after the levee near mill {n} broke."
    for n in range(2, 22)
)


def test_a_reprint_is_a_copy_of_the_earlier_wire_text() -> None:
    wire = report(WIRE, outlet="Coastal Wire", published="2031-04-01", path="w.txt")
    local = report(f"By our staff\n\n{WIRE}\n\nMore: page 2.", outlet="Sorrel Gazette", published="2031-04-02")
    assert copies.find([local, wire]) == {local.id: wire.id}


def test_a_copy_of_a_copy_points_at_the_original() -> None:
    first, second, third = (report(WIRE, outlet=o, published=f"2031-04-0{d}") for d, o in enumerate("ABC", 1))
    assert copies.find([third, first, second]) == {second.id: first.id, third.id: first.id}


def test_the_same_long_quotation_does_not_make_a_copy() -> None:
    quoted = f"“{WIRE}”"
    one = report(f"In the north of Sorrel the mayor spoke for a long while before the rain. {quoted}", outlet="One")
    two = report(f"Listeners in the capital heard the following from the island this morning. {quoted}", outlet="Two")
    assert copies.find([one, two]) == {}
