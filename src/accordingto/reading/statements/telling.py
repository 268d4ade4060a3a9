"""Which attributions tell that something was said, not withheld, only done, only planned or merely shown by a thing."""

from spacy.tokens import Token

from accordingto.reading.references.knowledge import is_person_noun, nouns
from accordingto.reading.statements.clausal import verbless
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
_SILENT = frozenset({"talk", "speak", "comment", "elaborate", "respond", "reply", "call", "complain", "ask", "allude"})
_REFUSING = frozenset({"would", "will", "wo", "'d", "'ll", "refuse"})
_ANSWERS = frozenset({"confirm", "deny", "say"})
_NAMED = frozenset({"name", "bill", "title", "entitle", "dub", "nickname"})
_STATES = frozenset({"convince", "persuade", "satisfy", "assure"})
_CLAUSAL = frozenset({"clause", "quote", "according", "to", "turn", "naming"})
_NOBODY = frozenset({"no", "nobody", "none", "neither"})
_OPEN_QUESTIONS = frozenset({"whether", "if", "who", "what", "when", "where", "why", "how", "which", "whose"})
_REFLEXIVE = frozenset({"itself", "himself", "herself", "themselves", "myself", "ourselves"})
_WITNESSES = frozenset({"document", "outlet", "collective", "named"})
_GOES_ON = frozenset({"go", "continue", "use", "come", "proceed", "write", "call", "take"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SPEAKING_ENTITIES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


def told(page: Page, found: Found) -> bool:
    """Return whether an attribution says that something was said.

    "She did not disclose her source", "no group claimed the attack", "planes attacked the port", "to confirm a judge"
    and "the storm showed no sign of weakening" tell of no statement.
    """
    verb = found.anchor
    if verb is None:
        return True
    if _withheld(found, verb) or _unsaid(page, found, verb) or _only_planned(found, verb) or _only_named(found, verb):
        return False
    if _only_done(page, found, verb) or _only_sided(page, found, verb) or _without_words(page, found, verb):
        return False
    if found.kind == "evidence" and (found.frame != "clause" or type_of(page, found) not in _WITNESSES):
        return False
    if found.kind == "evidence" and not any(t.tag_ in _FINITE for s in found.content for t in _tokens(page, s)):
        return False  # "officers found him sleeping"
    return not _by_a_thing(page, found, verb) and not verbless(page, found)


def _tokens(page: Page, span: Span) -> list[Token]:
    inside = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(inside) if inside is not None else []


def _withheld(found: Found, verb: Token) -> bool:
    """Whether somebody kept silent on a topic: "did not disclose her source", "has not talked about the raid".

    Who would not say something refuses, and a refusal is said.
    """
    if found.frame in _CLAUSAL or not is_negated(verb):
        return False
    refuses = any(c.lower_ in _REFUSING for c in verb.children)
    silent = verb.lemma_ in _SILENT or (found.frame == "object" and verb.lemma_ in _WITHHELD)
    return silent and not refuses


def _only_named(found: Found, verb: Token) -> bool:
    """Whether a participle only gives a name or a state of mind: "the group **called** X", "**convinced** that …"."""
    appointed = found.frame == "naming" and verb.lemma_ in _NAMED and found.speaker is None
    if appointed and any(c.dep_ == "auxpass" for c in verb.children):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in {"auxpass", "aux", "agent"} or c.lower_ == "by" for c in verb.children):
        return False
    if found.frame == "naming":
        return verb.lemma_ in words().names and verb.dep_ in {"acl", "relcl", "advcl", "amod", "conj", "appos"}
    return verb.lemma_ in _STATES and found.frame == "clause"


def _only_sided(page: Page, found: Found, verb: Token) -> bool:
    """Whether a verb of taking sides or reacting says nothing: "sympathises with", "responded with protests"."""
    if found.frame in _CLAUSAL or verb.lemma_ not in words().sides:
        return False
    inside = [t for s in found.content for t in _tokens(page, s)]
    return not any(t.lemma_ in cues().nouns or not page.narrated(t.i) for t in inside)


def _without_words(page: Page, found: Found, verb: Token) -> bool:
    """Whether a cue that needs quoted words or a voice has none: "has **continued** testing", "**not to mention**"."""
    if verb.lemma_ == "mention" and is_negated(verb) and any(c.lower_ == "to" for c in verb.children):
        return True
    if verb.lemma_ == "continue" and found.frame == "clause":
        return all(page.narrated(t.i) for s in found.content for t in _tokens(page, s))
    last = verb.i + 1 < len(page.tokens) and page.tokens[verb.i + 1].text == ":"
    return found.speaker is None and last and verb.i == page.unit(verb.i).first and verb.tag_ == "VBN"


def _unsaid(page: Page, found: Found, verb: Token) -> bool:
    """Whether nobody said it: "did not say whether …", "no group claimed responsibility", "calling itself the …"."""
    subject = own_subject(verb)
    own = subject is not None and page.quote_of[subject.i] == page.quote_of[verb.i]
    if (
        subject is not None
        and own
        and (subject.lower_ in _NOBODY or any(c.lower_ in _NOBODY and c.dep_ == "det" for c in subject.children))
    ):
        return True
    opening = page.text[found.content[0].start : found.content[0].end].split(None, 1)[0].lower()
    refuses = any(c.lower_ in _REFUSING and c.dep_ == "aux" for c in verb.children)
    refuses = refuses and found.content[0].start > verb.idx
    if is_negated(verb) and opening in _OPEN_QUESTIONS and not refuses:
        return True
    if found.reader == "nominal" and found.frame == "to" and found.speaker is None:
        return True
    return found.frame in {"naming", "object"} and opening in _REFLEXIVE


def _only_done(page: Page, found: Found, verb: Token) -> bool:
    """Whether a verb that is also a deed is one: "attacked the port", "citing two officials"; quoted words speak."""
    if found.frame == "object" and (_only_given(verb) or _only_received(verb)):
        return True
    if found.frame != "object" or verb.lemma_ not in words().deeds:
        return False
    if verb.lemma_ == "rule" and any(c.dep_ == "prt" and c.lower_ == "out" for c in verb.children):
        return False
    end = found.content[-1].end + 1
    if any(q.first >= verb.i and q.quotation.end <= end for q in page.quoted):
        return False
    named = next((c for c in verb.children if c.dep_ == "dobj"), None)
    return named is None or named.lemma_ not in cues().nouns


def _only_given(verb: Token) -> bool:
    """Whether something is kept from somebody, not called untrue: "denied reporters access"."""
    return verb.lemma_ == "deny" and any(c.dep_ == "dobj" and c.lemma_ in words().goods for c in verb.children)


def _only_received(verb: Token) -> bool:
    """Whether somebody is welcomed, not a step or a decision: "welcomed him"."""
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    return verb.lemma_ == "welcome" and any(o.tag_ == "PRP" or o.ent_type_ == "PERSON" for o in objects)


def _only_planned(found: Found, verb: Token) -> bool:
    """Whether an act is only wanted or possible: "could announce a ban", "to confirm a judge"."""
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.head.pos_ == "ADJ":
        return True
    if verb.tag_ != "VB" or found.frame in {"clause", "quote", "according"}:
        return False
    helpers = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if not helpers and verb.dep_ == "ROOT" and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
        return False
    if is_negated(verb) and helpers & _REFUSING and verb.lemma_ in _SILENT | _WITHHELD | _ANSWERS:
        return False
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
    if (verb.lemma_ not in words().follows and found.kind != "evidence") or head.pos_ != "NOUN":
        return False
    return not _can_speak(head)


def _can_speak(head: Token) -> bool:
    """Whether a noun names somebody, a body, or something written or shown."""
    lemma = head.lemma_.lower()
    known = words().documents | words().collective | words().unnamed | words().offices | words().confidential
    if lemma in words().parts:
        return True
    if lemma in known | nouns().body_nouns or head.lower_ in nouns().people_nouns | words().outlets:
        return True
    return head.ent_type_ in _SPEAKING_ENTITIES or is_person_noun(lemma)
