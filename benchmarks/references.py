"""Who pronouns, names and descriptions mean, against the noun-phrase coreference of NP4E.

python -m benchmarks.references NP4E [--errors KIND]

A reference is right when its antecedent lies in the same gold chain; one whose antecedent fits no gold phrase is not
counted. The last column is over the gold mentions of that pronoun whose chain has other words than pronouns.
``--errors`` prints the wrong ones of a kind with the words around them.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from accordingto import pipeline
from accordingto.reading import parsing, references
from accordingto.reading.model import DEFAULT_MODEL
from accordingto.records import Report, derive_id
from accordingto.scoring import np4e
from accordingto.scoring.base import Options
from accordingto.scoring.coreference import GoldMention, Group
from accordingto.text import Span, sha256

PRONOUNS: Mapping[str, str] = {
    **dict.fromkeys(("he", "him", "she"), "he, him, she"),
    **dict.fromkeys(("his", "her"), "his, her"),
    **dict.fromkeys(("i", "me"), "I, me"),
    **dict.fromkeys(("they", "them"), "they, them"),
    "their": "their",
    "it": "it",
    "its": "its",
    **dict.fromkeys(("we", "us", "our"), "we, us, our"),
}

_FITS = 0.3
"""Share of the words of two phrases together that they must have in common to be one phrase."""

_AROUND = 160


class Found(NamedTuple):
    """A reference with what it was taken to mean, and whether that is right (``None``: not in the gold)."""

    kind: str
    where: Span
    antecedent: str
    right: bool | None


def text_of(document: Group) -> tuple[str, dict[tuple[int, int], Span]]:
    """Return the text of a document, a sentence a line, and where each word (sentence, place) of it stands."""
    text, places = "", dict[tuple[int, int], Span]()
    for (_, sentence), words in sorted(document.sentences.items()):
        for place, word in enumerate(words):
            places[sentence, place] = Span(len(text), len(text) + len(word))
            text += word + " "
        text = text[:-1] + "\n"
    return text, places


def spans_of(document: Group, places: Mapping[tuple[int, int], Span]) -> list[tuple[Span, GoldMention]]:
    """Return the gold phrases with their characters."""
    found = []
    for mention in document.mentions:
        if mention.words:
            first, last = mention.words[0], mention.words[-1]
            found.append((Span(places[mention.sentence, first].start, places[mention.sentence, last].end), mention))
    return found


def read(document: Group, tools: pipeline.Tools) -> tuple[str, list[Found], Counter[str]]:
    """Return a document's text, its references judged, and how many gold pronouns of each kind could be resolved."""
    text, places = text_of(document)
    gold = spans_of(document, places)
    report = Report(
        derive_id("report", document.name), None, None, None, None, None, None, "en", document.name, sha256(text), text
    )
    doc = next(parsing.parse(tools.nlp, [text]))
    found = []
    for (start, end), antecedent in references.resolve(doc, report).items():
        kind = PRONOUNS.get(text[start:end].lower()) or ("names" if text[start].isupper() else "descriptions")
        chain, meant = _chain(gold, Span(start, end)), _chain(gold, Span(antecedent.start, antecedent.end))
        right = None if chain is None or meant is None else chain == meant
        found.append(Found(kind, Span(start, end), antecedent.text, right))
    told = {m.cluster for span, m in gold if text[span.start : span.end].lower() not in PRONOUNS}
    open_ = (PRONOUNS.get(text[s.start : s.end].lower()) for s, m in gold if m.cluster in told)
    return text, found, Counter(kind for kind in open_ if kind)


def _chain(gold: Sequence[tuple[Span, GoldMention]], span: Span) -> str | None:
    def common(other: Span) -> float:
        both = min(span.end, other.end) - max(span.start, other.start)
        return both / (max(span.end, other.end) - min(span.start, other.start))

    best = max(gold, key=lambda pair: common(pair[0]), default=None)
    return best[1].cluster if best is not None and common(best[0]) >= _FITS else None


def _lines(found: Sequence[Found], wanted: Counter[str]) -> Iterator[str]:
    for kind in [*dict.fromkeys(PRONOUNS.values()), "names", "descriptions"]:
        judged = [f.right for f in found if f.kind == kind and f.right is not None]
        share = f"{sum(judged) / len(judged):5.0%}" if judged else "    –"
        recall = f"{sum(judged) / wanted[kind]:5.0%} of {wanted[kind]}" if wanted[kind] else ""
        yield f"{kind:14}{sum(judged):5} of {len(judged):4}{share}   {recall}"


def main() -> None:
    """Read and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--errors", metavar="KIND")
    given = options.parse_args()
    tools = pipeline.load_tools(DEFAULT_MODEL)
    everything: list[Found] = []
    wanted: Counter[str] = Counter()
    for document in np4e.read(given.gold, Options(tools)):
        text, found, some = read(document, tools)
        everything += found
        wanted += some
        for one in found:
            if one.kind == given.errors and one.right is False:
                around = text[max(0, one.where.start - _AROUND) : one.where.end + 40].replace("\n", " / ")
                print(f"{document.name}: …{around}…\n   {text[one.where.start : one.where.end]} → {one.antecedent}")
    print(*_lines(everything, wanted), sep="\n")


if __name__ == "__main__":
    main()
