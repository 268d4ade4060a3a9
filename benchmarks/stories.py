"""How alike reports on one happening are, against reports on two: what the test of one happening rests on.

python -m benchmarks.stories ../shared/gold/compare/basil_2010-2015.tar.gz
"""

import argparse
import json
import random
import tarfile
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from accordingto.comparing.happening import Trace, one_happening, trace


def load(archive: Path) -> dict[str, list[Trace]]:
    """Return the trace of each article, by the happening that its file name gives."""
    stories: dict[str, list[Trace]] = defaultdict(list)
    with tarfile.open(archive) as files:
        for member in files:
            content = files.extractfile(member) if member.name.endswith(".json") else None
            if content:
                body = json.load(content)["body-paragraphs"]
                key = Path(member.name).stem.rsplit("_", 1)[0]
                stories[key].append(trace(" ".join(" ".join(paragraph) for paragraph in body)))
    return stories


def main() -> None:
    """Print how many pairs the test keeps."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("archive", type=Path)
    stories = load(options.parse_args().archive)
    same = [(a, b) for group in stories.values() for a, b in combinations(group, 2)]
    dice, keys = random.Random(1), sorted(stories)
    other = [(stories[a][0], stories[b][0]) for a, b in (dice.sample(keys, 2) for _ in range(2000))]
    for name, found in (("one happening", same), ("two happenings", other)):
        kept = sum(one_happening(a, b) for a, b in found) / len(found)
        print(f"{name}: {len(found)} pairs, {kept:.1%} are held to be one")


if __name__ == "__main__":
    main()
