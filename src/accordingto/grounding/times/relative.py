"""Expressions that count from the report's day or from the story's present."""

import re
from datetime import date, timedelta

from accordingto.grounding.times import calendar
from accordingto.grounding.times.absolute import fraction_of, part_code, with_part
from accordingto.grounding.times.anchoring import deictic_base, story_base, undated
from accordingto.grounding.times.durations import amount, length_value, unit_code
from accordingto.grounding.times.expression import Context, Meaning, Stretch

Match = re.Match[str]
_DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "last night": -1,
              "the day before yesterday": -2, "the day after tomorrow": 2}  # fmt: skip


def today(match: Match, context: Context) -> Meaning | None:
    """ "yesterday evening", "tonight", "overnight" (the night into the report's day)."""
    word = " ".join(match["w"].lower().split())
    base = deictic_base(context)
    if base is None:
        return undated("XXXX-XX-XX", context)
    if word == "overnight":
        if re.match(r"\s(?:success|sensation|stay|bag|train)", context.after):
            return None
        stretch = Stretch(base - timedelta(days=1), base, "part_of_day")
        return Meaning("TIME", f"{stretch.first}TNI", stretch, moves_focus=True)
    meaning = _day(base + timedelta(days=_DAY_WORDS[word]))
    if "night" in word:
        return with_part(meaning, "night")
    return with_part(meaning, match["part"]) if match["part"] else meaning


def _day(of: date) -> Meaning:
    return Meaning("DATE", of.isoformat(), calendar.day(of), moves_focus=True)


def this_part(match: Match, context: Context) -> Meaning | None:
    """ "this morning" counts from the report, "that afternoon" and "the next morning" from the story."""
    word = match["rel"].lower().split()[-1]
    base = deictic_base(context) if word == "this" else story_base(context)
    if base is None:
        return undated(f"XXXX-XX-XXT{part_code(match['part'])}", context)
    step = {"next": 1, "following": 1, "previous": -1}.get(word, 0)
    return with_part(_day(base + timedelta(days=step)), match["part"])


def offset(match: Match, context: Context) -> Meaning | None:
    """ "two days earlier", "a week later" (from the story's present), "three months ago" (from the report's day)."""
    code, clock = unit_code(match["u"])
    direction = match["dir"].lower()
    count = amount(match["n"])
    base = deictic_base(context) if direction in {"ago", "from now", "hence"} else story_base(context)
    step = -1 if direction in {"ago", "earlier", "before", "previously", "prior"} else 1
    if count is None or clock:
        return _vague_offset(step)
    if base is None:
        return undated({"D": "XXXX-XX-XX", "M": "XXXX-XX", "Y": "XXXX"}.get(code, "XXXX-XX-XX"), context)
    if code == "2W":
        count, code = count * 2, "W"
    if count != int(count):
        count, code = (count * 12, "M") if code == "Y" else (count * 7, "D")
    found = calendar.shift(base, step * int(count), code)
    return Meaning("DATE", calendar.value_of(found), found, moves_focus=True) if found else None


def _vague_offset(step: int) -> Meaning:
    return Meaning("DATE", "PAST_REF" if step < 0 else "FUTURE_REF", reason="vague")


def bare_offset(match: Match, _: Context) -> Meaning | None:
    """ "days later", "weeks earlier"."""
    return _vague_offset(1 if match["dir"].lower() == "later" else -1)


def next_day(match: Match, context: Context) -> Meaning | None:
    """ "the next day", "the previous year", "the same month": from the story's present."""
    direction = (match["dir"] or "same").lower().split()[-1]
    return _from_story(
        match["u"], {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(direction, 0), context
    )


def _from_story(unit: str, step: int, context: Context) -> Meaning | None:
    code, _ = unit_code(unit)
    base = story_base(context)
    if base is None:
        return undated({"D": "XXXX-XX-XX", "M": "XXXX-XX", "Y": "XXXX"}.get(code, "XXXX-WXX"), context)
    found = calendar.shift(base, step, code)
    if found is None:
        return None
    meaning = Meaning("DATE", calendar.value_of(found), found, moves_focus=True)
    return with_part(meaning, "night") if unit.lower() == "night" else meaning


def day_before(match: Match, context: Context) -> Meaning | None:
    """ "the day before", "the year after", with nothing after it to count from."""
    step = -1 if match["dir"].lower() in {"before", "earlier", "prior"} else 1
    return _from_story(match["n"], step, context)


def last_unit(match: Match, context: Context) -> Meaning | None:
    """ "last month", "this week", "next year": from the report's day."""
    word = match["rel"].lower().split()
    code, clock = unit_code(match["u"])
    if "past" in word:
        return Meaning("DATE", length_value(1, code, clock)) if clock else _deictic(code, -1, context)
    return _deictic(code, {"last": -1, "next": 1, "coming": 1}.get(word[0] if len(word) == 1 else word[-1], 0), context)


def _deictic(code: str, step: int, context: Context) -> Meaning | None:
    base = deictic_base(context)
    if base is None:
        return undated({"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(code, "XXXX"), context)
    found = calendar.shift(base, step, code)
    if found is None:
        return None
    return Meaning("DATE", calendar.value_of(found), found, moves_focus=code != "CE")


def later_in(match: Match, context: Context) -> Meaning | None:
    """ "earlier this week" (up to the report's day), "late last year", "later that month" (from the story)."""
    word, code = match["rel"].lower().split()[-1], unit_code(match["u"])[0]
    from_story = word in {"that", "same", "following", "previous"} or match["rel"].lower().startswith("the ")
    from_story = from_story or (context.narrative and word == "the")
    base = story_base(context) if from_story else deictic_base(context)
    if base is None:
        return undated({"W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX"}.get(code, "XXXX-XX-XX"), context)
    step = {"last": -1, "previous": -1, "next": 1, "following": 1}.get(word, 0)
    found = calendar.shift(base, step, code)
    if found is None:
        return None
    lead = match["frac"].lower()
    if step == 0 and lead in {"earlier", "later"}:
        before = lead == "earlier"
        narrowed = (
            Stretch(found.first, max(base, found.first), found.unit)
            if before
            else Stretch(min(base, found.last), found.last, found.unit)
        )
    else:
        narrowed = calendar.third(found, fraction_of(lead))
    return Meaning("DATE", calendar.value_of(found), narrowed, moves_focus=True)
