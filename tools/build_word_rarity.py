"""Build the codebook page of word rarity from the word probabilities of spacy-lookups-data (MIT).

    pip install --no-deps spacy-lookups-data==1.0.5
    python tools/build_word_rarity.py [--out FILE]

A word's probability, its spellings with capitals added to it, becomes the share of texts of ``LENGTH`` words that hold
it; the page lists the words by the rounded negative logarithm of that share. Rarer words than one text in a thousand
are left out: they all weigh the same. The same data give the same file.
"""

import argparse
import gzip
import json
import math
import re
from collections import defaultdict
from importlib import import_module
from pathlib import Path

OUT = Path(__file__).parents[1] / "src/accordingto/codebook/data/word_rarity.yaml"
LENGTH = 300
RAREST = 0.001
STEP = 0.1
HEAD = """# How rare English words are: the negative logarithm of the share of texts that hold a word, and the words.
# Built by tools/build_word_rarity.py from the word probabilities of spacy-lookups-data 1.0.5 (MIT), see model cards.
"""

_WORD = re.compile(r"[a-z][a-z’'-]{2,}|\d+")


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    folder = Path(str(import_module("spacy_lookups_data").__file__)).parent / "data"
    table = json.loads(gzip.decompress((folder / "en_lexeme_prob.json.gz").read_bytes()))
    probability: dict[str, float] = defaultdict(float)
    for word, logarithm in table.items():
        if isinstance(logarithm, float) and _WORD.fullmatch(word.lower()):
            probability[word.lower()] += math.exp(logarithm)
    lines: dict[float, list[str]] = defaultdict(list)
    for word, share in probability.items():
        held = 1 - (1 - share) ** LENGTH
        if held > RAREST:
            lines[round(-math.log(held) / STEP) * STEP].append(word)
    rows = (f'"{rarity:.1f}": "{" ".join(sorted(words))}"\n' for rarity, words in sorted(lines.items()))
    out.write_text(HEAD + "".join(rows), "utf-8")


if __name__ == "__main__":
    main()
