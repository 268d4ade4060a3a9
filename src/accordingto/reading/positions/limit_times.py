"""How long a position runs and at what hours: the times among its limits."""

import re

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import scope
from accordingto.reading.positions.limit_pages import limit_page
from accordingto.records import LimitSense, PositionKind

_NARROW: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_BODIES = frozenset({"PERSON", "NORP"})
_PLURAL_DAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days$|(?:week)(?:days|ends)$")
_AHEAD = 4
"""Tokens behind "for" in which a bound turns a duration into a limit of hours."""


def is_timely(noun: Token) -> bool:
    """Return whether a noun behind a preposition is a time: a date, an hour, "nightfall", "further notice"."""
    words = scope().time.nouns
    if noun.lower_ in {"end", "start", "beginning", "middle", "close"}:
        return any(is_timely(c) for of in noun.children if of.dep_ == "prep" for c in of.children if c.dep_ == "pobj")
    if noun.lower_ in {"length", "rest"}:
        return any(of.lower_ == "of" for of in noun.children)
    named = noun.lemma_.lower() in words or noun.lower_ in words or re.search(scope().clock, noun.text) is not None
    return noun.ent_type_ in {"DATE", "TIME"} or named


def time_sense(prep: Token, noun: Token, draft: Draft) -> LimitSense | None:
    """Return whether a preposition with a time sets an end or hours, ``None`` where it only dates the act.

    "By Friday" and "at night" are ``only``; "for a week" and "until May" are ``for``; "will sail on Monday" is none.
    """
    page, word = scope().time, prep.lower_
    if word == "for" and any(
        c.lower_ in {"has", "have", "had", "'s", "'ve", "’ve"} and c.dep_ == "aux" for c in prep.head.children
    ):
        return None
    if word == "in" and noun.lower_ == "time":
        return "only"
    if prep.head.lemma_ in page.expiring and word in {"at", "on", "in", "by"} and prep.head.tag_ not in {"VBD", "VBN"}:
        return "for" if is_timely(noun) else None
    if noun.lower_ in {"thousands", "hundreds", "dozens"} or (word == "for" and _is_paid(noun)):
        return None
    if word == "for" and _bounded(prep) and is_timely(noun):
        return "only"
    if word == "by" and noun.lower_ in {"day", "night"} and not any(noun.lefts):
        return "only"
    if word == "at" and (draft.kind not in _NARROW or noun.lower_ not in _STANDING):
        return None
    if word == "for" and noun.lower_ in {"length", "duration", "rest", "remainder"}:
        return "for"
    if word == "by" and _is_span(noun):
        return "for" if draft.kind in _NARROW else None
    if word in {"until", "till"} and draft.kind == "demand" and is_timely(noun):
        return "only"
    if word in page.lasting:
        owned = any(c.dep_ == "poss" or c.lower_ in {"a", "an"} for c in noun.lefts)
        return "for" if is_timely(noun) or (word == "during" and not owned) else None
    if word == "before":
        return "only" if noun.ent_type_ not in _BODIES and noun.lower_ not in _PRONOUNS else None
    if not is_timely(noun):
        return None
    if word in page.ends:
        return "only"
    hours = noun.lower_ in page.hours or _PLURAL_DAY.search(noun.text) or _narrowed(prep)
    if word in page.only and hours and (noun.lower_ != "night" or word == "at"):
        return "only"
    ranged = word == "from" and any(t.lower_ in {"to", "until", "till"} for t in prep.doc[prep.i : prep.i + 6])
    return (
        "only"
        if word in page.hourly and (draft.kind in _NARROW or word == "between") and (ranged or word != "from")
        else None
    )


_STANDING = frozenset({"night", "nights", "weekend", "weekends", "dusk", "dawn", "lunchtime"})
"""Times behind "at" that come again and again; "at noon" dates an act."""
_PRONOUNS = frozenset({"it", "he", "she", "they", "them", "him", "her", "us"})


def _is_paid(noun: Token) -> bool:
    """ "five dollars for eight hours of work": a measure of something else."""
    inner = [c for of in noun.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj"]
    return noun.lemma_ in scope().time.spans and bool(inner) and not is_timely(inner[0])


def _bounded(prep: Token) -> bool:
    """Whether a bound stands behind "for": "for longer than two days"."""
    return any(t.lower_ in {"longer", "than"} for t in prep.doc[prep.i + 1 : prep.i + _AHEAD])


def _is_span(noun: Token) -> bool:
    """Whether a time is a stretch, not a day: "by another fortnight"."""
    counted = any(c.dep_ == "nummod" or c.lower_ in {"another", "a", "one"} for c in noun.children)
    return counted and noun.lemma_.lower() in scope().time.spans


def is_whole(noun: Token) -> bool:
    """Return whether a noun is a stretch of so and so long: "three months", "another week"."""
    counted = (c.dep_ == "nummod" or c.lower_ in {"another", "further"} for c in noun.children)
    behind = noun.nbor().lower_ if noun.i + 1 < len(noun.doc) else ""
    return (
        noun.lemma_.lower() in scope().time.spans and any(counted) and behind not in {"ago", "earlier", "later", "old"}
    )


def _narrowed(prep: Token) -> bool:
    """Whether "only" stands before a preposition, or "only" or "alone" behind its phrase."""
    last = prep.right_edge
    after = last.nbor().lower_ if last.i + 1 < len(prep.doc) else ""
    before = prep.nbor(-1).lower_ if prep.i else ""
    return before in limit_page().narrowing or after in {"only", "alone"}
