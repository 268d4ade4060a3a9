"""Whom a verb acts upon where its clause leaves that out: in relatives without a pronoun, in bare participles."""

from spacy.tokens import Token

from accordingto.reading import syntax

_LINKING = frozenset({"WP", "WDT", "WRB", "IN"})
"""Tags of the words that other relative clauses begin with."""
_TIMES = frozenset({"DATE", "TIME"})
_MANNERS = frozenset({"way", "reason", "moment", "manner", "speed", "ease", "time", "day", "night", "place"})


def left_out_object(verb: Token) -> Token | None:
    """Return the noun before a relative clause without its pronoun: "the **man** police arrested"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ not in {"NOUN", "PROPN"} or noun.i > verb.i:
        return None
    if noun.ent_type_ in _TIMES or noun.lemma_.lower() in _MANNERS or syntax.is_passive(verb):
        return None
    filled = any(t.tag_ in _LINKING or t.dep_ in {"dobj", "ccomp", "xcomp"} for t in verb.children if t.dep_ != "prep")
    stranded = any(t.dep_ == "prep" and t.n_lefts + t.n_rights == 0 for t in verb.children)
    return noun if _subject(verb) is not None and not filled and not stranded else None


def above_participle(verb: Token) -> Token | None:
    """Return whom a passive without a subject befalls: "after being captured, **Roe** fled"."""
    main = verb.head.head if verb.dep_ == "pcomp" else verb.head
    if verb.dep_ not in {"pcomp", "advcl"} or verb.tag_ != "VBN" or not syntax.is_passive(verb):
        return None
    return _subject(main) if main.pos_ in {"VERB", "AUX"} and _subject(verb) is None else None


def _subject(verb: Token) -> Token | None:
    return next((t for t in verb.children if t.dep_ in {"nsubj", "nsubjpass"}), None)
