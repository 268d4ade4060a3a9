"""Divide new reports and stories of the corpus: two thirds for development, one third for the untouched test.

python tools/split_corpus.py NEW_REPORTS corpus
python tools/split_corpus.py --move corpus

Files are ordered by writer (the letter after "p-" or "s-"), style of a report or number of reports of a story, and a
hash of their id; every third goes to the test part. So both parts have the same share of each writer and style, and
nobody chooses. A file that the corpus already holds stays in its part and is written anew, unless ``--move`` is given:
then stories that wait in the development part are divided and moved.
"""

import hashlib
import shutil
import sys
from pathlib import Path

from accordingto.scoring import story_files
from accordingto.scoring.corpus_files import has_key
from accordingto.scoring.position_files import load

_SEEDS = {"p": "positions", "s": "findings"}


def order(path: Path) -> tuple[str, str, str]:
    """Return what a file is ordered by: writer, style or number of reports, hash of its id."""
    sort, writer = path.stem.split("-")[:2]
    group = f"{len(story_files.load(path).reports)} reports" if has_key(path, "findings") else load(path).style
    return writer, group, hashlib.sha256(f"{_SEEDS[sort]}:{path.stem}".encode()).hexdigest()


def move(corpus: Path) -> int:
    """Move every third story of the development part to the test part, where that holds none yet."""
    if any((corpus / "test").glob("s-*.yaml")):
        print("the stories are divided already")
        return 1
    for number, path in enumerate(sorted((corpus / "dev").glob("s-*.yaml"), key=order)):
        if number % 3 == 2:
            path.rename(corpus / "test" / path.name)
    print({part: len([*(corpus / part).glob("s-*.yaml")]) for part in ("dev", "test")})
    return 0


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
    if sys.argv[1] == "--move":
        sys.exit(move(Path(sys.argv[2])))
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
