"""Expressions that name their day, month, season, year, decade or century, or leave only the year to the text."""

import re
from datetime import date

from accordingto.grounding.times import calendar
from accordingto.grounding.times.anchoring import nearest_year, referred_year, undated
from accordingto.grounding.times.expression import Context, Meaning, Stretch
from accordingto.grounding.times.page import words

Match = re.Match[str]


def fraction_of(found: str | None) -> str | None:
    """Return "early", "mid" or "late" for the words of a fuzzy part."""
    if not found:
        return None
    lowered = re.findall(r"[a-z-]+", found.lower())
    if {"earlier", "later"} & set(lowered):
        return None
    for name, listed in words().fractions.items():
        if any(word in listed or word.rstrip("-") in listed for word in lowered):
            return name
    return None


def month_number(name: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return words().months[name.rstrip(".")]


def named(stretch: Stretch, fraction: str | None = None, *, focus: bool = True) -> Meaning:
    """Return the meaning of a stretch that the words name, narrowed to a fuzzy part of it."""
    return Meaning("DATE", calendar.value_of(stretch), calendar.third(stretch, fraction), moves_focus=focus)


def iso(match: Match, _: Context) -> Meaning | None:
    """ "2024-06-07"."""
    try:
        found = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    meaning = named(calendar.day(found))
    return with_clock(meaning, match["clock"]) if match["clock"] else meaning


def numeric(match: Match, _: Context) -> Meaning | None:
    """ "13/05/2024" where only one order of day and month is possible; else ambiguous."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["y"])
    readings = {(m, d) for m, d in ((a, b), (b, a)) if 1 <= m <= 12 and 1 <= d <= 31}
    if match["sep"] == ".":
        readings = {(m, d) for m, d in readings if (m, d) == (b, a)}
    if not readings:
        return None
    if len(readings) > 1:
        return Meaning("DATE", "XXXX-XX-XX", reason="ambiguous")
    try:
        return named(calendar.day(date(year, *readings.pop())))
    except ValueError:
        return None


def calendar_day(match: Match, context: Context) -> Meaning | None:
    """ "Monday, May 13, 2024", "7 June", "the night of April 18, 1775"."""
    number = int(match["d"] or match["d2"])
    month = month_number(match["m"] or match["m2"])
    explicit, reference = match["y"] or match["y2"], match["ref"] or match["ref2"]
    year = int(explicit) if explicit else _year_of(reference, month, number, context)
    if year is None:
        return undated(f"XXXX-{month:02d}-{number:02d}", context)
    try:
        meaning = named(calendar.day(date(year, month, number)))
    except ValueError:
        return None
    if match["clock"]:
        return with_clock(meaning, match["clock"])
    return with_part(meaning, match["part"]) if match["part"] else meaning


def _year_of(reference: str | None, month: int, day: int | None, context: Context) -> int | None:
    return referred_year(reference, context) if reference else nearest_year(month, day, context)


def month_of_year(match: Match, _: Context) -> Meaning | None:
    """ "early May 1940"."""
    if match["bc"]:
        return Meaning("DATE", f"BC{int(match['y']):04d}-{month_number(match['m']):02d}", reason="before the year 1")
    return named(calendar.month(int(match["y"]), month_number(match["m"])), fraction_of(match["frac"]))


def month_of_reference(match: Match, context: Context) -> Meaning | None:
    """ "October of that year"."""
    year, number = referred_year(match["ref"], context), month_number(match["m"])
    if year is None:
        return undated(f"XXXX-{number:02d}", context)
    return named(calendar.month(year, number), fraction_of(match["frac"]))


def relative_month(match: Match, context: Context) -> Meaning | None:
    """ "last May", "the following April"."""
    number, word = month_number(match["m"]), match["rel"].lower().split()[-1]
    here = context.last if match["rel"].lower().startswith(("the", "that")) else None
    base = here.first if here else context.anchor
    if base is None:
        return undated(f"XXXX-{number:02d}", context)
    year = base.year
    if word in {"last", "previous"} and number >= base.month:
        year -= 1
    if word in {"next", "following"} and number <= base.month:
        year += 1
    return named(calendar.month(year, number))


def bare_month(match: Match, context: Context) -> Meaning | None:
    """ "in May", "late August"; a name that is also a verb or a given name needs a word that expects a time."""
    name = match["m"].rstrip(".")
    if not match["frac"] and not _expected(name, context):
        return None
    number = month_number(name)
    year = nearest_year(number, None, context)
    if year is None:
        return undated(f"XXXX-{number:02d}", context)
    return named(calendar.month(year, number), fraction_of(match["frac"]))


_LAST_WORD = re.compile(r"([\w’'-]+|[(–-])\s*$")


def opener(context: Context) -> bool:
    """Return whether the word before expects a time."""
    found = _LAST_WORD.search(context.before)
    return bool(found) and found[1].lower() in words().openers if found else False


def _expected(name: str, context: Context) -> bool:
    if opener(context):
        return True
    if name in words().month_homographs:
        return False
    if len(name) <= 4 and name not in {"June", "July"}:
        return False
    return not re.match(r"\s[A-Z][a-z]+(?:ing|ed)?\b\s[A-Z]", context.after)


def season(match: Match, context: Context) -> Meaning | None:
    """ "the summer of 1942", "next spring"; a bare "fall" or "spring" needs an article or a preposition."""
    name, lead = match["s"].lower(), match.group().lower().split()[0]
    code = words().seasons[name]
    if match["y"]:
        return named(calendar.season(int(match["y"]), code), fraction_of(match["frac"]))
    infinitive = re.search(r"\b(?:to|and|or)\s*$", context.before) and name in words().season_homographs
    determined = lead not in {name} or (opener(context) and not infinitive) or match["s"][0].isupper()
    if not determined or (
        re.match(r"\s(?:of|in|from|to|back|offensive|water|guards?)\b", context.after)
        and name in words().season_homographs
    ):
        return None
    if match["ref"] or match["rel"]:
        year = referred_year(match["ref"] or match["rel"] + " year", context)
    else:
        year = nearest_year(calendar.season(2000, code).first.month, None, context)
    if year is None:
        return undated(f"XXXX-{code}", context)
    return named(calendar.season(year, code), fraction_of(match["frac"]))


def quarter(match: Match, _: Context) -> Meaning | None:
    """ "the first quarter of 2023"."""
    number = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}[match["n"].lower()]
    return named(calendar.quarter(int(match["y"]), number))


def half_year(match: Match, _: Context) -> Meaning | None:
    """ "the first half of 2023"."""
    year, first = int(match["y"]), match["n"].lower() == "first"
    stretch = Stretch(date(year, 1 if first else 7, 1), date(year, 6, 30) if first else date(year, 12, 31), "year")
    return Meaning("DATE", f"{year}-H{1 if first else 2}", stretch, moves_focus=True)


def before_christ(match: Match, _: Context) -> Meaning | None:
    """ "218 BC": a value but no days, which ISO dates of this record do not reach."""
    return Meaning("DATE", f"BC{int(match['y']):04d}", reason="before the year 1")


def century(match: Match, _: Context) -> Meaning | None:
    """ "the late 19th century"."""
    digits = re.match(r"\d+", match["n"])
    number = int(digits[0]) if digits else words().ordinals[match["n"].lower()]
    if match["bc"]:
        return Meaning("DATE", f"BC{number - 1:02d}", reason="before the year 1")
    if not 1 <= number <= 21:
        return None
    meaning = named(calendar.century(number), fraction_of(match["frac"]), focus=False)
    return Meaning("DATE", f"{number - 1:02d}", meaning.stretch)


def decade(match: Match, context: Context) -> Meaning | None:
    """ "the late 1940s", "the '60s", "the nineteen-forties"."""
    if match["y"]:
        first = int(match["y"]) * 100 + int(match["t"]) * 10
    else:
        hundreds = {"nineteen": 1900, "eighteen": 1800, "seventeen": 1700}.get((match["c"] or "nineteen").lower(), 1900)
        first = hundreds + (int(match["s"]) * 10 if match["s"] else words().decades[match["w"].lower()])
        if (
            match["w"]
            and not match["c"]
            and re.search(r"\b(?:his|her|their|my|our)\s*$", context.before + match.group()[:0])
        ):
            return None
    return named(calendar.decade(first), fraction_of(match["frac"]), focus=False)


_COUNTED = re.compile(
    r"\s(?!elections\b|protests\b|peace\b|talks\b)(?:[a-z]+\s)?(?:[a-z]{3,}(?<!ss)s|people|men|women|children|troops)\b"
)
_PEOPLE_BEHIND = re.compile(
    r"\s(?:\w+\s)?(?:people|soldiers|troops|men|women|civilians|refugees|prisoners|rebels|fighters)\b"
)
_APPROXIMATELY = re.compile(r"\b(?:about|around|some|of|to|for|and|than|least|nearly|over)\s*$", re.IGNORECASE)
_MAY_STAND_BEFORE_YEAR = re.compile(r"(?:[Tt]he|[.,;:\n(“\"])\s*$")
_NAME_BEFORE = re.compile(
    r"(?:\b(?:Resolution|resolution|Section|Article|No|Flight|Boeing|Highway|Route|Room|page|number)\.?|#)\s*$"
)


def year(match: Match, context: Context) -> Meaning | None:
    """ "the end of 1914"; not a count ("2003 soldiers") and not a name ("Resolution 1701")."""
    number = int(match["y"])
    if _NAME_BEFORE.search(context.before) or (
        re.search(r"\d[-–/:.,]$|[\w]-$", context.before[-2:]) and not re.search(r"(?<!\d)\d{4}[-–/]$", context.before)
    ):
        return None
    bare = match.group() == match["y"]
    if bare and _PEOPLE_BEHIND.match(context.after) and _APPROXIMATELY.search(context.before):
        return None
    unexpected = bare and not opener(context) and not _MAY_STAND_BEFORE_YEAR.search(context.before)
    if unexpected and (_COUNTED.match(context.after) or (number < 1900 and re.match(r"\s[A-Z]", context.after))):
        return None
    if number > 2100 or (number < 1400 and bare and not opener(context)):
        return None
    return named(calendar.years(number), fraction_of(match["frac"]))


def short_year(match: Match, context: Context) -> Meaning | None:
    """ "in '68": the century of the story's present, else the last one."""
    base = context.focus.first if context.focus else context.anchor
    if base is None or not opener(context):
        return None
    number = base.year // 100 * 100 + int(match["y"])
    return named(calendar.years(number - 100 if number > base.year + 20 else number))


def with_part(meaning: Meaning, part: str) -> Meaning:
    """Return a day narrowed to a part of it; its hours are left open, for they are a matter of custom."""
    if meaning.stretch is None:
        return meaning
    code = part_code(part)
    stretch = Stretch(meaning.stretch.first, meaning.stretch.last, "part_of_day")
    return Meaning("TIME", f"{calendar.value_of(stretch)}T{code}", stretch, moves_focus=meaning.moves_focus)


def part_code(part: str) -> str:
    """Return the TIMEX3 code of the first part of the day among some words."""
    for word in re.findall(r"[a-z]+", part.lower()):
        if word in words().parts:
            return words().parts[word]
    return "MO" if "hours" in part else "NI"


_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?\s?([ap])?", re.IGNORECASE)


def clock_value(words_: str) -> str | None:
    """Return "21:30" or "21" for a time of day in figures."""
    found = _CLOCK.match(words_)
    if not found:
        return None
    hour = int(found[1])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
    return f"{hour:02d}:{found[2]}" if found[2] else f"{hour:02d}"


def with_clock(meaning: Meaning, clock: str) -> Meaning:
    """Return a day with a time of day."""
    value = clock_value(clock)
    if meaning.stretch is None or value is None:
        return meaning
    full = value if ":" in value else f"{value}:00"
    return Meaning("TIME", f"{meaning.stretch.first}T{full}", meaning.stretch, clock=value, moves_focus=True)
