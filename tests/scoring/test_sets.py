"""What the figures of each set mean, on invented items."""

from msgspec.structs import replace

from accordingto.records import Actor, Event, Evidence, Marked, Mention, Party
from accordingto.scoring import actors, basil, claimdiff, copies, gsr, petr2, places, times
from accordingto.scoring.base import BareTools, Options
from accordingto.scoring.coreference import GoldMention, Group, event_metrics
from accordingto.scoring.petr2 import Coded
from accordingto.scoring.times import Timex
from accordingto.text import Span

TEXT = "Peru's navy seized a Chilean trawler and freed its crew."


def party(words: str, country: str | None, sector: str | None = None) -> Party:
    start = TEXT.index(words)
    actor = Actor(words, country, sector) if country or sector else None
    return Party(Mention(words, start, start + len(words)), actor)


def event(words: str, *, confidence: float = 0.8) -> Event:
    start = TEXT.index(words)
    return Event(
        id=words,
        report="r",
        trigger=Marked(Mention(words, start, start + len(words))),
        type="COERCE",
        mode=None,
        contexts=(),
        cameo="171",
        quad=4,
        goldstein=None,
        actors=(party("Peru's navy", "PER", "MIL"),),
        recipients=(party("a Chilean trawler", "CHL"),),
        instrument=None,
        place=None,
        when=None,
        magnitude=None,
        status="occurred",
        factuality="CT+",
        statements=(),
        confidence=confidence,
        evidence=Evidence("r", "", 0, len(TEXT), TEXT, "", ""),
    )


def gold_record(**changes: object) -> gsr.GoldRecord:
    navy = gsr.GoldActor(gsr.locate("Peru's navy", TEXT), "source", "PER", "MIL")
    trawler = gsr.GoldActor(gsr.locate("Chilean ... trawler", TEXT), "target", "CHL", None)
    record = gsr.GoldRecord(TEXT, None, "COERCE", gsr.locate("seized", TEXT), (navy, trawler))
    return replace(record, **changes)


def test_the_event_on_the_marked_words_answers() -> None:
    sure = event("freed", confidence=0.95)
    assert gsr.answer(gold_record(), [sure, event("seized")]).id == "seized"
    assert gsr.answer(gold_record(trigger=frozenset()), [event("seized"), sure]).id == "freed"
    assert gsr.answer(gold_record(), []) is None


def test_a_whole_record_needs_type_actors_countries_and_sectors() -> None:
    assert gsr.tally(gold_record(), event("seized"))["record_hits"] == 1
    assert gsr.tally(gold_record(event="SANCTION"), event("seized"))["record_hits"] == 0
    swapped = replace(event("seized"), actors=event("seized").recipients, recipients=event("seized").actors)
    found = gsr.tally(gold_record(), swapped)
    assert (found["actor_hits"], found["country_hits"], found["record_hits"]) == (0, 2, 0)


def test_no_event_is_a_miss_without_a_false_alarm() -> None:
    found = gsr.tally(gold_record(), None)
    assert (found["event_gold"], found["event_found"]) == (1, 0)


def test_triples_need_cameo_and_pair_each_with_each() -> None:
    both = replace(event("seized"), actors=(party("Peru's navy", "PER"), party("Chilean", "CHL")), recipients=())
    assert petr2.triples([both]) == [Coded("PER", "CHL", "17"), Coded("CHL", "PER", "17")]
    assert petr2.triples([replace(event("seized"), cameo=None)]) == []


def test_a_meeting_answers_both_sides_and_is_never_extra_for_it() -> None:
    met = Coded("PER", "CHL", "04")
    assert petr2.match([met, Coded("CHL", "PER", "04")], [met]) == (2, 0)
    assert petr2.match([Coded("CHL", "PER", "04")], [met]) == (1, 0)
    assert petr2.match([], [met]) == (0, 1)


def test_a_gold_actor_without_country_matches_any_and_open_parties_are_not_extra() -> None:
    assert petr2.match([Coded(None, "PER", "19")], [Coded("CHL", "PER", "19")]) == (1, 0)
    assert petr2.match([], [Coded(None, "PER", "19")]) == (0, 0)


def test_an_empty_gold_sector_wants_none() -> None:
    case = actors.Case("Peru", "", None, "PER", "")
    assert actors.is_right(case, Actor("Peru", "PER"))
    assert not actors.is_right(case, Actor("Peru", "PER", "GOV"))
    assert actors.is_right(replace(case, sector=None), Actor("Peru", "PER", "GOV"))
    assert not actors.is_right(case, None)


def test_great_circle_and_nearest_words() -> None:
    assert abs(places.distance_km((0, 0), (0, 90)) - 10007.6) < 1
    assert places.realign("Lima and Lima", "Lima", 8) == Span(9, 13)
    assert places.realign("Oslo", "Lima", 0) is None


def test_times_strict_relaxed_and_value() -> None:
    gold = [Timex(0, 8, "1931-05"), Timex(20, 24, None), Timex(30, 35, "P2D")]
    found = [Timex(0, 8, "1931-05"), Timex(18, 24, "1931"), Timex(50, 55, "P1D")]
    result = times.figures([(gold, found)])
    assert [round(result[name].f1, 3) for name in ("strict", "relaxed", "value")] == [0.333, 0.667, 0.333]


def test_one_found_expression_answers_one_gold_expression() -> None:
    assert len(times.align([Timex(0, 4, None), Timex(5, 9, None)], [Timex(0, 9, None)])) == 1


def test_unlabelled_copies_are_counted_and_say_why_there_is_no_figure(nlp) -> None:
    options = Options(BareTools(nlp))
    measured = copies.measure([("a", "b", None)], options)
    assert measured.metrics == {}
    assert "label" in measured.notes[0]
    text = "The ferry left the island at dawn with forty people on board after two days of storm."
    assert copies.measure([(text, text, "wholly"), (text, "No.", "partly")], options).metrics == {"accuracy": 50.0}


def test_claims_are_told_beside_their_majority(nlp) -> None:
    pairs = [claimdiff.ClaimPair("x", "y", "weakens", holds) for holds in (True, False, False)]
    metrics = claimdiff.measure(pairs, Options(BareTools(nlp))).metrics
    assert metrics["majority"] == 66.67
    assert metrics["accuracy"] == 66.67


def test_stories_are_scored_by_b_cubed(nlp) -> None:
    flood = basil.StoryArticle("Flood drowns Karst valley", "Water drowned the Karst valley.", None, "flood")
    vote = basil.StoryArticle("Senate votes on pensions", "Senators voted about pensions.", None, "vote")
    metrics = basil.measure([flood, flood, vote], Options(BareTools(nlp))).metrics
    assert metrics["bcubed_f1"] == 1


def test_coreference_is_measured_beside_the_lemma_floor(nlp) -> None:
    sentences = {("d", 0): ("Rebels", "attacked", "Karst", "."), ("d", 1): ("The", "attack", "failed", ".")}
    sentences[("d", 2)] = ("Troops", "attacked", "again", ".")
    mentions = [GoldMention("d", 0, (1,), "x"), GoldMention("d", 1, (0, 1), "x"), GoldMention("d", 2, (1,), "y")]
    metrics = event_metrics([Group("g", sentences, tuple(mentions))], BareTools(nlp))
    assert metrics["above_lemma_floor"] == round(metrics["conll_f1"] - metrics["lemma_floor"], 2)
    assert 0 < metrics["lemma_floor"] < 100
