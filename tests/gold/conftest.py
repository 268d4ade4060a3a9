"""Loud skipping: a run without the gold sets says at its end that no floor was checked."""

from pathlib import Path

import pytest

GOLD = Path(__file__).parents[2].parent / "shared" / "gold"
MISSING = f"NO FLOOR WAS CHECKED: ../shared/gold is not there (looked for {GOLD.name} two folders up)"


@pytest.fixture(scope="session")
def gold_root() -> Path:
    """The gold folder beside the checkout."""
    if not GOLD.is_dir():
        pytest.skip(MISSING)
    return GOLD
