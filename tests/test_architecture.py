"""The house: a floor imports only from floors below it, and the wings do not know each other."""

import ast
from pathlib import Path

import pytest

import accordingto

ROOT = Path(accordingto.__file__).parent

FLOORS = [
    {"records", "errors"},
    {"casefile", "codebook", "text", "columns", "batches", "limits", "reviews"},
    {"comparing", "grounding", "reading", "sources"},
    {"views"},
    {
        "arriving",
        "exporting",
        "linking",
        "pipeline",
        "assembling",
        "collating",
        "frames",
        "hearing",
        "standing",
        "version",
    },
    {"engines"},
    {"intake", "scoring"},
    {"assistants", "tabulating", "web", "repairing"},
    {"cli"},
]
WINGS = FLOORS[2]
SIDEWAYS_OK = {
    ("pipeline", "assembling"),
    ("pipeline", "version"),
    ("hearing", "version"),
    ("collating", "linking"),
    ("columns", "records"),
    ("frames", "exporting"),
    ("casefile", "columns"),
    ("casefile", "text"),
    ("casefile", "reviews"),
    ("reviews", "columns"),
    ("reviews", "text"),
}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path not in {ROOT / "__init__.py", ROOT / "__main__.py"})


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "accordingto"
                else [node.module]
            )
        rooms |= {name.split(".")[1] for name in names if name.startswith("accordingto.")}
    return rooms


def floor(name: str) -> int:
    return next(level for level, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downwards(path: Path) -> None:
    here = room(path)
    for other in imported_rooms(path) - {here, "__version__"}:
        if (here, other) in SIDEWAYS_OK:
            continue
        assert floor(other) < floor(here), f"{path.relative_to(ROOT)} imports {other}, which is not below {here}"


@pytest.mark.parametrize("path", [p for p in MODULES if room(p) in WINGS], ids=lambda p: str(p.relative_to(ROOT)))
def test_wings_know_neither_each_other_nor_the_store(path: Path) -> None:
    assert not imported_rooms(path) & (WINGS - {room(path)} | {"casefile"})
