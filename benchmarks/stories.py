"""How many word stems reports on one happening share, against reports on two: what the story threshold rests on.

python -m benchmarks.stories ../shared/gold/compare/basil_2010-2015.tar.gz
"""

import argparse
import json
import random
import tarfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from accordingto.comparing.matching import SAME_STORY
from accordingto.comparing.wording import Stems, stems


def load(archive: Path) -> dict[str, list[Stems]]:
    """Return the stems of each article, by the happening that its file name gives."""
    stories: dict[str, list[Stems]] = defaultdict(list)
    with tarfile.open(archive) as files:
        for member in files:
            content = files.extractfile(member) if member.name.endswith(".json") else None
            if content:
                body = json.load(content)["body-paragraphs"]
                key = Path(member.name).stem.rsplit("_", 1)[0]
                stories[key].append(stems(" ".join(" ".join(paragraph) for paragraph in body)))
    return stories


def shared(a: Stems, b: Stems) -> float:
    """Return the share of the shorter report's stems that the other has too."""
    return len(a & b) / min(len(a), len(b))


def main() -> None:
    """Print the quantiles and what the threshold keeps."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", type=Path)
    stories = load(options.parse_args().archive)
    same = sorted(shared(a, b) for group in stories.values() for a, b in combinations(group, 2))
    dice, keys = random.Random(1), sorted(stories)
    other = sorted(shared(stories[a][0], stories[b][0]) for a, b in (dice.sample(keys, 2) for _ in range(2000)))
    for name, values in (("one happening", same), ("two happenings", other)):
        quantiles = {p: round(values[int(len(values) * p)], 3) for p in (0.05, 0.25, 0.5, 0.75, 0.95)}
        kept = sum(v >= SAME_STORY for v in values) / len(values)
        print(f"{name}: {len(values)} pairs, quantiles {quantiles}, {kept:.1%} at or above {SAME_STORY}")


if __name__ == "__main__":
    main()
