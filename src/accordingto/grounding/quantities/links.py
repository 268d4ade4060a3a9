"""What a count of people hangs on: the verb that harms them, the state they are in, or the toll that is given."""

import re
from functools import cache

from msgspec import Struct
from spacy.tokens import Span, Token

from accordingto.grounding.quantities.page import page

_REACH = 14
"""How many tokens the words between a count and its verb may take."""

_INSIDE_NOUN_PHRASE = frozenset(
    {"NOUN", "PROPN", "ADJ", "ADP", "DET", "NUM", "CCONJ", "PART", "ADV", "PUNCT", "PRON", "SYM"}
)
_SUBSET = frozenset({"including", "among", "include", "includes", "included"})


class Link(Struct, frozen=True):
    """The kind of harm, and where the counted people's words end."""

    kind: str
    end: int


class Lexicon(Struct, frozen=True):
    """The codebook's words, turned about: from a lemma or a form to its kind."""

    active: dict[str, str]
    middle: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    counted: dict[str, str]
    tolls: re.Pattern[str]
    toll_kinds: dict[str, str]
    people: frozenset[str]
    things: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of victim counts by their form."""
    kinds = page().casualties
    tolls = {t: k for k, w in kinds.items() for t in w.tolls}
    ordered = "|".join(re.escape(t) for t in sorted(tolls, key=len, reverse=True))
    return Lexicon(
        active={v: k for k, w in kinds.items() for v in w.active},
        middle={v: k for k, w in kinds.items() for v in w.middle},
        states={v: k for k, w in kinds.items() for v in w.states if " " not in v},
        nouns={v: k for k, w in kinds.items() for v in w.nouns},
        counted={v: k for k, w in kinds.items() for v in w.people},
        tolls=re.compile(
            rf"\b(?:{ordered})\b[^.;\n]{{0,60}}?\b(?:to|at|of|is|was|as|stands?|exceeded|reached|passed|tops?|hits?|reaches|climbs?)"
            r"\s*(?:[\w ]{0,12})$",
            re.IGNORECASE,
        ),
        toll_kinds=tolls,
        people=frozenset(w.lower() for w in page().people),
        things=frozenset(page().not_people),
    )


def kind_of_toll(count: Span, known: Lexicon) -> Link | None:
    """ "the death toll rose to 45", "the number of injured stands at 12"."""
    text, start = count.doc.text, count.start_char
    found = known.tolls.search(text[max(0, start - 110) : start])
    if not found:
        return None
    name = next(t for t in sorted(known.toll_kinds, key=len, reverse=True) if t in found.group().lower())
    return Link(known.toll_kinds[name], count.end_char)


def kind_of_count(count: Span, known: Lexicon) -> Link | None:
    """Return what a count of people hangs on, ``None`` where it counts something else or a part of a count."""
    if _is_subset(count):
        return None
    phrase_end, counted = _noun_phrase(count, known)
    if counted is not None and counted.lemma_.lower() in known.things:
        return None
    return _own_noun(count, known) or _after(count, phrase_end, known) or _before(count, phrase_end, known)


def _is_subset(count: Span) -> bool:
    before = count.doc[max(0, count.start - 3) : count.start]
    return any(t.lower_ in _SUBSET for t in before)


def _noun_phrase(count: Span, known: Lexicon) -> tuple[int, Token | None]:
    """Return the token index behind the counted noun and that noun (the first noun that ends a run of nouns)."""
    doc, index = count.doc, count.end
    if count[-1].pos_ in {"NOUN", "PROPN"} and count[-1].lemma_.lower() in known.people:
        return index, count[-1]
    while index < len(doc) and index < count.end + 6:
        token = doc[index]
        if token.is_sent_start or (
            token.pos_ not in {"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM", "ADV"} and token.tag_ not in {"POS", "HYPH"}
        ):
            break
        if (
            token.lemma_.lower() in known.things
            and token.pos_ == "NOUN"
            and not _goes_on(doc[index + 1] if index + 1 < len(doc) else None)
        ):
            return index + 1, token
        if token.pos_ == "ADP" and token.lower_ not in {"of"}:
            break
        index += 1
        if token.pos_ in {"NOUN", "PROPN"} and not _goes_on(doc[index] if index < len(doc) else None):
            return index, token
        if token.lower_ in known.states and token.pos_ in {"ADJ", "VERB"}:
            return index - 1, None
    return count.end, None


def _goes_on(token: Token | None) -> bool:
    return token is not None and not token.is_sent_start and token.pos_ in {"NOUN", "PROPN"}


def _own_noun(count: Span, known: Lexicon) -> Link | None:
    """ "12 deaths", "30 wounded", "45 dead", "three arrests"."""
    doc = count.doc
    for token in doc[count.end : count.end + 3]:
        kind = known.nouns.get(token.lemma_.lower())
        if kind and token.tag_ == "NNS":
            return Link(kind, token.idx + len(token))
        if token.lower_ in known.states and not _takes_object(token) and token.tag_ not in {"VBD"}:
            return Link(known.states[token.lower_], token.idx + len(token))
        if token.lower_ in known.states and _passive_or_bare(token):
            return Link(known.states[token.lower_], token.idx + len(token))
        if token.pos_ not in {"ADJ", "NOUN", "PROPN"} or token.is_sent_start:
            break
    return None


def _takes_object(token: Token) -> bool:
    return any(c.dep_ == "dobj" for c in token.children)


def _passive_or_bare(token: Token) -> bool:
    return token.tag_ in {"VBN", "JJ"} or (token.tag_ == "VBD" and not _takes_object(token))


def _after(count: Span, phrase_end: int, known: Lexicon) -> Link | None:
    """ "… were killed", "… have been reported dead", "… died", "… fled"."""
    doc = count.doc
    end_char = doc[phrase_end - 1].idx + len(doc[phrase_end - 1])
    passive = negated = False
    for token in doc[phrase_end : phrase_end + _REACH]:
        if token.is_sent_start:
            break
        lemma, form = token.lemma_.lower(), token.lower_
        negated = negated or form in {"not", "n't"}
        if form in known.states and (passive or _passive_or_bare(token)) and not _takes_object(token):
            return None if negated else Link(known.states[form], end_char)
        if lemma in known.middle and token.pos_ == "VERB" and not (lemma == "drown" and passive):
            return None if negated or (lemma == "evacuate" and passive) else Link(known.middle[lemma], end_char)
        if lemma in known.active and token.tag_ in {"VBN"} and passive:
            return None if negated else Link(known.active[lemma], end_char)
        if lemma in {"be", "get"}:
            passive = True
        elif (
            (
                token.pos_ == "VERB"
                and lemma
                not in {
                    "report",
                    "confirm",
                    "believe",
                    "leave",
                    "fear",
                    "say",
                    "feel",
                    "presume",
                }
            )
            or token.pos_ not in _INSIDE_NOUN_PHRASE | {"AUX", "VERB", "SCONJ"}
            or form in {";", ":"}
        ):
            break
    return None


def _before(count: Span, phrase_end: int, known: Lexicon) -> Link | None:
    """ "killed 12", "wounding at least three", "arrested dozens of protesters", "claimed the lives of 30"."""
    doc = count.doc
    end = doc[phrase_end - 1]
    end_char = end.idx + len(end)
    for token in reversed(doc[max(0, count.start - _REACH) : count.start]):
        lemma, form = token.lemma_.lower(), token.lower_
        if lemma in known.active and token.pos_ in {"VERB", "ADJ", "NOUN"} and token.tag_ not in {"NN", "NNS"}:
            return None if _is_passive(token) or _negated(token) else Link(known.active[lemma], end_char)
        if form in {"killing", "death", "deaths"} and token.pos_ == "NOUN" and doc[token.i + 1].lower_ == "of":
            return Link("killed", end_char)
        if form in {"lives", "life"} and any(t.lemma_.lower() == "claim" for t in doc[max(0, token.i - 4) : token.i]):
            return Link("killed", end_char)
        if (
            token.pos_ in {"VERB", "AUX"}
            or form in {";", ":", "(", ")", "after", "when", "as", "by", "in", "with", "from", "at"}
            or token.is_sent_start
        ):
            break
    return None


def _is_passive(verb: Token) -> bool:
    return (
        verb.tag_ == "VBN"
        and not any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in verb.children)
        and not _takes_object(verb)
    )


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)
