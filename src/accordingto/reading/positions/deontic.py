"""Rules told without a verb of ruling or without a ruler: passives, modals of authority, closed and opened ways."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.roles import (
    can_be_bound,
    can_hold,
    doer,
    gerund,
    infinitive,
    is_negated,
    passive_subject,
    pobj,
    subject,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.rulers import ruler
from accordingto.reading.positions.severity import is_hostile
from accordingto.reading.positions.voices import Voices
from accordingto.reading.syntax import children, is_passive
from accordingto.records import PositionKind

_LEAVE = frozenset({"may", "can"})
_BARRED = frozenset({"may", "can", "ca", "must", "shall"})
_NONE = frozenset({"no", "none", "nobody", "nothing"})
_OWN = frozenset({"i", "we", "it", "this", "that", "there", "one", "what", "which", "who"})
_RECOUNTING = frozenset({"think", "say", "be", "have", "report", "note", "wonder", "ask", "look", "feel", "seem"})
"""Verbs behind a "must" that concludes or tells: "must be thinking of", "must report that"."""
_PERMITTING = frozenset({"only", "now", "again", "still", "freely"})
_REACH = 7
"""Tokens behind "keep" within which a way and its state stand."""
_ASKING = frozenset({"how", "why", "what", "whether", "where", "if"})
_WHILE = frozenset({"until", "if", "unless", "provided", "while"})
_PROCEEDING = frozenset({"resume", "proceed", "continue", "reopen", "restart"})
_FUTURE = frozenset({"will", "would", "wo", "'ll", "’ll"})


def read_rule(verb: Token, voices: Voices) -> Iterator[Draft]:
    """Yield the rule that a clause states, if it is one."""
    for reader in (
        _passive,
        _promised,
        _adjective,
        _way,
        _kept,
        _admitted,
        _no_one,
        _modal,
        _have_to,
        _imperative,
        _sequel,
    ):
        draft = reader(verb, voices)
        if draft is not None:
            yield draft
            return


def _passive(verb: Token, voices: Voices) -> Draft | None:
    """Read "the boats are allowed to leave", "drones are forbidden over the town", "drivers were told to wait"."""
    kind = next((k for k, words in rulebook().passives.items() if verb.lemma_ in words), None)
    who = passive_subject(verb)
    if kind is None or who is None or not (is_passive(verb) or verb.dep_ in {"conj", "acl"}) or who.lower_ in _OWN:
        return None
    act = infinitive(verb) or gerund(verb, "from")
    if kind in {"demand", "request"} and act is None:
        return None
    barred = act is not None and is_negated(act)
    if (act is None and verb.dep_ == "acl") or (act is not None and act.lemma_ in page_verbs() and not barred):
        return None
    if kind == "demand" and barred:
        kind = "prohibition"
    if is_negated(verb):
        if kind != "permission":
            return None
        kind = "prohibition"
    return Draft(kind, verb, verb, ruler(verb, who, voices), who if act is not None else None, act or who)


def page_verbs() -> frozenset[str]:
    """Verbs whose own reading says more: "instructed to let parcels through" is a leave."""
    return rulebook().admitting


def _promised(verb: Token, voices: Voices) -> Draft | None:
    """Read "the villagers were promised a well", "the rebels had been offered an amnesty"."""
    who = next(iter(children(verb, "nsubjpass")), None)
    if verb.lemma_ not in {"promise", "offer", "guarantee", "assure", "pledge"} or who is None or not can_hold(who):
        return None
    what = infinitive(verb) or next(iter(children(verb, "dobj", "oprd", "ccomp")), None)
    if what is None or is_negated(verb) or what.i < verb.i:
        return None
    return Draft("promise", verb, verb, ruler(verb, who, voices), who, what)


def _have_to(verb: Token, voices: Voices) -> Draft | None:
    """Read "you have to leave at once", said by somebody else."""
    act, who = infinitive(verb), next(iter(children(verb, "nsubj")), None)
    if verb.dep_ in {"advcl", "relcl", "acl", "pcomp"}:
        return None
    if verb.lemma_ != "have" or verb.tag_ not in {"VBP", "VBZ"} or act is None or act.dep_ != "xcomp" or who is None:
        return None
    holder = ruler(verb, who, voices)
    bound = can_be_bound(who) or who.lower_ == "they"
    if any(c.lower_ == "yet" for c in [*verb.children, *act.children]):
        return None
    if holder is None or who.lower_ in _OWN or not bound or not _act_of_will(act) or is_negated(verb):
        return None
    return Draft("demand", verb, verb, holder, who, act)


def _kept(verb: Token, _voices: Voices) -> Draft | None:
    """Read "keeps the airport shut to the army", "leaves the crossing open to convoys"."""
    way, holder = next(iter(children(verb, "dobj", "nsubj")), None), doer(verb)
    if verb.lemma_ not in {"keep", "leave", "hold"} or is_negated(verb) or holder is None or not can_hold(holder):
        return None
    states = [t for t in verb.subtree if t.lower_ in {"open", "shut", "closed"} and verb.i < t.i < verb.i + _REACH]
    ways = [t for t in verb.subtree if t.lemma_.lower() in rulebook().ways and verb.i < t.i < verb.i + _REACH]
    if way is None or not states or not ways or holder in ways:
        return None
    to = pobj(states[0], "to", "for") or pobj(verb, "to", "for")
    return Draft("permission" if states[0].lower_ == "open" else "prohibition", verb, verb, holder, to, verb)


def _is_imperative(verb: Token) -> bool:
    bare = verb.tag_ in {"VB", "VBP"} and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in verb.children)
    return bare and verb.dep_ in {"ROOT", "ccomp"}


def _alternative(verb: Token) -> Token | None:
    """What the speaker will do otherwise: "leave, or **we** cut the line"."""
    own = (c for c in children(verb, "conj") if any(s.lower_ in {"i", "we"} for s in children(c, "nsubj")))
    return next(own, None)


def _imperative(verb: Token, voices: Voices) -> Draft | None:
    """Read "Leave the port, or we cut the line": what comes before the "or" is demanded."""
    speaker = voices.speaker(verb)
    pressed = any(c.lower_ == "or" for c in verb.children) and _alternative(verb) is not None
    if not _is_imperative(verb) or not pressed or speaker is None or not can_hold(speaker):
        return None
    return Draft("demand", verb, verb, speaker, None, verb)


def _sequel(verb: Token, voices: Voices) -> Draft | None:
    """Read "Touch the line and I shut the gate": an order in form, a condition in fact, then what follows."""
    above, speaker = verb.head, voices.speaker(verb)
    if verb.dep_ != "conj" or not _is_imperative(above) or _alternative(above) != verb or is_negated(verb):
        return None
    joined = any(c.lower_ == "and" for c in above.children)
    if not joined or speaker is None or not can_hold(speaker) or verb.lemma_ in rulebook().states:
        return None
    harmful = is_hostile(verb) or verb.lemma_ in rulebook().leverage
    return Draft("threat" if harmful else "promise", verb, verb, speaker, None, verb, "conditional")


def _adjective(verb: Token, voices: Voices) -> Draft | None:
    """Read "the boats are free to leave", "pits remain barred from blasting"."""
    if verb.lemma_ not in {"be", "remain", "stay"}:
        return None
    who = next(iter(children(verb, "nsubj")), None)
    for adjective in children(verb, "acomp"):
        kind = next((k for k, words in rulebook().adjectives.items() if adjective.lower_ in words), None)
        act = infinitive(adjective) or gerund(adjective, "from") or pobj(adjective, "from")
        if kind is None or who is None or who.lower_ in _OWN or (kind == "permission" and act is None):
            continue
        if is_negated(verb):
            kind = "prohibition" if kind == "permission" else "permission"
        return Draft(kind, adjective, verb, ruler(verb, who, voices), who if act is not None else None, act or who)
    return None


def _way(verb: Token, voices: Voices) -> Draft | None:
    """Read "Chile shut the pass to lorries" and "the road was reopened to convoys": a ban and a leave."""
    page = rulebook()
    shut = verb.lemma_ in page.closing
    if not (shut or verb.lemma_ in page.opening) or is_negated(verb):
        return None
    way = passive_subject(verb) if is_passive(verb) else next(iter(children(verb, "dobj")), None)
    if way is None or way.lemma_.lower() not in page.ways:
        return None
    to = pobj(verb, "to") or pobj(way, "to") or next((t for t in [pobj(verb, "for")] if can_hold(t)), None)
    holder = ruler(verb, None, voices) if is_passive(verb) else doer(verb)
    if holder is not None and holder.lower_ in {"i", "we"}:
        return None
    if (holder is None and to is None) or (holder is not None and not can_hold(holder)):
        return None
    kind: PositionKind = "prohibition" if shut else "permission"
    return Draft(kind, verb, verb, holder, to, verb if not is_passive(verb) else way)


def _admitted(verb: Token, voices: Voices) -> Draft | None:
    """Read "let the trucks in", "families are waved through"."""
    page = rulebook()
    if verb.lemma_ not in page.admitting:
        return None
    inward = [c for c in verb.children if c.lower_ in page.inward and c.dep_ in {"prt", "prep", "advmod"}]
    who = passive_subject(verb) if is_passive(verb) else next(iter(children(verb, "dobj")), None)
    if who is None or not inward or who.lower_ in _OWN:
        return None
    holder = ruler(verb, who, voices) if is_passive(verb) else doer(verb)
    if not is_passive(verb) and (holder is None or not can_hold(holder)):
        return None
    none = is_negated(verb) or who.lower_ in {"nobody", "none", "nothing"}
    return Draft("prohibition" if none else "permission", verb, verb, holder, who, verb)


def _subject_is_none(who: Token) -> bool:
    words = {who.lower_, *(c.lower_ for c in who.children if c.dep_ in {"det", "neg", "advmod", "preconj"})}
    return bool(words & _NONE) or ("not" in words and any(c.lower_ in {"a", "one"} for c in who.children))


def _no_one(verb: Token, voices: Voices) -> Draft | None:
    """Read "no truck will cross", "nothing will be paid", "nobody will be hurt", said or decreed by somebody."""
    page, speaker = rulebook(), voices.speaker(verb)
    who = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    will = any(c.lower_ in _FUTURE and c.dep_ == "aux" for c in verb.children)
    if who is None or who.lower_ in _OWN:
        return None
    if will and is_passive(verb) and is_negated(verb) and verb.lemma_ in page.sparing and can_hold(who):
        return Draft("promise", verb, verb, ruler(verb, who, voices), who, verb)
    unless = verb.tag_ == "VBZ" and any(m.lower_ == "unless" for c in verb.children for m in c.children)
    if not (will or unless) or not _subject_is_none(who) or speaker is None or not can_hold(speaker):
        return None
    bearer = who if who.lower_ not in {"nothing", "none"} and can_be_bound(who) else None
    if is_passive(verb) and verb.lemma_ in page.sparing:
        against = next((t for t in [pobj(verb, "against", "on")] if can_hold(t)), None)
        return Draft("promise", verb, verb, speaker, bearer or against, verb)
    if is_passive(verb) and verb.lemma_ in page.yielding:
        return Draft("refusal", verb, verb, speaker, None, verb, negated=True)
    if verb.lemma_ in page.moving:
        return Draft("prohibition", verb, verb, speaker, bearer, verb, negated=True)
    return None


def _modal(verb: Token, voices: Voices) -> Draft | None:
    """Read "trucks may use the bridge", "no foreigner may film", "crews must stay aboard"."""
    modal = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
    who = next(iter(children(verb, "nsubj", "nsubjpass")), None) or (subject(verb) if verb.dep_ == "conj" else None)
    if modal is None or who is None or who.lower_ in _OWN or verb.dep_ in {"relcl", "acl", "advcl"}:
        return None
    if any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children) or _questioned(verb, modal):
        return None
    word, speaker = modal.lower_, voices.speaker(verb)
    holder = ruler(verb, who, voices)
    own = speaker is not None and holder is None
    barred = is_negated(verb) or _subject_is_none(who)
    ruling = holder is not None and verb.lemma_ in rulebook().licensed and voices.has_office(holder)
    strict = word in {"may", "must", "shall"} or ruling
    if word in _BARRED and barred and _act_of_will(verb) and strict:
        return None if own else Draft("prohibition", verb, verb, holder, _bound(who, verb), verb, negated=True)
    if word in _LEAVE and not barred and not own and _licensed(verb, who, word, holder is not None):
        return Draft("permission", verb, verb, holder, _bound(who, verb), verb)
    if word in {"must", "shall"} and not barred and not own and _binding(verb, who):
        held_back = verb.lemma_ in {"refrain", "abstain", "desist"}
        return Draft("prohibition" if held_back else "demand", verb, verb, holder, _bound(who, verb), verb)
    return None


def _bound(who: Token, verb: Token) -> Token | None:
    """Whom a rule binds: the subject that acts, not a thing to which something is done."""
    return who if not is_passive(verb) or can_be_bound(who) else None


def _questioned(verb: Token, modal: Token) -> bool:
    return any(
        c.lower_ in {"how", "why", "what", "whether", "where", "if"} and c.i < verb.i for c in verb.children
    ) or (any(c.dep_ in {"nsubj", "nsubjpass"} and c.i > modal.i for c in verb.children))


def _act_of_will(verb: Token) -> bool:
    return verb.lemma_ not in rulebook().states


def _licensed(verb: Token, who: Token, word: str, told: bool) -> bool:
    """Whether "may" gives leave: an act that is licensed, by somebody who says so, or with "only", "again", "now"."""
    marked = any(t.lower_ in _PERMITTING for t in verb.subtree)
    marked = marked or any(c.lower_ == "long" for c in verb.children)
    marked = marked or any(c.dep_ == "advcl" and any(m.lower_ in _WHILE for m in c.children) for c in verb.children)
    if word == "may" and verb.lemma_ in _PROCEEDING:
        return True
    plural = who.tag_ in {"NNS", "NNPS"} or can_hold(who) or who.lower_ in {"they", "you"}
    if verb.lemma_ not in rulebook().licensed or not plural:
        return False
    return marked or (told and word == "may")


def _binding(verb: Token, who: Token) -> bool:
    """Whether "must" binds: somebody who can act, or a thing to which something must be done."""
    acts = can_hold(who) or who.lower_ in {"they", "he", "she", "you"} or who.tag_ == "NNS"
    return (
        acts
        and _act_of_will(verb)
        and verb.lemma_ not in _RECOUNTING
        and (not is_passive(verb) or can_hold(who) or who.tag_ in {"NNS", "NN"})
    )
