"""What stands at a report's top: a section label, the headline, a second deck of it."""

import re

from accordingto.reading.zones_lines import caption_pieces, dateline_end, is_boilerplate, is_byline, is_credit
from accordingto.reading.zones_patterns import is_outlet, zone_patterns
from accordingto.records import Report, ZoneKind

MAX_WORDS = 32
MAX_CHARACTERS = 240
"""Longest headline; beyond it a first paragraph is the lead."""

MAX_CLOSED_WORDS = 16
"""Longest headline that ends like a sentence."""

MAX_DECKS = 4
"""Lines under a headline that go on announcing: a second deck, or a page's "highlights"."""

TOP = 4
"""Paragraphs in which a section label and the headline are looked for."""

_WORD = re.compile(r"\w[\w’'.-]*\w|\w")
_NAMES = re.compile(r"(?:[A-Z][\w.’'-]*\s){1,3}[A-Z][\w.’'-]+(?:(?:,| and)(?:\s[A-Z][\w.’'-]*){2,4}){0,4}")
_CLOSED = re.compile(r"\.[\"”’')]*$")
_OPEN_END = re.compile(r"[,:—–-]$")
_REPORTS = re.compile(
    r"\b(?:said|told|added|announced|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today"
    r"|last (?:week|month|year|night))\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an and as at but by for from has have he her his in into is it its not of on or over she so than that the "
        "their they this to up was we were what who will with you",
    )
)


def find_top(lines: list[str], report: Report) -> dict[int, ZoneKind]:
    """Return the kinds of the paragraphs at a report's top that are section label or headline, by their index.

    A paragraph with the words of ``report.title`` is the headline. Without a title the first paragraph is one where
    it has a headline's shape and is followed by a story.
    """
    first = _skip_furniture(lines)
    if first is None:
        return {}
    found: dict[int, ZoneKind] = dict.fromkeys(_name_lines(lines, report), "byline")
    if first in found:
        return found
    at = _titled(lines, report.title)
    if at is None:
        start = first + 1 if _is_section(lines, first) else first
        at = start if _is_headline(lines, start, has_title=bool(report.title)) else None
    if at is None:
        return {first: "section"} if lines[first].strip(" :").casefold() in zone_patterns().sections else {}
    found[at] = "headline"
    if at > first and _is_section(lines, at - 1):
        found[at - 1] = "section"
    for deck in range(at + 1, at + 1 + MAX_DECKS):
        if not _is_deck(lines, deck):
            break
        found[deck] = "headline"
    return found


def _skip_furniture(lines: list[str]) -> int | None:
    """The first paragraph that is not the page's furniture ("Advertisement")."""
    return next((i for i, line in enumerate(lines[:TOP]) if not is_boilerplate(line)), None)


def _name_lines(lines: list[str], report: Report) -> list[int]:
    """Paragraphs that hold only the writers' names: the byline that the source gives, or names above an outlet."""
    found = []
    for index, line in enumerate(lines[: TOP + 2]):
        if report.byline and line.casefold() == report.byline.casefold():
            found.append(index)
            continue
        below = lines[index + 1] if index + 1 < len(lines) else ""
        if _NAMES.fullmatch(line) and len(below) < 40 and is_outlet(below):
            found += [index, index + 1]
    return found


def _words(line: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(line)]


def _titled(lines: list[str], title: str | None) -> int | None:
    """The paragraph at the top that says what the title says, word for word or nearly."""
    wanted = _words(title or "")
    if not wanted:
        return None
    for index, line in enumerate(lines[:TOP]):
        if len(line) > MAX_CHARACTERS:
            continue
        words = _words(line)
        shared = len(set(words) & set(wanted)) / len(set(words) | set(wanted))
        if words == wanted or (shared >= 0.75 and len(wanted) > 3):
            return index
    return None


def _is_section(lines: list[str], index: int) -> bool:
    """A label from the codebook, or one to three words without a stop above something like a headline."""
    label = lines[index].strip(" :").casefold()
    if label in zone_patterns().sections:
        return True
    short = len(label.split()) <= 3 and len(label) <= 30 and not re.search(r"[.!?,:;\"”’]$", lines[index])
    return short and index + 1 < len(lines) and _is_headline(lines, index + 1, has_title=True)


def _is_other(line: str) -> bool:
    """Whether a line at the top is plainly something else than a headline."""
    return bool(
        is_boilerplate(line)
        or is_byline(line)
        or is_credit(line)
        or dateline_end(line) is not None
        or caption_pieces(line, before_body=True)
    )


def _is_headline(lines: list[str], index: int, *, has_title: bool) -> bool:
    """A headline's shape, above a story. Where a title is given elsewhere, a closed sentence is never one."""
    if index >= len(lines) - 1:
        return False
    line = lines[index]
    words = _words(line)
    if not 4 <= len(words) <= MAX_WORDS or len(line) > MAX_CHARACTERS or _is_other(line) or _OPEN_END.search(line):
        return False
    if not _tells_more(lines, index):
        return False
    if not _CLOSED.search(line):
        return not line.startswith(('"', "“")) or line[-1] not in '"”'
    return not has_title and len(words) <= MAX_CLOSED_WORDS and _is_closed_headline(line, words, lines[index + 1 :][:2])


def _tells_more(lines: list[str], index: int) -> bool:
    """Whether what follows is longer than the line itself, as a story is."""
    return sum(len(line) for line in lines[index + 1 : index + 6]) > 2 * len(lines[index])


def _is_closed_headline(line: str, words: list[str], following: list[str]) -> bool:
    """Some archives close headlines with a full stop; capitals or an echo in the lead tell them from a sentence."""
    if _REPORTS.search(line) or line[0] in '"“':
        return False
    if dateline_end(following[0]) is not None:
        return True
    content = [word for word in _WORD.findall(line) if word.casefold() not in _SMALL]
    if len(content) > 2 and sum(word[0].isupper() for word in content) >= 0.75 * len(content):
        return True
    echoed = set(_words(" ".join(following)))
    told = {word for word in words if word not in _SMALL}
    return len(told) > 3 and len(told & echoed) >= 0.5 * len(told)


def _is_deck(lines: list[str], index: int) -> bool:
    """A line below the headline that goes on announcing the story: open-ended, or after a semicolon."""
    if index >= len(lines) - 1:
        return False
    line = lines[index]
    if lines[index - 1].endswith(";") and len(line) <= MAX_CHARACTERS and not _is_other(line):
        return True
    open_line = not re.search(r"[.!?:,;…\"”’)]$", line)
    return open_line and 5 <= len(_words(line)) <= MAX_WORDS and not _is_other(line) and _tells_more(lines, index)
