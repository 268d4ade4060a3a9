"""Coverage-guided fuzzing of one target by Atheris (libFuzzer): inputs that reach new lines are bred on.

python -m tools.fuzz.guided TARGET FOLDER [-runs=10000 and other options of libFuzzer]
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["accordingto.sources", "accordingto.text", "accordingto.reading.quotes"]):
    from tools.fuzz import inputs
    from tools.fuzz.targets import EXPECTED, TARGETS

_SEEDS = 40
"""Inputs of each kind that are laid into the folder to begin with."""


def main() -> None:
    """Lay out the first inputs and hand over to libFuzzer, which ends the process; 77 is a finding."""
    target, corpus = TARGETS[sys.argv[1]], Path(sys.argv[2])
    corpus.mkdir(parents=True, exist_ok=True)
    for kind in target.kinds:
        for number in range(_SEEDS):
            (corpus / f"{kind}-{number}").write_bytes(inputs.of(kind, number)[:4096])
    scratch = tempfile.TemporaryDirectory()

    def one(data: bytes) -> None:
        try:
            target.feed(data, Path(scratch.name))
        except EXPECTED:
            return

    atheris.Setup([sys.argv[0], *sys.argv[3:], str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
