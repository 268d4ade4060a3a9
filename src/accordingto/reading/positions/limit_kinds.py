"""The kind of limit that a preposition with its noun sets: where, how far, with what, against whom, what for."""

from spacy.tokens import Token

from accordingto.reading.positions.limit_pages import Words, limit_page
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.syntax import children
from accordingto.records import LimitKind

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PAIRED = frozenset(
    {"inside", "outside", "ahead", "because", "out", "off", "north", "south", "east", "west", "instead"}
)
_ABSTRACT = ("ness", "ity", "tion", "ment", "ance", "ence", "ship", "dain", "ect", "ure")
_THROUGH = frozenset({"through", "until", "up"})
_PARTIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_NUMBER = frozenset({"a", "half", "one", "several", "few"})


def object_of(prep: Token) -> Token | None:
    """Return the noun or gerund behind a preposition, through "of" where both are one: "outside of the town"."""
    if prep.lower_ in _THROUGH and (onto := next(iter(children(prep, "prep")), None)) is not None:
        return next(iter(children(onto, "pobj")), None)
    if prep.lower_ in _PAIRED or prep.lower_ in limit_page().range.comparatives:
        inner = [c for of in children(prep, "prep") for c in children(of, "pobj")]
        if inner:
            return inner[0]
    return next(iter(children(prep, "pobj", "dobj", "pcomp")), None)


def is_in(token: Token, words: Words) -> bool:
    """Return whether a word or its lemma is on a list."""
    return token.lower_ in words or token.lemma_.lower() in words


def is_measured(noun: Token) -> bool:
    """Return whether a noun is a distance: "200 miles", "half a mile", "three nautical miles of the shore"."""
    units = limit_page().range.units
    if noun.lower_ in units or noun.lemma_.lower() in units:
        counted = (c.like_num or c.dep_ == "nummod" or c.lower_ in _NUMBER for c in noun.lefts)
        return any(counted)
    return any(c.lower_ in units and c.dep_ in {"npadvmod", "quantmod", "nmod"} for c in noun.lefts)


def kind_of(prep: Token, noun: Token, *, marked: bool = False) -> LimitKind | None:
    """Return the kind of limit of a preposition phrase, ``None`` where it sets none; ``marked`` with "only", "except".

    "Within 12 miles" is a range, "by rail" a means, "against civilians" a target, "in the strait" a place, "for the
    evacuation" a purpose. Times are told apart before this is asked.
    """
    if noun.pos_ == "PRON" or noun.lower_ in {"order", "general", "particular", "addition", "fact", "case"}:
        return None
    if is_in(prep.head, limit_page().purpose.leave) and prep.lower_ in {"on", "for", "against"}:
        return None
    if is_measured(noun) and prep.lower_ not in {"for", "by"}:
        return "range"
    if prep.lower_ in {"beyond", "past"} and is_in(noun, limit_page().range.marks):
        return "range"
    for kind in (_means, _target, _place, _purpose):
        found = kind(prep, noun, marked)
        if found is not None:
            return found
    return None


def _means(prep: Token, noun: Token, marked: bool) -> LimitKind | None:
    page, word = limit_page().means, prep.lower_
    if word == "using":
        return "means" if prep.dep_ != "pcomp" else None
    if word == "with" and noun.pos_ in {"NOUN", "PROPN"}:
        abstract = noun.lemma_.lower().endswith(_ABSTRACT) and not is_in(noun, page.nouns | page.guard)
        apart = abstract or is_in(noun, page.not_with) or noun.ent_type_ in _PARTIES or (can_hold(noun) and not marked)
        return None if apart or _whose(prep, marked) else "means"
    if word == "without":
        return "means" if is_in(noun, page.nouns | page.carriers | page.guard) else None
    carried = is_in(noun, page.carriers) and (_is_bare(noun) or word in {"on", "aboard", "in", "by"})
    if (
        word in {"by", "on", "aboard", "in"}
        and carried
        and noun.ent_type_ not in _PLACES
        and not _on_ground(prep, noun)
    ):
        return "means"
    if word == "in" and is_in(noun, page.manners) and _is_bare(noun) and not children(noun, "nummod"):
        return "means"
    if word == "under" and is_in(noun, page.guard) and not children(noun, "poss"):
        return "means"
    if (
        word in {"by", "via", "through"}
        and prep.dep_ != "agent"
        and (is_in(noun, page.nouns) or (word != "by" and can_hold(noun)))
    ):
        return "means" if noun.ent_type_ not in _PLACES else None
    return None


def _on_ground(prep: Token, noun: Token) -> bool:
    """ "By road" and "by sea" are means, "on the road" and "in the water" are places."""
    grounds = {"road", "sea", "air", "land", "water", "pipeline", "tube", "cable", "hand", "turn", "post", "line"}
    return prep.lower_ in {"on", "in"} and noun.lemma_.lower() in grounds


def _whose(prep: Token, marked: bool) -> bool:
    """Whether a "with"-phrase tells which person or thing is meant: "families with children"."""
    head = prep.head
    if head.pos_ in {"VERB", "AUX"} or (marked and not can_hold(head)):
        return False
    return not head.lemma_.lower().endswith(limit_page().purpose.suffixes)


def _is_bare(noun: Token) -> bool:
    return not any(
        c.dep_ in {"det", "poss"} and c.lower_ in {"the", "this", "that", "its", "their"} for c in noun.lefts
    )


def _target(prep: Token, noun: Token, _marked: bool) -> LimitKind | None:
    page, word = limit_page().target, prep.lower_
    if word == "against":
        return None if is_in(prep.head, limit_page().purpose.leave) else "target"
    if word in {"on", "at", "upon"} and is_in(prep.head, page.shooting) and noun.ent_type_ not in _PLACES:
        return None if is_in(noun, limit_page().place.nouns) else "target"
    hits = is_in(prep.head, page.hitting)
    named = noun.ent_type_ in _PLACES
    return "target" if word in {"on", "at"} and is_in(noun, page.nouns) and hits and not named else None


def _place(prep: Token, noun: Token, _marked: bool) -> LimitKind | None:
    page, word = limit_page().place, prep.lower_
    placed = noun.ent_type_ in _PLACES or is_in(noun, page.nouns)
    if noun.lemma_.lower() in {"place", "part", "half", "point", "office", "court"} and not any(noun.lefts):
        return None
    if noun.ent_type_ == "ORG" and word in {"on", "in", "inside", "at", "near", "around"}:
        placed = placed or noun.pos_ == "PROPN"
    if word == "between" and noun.pos_ == "PROPN":
        placed = True
    if word == "from" and (is_in(prep.head, page.barring) or is_in(prep.head.head, page.barring)):
        return "place" if placed else None
    if is_in(prep.head, page.bound):
        return None
    if word in {"to", "from", "into"} and is_in(prep.head, page.moving):
        return "place" if noun.ent_type_ in _PLACES else None
    return "place" if placed and word in page.prepositions else None


def _purpose(prep: Token, noun: Token, marked: bool) -> LimitKind | None:
    page = limit_page().purpose
    if prep.lower_ == "in" and noun.lemma_.lower() in page.inside:
        return "purpose"
    if prep.lower_ == "on" and is_in(prep.head, page.spending):
        return "purpose"
    if prep.lower_ != "for" or is_in(prep.head, page.leave):
        return None
    if noun.dep_ == "pcomp":
        return "purpose"
    if noun.ent_type_ or noun.pos_ != "NOUN" or can_hold(noun):
        return None
    known = is_in(noun, page.nouns) or noun.lemma_.lower().endswith(page.suffixes)
    thing = not is_in(noun, limit_page().place.nouns | limit_page().means.carriers)
    return "purpose" if known or marked or (prep.head.pos_ in {"VERB", "AUX", "NOUN"} and thing) else None
