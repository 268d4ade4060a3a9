"""The codebook's words of victim counts, turned about: from a lemma or a form to the kind of harm."""

from functools import cache

from msgspec import Struct

from accordingto.grounding.quantities.page import page


class Lexicon(Struct, frozen=True):
    """Each map goes from a lemma or a form to its kind; the sets hold lemmas or forms."""

    acts: dict[str, str]
    active: dict[str, str]
    middle: dict[str, str]
    states: dict[str, str]
    nouns: dict[str, str]
    carriers: frozenset[str]
    held: frozenset[str]
    people: frozenset[str]
    things: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Return the words of victim counts by their form."""
    kinds = page().casualties
    return Lexicon(
        acts={n: k for k, w in kinds.items() for n in w.acts},
        active={v: k for k, w in kinds.items() for v in w.active},
        middle={v: k for k, w in kinds.items() for v in w.middle},
        states={v: k for k, w in kinds.items() for v in w.states if " " not in v},
        nouns={v: k for k, w in kinds.items() for v in w.nouns},
        carriers=frozenset(page().carriers),
        held=frozenset(page().held),
        people=frozenset(w.lower() for w in page().people),
        things=frozenset(page().not_people),
    )
