"""Short answers that lean on what was said before: "It declined.", "none has", "no such request was made"."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, is_negated, subject
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.sentences import is_question, root_of
from accordingto.reading.positions.severity import is_hostile
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive

_FIRST = frozenset({"i", "we"})
_THIRD = frozenset({"it", "they", "he", "she"})
_LONE = frozenset({"decline", "refuse", "demur", "balk", "baulk"})
_DONE = frozenset({"did", "had", "has", "have", "was", "were"})


def read_ellipsis(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the refusal or denial that a clause without its own matter makes."""
    for reader in (_declined, _none_such, _none_of_ours, _did_not):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _declined(verb: Token, voices: Voices) -> Draft | None:
    """Read "It declined.", "The council refused.": nothing stands behind the verb."""
    if verb.lemma_ not in _LONE or verb.tag_ != "VBD" or verb.dep_ not in {"ROOT", "conj", "ccomp"} or is_negated(verb):
        return None
    who = subject(verb)
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ not in {"punct", "advmod", "npadvmod", "cc", "conj"}]
    if who is None or behind:
        return None
    known = can_hold(who) or (who.lower_ in _THIRD and not voices.is_open(who))
    return Draft("refusal", verb, verb, who, None, verb) if known and who.lower_ not in _FIRST else None


def _none_such(verb: Token, voices: Voices) -> Draft | None:
    """Read "there are no such plans", "no such request was ever made", said by somebody."""
    speaker = voices.speaker(verb)
    if speaker is None or not can_hold(speaker) or verb.dep_ in {"relcl", "acl", "advcl"}:
        return None
    there = verb.lemma_ in {"be", "exist"} and any(c.lower_ == "there" for c in verb.children)
    things = children(verb, "attr", "nsubj") if there else children(verb, "nsubjpass") if is_passive(verb) else []
    for thing in things:
        words = {c.lower_ for c in thing.children}
        if "such" in words and ("no" in words or is_negated(verb)):
            return Draft("denial", verb, verb, speaker, None, thing if there else verb, negated=True)
    return None


def _none_of_ours(verb: Token, voices: Voices) -> Draft | None:
    """Read "police said no officer had fired", "insists none has": nobody of the speaker's people did it."""
    speaker = voices.speaker(verb)
    who = next(iter(children(verb, "nsubj")), None)
    if speaker is None or who is None or not can_hold(speaker) or verb.dep_ not in {"ccomp", "ROOT"}:
        return None
    past = verb.tag_ in {"VBD", "VBN"} or (verb.lower_ in _DONE and verb.pos_ == "AUX")
    if not past or is_passive(verb) or any(c.tag_ == "MD" for c in verb.children):
        return None
    if who.lower_ == "none" and verb.lower_ in _DONE and not children(verb, "attr", "acomp", "dobj"):
        return Draft("denial", verb, verb, speaker, None, verb, negated=True)
    none = any(c.lower_ == "no" for c in who.children) and who.lemma_.lower() in rulebook().own_people
    blamed = is_hostile(verb) or verb.lemma_ in lexicon().accusable | {"draw", "take", "open", "set"}
    return Draft("denial", verb, verb, speaker, None, verb, negated=True) if none and blamed else None


def _did_not(verb: Token, voices: Voices) -> Draft | None:
    """Read "Did she take the money? Her lawyer says she didn't.": the question tells what is denied."""
    if verb.lower_ not in {"did", "had", "has"} or not is_negated(verb) or any(c.pos_ == "VERB" for c in verb.children):
        return None
    speaker, who = voices.speaker(verb), next(iter(children(verb, "nsubj")), None)
    first = root_of(verb).left_edge.i
    if speaker is None or who is None or not can_hold(speaker) or who.lower_ not in _THIRD | _FIRST or first < 1:
        return None
    asked = verb.doc[first - 1]
    before = root_of(asked if asked.text != "?" or asked.head == asked else asked.head)
    if "?" not in {verb.doc[max(0, first - 2)].text, asked.text} or not is_question(before):
        return None
    act = next((t for t in before.subtree if t.pos_ == "VERB"), before)
    return Draft("denial", verb, verb, speaker, None, act, negated=True)
