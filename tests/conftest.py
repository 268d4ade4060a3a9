"""Fixtures that the whole suite shares."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.language import Language

import accordingto as acc
from accordingto.casefile import Case
from accordingto.frames import CaseRecord
from accordingto.intake import settle_findings
from accordingto.reading import model
from tests import postgres_server
from tests.crisis import FILES
from tests.sources.site import Site


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The language model, loaded once."""
    return model.load()


@pytest.fixture(scope="session")
def crisis_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the reports of an invented crisis, their facts beside them."""
    folder = tmp_path_factory.mktemp("crisis")
    for name, (text, facts) in FILES.items():
        (folder / name).write_text(text, "utf-8")
        (folder / f"{Path(name).stem}.meta.json").write_text(json.dumps(facts), "utf-8")
    return folder


@pytest.fixture(scope="session")
def crisis(crisis_folder: Path) -> CaseRecord:
    """The record of an invented crisis."""
    return acc.read(crisis_folder)


@pytest.fixture
def site() -> Iterator[Site]:
    """A web server on this machine."""
    found = Site()
    yield found
    found.close()


@pytest.fixture(scope="session")
def crisis_file(crisis: CaseRecord, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the invented crisis in a case file, as if it had just been read."""
    path = tmp_path_factory.mktemp("written") / "crisis.db"
    told = [*crisis.statements, *crisis.events, *crisis.positions]
    with Case(path) as case:
        run = case.begin_run("all", "reader")
        case.write(run.id, "reader", [(r, [t for t in told if t.report == r.id]) for r in crisis.reports])
        settle_findings(case)
        case.finish_run(run.id)
    return path


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server that was started for the tests; skipped loudly where there is none."""
    if not postgres_server.is_here():
        pytest.skip(postgres_server.MISSING)
    with postgres_server.served() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The name of a case that is not there yet: a test that asks for it runs once in every kind of store."""
    if request.param == "sqlite":
        return str(tmp_path / "case.db")
    return postgres_server.new_schema(request.getfixturevalue("server"))
