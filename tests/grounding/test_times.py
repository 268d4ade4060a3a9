"""Times: what is found, which days it means, and what stays open with its reason."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from accordingto.grounding import times
from accordingto.grounding.times import TimeExpression, find
from accordingto.records import Report, Zone

FRIDAY = "2024-06-07"


def found(text: str, anchor: str | None = FRIDAY) -> list[tuple[str, str, tuple[str, str] | None]]:
    return [(text[e.start : e.end], e.value, e.interval) for e in find(text, anchor=anchor)]


def only(text: str, anchor: str | None = FRIDAY) -> TimeExpression:
    expressions = find(text, anchor=anchor)
    assert len(expressions) == 1, expressions
    return expressions[0]


def report(text: str, published: str | None = FRIDAY, zones: tuple[Zone, ...] = ()) -> Report:
    return Report("r1", "The Daily", None, None, None, published, "day", "en", "a.txt", "0", text, zones)


@pytest.mark.parametrize(
    ("text", "words", "first", "last", "precision"),
    [
        ("Talks opened on Monday, May 13, 2024, in Doha.", "Monday, May 13, 2024", "2024-05-13", "2024-05-13", "day"),
        ("It fell on 7 June 1988.", "7 June 1988", "1988-06-07", "1988-06-07", "day"),
        ("The log says 2023-11-30 twice.", "2023-11-30", "2023-11-30", "2023-11-30", "day"),
        ("The stamp reads 23/05/2024 now.".replace(" now", ""), "23/05/2024", "2024-05-23", "2024-05-23", "day"),
        ("The dam broke last month.", "last month", "2024-05-01", "2024-05-31", "month"),
        ("The envoy said on Friday that it held.", "Friday", "2024-06-07", "2024-06-07", "day"),
        ("Troops left the port on Monday.", "Monday", "2024-06-03", "2024-06-03", "day"),
        ("Ministers will meet on Tuesday.", "Tuesday", "2024-06-11", "2024-06-11", "day"),
        ("The court sits next Tuesday.", "next Tuesday", "2024-06-11", "2024-06-11", "day"),
        ("They met last Friday.", "last Friday", "2024-05-31", "2024-05-31", "day"),
        ("Drones hit the depot overnight.", "overnight", "2024-06-06", "2024-06-07", "part_of_day"),
        ("The bridge was shelled on Friday morning.", "Friday morning", "2024-06-07", "2024-06-07", "part_of_day"),
        ("Earlier this week the lake froze.", "Earlier this week", "2024-06-03", "2024-06-07", "week"),
        ("Later this month the court sits.", "Later this month", "2024-06-07", "2024-06-30", "month"),
        ("Floods came in late May.", "late May", "2024-05-22", "2024-05-31", "month"),
        ("Floods came in early 1974.", "early 1974", "1974-01-01", "1974-05-01", "year"),
        ("He left in September.", "September", "2023-09-01", "2023-09-30", "month"),
        ("He will return in September.", "September", "2024-09-01", "2024-09-30", "month"),
        ("Crops failed in the summer of 1932.", "the summer of 1932", "1932-06-01", "1932-08-31", "season"),
        ("Last winter the pipes burst.", "Last winter", "2023-12-01", "2024-02-29", "season"),
        ("Trade fell in the first quarter of 2023.", "the first quarter of 2023", "2023-01-01", "2023-03-31", "season"),
        ("The camp dates from the 1950s.", "the 1950s", "1950-01-01", "1959-12-31", "decade"),
        ("The fort is of the 19th century.", "the 19th century", "1801-01-01", "1900-12-31", "decade"),
        ("Two weeks ago the port shut.", "Two weeks ago", "2024-05-20", "2024-05-26", "week"),
        ("The raid began at 9:40 p.m. yesterday.", "9:40 p.m.", "2024-06-06T21:40", "2024-06-06T21:40", "minute"),
        ("Many were hurt over the past three weeks.", "the past three weeks", "2024-05-17", "2024-06-07", "week"),
        (
            "He was at the 80th anniversary of D-Day.",
            "the 80th anniversary of D-Day",
            "2024-06-06",
            "2024-06-06",
            "day",
        ),
        ("Kabul has changed since the fall of Kabul.", "since the fall of Kabul", "2021-08-15", "2024-06-07", "day"),
        ("Patrols grew since New Year's Eve.", "New Year's Eve", "2023-12-31", "2023-12-31", "day"),
    ],
)
def test_an_expression_means_these_days(text: str, words: str, first: str, last: str, precision: str) -> None:
    expression = find(text, anchor=FRIDAY)[0]
    assert text[expression.start : expression.end] == words
    assert expression.interval == (first, last)
    assert expression.precision == precision


def test_a_time_of_day_takes_the_day_that_follows_it() -> None:
    assert found("Sirens rang at 9 p.m. on Wednesday.")[0][2] == ("2024-06-05T21:00", "2024-06-05T21:00")


def test_days_are_counted_from_the_date_that_the_story_has_reached() -> None:
    text = "The truce ended on 3 May 2021. Two days earlier a convoy was hit. A year later it was renewed."
    assert [value for _, value, _ in found(text)] == ["2021-05-03", "2021-05-01", "2022"]


def test_absolute_and_anchored_times_need_no_report_date() -> None:
    text = "The truce ended on 3 May 2021. The next day shells fell. In June talks began."
    assert [value for _, value, _ in found(text, None)] == ["2021-05-03", "2021-05-04", "2021-06"]


def test_a_year_that_months_share_stands_behind_them() -> None:
    assert [v for _, v, _ in found("Between March and May 1951 the front moved.")] == ["1951-03", "1951-05"]


def test_a_history_takes_its_own_year_for_a_bare_month() -> None:
    text = (
        "In 1911 the revolt began. In 1912 it spread. It lasted until 1915.\n"
        "In 1913 the king fell. In August the army split. In 1914 came war. By 1916 it was over; by 1917 forgotten."
    )
    assert ("August", "1913-08", ("1913-08-01", "1913-08-31")) in found(text)


def test_the_invasion_is_the_one_that_the_report_speaks_of() -> None:
    assert only("Kyiv has lost half its power since the invasion.").interval == ("2022-02-24", FRIDAY)
    assert only("Baghdad has changed since the invasion.").interval == ("2003-03-20", FRIDAY)
    assert only("Prices have tripled since the invasion.").reason == "ambiguous"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It lasted for three weeks.", "P3W"),
        ("A 24-year rule ended.", "P24Y"),
        ("It took more than two hours.", "PT2H"),
        ("They dug for several days.", "PXD"),
    ],
)
def test_a_length_is_found_but_is_no_point_in_time(text: str, value: str) -> None:
    expression = only(text)
    assert (expression.kind, expression.value, expression.interval) == ("DURATION", value, None)


@pytest.mark.parametrize(
    "text",
    [
        "The army may march on the second city.",
        "Theresa May said no; the judge sat down.",
        "About 2003 soldiers were counted by the mission.",
        "They won 3-2 and then 21-14.",
        "The Council adopted Resolution 1701.",
        "Walls began to fall and hopes spring up.",
        "A Boeing 1900 took off.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_day_and_month_that_can_be_read_two_ways_stay_open() -> None:
    assert only("It was filed 06/07/2024.").reason == "ambiguous"


def test_without_a_report_date_relative_times_stay_open_with_one_problem_a_reason(nlp: Language) -> None:
    text = "On Monday the mine closed. Last week it had flooded. It opened on 4 July 1990."
    whens, problems = times.tag(nlp(text), report(text, published=None))
    assert [w.start for w in whens] == [None, None, "1990-07-04"]
    assert [(p.stage, p.reason) for p in problems] == [("times", "no report date")]
    assert problems[0].detail == "2 unresolved: Monday; Last week"


def test_tense_is_read_off_the_parse(nlp: Language) -> None:
    text = "Officials said Thursday the ship will sail on Saturday."
    whens, _ = times.tag(nlp(text), report(text))
    assert [w.start for w in whens] == ["2024-06-06", "2024-06-08"]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The truce expires on Sunday.", "2024-06-09"),
        ("The curfew stays in force until Sunday.", "2024-06-09"),
        ("A mob storms the port on Sunday.", "2024-06-02"),
    ],
)
def test_the_present_tense_looks_ahead_only_where_something_is_fixed(nlp: Language, text: str, day: str) -> None:
    assert times.tag(nlp(text), report(text))[0][0].start == day


def test_lengths_and_boilerplate_are_not_tagged(nlp: Language) -> None:
    text = "It rained for two days.\nUpdated on 5 June 2024"
    whens, problems = times.tag(nlp(text), report(text, zones=(Zone("boilerplate", 24, len(text)),)))
    assert (whens, problems) == ((), ())


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6), st.sampled_from(["was", "will be"]))
def test_a_weekday_is_that_weekday_within_six_days(anchor: date, number: int, verb: str) -> None:
    name = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][number]
    interval = only(f"The vote {verb} held on {name}.", anchor.isoformat()).interval
    assert interval is not None
    day = date.fromisoformat(interval[0])
    assert day.weekday() == number
    assert abs(day - anchor) <= timedelta(days=6)
    assert (day <= anchor) if verb == "was" else (day >= anchor)


_TIME_WORDS = (
    "on in the early late May 1999 2024 June 7 12 last next this week month Friday night morning ago earlier later two "
    "days since of and a 218 BC 9 p.m. summer century 19th 1980s , . ( ) - year quarter first end D-Day now"
)
_WORDS = re.findall(r"\S+", _TIME_WORDS)


@given(
    st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join), st.one_of(st.none(), st.dates().map(date.isoformat))
)
def test_any_text_gives_ordered_spans_and_ordered_ends(text: str, anchor: str | None) -> None:
    expressions = find(text, anchor=anchor)
    assert all(0 <= e.start < e.end <= len(text) and text[e.start : e.end].strip() for e in expressions)
    assert all(a.end <= b.start for a, b in pairwise(expressions))
    assert all(e.interval is None or e.interval[0] <= e.interval[1] for e in expressions)
    assert all((e.precision is None) == (e.interval is None) for e in expressions)


def test_a_tense_can_be_given() -> None:
    future: Callable[[int, int], str] = lambda start, end: "future"  # noqa: E731
    assert find("Monday", anchor=FRIDAY, tense=future)[0].value == "2024-06-10"  # type: ignore[arg-type]
