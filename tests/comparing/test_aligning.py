"""Two reports side by side: who is who in both, whether they tell of one happening, and which records fit."""

import numpy as np
import pytest

from accordingto.comparing.aligning import align, assigned
from accordingto.comparing.cast import ORDER, Who, cast, relations, who
from accordingto.comparing.happening import one_happening, trace
from accordingto.comparing.laying import Layout
from accordingto.records import Actor, Mention, Party, Position, Statement
from tests.builders import position, report, statement


def party(words: str, name: str | None = None, country: str | None = None) -> Who:
    actor = Actor(name, country) if name else None
    return who(Party(Mention(words, 0, len(words)), actor))


TEXTS = ("Mayor Ilse Brandt closed the bridge at Velim.", "The mayor said no. Brandt left Velim by boat.")


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (party("Mayor Ilse Brandt", "Ilse Brandt"), party("Brandt"), "named"),
        (party("Ilse Brandt", "Ilse Brandt"), party("the mayor"), "office"),
        (party("Ilse Brandt", "Ilse Brandt"), party("Otto Kern", "Otto Kern"), "clash"),
        (party("gunmen"), party("the attackers"), "generic"),
        (party("U.S. Navy", "U.S. Navy", "USA"), party("U.N. envoy", "U.N.", "IGO"), "clash"),
        (party("She"), party("Otto Kern", "Otto Kern"), "open"),
        (party("Peru", "Peru", "PER"), party("Chile", "Chile", "CHL"), "clash"),
    ],
)
def test_who_is_who(a: Who, b: Who, relation: str) -> None:
    found = relations(cast([a], TEXTS[0]), cast([b], TEXTS[1]))
    assert ORDER[found[0, 0]] == relation


def test_reports_without_rare_names_in_common_are_of_two_happenings() -> None:
    one = trace("The river rose and the bridge was closed by the police on Monday.")
    assert not one_happening(one, one)


def test_each_record_is_paired_with_the_one_that_fits_best() -> None:
    likely = np.array([[0.6, 0.7], [0.1, 0.75]])
    assert assigned(likely, 0.5) == [(0, 0), (1, 1)]


def test_nothing_is_paired_under_the_threshold() -> None:
    assert assigned(np.array([[0.3]]), 0.5) == []


def test_statements_are_the_likelier_one_when_a_stance_in_the_same_words_is() -> None:
    texts = (
        "Mayor Ilse Brandt said the toll on the Velim bridge had to go by the autumn.",
        "Brandt told traders that nobody should be charged for the Velim bridge.",
    )
    words = ("the toll on the Velim bridge had to go", "nobody should be charged for the Velim bridge")
    reports = [report(text, outlet=outlet) for text, outlet in zip(texts, ("Amber Post", "Ondo Radio"), strict=True)]
    speakers, cues = ("Mayor Ilse Brandt", "Brandt"), ("said", "told")
    said = [statement(*of) for of in zip(reports, speakers, cues, words, strict=True)]
    held = [position(*of) for of in zip(reports, words, speakers, strict=True)]

    def likely(*records: list[Statement] | list[Position]) -> float:
        one, two = (Layout(of, [listed[n] for listed in records]) for n, of in enumerate(reports))
        return next((pair.likely for pair in align(one, two) if isinstance(pair.a, Statement)), 0.0)

    assert likely(said, held) > likely(said)
