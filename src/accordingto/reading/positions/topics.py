"""Pronouns of those who take positions, where the reference reader leaves them open: who was last spoken of.

Whoever demands, refuses or promises is a party of the report; a party that was the subject of the clauses before is
nearly always who "it" or "they" goes on to be. For anything else that a pronoun may mean this would be a guess.
"""

from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.positions.lexicon import lexicon, verb_groups
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.sentences import root_of
from accordingto.reading.positions.spans import party_span
from accordingto.reading.positions.templates import templates
from accordingto.reading.references.lookup import antecedent_of
from accordingto.records import Mention, Report, Statement
from accordingto.text import mention

_PERSONS = frozenset({"he", "she"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_BODIES = frozenset({"GPE", "ORG", "NORP"})
_SIDE = frozenset({"headline", "caption", "credit", "byline", "dateline", "boilerplate", "section"})
_BACK = 2
"""Sentences in which an antecedent is looked for, besides the pronoun's own."""


def with_parties(
    antecedents: Antecedents, doc: Doc, report: Report, statements: tuple[Statement, ...] = ()
) -> Antecedents:
    """Return antecedents in which open pronouns of those who take positions lead to the party last spoken of.

    "The council met on Monday. **It** refused to sign." gives "The council" for "It". Inside ``statements`` a pronoun
    is left to whoever speaks.
    """
    found = dict(antecedents)
    told = [(c.start, c.end) for s in statements for c in s.content]
    aside = [(z.start, z.end) for z in report.zones if z.kind in _SIDE]
    subjects: list[tuple[int, Token, Mention | None]] = []
    sentence, last = 0, None
    for token in doc:
        if token.dep_ not in _SUBJECTS or any(s <= token.idx < e for s, e in aside):
            continue
        root = root_of(token)
        sentence += root is not last and root != last
        last = root
        own = mention(report.text, token.idx, token.idx + len(token))
        behind = antecedent_of(found, own)
        word = token.lower_
        if word in {"it", "they", *_PERSONS} and behind is None and not _inside(token, told) and _takes(token.head):
            fits = ((t, m) for n, t, m in reversed(subjects) if sentence - n <= _BACK and _agrees(word, t, token))
            party = next(fits, None)
            if party is not None:
                chosen = party[1] or mention(report.text, *party_span(party[0]))
                found[own.start, own.end] = chosen
                subjects.append((sentence, token, chosen))
        elif (behind is not None and token.pos_ == "PRON") or (can_hold(token) and token.pos_ in {"NOUN", "PROPN"}):
            subjects.append((sentence, token, behind))
    return found


def _inside(token: Token, spans: list[tuple[int, int]]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _takes(verb: Token) -> bool:
    """Whether a verb can take a position: one of the codebook's, or one with a modal of will."""
    heads = [verb, verb.head]
    will = any(c.tag_ == "MD" for h in heads for c in h.children)
    told = any(h.lemma_ in verb_groups() or h.lemma_ in templates() or h.lemma_ in lexicon().speech for h in heads)
    return will or told


def _agrees(word: str, token: Token, pronoun: Token) -> bool:
    if token.head == pronoun.head:
        return False
    plural = token.tag_ in {"NNS", "NNPS"} or token.lower_ == "they" or bool(token.conjuncts)
    person = token.ent_type_ == "PERSON" or token.lower_ in _PERSONS or _is_person(token)
    if word == "they":
        return plural
    if word in _PERSONS:
        return person and not plural and (token.pos_ != "PRON" or token.lower_ == word)
    return not plural and not person


def _is_person(token: Token) -> bool:
    return token.ent_type_ not in _BODIES and token.lemma_.lower() in lexicon().offices - _COLLECTIVE


_COLLECTIVE = frozenset({"ministry", "government", "army", "military"})
