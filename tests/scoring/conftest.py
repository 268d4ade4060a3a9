"""Where the gold lies, for tests that compare with its reference scorers."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gold_root() -> Path:
    """The gold folder beside the checkout; tests that need it are skipped where it is absent."""
    folder = Path(__file__).parents[2].parent / "shared" / "gold"
    if not folder.is_dir():
        pytest.skip("no ../shared/gold: the comparison with the reference scorers did not run")
    return folder
