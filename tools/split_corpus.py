"""Divide new reports of the corpus: two thirds for development, one third for the untouched test.

python tools/split_corpus.py NEW_REPORTS corpus

Reports are ordered by writer (the letter after "p-"), style and a hash of their id; every third goes to the test part.
So both parts have the same share of each writer and style, and nobody chooses. A report that the corpus already holds
stays in its part and is written anew.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from accordingto.scoring.position_files import load

_SEED = "positions"


def order(path: Path) -> tuple[str, str, str]:
    """Return what a report is ordered by: writer, style, hash of its id."""
    writer = path.stem.split("-")[1]
    return writer, load(path).style, hashlib.sha256(f"{_SEED}:{path.stem}".encode()).hexdigest()


def main(new: Path, corpus: Path) -> int:
    """Copy the reports into their part and print how many went where."""
    counts = {"dev": 0, "test": 0}
    for number, path in enumerate(sorted(new.glob("*.yaml"), key=order)):
        part = "test" if number % 3 == 2 else "dev"
        held = next((p for p in counts if (corpus / p / path.name).exists()), part)
        shutil.copyfile(path, corpus / held / path.name)
        counts[held] += 1
    print(counts)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
