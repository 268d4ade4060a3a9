"""The codebook's page on zones, compiled once."""

import re
from functools import cache

from msgspec import Struct

from accordingto.codebook import load
from accordingto.codebook.outlets import find_outlet


class ZonePage(Struct, frozen=True, forbid_unknown_fields=True):
    """``zones.yaml`` as it lies there; the page's own comments say what each list means."""

    sections: frozenset[str]
    not_datelines: frozenset[str]
    run_in_labels: tuple[str, ...]
    caption_openers: tuple[str, ...]
    photo_widgets: tuple[str, ...]
    caption_cues: tuple[str, ...]
    photo_agencies: tuple[str, ...]
    credits: tuple[str, ...]
    closing_credits: tuple[str, ...]
    links: tuple[str, ...]
    boilerplate: tuple[str, ...]
    author_occupations: tuple[str, ...]
    months: tuple[str, ...]


class ZonePatterns(Struct, frozen=True):
    """The page's lists as compiled patterns; ``sections`` and ``not_datelines`` stay sets of small-letter words."""

    sections: frozenset[str]
    not_datelines: frozenset[str]
    run_in_label: re.Pattern[str]
    opens_caption: re.Pattern[str]
    photo_widget: re.Pattern[str]
    marks_caption: re.Pattern[str]
    opens_credit: re.Pattern[str]
    closing_credit: re.Pattern[str]
    link: re.Pattern[str]
    boilerplate: re.Pattern[str]
    photo_credit: re.Pattern[str]
    bare_credit: re.Pattern[str]
    author_note: re.Pattern[str]
    only_date: re.Pattern[str]


def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _names(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


@cache
def zone_patterns() -> ZonePatterns:
    """Return the compiled patterns of the codebook's page on zones."""
    page = load("zones", ZonePage)
    agency = rf"(?:{_names(page.photo_agencies)})"
    person = r"[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){0,3}"
    jobs, months = _names(page.author_occupations), _names(page.months)
    return ZonePatterns(
        sections=page.sections,
        not_datelines=page.not_datelines,
        run_in_label=re.compile(rf"(?i:{_names(page.run_in_labels)}):?\s+(?=[\"'“‘A-Z\d])"),
        opens_caption=_any(page.caption_openers),
        photo_widget=_any(page.photo_widgets),
        marks_caption=_any(page.caption_cues),
        opens_credit=_any(page.credits),
        closing_credit=_any(page.closing_credits),
        link=_any(page.links),
        boilerplate=_any(page.boilerplate),
        photo_credit=_photo_credit(agency),
        bare_credit=_bare_credit(agency, person),
        author_note=re.compile(
            rf"(?:The (?:writer|author)|[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){{1,4}}),? (?:is|was) (?:an?|the|{jobs})\b"
            rf"(?=[^\n]{{0,160}}\b(?:{jobs})s?\b)[^\n“”\"]{{0,400}}$"
        ),
        only_date=re.compile(
            rf"(?:\w{{3,9}},? )?(?:\d{{1,2}} (?:{months})|(?:{months})\.? \d{{1,2}}),? \d{{4}}"
            r"(?:,? (?:at )?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?(?=\s|$)",
            re.IGNORECASE,
        ),
    )


def _photo_credit(agency: str) -> re.Pattern[str]:
    """What stands in the parentheses that close a caption."""
    return re.compile(
        rf"(?i:photo|image|picture|video|handout|courtesy|credit|pool|file|screenshot|provided|staff)\b"
        rf"|(?!\d)[^():]*\b(?i:photos?|photograph(?:er|s)?|images?|handout|screenshot|screengrab|courtesy)\b"
        rf"|[^()]*\bvia (?:{agency}|[A-Z])|[^()]*[/,|] ?(?:the |The )?{agency}\b|{agency} ?[/|,]",
    )


def _bare_credit(agency: str, person: str) -> re.Pattern[str]:
    """A photo credit without parentheses at a paragraph's end."""
    photo = r"(?:Photo(?:graph)?s?|Image|Picture|Video|Illustration|Photo [Cc]redit|Image [Cc]redit|Credit|Courtesy)"
    return re.compile(
        rf"(?:(?:^|(?<=[.!?”\"’)]) ?|(?<=[.!?”\"’)])\s*[|—–-]\s?|\s[|]\s)"
        rf"(?P<credit>{photo}(?: by| of)?\s?:?\s(?=[A-Z])[^.\n]{{2,90}}"
        rf"|(?:{person}\s?)?[/|,]?\s?{agency}(?: ?/ ?(?:{agency}|{person})){{1,3}}(?: via {agency})?"
        rf"|{person} ?[/|] ?{agency}|{person} ?(?:,|—|–|-|for) ?(?:{agency})|{person} via {agency}"
        rf"|{agency} Photos?|Getty Images|Handout via {agency})\.?\s?)$"
    )


def is_outlet(name: str) -> bool:
    """Return whether the codebook knows an outlet or agency by this name."""
    return find_outlet(name) is not None
