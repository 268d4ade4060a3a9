"""Check every report of the corpus: the format, and that every annotation quotes words of its report.

python tools/check_corpus.py corpus
"""

import sys
from collections import Counter
from pathlib import Path

from accordingto.errors import GoldError
from accordingto.scoring.corpus_files import CorpusReport, load, to_rows


def main(folder: Path) -> int:
    """Print every fault and the counts; return 1 where there is a fault."""
    faults, counts = 0, Counter[str]()
    for path in sorted(folder.rglob("*.yaml")):
        try:
            report = load(path)
            rows = to_rows(report)
        except GoldError as error:
            faults += 1
            print(error)
            continue
        counts.update(_counts(report))
        counts.update(f"form {row['form']}" for row in rows)
    for name, count in sorted(counts.items()):
        print(f"{name:<40}{count:>6}")
    print(f"{faults} files with faults")
    return 1 if faults else 0


def _counts(report: CorpusReport) -> list[str]:
    return ["reports", f"style {report.style}", f"region {report.region}"]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
