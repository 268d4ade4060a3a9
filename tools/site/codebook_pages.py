"""The codebook as pages, made from its data; only the sentences between the tables are written by hand."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from accordingto import codebook
from accordingto.records import EVENT_TYPES

Page = Mapping[str, Any]

_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_MOST_WORDS = 400
"""Characters of a list of words in one cell; what is left out is counted."""


def pages() -> dict[str, str]:
    """Return the generated pages by file name, the index first."""
    return {
        "codebook.md": _index(),
        "codebook-events.md": _events(),
        "codebook-words.md": _words(),
    }


def _page(name: str) -> Page:
    found: Page = codebook.load(name, dict[str, Any])
    return found


def _table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    lines = ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows]
    names = list(head)
    return "\n".join(["| " + " | ".join(names) + " |", "|" + "---|" * len(names), *lines]) + "\n"


def _cell(value: object) -> str:
    return str("" if value is None else value).replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _listed(words: Iterable[object]) -> str:
    """Return words with commas between, cut where they are many."""
    kept: list[str] = []
    rest = sorted({str(word) for word in words})
    while rest and sum(map(len, kept)) < _MOST_WORDS:
        kept.append(rest.pop(0))
    return ", ".join(kept) + (f" … and {len(rest)} more" if rest else "")


def _index() -> str:
    rows = [(f"`{name}`", codebook.summary(name)) for name in codebook.pages()]
    return (
        "# The codebook\n\nWhat the coder knows is data: YAML pages that ship with the program.\n"
        "`accordingto codebook PAGE` prints one whole, with its sources. [Event types](codebook-events.md)\n"
        "and [words](codebook-words.md) are shown as tables. All of these are made from the data.\n\n"
        f"{_table(('page', 'what it holds'), rows)}"
    )


def _events() -> str:
    types, cameo, contexts = _page("events_types"), _page("events_cameo"), _page("contexts")
    overview = [(f"`{n}`", f"{t['quad']}, {_QUADS[t['quad']]}", t["score"], t["definition"]) for n, t in types.items()]
    missing = set(EVENT_TYPES) - set(types)
    if missing:
        raise ValueError(f"event types without an entry in the codebook: {sorted(missing)}")
    modes = [
        (f"`{name}`", f"`{mode}`", facts.get("score"), facts.get("definition", ""))
        for name, kind in types.items()
        for mode, facts in (kind.get("modes") or {}).items()
    ]
    parts = (
        "# Event types\n\nTypes and modes are PLOVER's, and so are the scores, from conflict to cooperation.",
        _table(("type", "quad", "score", "what it is"), overview),
        "## Modes\n",
        _table(("type", "mode", "score", "what it is"), modes),
        "## Contexts\n\nWhat an event is about. The words beside the trigger suggest it.\n",
        _table(
            ("context", "about", "words"), ((f"`{n}`", c["about"], _listed(c["words"])) for n, c in contexts.items())
        ),
        "## CAMEO codes\n\nCAMEO 1.1 with Goldstein scores, as records carry them.\n",
        _table(("code", "label", "Goldstein"), ((f"`{n}`", c["label"], c["goldstein"]) for n, c in cameo.items())),
    )
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _words() -> str:
    cues, stance, modality, positions = (_page(name) for name in ("cues", "stance", "modality", "positions"))
    parts = (
        "# Words\n\nBy which reports say who says what, how sure it is, and who permits or forbids it.\n"
        "`accordingto codebook PAGE` gives what is not shown here: phrases, templates, exceptions.",
        "## Cues\n\nVerbs that attribute words or thoughts (page `cues`).\n",
        _table(("kind", "frames", "verbs"), _cues(cues)),
        "## Stance\n\nWhat a cue commits the narrator to; every other cue is neutral (page `stance`).\n",
        _table(("stance", "cues"), ((f"`{name}`", _listed(words)) for name, words in stance.items())),
        "## Status\n\nWhat a verb says of the act below it (page `modality`).\n",
        _table(("status", "verbs"), ((f"`{name}`", _listed(words)) for name, words in modality["verbs"].items())),
        "## Positions\n\nVerbs of permission, prohibition and the rest, and under negation (page `positions`).\n",
        _table(("kind", "negated", "verbs"), _positions(positions)),
    )
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _cues(cues: Page) -> Iterator[tuple[str, str, str]]:
    for entry in cues["verbs"]:
        yield f"`{entry['kind']}`", ", ".join(entry["frames"]), _listed(entry["words"])


def _positions(positions: Page) -> Iterator[tuple[str, str, str]]:
    gathered: dict[tuple[str, str], set[str]] = {}
    for entry in positions["verbs"]:
        key = (f"`{entry['kind']}`", f"`{entry['negated']}`" if entry.get("negated") else "–")
        gathered.setdefault(key, set()).update(map(str, entry["words"]))
    for (kind, negated), words in gathered.items():
        yield kind, negated, _listed(words)
