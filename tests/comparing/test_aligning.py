"""Two reports side by side: who is who in both, whether they tell of one happening, and which records fit."""

import numpy as np
import pytest

from accordingto.comparing.aligning import assigned
from accordingto.comparing.cast import ORDER, Who, cast, relations, who
from accordingto.comparing.happening import one_happening, trace
from accordingto.records import Actor, Mention, Party


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
