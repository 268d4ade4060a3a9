"""Victim counts: which number phrases count people killed, injured, captured, displaced or arrested."""

import re
from functools import cache

from msgspec import Struct
from spacy.tokens import Doc

from accordingto.grounding.quantities.lexicon import Lexicon, lexicon
from accordingto.grounding.quantities.links import kind_of_count
from accordingto.grounding.quantities.numbers import NumberPhrase, find_numbers
from accordingto.grounding.quantities.tolls import bounded, toll_before
from accordingto.records import Casualties, Count, Report
from accordingto.text import mention


class _Found(Struct, frozen=True):
    start: int
    end: int
    kind: str
    low: int | None
    high: int | None


def casualties(doc: Doc, report: Report) -> tuple[Casualties, ...]:
    """Return the victim counts of a report in text order, each with the kind of harm and its bounds.

    "At least 12 people were killed" is low 12, high open; "a child was wounded" is one; "no casualties" is zero killed
    and zero injured. "including three children" repeats part of a count and is none of its own. Money, percentages,
    ages and counts of things are left out.
    """
    known = lexicon()
    found = [*_none_hurt(report.text), *_numbered(doc, report.text, known), *_single(doc, known)]
    shut = [(zone.start, zone.end) for zone in report.zones if zone.kind == "boilerplate"]
    found.sort(key=lambda f: (f.start, f.end))
    return tuple(
        Casualties(mention(report.text, f.start, f.end), f.kind, Count(f.low, f.high))  # type: ignore[arg-type]
        for f in _without_overlaps(found)
        if not any(a <= f.start < b for a, b in shut)
    )


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for one in found:
        if not any(one.start < k.end and k.start < one.end and one.kind == k.kind for k in kept):
            kept.append(one)
    return kept


def _numbered(doc: Doc, text: str, known: Lexicon) -> list[_Found]:
    found = []
    for phrase in find_numbers(text):
        span = doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
        if span is None or not len(span) or _is_year(phrase, text):
            continue
        low, high = _people(phrase)
        toll = toll_before(text, phrase.start)
        if toll:
            found.append(_Found(phrase.start, phrase.end, toll.kind, *bounded(low, high, toll.bound)))
        elif link := kind_of_count(span, known):
            found.append(_Found(phrase.start, max(phrase.end, link.end), link.kind, low, high))
    return found


def _people(phrase: NumberPhrase) -> tuple[int | None, int | None]:
    return (
        int(phrase.low) if phrase.low is not None else None,
        int(phrase.high) if phrase.high is not None else None,
    )


_YEAR = re.compile(r"(?:the\s)?((?:19|20)\d\d)", re.IGNORECASE)
_PEOPLE_BEHIND = re.compile(
    r"\s(?:\w+\s){0,2}(?:people|men|women|children|civilians|soldiers|troops|dead|killed|wounded|injured)\b"
)


def _is_year(phrase: NumberPhrase, text: str) -> bool:
    """Return whether four digits are a year: always, unless people stand behind them."""
    return bool(_YEAR.fullmatch(text[phrase.start : phrase.end])) and not _PEOPLE_BEHIND.match(
        text[phrase.end : phrase.end + 40]
    )


@cache
def _none_pattern() -> re.Pattern[str]:
    return re.compile(
        r"\b(?:no|without(?:\s+any)?|zero)\s+(?:(?:immediate|reported|known|civilian|human|confirmed)\s+)?"
        r"(?:(?:reports?|word|information)\s+of\s+(?:any\s+)?)?(?P<what>casualties|victims|deaths|fatalities|injuries)\b"
        r"|\b(?P<nobody>no\s?-?one|nobody|none)\s+(?:was|were|had\s+been)\s+(?P<how>killed|injured|hurt|wounded|arrested)\b",
        re.IGNORECASE,
    )


def _none_hurt(text: str) -> list[_Found]:
    """ "no casualties": nobody killed, nobody injured; "no reports of casualties" says only that none is known."""
    found: list[_Found] = []
    for match in _none_pattern().finditer(text):
        what = (match["what"] or match["how"]).lower()
        if re.search(r"reports?|word|information", match.group(), re.IGNORECASE):
            continue
        kinds = {
            "casualties": ["killed", "injured"],
            "victims": ["killed", "injured"],
            "deaths": ["killed"],
            "fatalities": ["killed"],
            "killed": ["killed"],
            "arrested": ["arrested"],
        }.get(what, ["injured"])
        found.extend(_Found(match.start(), match.end(), kind, 0, 0) for kind in kinds)
    return found


def _single(doc: Doc, known: Lexicon) -> list[_Found]:
    """ "a soldier was killed", "wounding a child": one, where an indefinite article stands by a word for a person."""
    found = []
    for token in doc:
        if token.lower_ not in {"a", "an"} or token.i + 1 >= len(doc):
            continue
        noun = token.head
        if (
            noun.i <= token.i
            or noun.i - token.i > 6
            or noun.lemma_.lower() not in known.people
            or noun.tag_ not in {"NN", "NNP"}
        ):
            continue
        link = kind_of_count(doc[token.i : noun.i + 1], known)
        if link:
            found.append(_Found(token.idx, max(noun.idx + len(noun), link.end), link.kind, 1, 1))
    return found
