"""A case file of the invented crisis, and a client that asks its pages."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the pages need `pip install 'accordingto[web]'`")

from fastapi.testclient import TestClient

from accordingto.web import create_app

HERE = "http://127.0.0.1:8300"
"""Where the pages are, for a browser without a screen."""

EXAMPLES = int(os.environ.get("API_EXAMPLES", "4"))
"""Requests that are made up for each operation; ``make api`` makes more."""


def case_of(folder: Path, path: Path) -> Path:
    """A folder of reports as a case file."""
    done = subprocess.run(
        [sys.executable, "-m", "accordingto", "read", folder, "--case", path], capture_output=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    return path


@pytest.fixture(scope="session")
def crisis_case(crisis_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented crisis as a case file."""
    return case_of(crisis_folder, tmp_path_factory.mktemp("web") / "crisis.db")


@pytest.fixture(scope="session")
def client(crisis_case: Path) -> Iterator[TestClient]:
    """A browser without a screen."""
    with TestClient(create_app(str(crisis_case)), HERE, follow_redirects=False) as client:
        yield client
