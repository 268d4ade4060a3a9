"""The snippets of docs/notebooks.md and the example notebook run as they stand."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SNIPPETS = re.findall(r"```python\n(.+?)```", (ROOT / "docs/notebooks.md").read_text("utf-8"), re.DOTALL)
NOTEBOOK = ROOT / "examples/notebook.py"


@pytest.mark.parametrize("snippet", SNIPPETS, ids=range(len(SNIPPETS)))
def test_the_snippets_run(
    snippet: str,
    crisis_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for package in ("duckdb", "polars", "pandas"):
        if package in snippet:
            pytest.importorskip(package, reason=f"needs `pip install {package}`")
    (tmp_path / "crisis.db").write_bytes(crisis_file.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(snippet, "docs/notebooks.md", "exec"), {})
    if "print(" in snippet:
        assert len(capsys.readouterr().out.splitlines()) >= 1


def test_the_example_notebook_runs_and_every_cell_shows_something() -> None:
    if find_spec("marimo") is None:
        pytest.skip("needs `pip install marimo`")
    program = (
        "import importlib.util as u\n"
        f"s = u.spec_from_file_location('notebook', {str(NOTEBOOK)!r})\n"
        "m = u.module_from_spec(s); s.loader.exec_module(m)\n"
        "outputs, names = m.app.run()\n"
        "assert all(one is not None for one in outputs), outputs\n"
        "assert names['busiest'] and names['chosen'] and len(names['record'].reports) == 2\n"
        "print('shown', len(outputs))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "shown 6" in done.stdout
