"""Which drafts are one position, which only repeat one, and what one says about another."""

from dataclasses import replace

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold, is_finite
from accordingto.reading.positions.sentences import root_of, same_sentence
from accordingto.reading.positions.voices import Voices
from accordingto.records import PositionKind

_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_CHOOSERS = frozenset({"they", "you", "anyone", "anybody", "he", "she", "somebody", "someone"})
_CONDITIONS = frozenset({"if", "unless", "should", "once", "until", "were", "provided"})
_NEAR = 60
"""Tokens within which another position of the holder may tell who is meant; farther off only if all tell the same."""
_OWN = frozenset({"we", "i", "nobody", "it"})
_ANAPHORIC = frozenset({"both", "these", "those", "this", "such", "they", "it", "he", "she", "the"})
_INNER = frozenset({"relcl", "appos", "parataxis", "advcl", "acl"})


def without_nested(drafts: list[Draft]) -> list[Draft]:
    """Drop a cue that is only what another position asks, refuses or promises: "urged NP to allow …"."""
    actions = {d.action.i: d for d in drafts if d.action is not None}
    return [d for d in drafts if not _nested(d, actions)]


def _nested(draft: Draft, actions: dict[int, Draft]) -> bool:
    node = draft.cue
    while not (draft.standing and draft.action == draft.cue):
        outer = actions.get(node.i)
        if outer is not None and outer.cue.i < draft.cue.i:
            return True
        parallel = node.dep_ == "conj" and any(c.dep_ in {"nsubj", "nsubjpass", "mark"} for c in node.children)
        parallel = parallel or (node.dep_ == "conj" and is_finite(node) and not is_finite(node.head))
        if node.dep_ in {"ROOT", *_INNER} or node.head == node or parallel:
            return False
        node = node.head
    return False


def without_repeats(drafts: list[Draft]) -> list[Draft]:
    """Drop what only points back ("that permission", "the waiver it had asked for") and second readings of one act."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.back_reference and any(k.kind == draft.kind and k.cue.i < draft.cue.i for k in kept):
            continue
        if draft.back_reference and draft.kind == "permission" and any(k.kind in {"demand", "request"} for k in kept):
            continue
        if any(
            (k.kind == draft.kind or draft.cue == draft.action)
            and k.action is not None
            and draft.action is not None
            and k.action.i == draft.action.i
            for k in kept
        ):
            continue
        if _restated(draft, drafts):
            continue
        kept.append(draft)
    return kept


def _restated(draft: Draft, drafts: list[Draft]) -> bool:
    """ "The decision to allow X is part of NP's plan to enable Y": the owned plan says it."""
    if draft.holder is None or draft.holder.lemma_.lower() not in lexicon().documents or draft.holder.pos_ != "NOUN":
        return False
    same = [d for d in drafts if d is not draft and d.kind == draft.kind and same_sentence(d.cue, draft.cue)]
    return any(d.holder is not None and d.holder.lemma_.lower() not in lexicon().documents for d in same)


def coordinated(one: Draft, other: Draft, voices: Voices) -> bool:
    """Return whether two clauses with one verb are one position: "not authorizing A and not authorizing B"."""
    if one.kind != other.kind or one.cue.lemma_ != other.cue.lemma_ or not same_sentence(one.cue, other.cue):
        return False
    if one.kind not in _RULES or one.holder is None or other.holder is None:
        return False
    first_person = other.holder.lower_ in {"we", "i"} or one.holder.lower_ in {"we", "i"}
    return first_person or voices.same_side(one.holder, other.holder) or _one_speech(other, voices)


def _one_speech(other: Draft, voices: Voices) -> bool:
    """Both clauses come from one mouth, the second about "we"."""
    said = voices.speaker(other.cue)
    subjects = {c.lower_ for c in other.cue.children if c.dep_ == "nsubj"}
    return said is not None and bool(subjects & {"we", "i"})


def narrows(draft: Draft, before: Draft | None) -> bool:
    """Return whether a sentence only limits the permission before it: "Both countries have limitations on …"."""
    if before is None or before.kind != "permission" or draft.kind != "prohibition" or not draft.standing:
        return False
    holder = draft.holder
    start, end = root_of(draft.cue).left_edge.i, root_of(before.cue).right_edge.i + 1
    if holder is None or start <= before.cue.i or start > end + 1:
        return False
    words = {holder.lower_, *(c.lower_ for c in holder.children if c.dep_ in {"det", "predet"})}
    return bool(words & _ANAPHORIC)


def with_bearers(drafts: list[Draft], voices: Voices) -> list[Draft]:
    """Fill an unspoken bearer: who is to meet the condition, else that of another position of the same holder."""
    found = [d if d.bearer is not None else replace(d, bearer=_who_may_choose(d, voices)) for d in drafts]
    return [d if d.bearer is not None else replace(d, bearer=_bridge(d, found, voices)) for d in found]


def _who_may_choose(draft: Draft, voices: Voices) -> Token | None:
    """Who sets off a conditional threat or promise: "if **Peru** calls up reservists, we will …"."""
    if draft.kind not in {"threat", "promise"}:
        return None
    for head in (draft.head, draft.action):
        for clause in [c for c in head.children if c.dep_ == "advcl"] if head is not None else []:
            marks = {c.lower_ for c in clause.children if c.i < clause.i}
            who = next((c for c in clause.children if c.dep_ == "nsubj"), None)
            chooses = who is not None and (can_hold(who) or who.lower_ in _CHOOSERS) and who.lower_ not in _OWN
            own = who is None or (draft.holder is not None and voices.same_side(who, draft.holder))
            if marks & _CONDITIONS and chooses and not own:
                return who
    return None


def _bridge(draft: Draft, drafts: list[Draft], voices: Voices) -> Token | None:
    if draft.holder is None:
        return None
    ranked = sorted((d for d in drafts if d is not draft), key=lambda d: abs(d.cue.i - draft.cue.i))
    near = [d for d in ranked if abs(d.cue.i - draft.cue.i) <= _NEAR]
    if draft.kind in {"demand", "request"}:
        return _rule_maker(draft, near)
    if draft.kind in {"refusal", "promise"}:
        return _asker(draft, near, voices)
    family = _RULES if draft.kind in _RULES else frozenset({draft.kind}) if draft.kind == "threat" else frozenset()
    of_holder = [d.bearer for d in ranked if d.kind in family and d.bearer is not None and _one_side(draft, d, voices)]
    others = [b for b in of_holder if not voices.same_side(draft.holder, b)]
    close = [d.bearer for d in near]
    beside = next((b for b in others if b in close), None)
    return beside or (others[0] if others and all(voices.same_side(others[0], b) for b in others) else None)


def _one_side(draft: Draft, other: Draft, voices: Voices) -> bool:
    return draft.holder is not None and other.holder is not None and voices.same_side(draft.holder, other.holder)


def _asker(draft: Draft, near: list[Draft], voices: Voices) -> Token | None:
    """Whose demand or request is answered: that of the nearest one made to whoever refuses or promises."""
    for other in near:
        asked = other.kind in {"demand", "request"} and other.holder is not None and other.bearer is not None
        if asked and voices.same_side(draft.holder, other.bearer) and not voices.same_side(draft.holder, other.holder):
            return other.holder
    return None


def _rule_maker(draft: Draft, near: list[Draft]) -> Token | None:
    """Who a demand to relax "these rules" is made to: the holder of the rules last spoken of."""
    about = {t.lemma_.lower() for t in draft.action.subtree} if draft.action is not None else set()
    if not about & {"rule", "policy", "restriction", "ban", "limit", "limitation", "curb", "embargo"}:
        return None
    rules = [d for d in near if d.kind == "prohibition" and d.holder is not None and d.cue.i < draft.cue.i]
    return rules[0].holder if rules else None
