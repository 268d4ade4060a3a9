"""Every command of the README runs and does what it says."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
LINES = re.findall(r"^\$ (.+)$", README, re.MULTILINE)
COMMANDS = [line for line in LINES if line.startswith("accordingto ")]
SNIPPETS = re.findall(r"```python\n(.+?)```", README, re.DOTALL)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples and a story, as a newcomer has them."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "examples").symlink_to(ROOT / "examples", target_is_directory=True)
    (folder / "story.txt").write_text("The envoy said the talks in Oslo had failed.\n", "utf-8")
    return folder


def run(line: str, desk: Path) -> subprocess.CompletedProcess[str]:
    words = line.replace("accordingto", f"{shlex.quote(sys.executable)} -m accordingto", 1)
    environment = {**os.environ, "COLUMNS": "160"}
    return subprocess.run(words, shell=True, cwd=desk, env=environment, capture_output=True, text=True, check=False)


def test_the_commands_run_in_their_order(desk: Path) -> None:
    assert len(COMMANDS) >= 10
    for line in COMMANDS:
        done = run(line, desk)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
        assert "Traceback" not in done.stderr
        assert done.stdout or done.stderr, line
    permissions = (desk / "permissions.csv").read_text("utf-8").splitlines()
    assert permissions[0].startswith("id,report,position")
    assert all(",permission," in row for row in permissions[1:] if row.startswith("p"))


def test_the_python_of_the_readme_runs(desk: Path) -> None:
    assert SNIPPETS
    for snippet in SNIPPETS:
        done = subprocess.run([sys.executable, "-c", snippet], cwd=desk, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("target", [line.split()[1] for line in LINES if line.startswith("make ")])
def test_the_make_targets_exist(target: str) -> None:
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
