# ruff: noqa: E501 (an expression that is cut into lines is harder to read than a long one)
"""What time expressions look like: one regular expression a kind, with named parts, and one that finds them all.

A kind's expression is used twice: without its names inside the one that scans a text, and with them to take a found
expression apart. Kinds are tried in order, so the longer reading of a word comes first.
"""

import re
from functools import cache

from msgspec import Struct

from accordingto.grounding.quantities.page import page as quantities_page
from accordingto.grounding.times.page import either, named, words

_YEAR = r"(?:1\d\d\d|20\d\d)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_NEVER_BARE = frozenset(
    {
        "first",
        "second",
        "last",
        "final",
        "beginning",
        "start",
        "end",
        "close",
        "onset",
        "outset",
        "middle",
        "height",
        "opening",
        "closing",
    }
)
_BC = r"(?:B\.\s?C\.\s?(?:E\.)?|B\.C|BCE?)"


class Patterns(Struct, frozen=True):
    """The scanner, and one expression with named parts for each kind that it finds."""

    scanner: re.Pattern[str]
    kinds: dict[str, re.Pattern[str]]


def _parts() -> dict[str, str]:
    """Return the building blocks by name."""
    lexicon, numbers = words(), quantities_page().numbers
    full = [name for name in lexicon.months if len(name) > 4 or name in {"May", "June", "July"}]
    short = [name for name in lexicon.months if name not in full]
    units = "|".join(f"{either([u])}s?" for u in sorted(lexicon.units, key=len, reverse=True))
    fraction = "|".join(w for listed in lexicon.fractions.values() for w in listed if w not in _NEVER_BARE)
    parts = "|".join(w for listed in lexicon.fractions.values() for w in listed if w not in {"first", "second", "last"})
    tens, small = either(numbers.tens), either(numbers.units)
    count = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{tens})(?:[\s-](?:{small}))?|{small}|an?|half\sa|one\sand\sa\shalf)"
    vague = r"(?:a\s)?(?:several|few|couple\sof|many|some|number\sof|dozens?\sof|hundreds\sof)"
    return {
        "Y": _YEAR,
        "D": _DAY,
        "M": rf"(?:(?:{either(full)})\b|(?:{either(short)})\b\.?)",
        "WD": rf"(?:{either(lexicon.weekdays)})(?![\w])",
        "SEASON": rf"(?i:{either(lexicon.seasons)})",
        "PART": rf"(?i:{either(lexicon.parts)})",
        "UNIT": rf"(?i:{units})",
        "COUNT": rf"(?i:{count}|{vague})",
        "ORD": rf"(?i:{either(lexicon.ordinals)}|\d{{1,2}}(?:st|nd|rd|th))",
        "FRAC": rf"(?i:(?:the\s)?(?:very\s)?(?:(?:first|second|latter|early|late)\s(?:half|part|days|weeks|months)\sof|(?:{parts})\sof|(?:{fraction})(?:[\s-](?:part|half|days|weeks|months|stages)\sof)?(?:\s(?:of|in))?)(?:\sthe)?[\s-])",
        "CLOCK": r"(?:(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s?(?i:a\.m\.?|p\.m\.?|am\b|pm\b)|(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?!\d))",
        "ZONE": r"(?:\s(?:GMT|UTC|EST|EDT|CET|CEST|PST|PDT|BST|local\stime))?",
        "BC": _BC,
        "REF": rf"(?i:{either(w for listed in lexicon.references.values() for w in listed)})",
        "SET": rf"(?i:{either(lexicon.sets)})",
        "SHORTDECADE": rf"(?i:{either(lexicon.decades)})",
        "NAMED": either(n for e in named().events for n in [*e.names, *e.short]),
        "YEARLY": either([*(n for d in named().days for n in d.names), *named().movable]),
    }


# order matters: the first kind that matches at a place wins
_KINDS: list[tuple[str, str]] = [
    ("iso", r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ](?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?![\d-])"),
    ("numeric", r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})[/.](?P<y>[12]\d{3})(?!\d)"),
    ("anniversary", r"(?i:the\s)?(?:(?P<n>{ORD})\s)?(?i:anniversary\sof\s)(?P<event>{NAMED})"),
    ("named", r"(?P<since>(?i:since)\s)?(?P<event>{NAMED})\b"),
    (
        "day",
        r"(?P<part>(?i:the\s)?(?i:(?:very\s)?(?:early|late)\s)?(?:(?i:in\sthe\s))?{PART}(?i:\shours)?(?:\s(?:of|on)\s|\s))?"
        r"(?P<wd>{WD},?\s)?(?:(?i:the\s)?(?P<d>{D})(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)(?P<m>{M})(?:,?\s(?P<y>{Y})(?!\d)|(?P<ref>\s(?:of\s)?(?i:(?:last|this|that|next|the\s(?:same|following|previous))\syear)))?(?!\s\d{1,2}\b(?![:.]))"
        r"|(?P<m2>{M})\s(?i:the\s)?(?P<d2>{D})(?:st|nd|rd|th)?(?![\d:]|,\d)(?:,?\s(?P<y2>{Y})(?!\d|\s(?:people|soldiers|troops))|(?P<ref2>,?\s(?:of\s)?(?i:(?:last|this|that|next|the\s(?:same|following|previous))\syear)))?)(?:,?\s(?i:at\s)(?P<clock>{CLOCK}))?",
    ),
    ("month_of_year", r"(?P<frac>{FRAC})?(?P<m>{M}),?\s(?i:of\s)?(?P<y>{Y})(?!\d)(?P<bc>\s{BC})?"),
    (
        "month_of_ref",
        r"(?P<frac>{FRAC})?(?P<m>{M}),?\s(?i:of\s)?(?P<ref>(?i:(?:last|this|that|next|the\s(?:same|following|previous|next))\syear))",
    ),
    ("month_rel", r"(?i:(?P<rel>last|next|this|that|the\s(?:previous|following|same|next)))\s(?P<m>{M})\b"),
    ("month", r"(?P<frac>{FRAC})?(?P<m>{M})"),
    (
        "season",
        r"(?P<frac>{FRAC})?(?:(?i:the|that|this|(?P<rel>last|next|the\s(?:previous|following|next|same)))\s)?(?P<s>{SEASON})(?:(?:\s(?:of\s)?|,\s)(?P<y>{Y})(?:[-–/]\d\d(?:\d\d)?)?(?!\d)|\s(?:of\s)?(?P<ref>(?i:(?:last|this|that|next|the\s(?:same|following|previous))\syear)))?\b",
    ),
    ("quarter", r"(?i:the\s)?(?P<n>(?i:first|second|third|fourth|last))\s(?i:quarter)\s(?:of\s)?(?P<y>{Y})"),
    ("halfyear", r"(?i:the\s)?(?P<n>(?i:first|second|latter))\s(?i:half)\s(?:of\s)?(?P<y>{Y})(?!\d)"),
    ("bc", r"(?P<frac>{FRAC})?(?P<y>\d{1,4})\s?(?P<bc>{BC})"),
    ("century", r"(?P<frac>{FRAC})?(?i:the\s)?(?P<n>{ORD})[\s-](?i:century)(?P<bc>\s{BC})?"),
    (
        "decade",
        r"(?P<frac>{FRAC})?(?i:the\s)?(?:(?P<y>1\d|20)(?P<t>\d)0['’]?s|['’](?P<s>\d)0s|(?:(?P<c>(?i:nineteen|eighteen|seventeen))[\s-])?(?P<w>{SHORTDECADE}))\b",
    ),
    (
        "year",
        r"(?P<frac>{FRAC})?(?:(?i:the\s)?(?i:year)\s)?(?P<y>{Y})(?![\d/]|[-–]\d{3,}\b(?<!\d{4})|[.,:]\d|\s?%|['’]s\sof)",
    ),
    ("shortyear", r"['’](?P<y>\d\d)(?!\d|s)"),
    (
        "weekday",
        r"(?:(?P<rel>(?i:last|next|this|the\s(?:previous|following|next)|this\spast|this\scoming))\s)?(?P<frac>(?i:early|late)\s(?:(?i:on)\s)?)?(?:(?P<part>(?i:the\s)?{PART})\s(?i:of|on)\s)?(?P<wd>{WD})(?:\s(?P<part2>{PART}))?",
    ),
    (
        "today",
        r"(?:(?P<frac>(?i:early|late|earlier|later))\s)?(?i:(?P<w>the\sday\sbefore\syesterday|the\sday\safter\stomorrow|yesterday|today|tomorrow|tonight|overnight|last\snight))(?:\s(?P<part>{PART}))?",
    ),
    ("thispart", r"(?i:(?P<rel>this|that|the\s(?:same|next|following|previous)))\s(?P<part>{PART})\b"),
    ("earlyhours", r"(?i:the\s(?:early|small|wee)\s(?:morning\s)?hours)(?:\s(?:of|on)\s(?P<wd>{WD}))?"),
    (
        "offset",
        r"(?P<about>(?i:about|around|some|more\sthan|over|almost|nearly|just|less\sthan|barely|only|roughly)\s)?(?P<n>{COUNT})\s(?P<u>{UNIT})\s(?P<dir>(?i:ago|earlier|later|before(?!\sthe\b)|afterwards?|from\snow|previously|prior|hence))\b",
    ),
    ("bareoffset", r"(?P<u>(?i:days|weeks|months|years|decades|hours))\s(?P<dir>(?i:ago|earlier|later))\b"),
    (
        "nextday",
        r"(?i:(?:the\s)(?P<dir>next|following|previous|preceding|same|very\snext)|that(?P<that>\s(?:very\s)?same|\svery)?)\s(?P<u>(?i:day|week|weekend|month|quarter|year|decade|century|night))\b(?!\s(?i:old|long)|[-–]\w)",
    ),
    (
        "dayrel",
        r"(?i:the\s(?P<n>day|week|month|year|night)\s(?P<dir>before|after|earlier|prior))(?!\s(?:the|that|a|his|her|their)\b)",
    ),
    (
        "later_in",
        r"(?P<frac>(?i:earlier|later|early|late|(?:the\s)?(?:beginning|start|end|middle|close)\sof))\s(?i:in\s)?(?i:(?P<rel>this|that|the|the\ssame|last|next|the\sfollowing|the\snext|the\sprevious))\s(?P<u>(?i:day|week|month|year|decade|century|quarter))\b",
    ),
    (
        "lastunit",
        r"(?i:(?P<rel>last|this|next|the\scurrent|the\spresent|this\spast|this\scoming))\s(?P<u>(?i:week|weekend|month|quarter|year|decade|century))\b(?!\s(?i:old)|-)",
    ),
    (
        "window",
        r"(?i:(?:the|these)\s(?P<rel>last|past|next|previous|coming|following|preceding|first|final))\s(?:(?P<n>{COUNT})\s)?(?P<u>(?i:seconds|minutes|hours|days|nights|weeks|weekends|months|years|decades|centuries|week|month|year|decade|century|hour|24\shours))\b",
    ),
    ("age", r"(?P<n>{COUNT})[\s-](?P<u>(?i:years?|months?))[\s-](?i:old|of\sage)\b"),
    (
        "per",
        r"(?i:(?:every|each|per)\s(?P<u>(?i:second|minute|hour|day|night|week|weekend|month|year|decade|morning|evening))|(?P<w>{SET}))\b",
    ),
    (
        "compound",
        r"(?P<n>\d+|(?i:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|sixty|multi|half))-(?P<u>(?i:second|minute|hour|day|night|week|month|year|decade|century))(?:-long)?\b(?!-old)",
    ),
    (
        "duration",
        r"(?P<about>(?i:about|around|some|more\sthan|over|almost|nearly|just|less\sthan|under|barely|only|roughly|another|at\sleast|up\sto|a\slittle\smore\sthan)\s)?(?P<n>{COUNT})\s(?:(?P<adj>(?i:more|full|whole|long|consecutive|straight|bloody|further|additional|brutal))\s)?(?P<u>{UNIT})\b(?!-)",
    ),
    ("bareduration", r"(?P<u>(?i:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries))\b"),
    ("clock", r"(?P<clock>{CLOCK}){ZONE}"),
    ("partword", r"(?P<w>(?i:noon|midnight|midday|dawn|daybreak|dusk|nightfall|sunset|sunrise))\b"),
    ("ref", r"{REF}\b"),
    ("yearly", r"(?P<n>{YEARLY})(?:\s(?:of\s)?(?P<y>{Y})(?!\d))?\b"),
]


@cache
def patterns() -> Patterns:
    """Return the compiled expressions."""
    parts = _parts()
    kinds, scan = {}, []
    for kind, template in _KINDS:
        source = template
        for name, part in parts.items():
            source = source.replace("{" + name + "}", part)
        kinds[kind] = re.compile(source)
        scan.append(f"(?P<{kind}>{re.sub(r'[(][?]P<[a-z0-9]+>', '(?:', source)})")
    scanner = re.compile(r"(?<![\w$£€#@&])(?=[\w'’])(?:" + "|".join(scan) + r")(?![\w])")
    return Patterns(scanner, kinds)
