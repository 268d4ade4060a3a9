"""What SECURITY.md promises: data is never executed, nothing goes over a network, models are the pinned ones."""

import ast
import hashlib
import subprocess
import sys
import textwrap
from importlib.resources import files
from pathlib import Path

import pytest

import accordingto
from accordingto.codebook import vectors
from accordingto.errors import CodebookError, ModelError
from accordingto.reading import model

ROOT = Path(accordingto.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

EXECUTES = {"pickle", "cPickle", "dill", "cloudpickle", "marshal", "shelve", "joblib", "code", "runpy"}
"""Modules that make code of data."""

CONNECTS = {"socket", "ssl", "urllib.request", "http", "ftplib", "smtplib", "requests", "httpx", "urllib3", "aiohttp"}
CLUSTER = {"engines/cluster.py", "engines/station.py"}
"""The only files that may name what speaks over a network, and only when a user asks for a cluster."""

LISTENS = {"cli/serve.py": {"socket"}}
"""Who may open a port of this machine, and only when a user asks for the pages; it connects to nobody."""

FETCHES = {"sources/fetching/network.py": {"http", "socket", "ssl"}}
"""Who may ask a server, and only when a user asks for that with --fetch."""

MAY = {**LISTENS, **FETCHES}

CALLS = {"eval", "exec", "compile", "__import__"}


def imported(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


def called(tree: ast.Module) -> list[tuple[str, ast.Call]]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return [(ast.unparse(call.func), call) for call in calls]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_code_is_made_of_data_and_no_module_speaks_over_a_network(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names = {name for whole in imported(tree) for name in (whole, whole.split(".")[0])}
    assert not names & EXECUTES
    assert not names & (CONNECTS - MAY.get(path.relative_to(ROOT).as_posix(), set()))
    if path.relative_to(ROOT).as_posix() not in CLUSTER:
        assert not names & {"distributed", "dask"}
    for name, call in called(tree):
        options = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
        assert name not in CALLS, f"{name}() at line {call.lineno}"
        assert name not in {"os.system", "os.popen"}, f"{name}() at line {call.lineno}"
        assert options.get("shell") in {None, "False"}, f"a shell at line {call.lineno}"
        assert options.get("allow_pickle") in {None, "False"}, f"NumPy may unpickle at line {call.lineno}"
        assert options.get("resolve_entities") in {None, "False"}, f"entities are followed at line {call.lineno}"
        assert options.get("no_network") in {None, "True"}, f"XML may fetch at line {call.lineno}"
        if name in {"yaml.load", "yaml.load_all"}:
            assert ast.unparse(call.args[1]) == "_LOADER", f"which YAML loader at line {call.lineno}?"
        assert not name.startswith(("yaml.unsafe", "yaml.full")), f"{name}() at line {call.lineno}"


def test_the_yaml_loader_makes_no_objects() -> None:
    import yaml

    from accordingto import codebook

    assert issubclass(codebook._LOADER, yaml.SafeLoader | yaml.CSafeLoader)


HOSTILE = """<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd"><html><head><title>Port shut</title>
<base href="http://127.0.0.1:9/"><link rel=stylesheet href="http://127.0.0.1:9/s.css">
<script src="http://127.0.0.1:9/s.js"></script><meta http-equiv=refresh content="0;url=http://127.0.0.1:9/"></head><body>
<article><h1>Port shut</h1><p>Minister Ana Ruiz said on Tuesday that the port of Oran would stay shut until talks with
the shipping lines in Algiers have ended, and that no vessel may enter its basin before Friday.</p>
<img src="http://127.0.0.1:9/i.png"><iframe src="http://127.0.0.1:9/f"></iframe></article></body></html>"""

WATCH = """
import sys
from pathlib import Path

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg",
                 "urllib.Request", "http.client.connect", "os.system", "subprocess.Popen"}:
        print("WENT OUT", event, arguments, flush=True)
        sys.stdout.flush()
        import os
        os._exit(9)

sys.addaudithook(refuse)
from accordingto.cli.app import app
for line in (["read", "reports", "--case", "c.db"], ["read", "maps", "--case", "d.db"],
             ["show", "c.db"], ["report", "c.db", "-o", "c.html"]):
    try:
        app(line, standalone_mode=False)
    except SystemExit as end:
        assert end.code == (2 if "maps" in line else 0) or end.code is None, end.code
print("stayed in", flush=True)
"""


def test_nothing_goes_over_the_network(tmp_path: Path) -> None:
    """A process that may not connect, look up a name or start a program reads a page full of addresses."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "page.html").write_text(HOSTILE, "utf-8")
    (tmp_path / "maps").mkdir()
    (tmp_path / "maps" / "map.xml").write_text("<urlset><url><loc>http://127.0.0.1:9/a</loc></url></urlset>", "utf-8")
    (tmp_path / "watch.py").write_text(textwrap.dedent(WATCH), "utf-8")
    done = subprocess.run(
        [sys.executable, "watch.py"], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "stayed in"), done.stdout + done.stderr
    assert "127.0.0.1" not in (tmp_path / "c.html").read_text("utf-8").replace(str(tmp_path), "")


def test_an_altered_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "an_altered_model"
    package.mkdir()
    (package / "__init__.py").write_text("def load(**_):\n    raise SystemExit('its code ran')\n")
    (package / "weights").write_bytes(b"1")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(model, "PINNED", {"an_altered_model": model.fingerprint(package)})
    model.check("an_altered_model")
    for name, data in (("weights", b"2"), ("__init__.py", b"import os")):
        kept = (package / name).read_bytes()
        (package / name).write_bytes(data)
        with pytest.raises(ModelError, match="not the pinned ones"):
            model.load("an_altered_model")
        (package / name).write_bytes(kept)


def test_altered_word_vectors_are_refused(tmp_path: Path) -> None:
    shipped = Path(str(files("accordingto.codebook").joinpath("data", "word_vectors.npz"))).read_bytes()
    (tmp_path / "word_vectors.npz").write_bytes(shipped[:-100] + bytes(100))
    with pytest.raises(CodebookError, match="not the one that was measured"):
        vectors.load(tmp_path / "word_vectors.npz")


def test_the_gazetteer_that_ships_is_the_one_that_was_measured() -> None:
    shipped = files("accordingto.grounding.gazetteer").joinpath("data", "gazetteer.bin").read_bytes()
    assert hashlib.sha256(shipped).hexdigest() == "c35a6f7d856ff6e3fb1fa9e4494e9ec5ff021639aced2395679c93d185c67afb"
