"""Whose words a report carries besides its outlet's own: agencies named in dateline, byline and closing credit."""

import re

from accordingto.codebook.outlets import find_outlet
from accordingto.records import Report

HEAD = 1_500
TAIL = 700
"""Characters at a report's edges in which a dateline or a closing credit is looked for."""

MAX_NAME = 40
"""Longest name in a dateline's parentheses; beyond it is a remark."""

_NAME = r"[A-Z][\w.’'&/ -]{1,40}?"
_DASH = r"\s*(?:—|–|--?(?=\s))"
_DATELINE = re.compile(
    rf"(?:^|\n)(?:[A-ZÀ-Þ][\w.’'/-]*(?:\s?,?\s[A-ZÀ-Þ\d][\w.’'/-]*){{0,8}}\s?)?\(\s?(?P<name>{_NAME})\s?\){_DASH}"
)
_INNER_DATELINE = re.compile(rf"\s[A-Z][\w.’'-]+\s\(\s?(?P<name>{_NAME})\s?\){_DASH}")
_CONTRIBUTED = re.compile(
    rf"(?:^|[.)]\s+|\n|\band\s+|,\s+|;\s+)[Tt]he\s+(?P<a>{_NAME})\s+contributed\b"
    rf"|(?:^|[.)]\s+|\n|\band\s+|;\s+)(?P<b>{_NAME})\s+contributed\b"
    rf"|\b(?P<c>{_NAME})\s+(?:writers?|reporters?|correspondents?|journalists?)\s[^.\n]{{3,160}}?\bcontributed\b"
    rf"|\b(?:With (?:files|reporting|additional reporting) (?:from|by)|Source|Additional reporting by)[: ]\s*"
    rf"(?:[Tt]he )?(?P<d>{_NAME})(?=[.,;\n)]|\s+and\b|$)"
)
_SIGNED = re.compile(rf"(?:\(|[—–-]\s?|\n)\s?(?P<name>{_NAME})\s?\)?\s*$")
_BYLINE = re.compile(
    rf"(?:^|\n)By [^\n]{{2,60}}?,\s*(?P<name>{_NAME})\s*(?=\n|$)|(?:^|\n)By (?:the )?(?P<whole>{_NAME})\s*(?=\n|$)"
)
_WORDED = re.compile(r"^(?![A-Z]-)(?:.*[a-z]{2}.* [A-Z]|.*[a-z]{3})")
"""A name that is no mere abbreviation: what an abbreviation in a dateline stands for cannot be told."""

_SPLIT = re.compile(r"\s*(?:/|,| and )\s*")


def _known_agency(name: str | None) -> str | None:
    outlet = find_outlet(name) if name else None
    return outlet.name if outlet and outlet.kind == "agency" else None


def _canonical(name: str) -> str:
    outlet = find_outlet(name)
    return outlet.name if outlet else name


def _dateline_names(head: str) -> list[str]:
    """The names in datelines' parentheses: known agencies anywhere, at a paragraph's start also a name of words."""
    names = [found["name"].strip() for found in _DATELINE.finditer(head)]
    named = [_canonical(n) for n in names if len(n) <= MAX_NAME and (find_outlet(n) or _WORDED.search(n))]
    inner = [_known_agency(found["name"].strip()) for found in _INNER_DATELINE.finditer(head)]
    return [*named, *(agency for agency in inner if agency)]


def _agency_names(pieces: list[str | None]) -> list[str]:
    parts = [part for piece in pieces if piece for part in (piece, *_SPLIT.split(piece))]
    return [agency for part in parts if (agency := _known_agency(part.strip(" .")))]


def wire_credits(report: Report) -> tuple[str, ...]:
    """Return the agencies that a report credits with its words, sorted; its own outlet is not among them.

    A name in a dateline ("KYIV, June 7 (Reuters) —") counts even where the codebook does not know it, since
    only a source stands there. Photo credits do not count.

    >>> wire_credits(report_of("GENEVA (AP) — Talks began."))  # doctest: +SKIP
    ('Associated Press',)
    """
    head, tail = report.text[:HEAD], report.text[-TAIL:].rstrip()
    pieces: list[str | None] = [report.byline]
    if report.byline:
        pieces.append(report.byline.rpartition(",")[2])
    pieces += [group for found in _CONTRIBUTED.finditer(tail) for group in found.groups()]
    pieces += [group for found in _BYLINE.finditer(head) for group in found.groups()]
    if signed := _SIGNED.search(tail):
        pieces.append(signed["name"])
    names = {*_dateline_names(head), *_agency_names(pieces)}
    return tuple(sorted(names - {_canonical(report.outlet or "")}))
