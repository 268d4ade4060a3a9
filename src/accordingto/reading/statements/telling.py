"""Which attributions tell that something was said, not withheld, only done, only planned or merely shown by a thing."""

from spacy.tokens import Token

from accordingto.reading.references.knowledge import is_person_noun
from accordingto.reading.statements.cues import cues
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import type_of, words
from accordingto.reading.statements.speakers import own_subject
from accordingto.reading.syntax import is_negated
from accordingto.text import Span

_WITHHELD = frozenset(
    {"disclose", "reveal", "divulge", "mention", "release", "express", "issue", "name", "address", "discuss", "cite"}
)
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_OPEN_QUESTIONS = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how", "which", "whose"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves"})
_WITNESSES = frozenset({"document", "outlet", "collective", "named"})
_GOES_ON = frozenset({"go", "continue", "use", "come", "proceed", "write", "call", "take"})
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def told(page: Page, found: Found) -> bool:
    """Return whether an attribution says that something was said.

    "She did not disclose her source", "no group claimed the attack", "planes attacked the port", "to confirm a judge"
    and "the storm showed no sign of weakening" tell of no statement.
    """
    verb = found.anchor
    if verb is None:
        return True
    if found.frame == "object" and verb.lemma_ in _WITHHELD and is_negated(verb):
        return False
    if _unsaid(page, found, verb) or _only_done(page, found, verb) or _only_planned(found, verb):
        return False
    if found.kind == "evidence":
        return found.frame == "clause" and type_of(page, found) in _WITNESSES
    return not _by_a_thing(page, found, verb) and not _verbless(page, found)


def _tokens(page: Page, span: Span) -> list[Token]:
    inside = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(inside) if inside is not None else []


def _unsaid(page: Page, found: Found, verb: Token) -> bool:
    """Whether nobody said it: "did not say whether …", "no group claimed responsibility", "calling itself the …"."""
    subject = own_subject(verb)
    if subject is not None and (
        subject.lower_ in _NOBODY or any(c.lower_ in _NOBODY and c.dep_ == "det" for c in subject.children)
    ):
        return True
    opening = page.text[found.content[0].start : found.content[0].end].split(None, 1)[0].lower()
    if is_negated(verb) and opening in _OPEN_QUESTIONS:
        return True
    return found.frame in {"naming", "object"} and opening in _REFLEXIVE


def _only_done(page: Page, found: Found, verb: Token) -> bool:
    """Whether a verb that is also a deed is one: "attacked the port", "citing two officials"; quoted words speak."""
    if found.frame != "object" or verb.lemma_ not in words().deeds:
        return False
    end = found.content[-1].end + 1
    if any(q.first >= verb.i and q.quotation.end <= end for q in page.quoted):
        return False
    named = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return named is None or named.lemma_ not in cues().nouns


def _only_planned(found: Found, verb: Token) -> bool:
    """Whether an act is only wanted or possible: "could announce a ban", "to confirm a judge"."""
    if verb.tag_ != "VB" or found.frame in {"clause", "quote", "according"}:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    return not helpers & {"did", "does", "do"} and verb.head.lemma_ not in _GOES_ON


def _by_a_thing(page: Page, found: Found, verb: Token) -> bool:
    """Whether the speaker is a time, or a thing from which something only follows: "the attacks suggest …"."""
    if found.speaker is None:
        return False
    tokens = _tokens(page, found.speaker)
    if not tokens:
        return False
    head = next((t for t in tokens if t.head not in tokens or t.head == t), tokens[0])
    if head.ent_type_ in {"DATE", "TIME"} or head.lemma_.lower() in {"emphasis", "year", "hour"}:
        return True
    if verb.lemma_ not in words().follows or head.pos_ != "NOUN":
        return False
    known = words().documents | words().collective | words().unnamed | words().offices | words().confidential
    speaks = head.lemma_.lower() in known or head.ent_type_ in _SPEAKING_ENTITIES or is_person_noun(head.lemma_)
    return not speaks


def _verbless(page: Page, found: Found) -> bool:
    """Whether a clause that the parse promised has no verb: a cut-off name, not what was said."""
    if found.reader != "clausal" or any(s.end - s.start > 40 for s in found.content):
        return False
    inside = [t for s in found.content for t in _tokens(page, s)]
    return all(page.narrated(t.i) for t in inside) and not any(t.pos_ in {"VERB", "AUX"} for t in inside)
