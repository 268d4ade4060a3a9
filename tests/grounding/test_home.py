"""Where a report plays, told from invented reports."""

from accordingto.grounding.actors import shared_resolver
from accordingto.records import Report, Zone
from accordingto.text import sha256


def _home(text: str, *zones: Zone) -> str | None:
    report = Report("r", None, None, None, None, None, None, "en", None, sha256(text), text, zones=zones)
    return shared_resolver().home(report, ())


def test_the_country_spoken_of_most() -> None:
    assert _home("Kenya closed its ports. Kenyan police guard them. A ship from Peru waits.") == "KEN"


def test_one_word_is_too_little() -> None:
    assert _home("A sailor from Kenya waits.") is None


def test_two_countries_that_compete_leave_it_open() -> None:
    assert _home("Kenya and Peru quarrel. Kenyan ships left. Peruvian ships came.") is None


def test_a_dateline_outweighs_a_second_country() -> None:
    text = "NAIROBI, Kenya — Peru sent ships. The ministry waits."
    assert _home(text, Zone("dateline", 0, 16)) == "KEN"
