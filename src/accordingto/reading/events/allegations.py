"""What a government or a body says of somebody else's violence is an accusation of its own."""

import re
from functools import cache

from spacy.tokens import Token

from accordingto import codebook
from accordingto.reading import roles, subjects
from accordingto.reading.events.arguments import Parties
from accordingto.reading.events.candidates import Candidate
from accordingto.reading.events.coding import Code
from accordingto.reading.events.selection import Coded
from accordingto.reading.factuality import Judgement

_SAID = frozenset({"say", "claim", "state", "assert", "declare", "maintain", "insist", "allege", "announce"})
_BODIES = frozenset({"GPE", "ORG", "NORP"})
_CONFIDENCE = 0.6
"""Below the threshold of sure events: a speaker may only report, as police and medics do."""


def allegations_of(coded: Coded) -> tuple[Coded, ...]:
    """Return the accusation that lies in a reported attack, if a state or body reports it of another.

    "Chad said that Sudan had shelled its posts" is ACCUSE (CAMEO 112) by Chad of Sudan besides the shelling.
    """
    verb = coded.candidate.verb
    if verb is None or coded.code.type not in {"ASSAULT", "COERCE"} or coded.code.status != "occurred":
        return ()
    saying, speaker = _speaker_above(verb)
    accused = tuple(t for t in coded.parties.actors if t.pos_ != "PRON")
    if saying is None or speaker is None or not accused or roles.lemma(speaker) in {roles.lemma(t) for t in accused}:
        return ()
    own = _nations_of(speaker)
    if any(own & _nations_of(t) for t in accused):
        return ()
    candidate = Candidate("accuse", (saying,), saying, None, None)
    code = Code("ACCUSE", "allege", "112", coded.code.contexts, "occurred", False)
    judged = Judgement("occurred", "CT+", True)
    return (Coded(candidate, Parties((speaker,), accused), judged, code, None, None, _CONFIDENCE),)


def _speaker_above(verb: Token) -> tuple[Token | None, Token | None]:
    above = verb.head
    if verb.dep_ != "ccomp" or above.lemma_ not in _SAID or above.tag_ not in {"VBD", "VBZ", "VBN"}:
        return None, None
    speaker = subjects.doer(above)
    named = speaker is not None and speaker.ent_type_ in _BODIES and roles.is_party(speaker)
    return (above, speaker) if named else (None, None)


@cache
def _nations() -> dict[str, str]:
    """Return the code of every name, seat and adjective of a country, in small letters."""
    pages = codebook.load("countries", dict[str, str])
    named = ((word.partition("@")[0], code) for code, line in pages.items() for word in re.split(r"[|,]", line))
    return {word.strip().lower(): code for word, code in named}


def _nations_of(noun: Token) -> frozenset[str]:
    """Return the codes of the countries that a noun phrase names: "the **Peruvian** navy"."""
    near = [t for t in noun.subtree if t.i <= noun.i]
    phrases = (noun.doc[a.i : a.i + size].text.lower() for a in near for size in (1, 2, 3) if a.i + size <= noun.i + 1)
    return frozenset(_nations()[phrase] for phrase in phrases if phrase in _nations())
