"""What one paragraph is by its own words: byline, dateline, caption and credit, boilerplate."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from accordingto.reading.zones_patterns import is_outlet, zone_patterns
from accordingto.records import ZoneKind
from accordingto.text import Span, trim

MAX_BOILERPLATE = 320
"""Longer paragraphs are read even if they open like furniture: a lost statement costs more than a kept line."""

MAX_CROSSHEAD = 60

MAX_LINK = 150
"""Longest link to another page that ends like a sentence."""

MAX_CREDIT = 120
"""Longest credit without parentheses; what opens like one and goes on has a story run into it."""

_CREDIT_WORDS = 9
"""A photo's credit of more words that ends like a sentence has one run into it."""
_PHOTO = re.compile(r"photo|image|picture|illustration", re.IGNORECASE)

_AGENCIES_ONLY = 60
"""Longest line that is nothing but names of agencies."""

MAX_CAPTION = 700
MAX_BYLINE = 140

_NAME = r"[A-Z][\w.’'-]*"
_BYLINE = re.compile(
    rf"(?:By|BY)\s?:?\s(?:the |The )?{_NAME}(?:(?:,|\s(?:and|&|of|for|in|at|with|the|\|))*\s\(?{_NAME}\)?){{0,14}}"
    r"(?:,\s?(?:[A-Z][\w.’' -]{2,50}|[\w ]{3,40}(?:writer|editor|correspondent|reporter|staff|analyst)))?\.?$"
)
_NOT_NAMES = re.compile(
    r"By (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|By (?:January|February|March|April|June|July|August)"
)

_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,4}"
_MIXED = r"[A-ZÀ-Þ][\w.’'-]+(?:[ /-][A-ZÀ-Þa][\w.’'-]*){0,3}"
_PART = r"(?:\s?,\s?(?:[A-ZÀ-Þ][\w.’' -]{1,28}|\d{1,2} [A-Z][a-z]{2,8}(?: \d{4})?|\d{4}))"
_SOURCE = r"\(\s?(?P<{}>[A-Z][\w.’'&/ -]{{1,40}}?)\s?\)"
_DASH = r"\s?(?:—|–|--+|-(?=\s))"
_STAMP = rf"(?:{_CAPS} \| \w{{3}} \w{{3,9}} \d{{1,2}} ?, \d{{4}} [\d:]+ ?[ap]\.?m\.? [A-Z]{{2,4}} )?"
_DATELINE = re.compile(
    rf"{_STAMP}(?:"
    rf"(?P<caps>{_CAPS}){_PART}{{0,4}}(?:\s?{_SOURCE.format('a')})?{_DASH}"
    rf"|{_MIXED}{_PART}{{0,4}}\s?{_SOURCE.format('b')}{_DASH}"
    rf"|{_MIXED}{_PART}{{0,4}}\s?{_SOURCE.format('known')}"
    rf"|{_SOURCE.format('bare')}(?:{_DASH})?"
    rf"|{_MIXED}{_PART}{{1,4}}\s?(?:—|–|--+)"
    r")\s?(?=[\"“‘'(A-ZÀ-Þ\d])"
)
_TWO_WORD_PLACE = (
    r"(?:(?:New|San|Los|El|Al|Abu|Tel|Port|Fort|St\.|Saint|Addis|Buenos|Kuala|Mexico|Vatican|Gaza|Kuwait|Hong|Cape|Tel"
    r"|Sri|North|South|East|West|Guantanamo|Rio|Ho|Phnom|Quezon|United|UNITED|Panama|Baton|Camp|Guatemala) )?"
)
_INNER_DATELINE = re.compile(
    rf"(?<=\s)(?P<dateline>{_TWO_WORD_PLACE}[A-Z][\w’'-]+(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?)?"
    rf"\s\(\s?(?P<source>[A-Z][\w.’'& -]{{1,30}}?)\s?\)\s?(?:--+|—|–|-(?=\s)))\s?(?=[\"“‘'A-Z])"
)
INNER_REACH = 1_500
"""How far into a paragraph a dateline may stand: some archives run headline, summary and lead together."""

_PARENTHESES = re.compile(r"\((?P<inside>[^()]{2,140})\)\s?\.?$")
_NAME_AND_DESK = re.compile(
    r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3}\s?[,/|]\s?"
    r"(?:[Tt]he |for )?[A-Z][\w.’'-]+(?: (?:of |and )?[A-Z][\w.’'-]*){0,4}"
)
"""A person and the paper that the person works for, which stand in parentheses after a caption's last sentence."""

_TWICE = re.compile(r"(?P<credit>\S.{0,58}?)\s+(?P=credit)\s*")
"""A credit that the page shows both below the small picture and below the large one."""

_ENDED = re.compile(r"[.!?][\"”’)]?\s*$")
_COMMENTED = re.compile(
    r"[A-Z][a-z]{2,8} \d{1,2}, \d{4} at \d{1,2}:\d{2} ?[ap]\.?m\.?(?: \|)? ?(?:\| ?)?(?:Reply|Report abuse)\b",
    re.IGNORECASE,
)
_QUOTES = "\"“”‘'’«"
_STAFF = re.compile(r"(?:^|\s)(?P<byline>By the [A-Z]\w+ (?:Wire |News )?Staff)\b")


class Piece(NamedTuple):
    """A stretch of a paragraph by its kind, in offsets of the paragraph."""

    kind: ZoneKind
    start: int
    end: int


def is_byline(line: str) -> bool:
    """Return whether a paragraph is a byline ("By Ana Ruiz and Li Wei, The Harbor Ledger")."""
    return len(line) <= MAX_BYLINE and bool(_BYLINE.match(line)) and not _NOT_NAMES.match(line)


def is_boilerplate(line: str) -> bool:
    """Return whether a paragraph belongs to the page, not to the report ("Read more: …", "© 2024 …")."""
    patterns = zone_patterns()
    if len(line) > MAX_BOILERPLATE or line[0] in _QUOTES:
        return False
    bare = line.strip("*•|[]()_ »›>-–—")
    if not bare:
        return True
    if patterns.link.match(bare):
        return len(line) <= MAX_LINK or not _ENDED.search(line)
    date = patterns.only_date.match(bare)
    return bool(patterns.boilerplate.match(bare)) or bool(date and date.end() == len(bare))


def is_crosshead(line: str) -> bool:
    """Return whether a paragraph within a story is a title in capitals: "TALKS RESUME", "‘NO WAY BACK’"."""
    words = re.findall(r"[^\W\d_]{2,}", line)
    return line.isupper() and len(line) <= MAX_CROSSHEAD and len(words) > 1 and line[-1] not in ".!:;,)"


def comments_from(lines: Sequence[str]) -> int:
    """Return the number of the paragraph from which readers comment, that of all paragraphs where none do.

    Comments are told by what a page sets below each, the time and "Reply"; one such mark alone is no proof.
    """
    marked = [index for index, line in enumerate(lines) for _ in _COMMENTED.finditer(line)]
    return marked[0] if len(marked) > 1 else len(lines)


def is_author_note(line: str) -> bool:
    """Return whether a paragraph presents the author ("Ana Ruiz is a columnist for …"), as columns end."""
    return len(line) <= MAX_BOILERPLATE and bool(zone_patterns().author_note.match(line))


def is_credit(line: str) -> bool:
    """Return whether a whole paragraph says who wrote, edited or took something."""
    patterns = zone_patterns()
    if len(line) > 500 or line[0] in _QUOTES:
        return False
    if (len(line) < _AGENCIES_ONLY or "contributed" in line or "reported from" in line) and (
        patterns.closing_credit.fullmatch(line)
    ):
        return True
    longest = MAX_BOILERPLATE if line[0] == "(" else MAX_CREDIT
    runs_on = _PHOTO.match(line) and _ENDED.search(line) and len(line.split()) > _CREDIT_WORDS
    if patterns.opens_credit.match(line) and not runs_on and len(line) <= longest:
        return True
    return credit_start(line) == 0


def credit_start(line: str) -> int | None:
    """Return where a photo credit at a paragraph's end begins, ``None`` where there is none."""
    patterns = zone_patterns()
    closing = _PARENTHESES.search(line[-150:]) if line.endswith((")", ").")) else None
    if closing:
        at = max(0, len(line) - 150) + closing.start()
        inside = closing["inside"].strip()
        if patterns.photo_credit.match(inside) or (_NAME_AND_DESK.fullmatch(inside) and _ENDED.search(line[:at])):
            return at
    if len(line) > _AGENCIES_ONLY and line[-1] in '.!?"”':
        return None  # a sentence; a bare credit ends in a name
    tail = max(0, len(line) - 140)
    found = patterns.bare_credit.search(line, tail)
    return found.start("credit") if found else None


def caption_pieces(line: str, *, before_body: bool) -> list[Piece]:
    """Return caption and credit where a paragraph is a photo's, else nothing.

    A credit at the end makes a caption anywhere; a mere cue ("pictured", "is seen") only before the body begins.
    """
    if len(line) > MAX_CAPTION or line[0] in '"“':
        return []
    at = credit_start(line)
    if at is not None:
        caption = trim(line, 0, at, "|—–")
        credit = Piece("credit", at, len(line))
        return [Piece("caption", *caption), credit] if caption.start < caption.end else [credit]
    patterns = zone_patterns()
    marked = before_body and len(line) <= MAX_CAPTION // 2 and patterns.marks_caption.search(line)
    return [Piece("caption", 0, len(line))] if marked or patterns.opens_caption.match(line) else []


def widget_pieces(line: str) -> list[Piece]:
    """Return the parts of a paragraph that begins with a picture's buttons ("Enlarge this image …"), else nothing.

    What follows them is a caption with or without its credit, or the credit alone, which some pages give twice.
    """
    widget = zone_patterns().photo_widget.match(line)
    if not widget or len(line) > MAX_CAPTION or widget.end() == len(line):
        return []
    rest = line[widget.end() :]
    buttons = Piece("boilerplate", *trim(line, 0, widget.end()))
    if len(rest) <= MAX_CREDIT and (_TWICE.fullmatch(rest) or credit_start(rest) == 0):
        return [buttons, Piece("credit", *trim(line, widget.end(), len(line)))]
    parts = caption_pieces(rest, before_body=True) or [Piece("caption", 0, len(rest))]
    return [buttons, *(Piece(p.kind, widget.end() + p.start, widget.end() + p.end) for p in parts)]


def dateline_end(line: str, *, before_body: bool = True) -> int | None:
    """Return where the dateline that opens a paragraph ends, ``None`` where there is none.

    Once the story has begun, capitals and a dash alone may be a run-in heading; then a source in parentheses is needed.

    >>> line = "KYIV, June 7 (Reuters) — Talks began."
    >>> line[: dateline_end(line)]
    'KYIV, June 7 (Reuters) —'
    """
    found = _DATELINE.match(line)
    if not found:
        return None
    caps = found["caps"]
    if caps and (caps.lower() in zone_patterns().not_datelines or len(caps) < 3):
        return None
    if not before_body and "(" not in found[0]:
        return None
    source = found["known"] or found["bare"]
    if source and not is_outlet(source.strip()):
        return None
    return len(found[0].rstrip())


def inner_dateline(line: str) -> Span | None:
    """Return the first dateline inside a paragraph that names a known outlet or agency, if any."""
    for found in _INNER_DATELINE.finditer(line, 0, INNER_REACH):
        if is_outlet(found["source"].strip()):
            return Span(*found.span("dateline"))
    return None


def staff_byline(line: str) -> Span | None:
    """Return a staff byline that stands inside a paragraph of run-together lines."""
    found = _STAFF.search(line, 0, INNER_REACH)
    return Span(*found.span("byline")) if found else None
