"""How long the gazetteer takes to load and what memory it takes, loaded and after fifty thousand names were looked up.

python -m benchmarks.gazetteer
"""

import random
import time
from pathlib import Path

import numpy as np

from accordingto.grounding import gazetteer

LOOKED_UP = 50_000
SYLLABLES = [a + b for a in ("", *"bdfgklmnprstv") for b in ("a", "e", "i", "o", "u", "an", "on", "ar", "in")]


def resident() -> float:
    """Return the process's resident memory in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text("utf-8").splitlines() if status.is_file() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)


def main() -> None:
    """Print seconds and megabytes."""
    np.zeros(1)
    before, started = resident(), time.perf_counter()
    book = gazetteer.load()
    print(f"loaded in {time.perf_counter() - started:.3f} s, {resident() - before:.1f} MB, {len(book):,} places")
    started = time.perf_counter()
    chance = random.Random(1)
    names = ("".join(chance.choice(SYLLABLES) for _ in range(chance.choice((2, 2, 3)))) for _ in range(LOOKED_UP))
    found = sum(len(book.named(name)) for name in names)
    print(f"{LOOKED_UP:,} names looked up in {time.perf_counter() - started:.2f} s, {found:,} places found")
    print(f"memory over the start: {resident() - before:.1f} MB")


if __name__ == "__main__":
    main()
