"""Which reader has a say about a token, and in which order: the first that finds a position is believed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.positions.announcements import read_announcement
from accordingto.reading.positions.answers import read_answer, read_stand
from accordingto.reading.positions.clefts import read_cleft
from accordingto.reading.positions.commitments import read_commitment
from accordingto.reading.positions.denials import read_denial
from accordingto.reading.positions.deontic import read_rule
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.ellipses import read_ellipsis
from accordingto.reading.positions.factual import is_factual
from accordingto.reading.positions.fragments import read_fragment
from accordingto.reading.positions.frames import read_verb
from accordingto.reading.positions.idioms import read_idiom
from accordingto.reading.positions.measures import read_measure
from accordingto.reading.positions.modals import read_modal
from accordingto.reading.positions.nouns import read_noun
from accordingto.reading.positions.penalties import read_penalty
from accordingto.reading.positions.phrases import read_denied_phrase, read_phrase
from accordingto.reading.positions.policies import read_policy
from accordingto.reading.positions.undertakings import read_undertaking
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import is_passive

Reader = Callable[[Token, Voices], Iterable[Draft]]


def _frames(verb: Token, _voices: Voices) -> Iterator[Draft]:
    """The verb by its frame, where it states a fact; without its ruler a rule is read as one."""
    yield from (_without_ruler(d) for d in read_verb(verb) if is_factual(d))


_VERB_READERS: tuple[tuple[str, Reader], ...] = (
    ("", read_denied_phrase),
    ("answer", read_answer),
    ("", _frames),
    ("announcement", read_announcement),
    ("denial", read_denial),
    ("commitment", read_commitment),
    ("answer", read_stand),
    ("rule", read_rule),
    ("commitment", read_idiom),
    ("", read_phrase),
    ("modal", read_modal),
    ("measure", read_measure),
    ("modal", read_cleft),
    ("undertaking", read_undertaking),
    ("penalty", read_penalty),
    ("ellipsis", read_ellipsis),
    ("fragment", read_fragment),
)
"""Readers of verbs in the order of belief, each with the way that it stamps on its drafts ("" where they bring one)."""


def read_drafts(tokens: Iterable[Token], voices: Voices) -> list[Draft]:
    """Return what the tokens of a report say, in text order and unchecked; "denied" before "said", nouns by themselves.

    A noun may name a position and a policy at once; of a verb the first reader that finds anything is believed.
    """
    found: list[Draft] = []
    for token in tokens:
        found += _of_verb(token, voices) if token.pos_ in {"VERB", "AUX"} else _of_other(token, voices)
    return found


def _of_verb(verb: Token, voices: Voices) -> list[Draft]:
    for way, reader in _VERB_READERS:
        drafts = list(reader(verb, voices))
        if drafts:
            return _by(way, drafts) if way else drafts
    return []


def _of_other(token: Token, voices: Voices) -> list[Draft]:
    named = _by("noun", read_noun(token)) if token.pos_ == "NOUN" else []
    policies = _by("policy", read_policy(token)) if token.pos_ == "NOUN" else []
    return named + policies + ([] if named else _by("fragment", read_fragment(token, voices)))


def _without_ruler(draft: Draft) -> Draft:
    """ "Lorries are banned from the bridge": a rule whose maker is not told needs nobody who could hold it."""
    told = draft.holder is not None or not is_passive(draft.head) or draft.kind not in {"permission", "prohibition"}
    return draft if told else replace(draft, way="rule")


def _by(way: str, drafts: Iterable[Draft]) -> list[Draft]:
    return [d if d.way in {"rule", "order"} else replace(d, way=way) for d in drafts]
