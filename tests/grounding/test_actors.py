"""What the actor resolver makes of mentions as news writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.grounding.actors import ActorResolver
from accordingto.grounding.actors.dates import last_day, read
from accordingto.grounding.actors.people import People


@pytest.fixture(scope="module")
def resolver() -> ActorResolver:
    return ActorResolver()


@pytest.mark.parametrize(
    ("mention", "country", "sector"),
    [
        ("Norwegian fishermen", "NOR", "AGR"),
        ("the Peruvian navy", "PER", "MIL"),
        ("the Hungarians of Slovakia", "SVK", "CVL"),
        ("a spokesman for the Kenyan army", "KEN", "MIL"),
        ("Zambia's Ministry of Health", "ZMB", "GOV"),
        ("residents of Timbuktu", "MLI", "CVL"),
        ("Dozens of Bolivian miners", "BOL", "LAB"),
        ("the head of the IAEA", "IGO", "GOV"),
        ("Brazil's Lula", "BRA", "ELI"),
        ("Putin's soldiers", "RUS", "MIL"),
        ("President of the European Commission Ursula von der Leyen", "EUR", "GOV"),
        ("the Trump administration", "USA", "GOV"),
        ("a former Mossad official", "ISR", "ELI"),
        ("Ugandan opposition lawmakers", "UGA", "LEG"),
        ("the speaker of the Sejm", "POL", "LEG"),
        ("Chad-based rebels", "TCD", "REB"),
        ("anti-government protesters", None, "OPP"),
        ("reporters", None, "JRN"),
        ("Hezbollah", "LBN", "REB"),
        ("Whitehall", "GBR", "GOV"),
        ("northern Ghana", "GHA", None),
        ("Abkhazia", "GEO", "PRE"),
        ("U.S.", "USA", None),
        ("The Guardian", "GBR", "JRN"),
        ("the Japanese ambassador to Kenya", "JPN", "GOV"),
        ("Minister of Foreign Affairs Sergei Lavrov", "RUS", "GOV"),
    ],
)
def test_mention_gives_country_and_sector(
    resolver: ActorResolver, mention: str, country: str | None, sector: str | None
) -> None:
    actor = resolver.resolve(mention, date="2020-03-01")
    assert actor is not None
    assert (actor.country, actor.sector) == (country, sector)


@pytest.mark.parametrize(
    "mention", ["he", "us", "Swedish-made rockets", "the war in Ukraine", "yesterday", "", "...", "a turkey farm"]
)
def test_words_that_name_nobody_are_left_open(resolver: ActorResolver, mention: str) -> None:
    assert resolver.resolve(mention) is None


@pytest.mark.parametrize(
    ("date", "office", "sector"),
    [
        ("2007-05-01", "Prime Minister of Turkey", "GOV"),
        ("2016-05-01", "President of Turkey", "GOV"),
        ("2031-01-01", None, "GOV"),
    ],
)
def test_office_is_the_one_of_the_day_and_not_extended(
    resolver: ActorResolver, date: str, office: str | None, sector: str
) -> None:
    actor = resolver.resolve("Erdogan", date=date)
    assert actor is not None
    assert (actor.name, actor.office, actor.sector) == ("Recep Tayyip Erdogan", office, sector)


def test_out_of_office_is_elite_and_namesakes_are_told_apart_by_date(resolver: ActorResolver) -> None:
    late = resolver.resolve("Jacques Chirac", date="2010-01-01")
    assert late is not None
    assert late.sector == "ELI"
    son = resolver.resolve("President Kabila", date="2010-01-01")
    father = resolver.resolve("President Kabila", date="1998-01-01")
    assert son is not None and father is not None
    assert (son.name, father.name) == ("Joseph Kabila", "Laurent-Desire Kabila")


def test_transliterations_are_one_person(resolver: ActorResolver) -> None:
    names = {resolver.resolve(n) for n in ("Muammar Gaddafi", "Moammar Gadhafi", "Muammar al-Qaddafi")}
    assert len({a.name for a in names if a}) == 1


def test_unknown_person_takes_country_and_sector_from_the_title(resolver: ActorResolver) -> None:
    actor = resolver.resolve("Kenyan police chief Baraka Tembo")
    assert actor is not None
    assert (actor.name, actor.country, actor.sector) == ("Baraka Tembo", "KEN", "COP")


def test_context_settles_the_country_only_where_one_is_spoken_of(resolver: ActorResolver) -> None:
    settled = resolver.resolve("the interior ministry", context="Police in Lusaka, Zambia, held two men.")
    assert settled is not None
    assert settled.country == "ZMB"
    still_open = resolver.resolve("the interior ministry", context="Zambia and Malawi closed the road.")
    assert still_open is not None
    assert still_open.country is None


def test_surname_is_completed_from_the_context(resolver: ActorResolver) -> None:
    actor = resolver.resolve(
        "Albright", context="Secretary of State Madeleine Albright flew to Rome.", date="1999-03-01"
    )
    assert actor is not None
    assert actor.name == "Madeleine Albright"


@pytest.mark.parametrize(
    ("mention", "countries"),
    [
        ("Norway and Sweden", ["NOR", "SWE"]),
        ("Peru, Chile and Bolivia", ["PER", "CHL", "BOL"]),
        ("Greek and Turkish frigates", ["GRC", "TUR"]),
        ("Canada and its partners", ["CAN"]),
        ("Trinidad and Tobago", ["TTO"]),
        ("Fiji's Ministry of Trade and Industry", ["FJI"]),
    ],
)
def test_coordinations_give_each_member(resolver: ActorResolver, mention: str, countries: list[str]) -> None:
    assert [a.country for a in resolver.resolve_all(mention)] == countries


def test_code_marks_a_bare_pronoun_as_unidentified(resolver: ActorResolver) -> None:
    assert resolver.code("They") == ("", "UNK")
    assert resolver.code("Danish troops") == ("DNK", "MIL")


@given(st.text(max_size=60))
def test_any_text_is_answered_without_error(text: str) -> None:
    actor = _SHARED.resolve(text, context=text)
    assert actor is None or actor.name


_SHARED = ActorResolver()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-07T10:00:00", "2024-06-07"),
        ("12 April 2022", "2022-04-12"),
        ("June 3, 2011", "2011-06-03"),
        ("x", None),
    ],
)
def test_dates_are_read_in_the_forms_that_reports_carry(written: str, day: str | None) -> None:
    assert read(written) == day


def test_open_periods_cover_their_last_day() -> None:
    assert (last_day("2024-02"), last_day("2023")) == ("2024-02-29", "2023-12-31")


def test_offices_of_the_codebook_run_forwards() -> None:
    people = People({})
    held = {(person.name, office) for person in people.everybody() for office in person.offices if office.start}
    assert len(held) > 2000
    assert [entry for entry in held if entry[1].end and entry[1].end < entry[1].start] == []


@pytest.mark.parametrize(
    ("mention", "country", "sector"),
    [
        ("Norwegian hurdler", "NOR", "CVL"),
        ("Jena police", "DEU", "COP"),
        ("the mayor of Tampere", "FIN", "GOV"),
        ("Shining Path gunmen", "PER", "REB"),
        ("rebel soldiers in Chad", "TCD", "REB"),
        ("Dahka police", "BGD", "COP"),
        ("Vaclav Havle", None, None),
        ("Nicolas Sarkosy", "FRA", "ELI"),
        ("Merkel's bodyguards", "DEU", "GOV"),
        ("Welsh farmers", "GBR", "AGR"),
        ("a spokesman for Chancellor Angela Merkel", "DEU", "GOV"),
        ("Siemens workers", "DEU", "LAB"),
        ("Austria's Donauwind", "AUT", None),
        ("the Perth Herald", "AUS", "JRN"),
        ("Slovenian Serbs", "SVN", None),
    ],
)
def test_owner_town_and_spelling_settle_the_country(
    resolver: ActorResolver, mention: str, country: str | None, sector: str | None
) -> None:
    actor = resolver.resolve(mention, date="2020-03-01")
    assert (actor.country if actor else None, actor.sector if actor else None) == (country, sector)


@pytest.mark.parametrize(
    "mention", ["all sides", "force", "the Ocean Leader", "the vessel", "its allies", "the council"]
)
def test_generic_words_and_ships_get_no_country_or_sector(resolver: ActorResolver, mention: str) -> None:
    assert resolver.resolve(mention) is None


def test_names_of_actors_read_well(resolver: ActorResolver) -> None:
    council = resolver.resolve("the Security Council")
    spokesman = resolver.resolve("a group's military spokesman")
    assert council is not None and spokesman is not None
    assert (council.name, spokesman.name) == ("U.N. Security Council", "military spokesman")


@pytest.mark.parametrize(
    ("mention", "name", "sector"),
    [
        ("Ada Oyelaran, an expert on fisheries at a university in Lagos", "Ada Oyelaran", "EDU"),
        ("Qasim al-Fahad, a spokesman for the Kenyan army", "Qasim al-Fahad", "MIL"),
        ("Tom Ode, Kenya's foreign minister", "Tom Ode", "GOV"),
        ("a spokesman for the Kenyan army", "spokesman for the Kenyan army", "MIL"),
    ],
)
def test_a_description_behind_a_name_gives_what_somebody_is_and_not_the_name(
    resolver: ActorResolver, mention: str, name: str, sector: str
) -> None:
    actor = resolver.resolve(mention)
    assert actor is not None
    assert (actor.name, actor.sector) == (name, sector)


def test_the_last_word_of_the_sentence_before_is_no_given_name(resolver: ActorResolver) -> None:
    told = "He will end his trip in Jordan. Obama then flies home."
    actor = resolver.resolve("Obama", context=told, date="2013-03-19")
    assert actor is not None
    assert actor.name == "Barack Obama"


def test_movement_in_power_is_government_from_the_day_it_took_it(resolver: ActorResolver) -> None:
    sectors = [
        actor.sector
        for day in ("1998-01-01", "2010-01-01", "2022-01-01")
        if (actor := resolver.resolve("the Taliban", date=day))
    ]
    assert sectors == ["GOV", "REB", "GOV"]


def test_shared_head_is_given_to_the_first_member(resolver: ActorResolver) -> None:
    first = resolver.resolve("Danish and Swedish frigates")
    assert first is not None
    assert (first.country, first.sector) == ("DNK", "MIL")
    assert [a.country for a in resolver.resolve_all("Danish and Swedish frigates")] == ["DNK", "SWE"]


def test_leader_of_a_country_outranks_namesakes(resolver: ActorResolver) -> None:
    actor = resolver.resolve("Kim", date="2018-05-01")
    assert actor is not None
    assert actor.country == "PRK"


def test_surname_that_is_a_noun_stays_a_surname(resolver: ActorResolver) -> None:
    actor = resolver.resolve("Mr. Painter")
    assert actor is None or actor.sector is None


@pytest.mark.parametrize(
    ("mention", "name", "country", "sector"),
    [
        ("Senator Jim Georgia", "Jim Georgia", None, "LEG"),
        ("Tim Chad, a farmer", "Tim Chad", None, "AGR"),
        ("Oxfam America president Raymond Offen", "Raymond Offen", "NGO", None),
        ("rebel military commander Ali Saqr", "Ali Saqr", None, "REB"),
    ],
)
def test_a_place_in_a_name_says_nothing_of_the_country(
    resolver: ActorResolver, mention: str, name: str, country: str | None, sector: str | None
) -> None:
    actor = resolver.resolve(mention, date="2024-05-08")
    assert actor is not None
    assert (actor.name, actor.country, actor.sector) == (name, country, sector)


def test_whose_alliance_is_not_said_has_no_sector(resolver: ActorResolver) -> None:
    assert resolver.resolve("a spokesman for the multi-national alliance") is None
