"""Whether a cue tells of a position that is taken, not of one wished for, aimed at or possible."""

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.rulebook import rulebook
from accordingto.records import PositionKind

_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_LOOSE = frozenset({"can", "could", "may", "might", "should", "ought"})
_PUBLIC = frozenset({"publicly", "openly", "record", "media", "press", "reporters", "journalists", "anonymity"})


def is_factual(draft: Draft) -> bool:
    """Return whether the clause of a draft asserts it; infinitives count only under verbs and nouns of deciding."""
    verb = draft.head
    if draft.way in {"order", "fragment"} or (draft.way == "rule" and draft.cue == draft.action):
        return True
    if verb.pos_ not in {"VERB", "AUX"}:
        return True
    if draft.kind == "no_comment" or (verb != draft.cue and draft.cue.pos_ == "VERB"):
        return True
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    foreseen = draft.kind in {"demand", "request"} and "will" in auxiliaries and "be" in auxiliaries
    iffy = any(c.dep_ == "advcl" and any(m.lower_ == "if" for m in c.children) for c in verb.children)
    if foreseen or (draft.kind in {"demand", "request"} and "would" in auxiliaries and iffy):
        return False
    subjects = any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.children)
    imperative = (
        verb.tag_ == "VB" and not auxiliaries and not subjects and verb.dep_ in {"ROOT", "ccomp", "conj", "advcl"}
    )
    if imperative or ({"would", "have"} <= auxiliaries) or ({"could", "have"} <= auxiliaries):
        return False
    modal = next((c.lower_ for c in verb.children if c.tag_ == "MD" and c.dep_ == "aux"), None)
    if modal in _LOOSE and verb.lemma_ in lexicon().rule_out:
        return True
    if draft.kind in {"denial", "admission"} and modal is not None and draft.cue == verb and not draft.negated:
        return modal in {"must", "can"}
    if draft.kind in _RULES:
        return _rule(draft, verb, modal)
    if modal in {"should", "ought"} and draft.kind == "promise":
        return False
    if draft.kind == "refusal" and draft.negated and modal in {"can", "could", "ca"}:
        return verb.lemma_ in rulebook().yielding | rulebook().recognising
    return not (modal in _LOOSE and draft.status == "in_force" and draft.kind != "promise") and _anchored(verb)


def _rule(draft: Draft, verb: Token, modal: str | None) -> bool:
    """A rule that "may" or "would" come needs somebody who makes rules; "could not let" and "be allowed" are none."""
    if modal in {"should", "ought", "can"} or (modal is not None and draft.negated and modal != "will"):
        return False
    subjunctive = any(c.dep_ == "auxpass" and c.lower_ == "be" for c in verb.children)
    if subjunctive and modal is None and not _infinitive(verb):
        return False
    told = can_hold(draft.holder) and (can_hold(draft.bearer) or draft.cue.pos_ == "NOUN")
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not told:
        return False
    return _anchored(verb)


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _anchored(verb: Token) -> bool:
    """A finite clause, a participle, or "to VP" under a verb or noun of deciding."""
    if not _infinitive(verb):
        return True
    if verb.head.lemma_ in lexicon().considered:
        return True
    return verb.head.lemma_.lower() in lexicon().decisions and (
        verb.dep_ in {"xcomp", "acl", "ccomp", "relcl"}
        or (verb.dep_ == "advcl" and verb.head.lemma_ in {"vote", "decide"})
    )


def is_about_anonymity(draft: Draft) -> bool:
    """Return whether a rule or refusal only says that a source may not be named or speak in public."""
    act = draft.action
    if act is None or act.pos_ != "VERB":
        return False
    words = {t.lower_ for t in act.subtree}
    if draft.kind in _RULES:
        return act.lemma_ in lexicon().comment or bool(words & _PUBLIC)
    if draft.kind == "denial" and act.lemma_ in {"authorize", "authorise", "allow", "permit"}:
        return True
    return draft.kind == "refusal" and act.lemma_ in {"name", "identify", "quote"}
