"""No figure falls below its floor."""

import warnings
from pathlib import Path

import pytest

from accordingto.scoring import SETS, Score, Tools
from accordingto.scoring.base import load_tools
from tests.gold import floors
from tests.gold.conftest import GOLD, MISSING

FLOORS = floors.read()


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The whole pipeline's tools, loaded once."""
    return load_tools()


def test_the_floors_are_checked_or_their_absence_is_loud() -> None:
    if not GOLD.is_dir():
        warnings.warn(MISSING, stacklevel=1)
        pytest.skip(MISSING)
    assert set(FLOORS) == set(SETS)


@pytest.mark.gold
@pytest.mark.parametrize("name", sorted(FLOORS.keys() - floors.OWN.keys()))
def test_no_figure_is_below_its_floor(name: str, gold_root: Path, tools: Tools) -> None:
    floor, path = FLOORS[name], floors.place(name, gold_root)
    assert floors.fingerprint(path) == floor.gold, f"the gold of {name} has changed: measure its floors anew"
    found = floors.measure(name, gold_root, tools)
    below = floors.breaches(floor, found)
    assert not below, f"{name}: (figure, floor) {below} {found.notes}"


@pytest.mark.parametrize("name", sorted(FLOORS.keys() & floors.OWN.keys()))
def test_our_own_corpus_is_read_as_well_as_before(name: str, tools: Tools) -> None:
    found = floors.measure(name, GOLD, tools)
    below = floors.breaches(FLOORS[name], found)
    same = floors.fingerprint(floors.CORPUS, name) == FLOORS[name].gold
    assert same, f"the corpus of {name} has changed: measure its floors anew"
    assert not below, f"(figure, floor) {below}"


def test_floors_rise_with_a_figure_and_fall_only_when_told() -> None:
    old = floors.Floor("hash", None, {"right": 50.0, "extra": 20.0})
    worse = Score("petr2", 1, "p", {"right": 40.0, "missed": 60.0, "extra": 30.0})
    assert floors.raised("petr2", worse, old, "hash", lower=False).metrics["right"] == 50
    assert floors.raised("petr2", worse, old, "hash", lower=False).metrics["extra"] == 20
    assert floors.raised("petr2", worse, old, "hash", lower=True).metrics["extra"] == 30.5
    assert set(floors.breaches(old, worse)) == {"right", "extra"}
