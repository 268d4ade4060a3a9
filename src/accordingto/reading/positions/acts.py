"""What a position is about as an event pattern: the PLOVER type of its action, also where no event record stands."""

from functools import cache

from msgspec import Struct
from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading.events import pattern_type
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import Words
from accordingto.reading.syntax import children
from accordingto.records import EventType

_LIGHT = frozenset(
    {"do", "have", "be", "take", "make", "get", "let", "go", "put", "keep", "see", "use", "allow", "begin", "start"}
)


class ActPage(Struct, frozen=True, forbid_unknown_fields=True):
    """The page ``positions_acts``; its comments explain each field."""

    verbs: dict[EventType, Words]
    nouns: dict[EventType, Words]
    ways: Words
    goods: Words
    closing: Words
    banned: dict[EventType, Words]


@cache
def acts() -> ActPage:
    """Return the page."""
    page: ActPage = codebook.load("positions_acts", ActPage)
    return page


@cache
def _verb_types() -> dict[str, EventType]:
    return {word: kind for kind, words in acts().verbs.items() for word in words}


@cache
def _noun_types() -> dict[str, EventType]:
    return {word: kind for kind, words in acts().nouns.items() for word in words}


def act_type(draft: Draft) -> EventType | None:
    """Return the PLOVER type of what a position is about; ``None`` where no word shows it.

    "Threatened to cut off the gas" is about a SANCTION, "demanded the release of the crew" about a concession.
    """
    action = draft.action
    if action is None:
        return None
    if action.pos_ not in {"VERB", "AUX"}:
        return _of_noun(action)
    if draft.kind == "prohibition":
        found = next((kind for kind, words in acts().banned.items() if action.lemma_ in words), None)
        if found is not None:
            return found
    return _of_verb(action)


def _of_verb(verb: Token) -> EventType | None:
    things = [o.lemma_.lower() for o in children(verb, "dobj", "nsubjpass")] + [
        o.lower_ for o in children(verb, "dobj", "nsubjpass")
    ]
    beside = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod", "prep"}}
    beside |= {c.lower_ for o in children(verb, "dobj") for c in o.children if c.dep_ in {"prt", "advmod", "prep"}}
    page = acts()
    closed = verb.lemma_ in page.closing or (f"{verb.lemma_}-off" in page.verbs["SANCTION"] and "off" in beside)
    if closed and set(things) & page.goods:
        return "SANCTION"
    if closed and set(things) & page.ways:
        return "COERCE"
    phrasal = (_verb_types().get(f"{verb.lemma_}-{word}") for word in beside)
    found = next((kind for kind in phrasal if kind is not None), None)
    if found is not None:
        return found
    if verb.lemma_ in _LIGHT or _empty(verb):
        inner = next((c for c in children(verb, "xcomp", "ccomp", "pcomp") if c.i > verb.i), None)
        if inner is not None and inner.pos_ == "VERB":
            return _of_verb(inner)
        noun = next(iter(children(verb, "dobj")), None)
        return pattern_type(verb) or (_of_noun(noun) if noun is not None else _verb_types().get(verb.lemma_))
    return _verb_types().get(verb.lemma_) or pattern_type(verb)


def _empty(verb: Token) -> bool:
    return verb.lemma_ in {"continue", "stop", "cease", "help"} and bool(children(verb, "xcomp"))


def _of_noun(noun: Token) -> EventType | None:
    around = [
        noun,
        *(
            c
            for c in noun.children
            if c.dep_ in {"compound", "amod", "nmod"} or (c.dep_ == "prep" and c.lower_ == "of")
        ),
    ]
    around += [n for p in children(noun, "prep") if p.lower_ == "of" for n in children(p, "pobj")]
    for token in around:
        found = _noun_types().get(token.lemma_.lower()) or _noun_types().get(token.lower_)
        if found is not None:
            return found
    verbs = [
        *children(noun, "relcl", "acl"),
        *([noun] if noun.tag_.startswith("VB") or noun.lower_.endswith("ing") else []),
    ]
    return next((kind for v in verbs for kind in [_verb_types().get(v.lemma_)] if kind is not None), None)
