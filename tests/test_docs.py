"""The documents say what is: fields, commands and options are all named."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from accordingto.cli.app import app
from accordingto.records import RECORD_TYPES

ROOT = Path(__file__).parent.parent
RECORD_PAGE = (ROOT / "docs/record.md").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_every_field_of_the_record_is_documented_in_order(kind: str) -> None:
    documented = re.search(rf"^\| {kind} \| `([^`]+)` \|$", RECORD_PAGE, re.MULTILINE)
    assert documented is not None
    assert documented.group(1).split(", ") == list(RECORD_TYPES[kind].__struct_fields__)


def test_every_command_is_in_the_readme() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    unnamed = [name for name in commands if f"accordingto {name}" not in README and f"`{name}`" not in README]
    assert unnamed in ([], ["score"])
    assert "accordingto score" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("page", [README, *(p.read_text("utf-8") for p in (ROOT / "docs").glob("*.md"))])
def test_links_inside_the_project_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page):
        assert (ROOT / link).exists() or (ROOT / "docs" / link).exists(), link


def test_every_command_and_option_says_what_it_does() -> None:
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert command.help, name
        for parameter in command.params:
            assert getattr(parameter, "help", None), f"{name} {parameter.name}"
