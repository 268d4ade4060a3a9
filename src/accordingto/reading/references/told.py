"""Who "they" are in what somebody is told: "told the rebels **they** could keep their arms" means the rebels."""

from typing import Literal, NamedTuple

from spacy.tokens import Token

from accordingto.reading.references.knowledge import nouns
from accordingto.reading.syntax import subject

Leaning = Literal["teller", "hearer", "open"]


class Telling(NamedTuple):
    """A clause that somebody is told: who tells, who is told, and whom its pronouns mean by the clause's own verb."""

    teller: Token | None
    hearer: Token | None
    leaning: Leaning


def telling(token: Token) -> Telling | None:
    """Return by whom and to whom the clause around a pronoun is said, ``None`` where no verb reports it.

    What may, must or should be done, and what is done to somebody, is the hearer's; what will be done is the teller's
    or the hearer's, so that it stays open; the press is told about the teller. "**Chile** said it would close the
    border" has no hearer. (The controller of permissions and commands is the addressee: Sag & Pollard 1991.)
    """
    for verb in token.ancestors:
        if verb.dep_ == "ccomp" and _reports(verb.head.lemma_):
            who = subject(verb.head)
            teller = who if who is not None and who.i < token.i else None
            hearer = _hearer(verb.head, token)
            return Telling(teller, hearer, _leaning(verb, token, hearer))
        if verb.dep_ in {"relcl", "parataxis", "ROOT"}:
            break
    return None


def _reports(lemma: str) -> bool:
    return lemma in nouns().body_verbs or lemma in nouns().speech_verbs or lemma in nouns().telling_verbs


def _hearer(verb: Token, token: Token) -> Token | None:
    if verb.lemma_ not in nouns().telling_verbs:
        return None
    told = (c for c in verb.children if c.dep_ in {"dobj", "dative"} and verb.i < c.i < token.i)
    return next(told, None)


def _leaning(clause: Token, token: Token, hearer: Token | None) -> Leaning:
    if hearer is None:
        return "teller"
    verb = token.head if token.dep_ in {"nsubj", "nsubjpass"} else clause
    if any(c.lower_ in nouns().allowing for c in verb.children if c.dep_ in {"aux", "acomp"}):
        return "hearer"
    if verb.lemma_ in {"have", "need"} or token.dep_ == "nsubjpass":
        return "hearer"
    subjects = {"nsubj", "nsubjpass"}
    return "open" if token.dep_ in subjects and hearer.lower_ not in nouns().press else "teller"
