"""Places: names found in text, read as the report means them, and left alone where they stand for somebody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.grounding import gazetteer
from accordingto.grounding.gazetteer.folding import fold
from accordingto.grounding.places import dispute, ground_spans, tag, toponyms
from accordingto.records import Place, Report, Zone
from accordingto.text import sha256


def report_of(text: str, *zones: Zone) -> Report:
    return Report("r1", None, None, None, None, None, None, None, None, sha256(text), text, zones)


def places(nlp: Language, text: str, *zones: Zone) -> list[Place]:
    return list(tag(nlp(text), report_of(text, *zones)))


def spans(text: str, *names: str) -> list[Place]:
    return ground_spans(text, [(text.index(n), text.index(n) + len(n)) for n in names])


def test_a_place_comes_with_its_geonames_entry(nlp: Language) -> None:
    (found,) = places(nlp, "Shells fell on a market in Khartoum overnight.")
    assert (found.mention.text, found.name, found.country) == ("Khartoum", "Khartoum", "SDN")
    assert found.geonames_id == 379252
    assert found.precision == "city"
    assert found.latitude == pytest.approx(15.55, abs=0.1)


def test_a_region_word_makes_the_region(nlp: Language) -> None:
    (found,) = places(nlp, "Drones hit a depot in the Kherson region on Friday.")
    assert (found.mention.text, found.precision, found.country) == ("Kherson region", "region", "UKR")


def test_a_government_named_by_its_capital_is_no_place(nlp: Language) -> None:
    assert places(nlp, "Tehran said it would respond to any attack.") == []
    assert [p.name for p in places(nlp, "Crowds gathered in Tehran after the speech.")] == ["Tehran"]


def test_a_country_that_acts_is_no_place(nlp: Language) -> None:
    assert places(nlp, "Ethiopia accused its neighbour of sending weapons.") == []
    assert [p.country for p in places(nlp, "Fighting spread across Ethiopia in the spring.")] == ["ETH"]


def test_an_adjective_is_no_place(nlp: Language) -> None:
    assert places(nlp, "Sudanese troops and Libyan guides crossed together.") == []


def test_the_country_beside_a_town_decides_which_town() -> None:
    text = "The convoy left Tripoli, Lebanon, at dawn."
    assert spans(text, "Tripoli", "Lebanon")[0].country == "LBN"
    text = "The convoy left Tripoli, Libya, at dawn."
    assert spans(text, "Tripoli", "Libya")[0].country == "LBY"


def test_the_rest_of_the_report_decides_which_town() -> None:
    text = "A bomb went off in Hyderabad. Police in Karachi and Sukkur, in Sindh, were put on alert across Pakistan."
    assert spans(text, "Hyderabad", "Karachi", "Sukkur", "Sindh", "Pakistan")[0].country == "PAK"
    text = "A bomb went off in Hyderabad. Police in Chennai and Warangal were put on alert across India."
    assert spans(text, "Hyderabad", "Chennai", "Warangal", "India")[0].country == "IND"


def test_spellings_of_one_place_agree() -> None:
    text = "Kiev Kyiv Kharkov Kharkiv Hodeidah"
    kiev, kyiv, kharkov, kharkiv, hodeidah = spans(text, "Kiev", "Kyiv", "Kharkov", "Kharkiv", "Hodeidah")
    assert kiev.geonames_id == kyiv.geonames_id
    assert kharkov.geonames_id == kharkiv.geonames_id
    assert hodeidah.country == "YEM"


@pytest.mark.parametrize(
    ("name", "country"),
    [("Crimea", "UKR"), ("Gaza Strip", "PSE"), ("Golan Heights", "SYR"), ("Abkhazia", "GEO"), ("Somaliland", "SOM"),
     ("Northern Cyprus", "CYP"), ("Nagorno-Karabakh", "AZE"), ("Transnistria", "MDA"), ("Western Sahara", "ESH")],
)  # fmt: skip
def test_disputed_territory_follows_the_policy(name: str, country: str) -> None:
    (found,) = ground_spans(f"near {name}.", [(5, 5 + len(name))])
    assert found.country == country
    noted = dispute(found)
    assert noted is not None
    assert noted.note


def test_undisputed_places_have_no_dispute() -> None:
    (found,) = ground_spans("near Lyon.", [(5, 9)])
    assert dispute(found) is None


def test_seas_and_straits_are_areas() -> None:
    (strait,) = ground_spans("in the Strait of Hormuz.", [(7, 23)])
    assert (strait.name, strait.precision, strait.country) == ("Strait of Hormuz", "area", None)


def test_an_unknown_name_keeps_its_words() -> None:
    (found,) = ground_spans("near Qwxzyville.", [(5, 15)])
    assert (found.mention.text, found.geonames_id, found.country) == ("Qwxzyville", None, None)


def test_datelines_are_places_and_bylines_are_not(nlp: Language) -> None:
    text = "By Paris Laurent\n\nNAIROBI, Kenya — Talks went on."
    line = (text.index("NAIROBI"), text.index(" —"))
    found = places(nlp, text, Zone("byline", 0, 16), Zone("dateline", *line))
    assert [p.name for p in found] == ["Nairobi", "Kenya"]


def test_all_uses_are_shown_with_their_use(nlp: Language) -> None:
    text = "Cairo denied that Egyptian jets had struck a camp in Libya."
    uses = {t.place.mention.text: t.use for t in toponyms(nlp(text), report_of(text))}
    assert uses == {"Cairo": "government", "Egyptian": "adjective", "Libya": "location"}


def test_text_order_and_offsets(nlp: Language) -> None:
    text = "In Aleppo, Syria, and in the city of Mosul the clinics closed; Beirut’s stayed open."
    found = places(nlp, text)
    assert [p.mention.start for p in found] == sorted(p.mention.start for p in found)
    assert all(text[p.mention.start : p.mention.end] == p.mention.text for p in found)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ABab éÖ'’.-,\n", min_size=1, max_size=40), st.data())
def test_any_span_of_any_text_is_answered(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    (found,) = ground_spans(text, [(start, end)])
    assert found.mention.text == text[start:end]


def test_names_are_folded_alike() -> None:
    assert fold("Az-Zāwiyah") == fold("Az Zawiyah")
    assert fold("St. Louis") == fold("Saint Louis")


def test_the_gazetteer_is_small_and_complete_enough() -> None:
    shipped = gazetteer.load()
    assert len(shipped) > 200_000
    assert {e.country for e in shipped.named("Georgia")} >= {"GEO", "USA"}
    assert shipped.by_id(1) is None
