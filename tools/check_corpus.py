"""Check every report of the corpus: the format, and that every annotation quotes words of its report.

python tools/check_corpus.py corpus
"""

import sys
from collections import Counter
from pathlib import Path

from accordingto.errors import GoldError
from accordingto.scoring import corpus_files, position_files, story_files
from accordingto.scoring.corpus_files import has_key
from accordingto.scoring.positions import ASIDE


def main(folder: Path) -> int:
    """Print every fault and the counts; return 1 where there is a fault; ``agreement.py`` checks second annotations."""
    faults, counts = 0, Counter[str]()
    for path in sorted(p for p in folder.rglob("*.yaml") if p.parent.name != ASIDE):
        try:
            counts.update(_counts(path))
        except GoldError as error:
            faults += 1
            print(error)
    for name, count in sorted(counts.items()):
        print(f"{name:<40}{count:>6}")
    print(f"{faults} files with faults")
    return 1 if faults else 0


def _counts(path: Path) -> list[str]:
    """What one file holds; raises ``GoldError`` where it breaks the format, or holds no annotations."""
    if has_key(path, "findings"):
        return _of_story(path)
    counts: list[str] = []
    report: corpus_files.CorpusReport | position_files.PositionReport | None = None
    if has_key(path, "statements"):
        report = corpus_files.load(path)
        counts += [f"form {row['form']}" for row in corpus_files.to_rows(report)]
    if has_key(path, "positions"):
        report = position_files.load(path)
        rows = position_files.to_rows(report)
        counts += [f"kind {row['position']}" for row in rows] + [f"status {row['status']}" for row in rows]
        counts += [f"limit {limit['kind']}" for row in rows for limit in row["limits"]]
    if report is None:
        raise GoldError(f"{path}: it has no statements, positions or findings")
    return [*counts, "reports", f"style {report.style}", f"region {report.region}"]


def _of_story(path: Path) -> list[str]:
    story = story_files.load(path)
    rows = story_files.to_rows(story)
    counts = [f"finding {row['verdict']}" for row in rows] + [f"finding of {row['of']}" for row in rows]
    counts += [f"difference {x['field']}" for row in rows for x in row["differences"]]
    counts += [f"difference as {x['type']}" for row in rows for x in row["differences"]]
    counts += [f"pair {copy.class_}" for copy in story.copies]
    return [*counts, "stories", *["reports of stories" for _ in story.reports], f"region {story.region}"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
