"""Dependencies: all locked with hashes, all of free licences, none with a known weakness.

python -m tools.audit [--offline] [--auditor PYTHON]

The first two are told from the files at hand. Known weaknesses are told by the advisory database of PyPI, through
pip-audit; without a network, or without an answer, the program says loudly that nobody has looked, and goes on.
"""

import argparse
import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCKS = ("run.txt", "dev.txt", "audit.txt", "fuzz.txt", "site.txt")
PATIENCE = 240
"""Seconds in which the advisory database must have answered about all packages."""

_PIN = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
_FREE = re.compile(
    r"apache|bsd|mit\b|mpl|mozilla|isc|psf|python software|zlib|unlicense|public domain|lgpl|lesser|hpnd|cnri|expat",
    re.IGNORECASE,
)
"""Licences under which everybody may use and pass on a program; LGPL libraries are used as they come."""


def packages(lock: str) -> Iterator[tuple[str, str, int]]:
    """Yield the name, the version and the number of hashes of each package that a lock file names.

    >>> list(packages("a==1 ; python_version < '3'\\n    --hash=sha256:" + "0" * 64))
    [('a', '1', 1)]
    """
    for block in re.split(r"\n(?=\S)", lock):
        if block.startswith("#") or not block.strip():
            continue
        pin = _PIN.match(block)
        yield (pin["name"], pin["version"], len(_HASH.findall(block))) if pin else (block.splitlines()[0], "", 0)


def unlocked(folder: Path) -> list[str]:
    """Return what the lock files in a folder leave open: packages without one version or without hashes."""
    return [
        f"{lock}: {name} is not pinned with hashes"
        for lock in LOCKS
        for name, version, hashes in packages((folder / lock).read_text("utf-8"))
        if not version or not hashes
    ]


_ELSEWHERE = {"atheris": "Apache-2.0"}
"""Packages that tell their licence in a file and not in their facts."""


def licence_of(package: metadata.Distribution) -> str:
    """Return what a package says of its licence, in its newer and its older fields."""
    told = package.metadata
    if known := _ELSEWHERE.get(told["Name"]):
        return known
    fields = ("License-Expression", "Classifier", "License")
    lines = [line for field in fields for line in told.get_all(field) or ()]
    return " ".join(line[:200] for line in lines if " :: " not in line or line.startswith("License ::"))


def unfree() -> list[str]:
    """Return the installed packages of our locks whose licence is not known to be free."""
    named = {
        name.lower() for lock in LOCKS for name, _, _ in packages((ROOT / "requirements" / lock).read_text("utf-8"))
    }
    found = [p for p in metadata.distributions() if (p.metadata["Name"] or "").lower() in named]
    return sorted(
        {
            f"{p.metadata['Name']}: {licence_of(p)[:80] or 'no licence told'}"
            for p in found
            if not _FREE.search(licence_of(p))
        }
    )


def answers(name: str = "pip") -> bool:
    """Return whether there is a network with the advisory database in it, asked about one package."""
    version = metadata.version(name)
    try:
        with urllib.request.urlopen(f"https://pypi.org/pypi/{name}/{version}/json", timeout=20) as answer:
            return "vulnerabilities" in json.load(answer)
    except (OSError, ValueError):
        return False


def weaknesses(auditor: str) -> tuple[bool | None, str]:
    """Return whether the database knows of none, ``None`` where somebody was not asked about, and what it said."""
    if not answers():
        return None, "no answer from the advisory database of PyPI: run `make audit` where there is a network"
    locks = [word for lock in LOCKS for word in ("-r", f"requirements/{lock}")]
    options = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json"]
    command = [auditor, "-m", "pip_audit", *options, *locks]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)
        looked_at = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, OSError) as error:
        return None, f"pip-audit gave no answer ({error})"
    weak = [f"{p['name']} {p['version']}: {v['id']}" for p in looked_at for v in p.get("vulns", ())]
    skipped = [p["name"] for p in looked_at if "skip_reason" in p]
    if weak:
        return False, "WEAK: " + "; ".join(weak)
    if skipped:
        return None, f"{len(skipped)} of {len(looked_at)} packages are unknown to it, {', '.join(skipped[:5])} …"
    return True, f"no known weakness in {len(looked_at)} packages"


def main(given: Sequence[str] | None = None) -> None:
    """Look, print, and exit 1 where something is wrong."""
    options = argparse.ArgumentParser(prog="python -m tools.audit", description=__doc__)
    options.add_argument("--offline", action="store_true", help="do not ask the advisory database")
    options.add_argument("--auditor", default=sys.executable, help="the Python that has pip-audit")
    asked = options.parse_args(given)
    wrong = unlocked(ROOT / "requirements")
    print("\n".join(wrong) or f"locked with hashes: every package of {', '.join(LOCKS)}")
    unknown = unfree()
    print(
        "\n".join(f"LICENCE to be looked at: {line}" for line in unknown) or "licences: free, of all that is installed"
    )
    fine, told = (None, "asked to stay offline") if asked.offline else weaknesses(asked.auditor)
    print("ADVISORIES NOT CHECKED: " + told if fine is None else told)
    sys.exit(bool(wrong) or fine is False)


if __name__ == "__main__":
    main()
