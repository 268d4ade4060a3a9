"""Nouns that name a position, with a light verb ("gave NP permission to VP") or an owner ("NP's demand that …")."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon, light_roles, noun_groups
from accordingto.reading.positions.roles import (
    can_be_bound,
    can_hold,
    doer,
    gerund,
    infinitive,
    is_negated,
    maker,
    owner,
    pobj,
)
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.severity import struck, threatens
from accordingto.reading.syntax import agent, children
from accordingto.records import PositionKind, PositionStatus

_ANSWERS = frozenset({"answer", "response", "reply", "reaction", "message", "stance", "line", "position", "word"})
_BACK = frozenset({"that", "this", "such", "these", "those"})
_ENDS: tuple[PositionStatus, ...] = ("reversed", "relaxed", "renewed", "withdrawn", "broken", "met")
_WANTING = frozenset({"need", "want", "require", "lack", "await", "expect", "seek", "include", "mean", "deserve"})
"""Verbs whose object is yet to come: "we need a commitment from NP"."""
_FLIPS: dict[PositionKind, PositionKind] = {"permission": "prohibition", "request": "refusal", "demand": "refusal"}


def read_noun(noun: Token) -> Iterator[Draft]:
    """Yield the position that a noun names, if who takes it can be told."""
    lemma = noun.lemma_.lower()
    if lemma == "warning":
        yield from _warning(noun)
    group = noun_groups().get(lemma)
    if group is None or noun.dep_ in {"compound", "nmod"} or noun.tag_ in {"NNP", "NNPS"}:
        return
    adjectives = lexicon().collocations.get(lemma)
    if adjectives and not any(c.lower_ in adjectives for c in noun.children):
        return
    verb = _light_verb(noun)
    draft = _with_verb(noun, verb, group.kind) if verb is not None else None
    draft = draft or _become(noun, group.kind) or _granted(noun, group.kind)
    draft = draft or _there_is(noun, group.kind) or _stated(noun, group.kind)
    if draft is None and lemma not in group.needs_light:
        draft = _owned(noun, group.kind)
    if draft is not None:
        yield draft


def _warning(noun: Token) -> Iterator[Draft]:
    """Read "a Chilean warning of severe consequences"."""
    holder, harm = maker(owner(noun)), pobj(noun, "of", "about")
    if holder is not None and can_hold(holder) and harm is not None and harm.lemma_.lower() in lexicon().penalties:
        yield Draft("threat", noun, noun, holder, None, harm)


def _light_verb(noun: Token) -> Token | None:
    verb = noun.head
    if noun.dep_ in {"dobj", "npadvmod", "nsubjpass", "obj"} and verb.pos_ == "VERB" and verb.lemma_ in light_roles():
        return verb
    if noun.dep_ in {"nsubj", "nsubjpass"} and verb.lemma_ in {"be", "remain"}:
        said = [c for c in children(verb, "acomp", "xcomp") if c.tag_ == "VBN" and c.lemma_ in light_roles()]
        return said[0] if said else None
    participle = [c for c in noun.children if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_ in light_roles()]
    return participle[0] if participle else None


def _become(noun: Token, kind: PositionKind) -> Draft | None:
    """What became of a position: "called off the threat to VP", "the ban on NP has lapsed"."""
    head = noun.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    about = _wanted(noun, None)
    status, who = _phrasal(head), doer(head) if head.pos_ == "VERB" else None
    if status is not None and who is not None and noun.i > head.i:
        holder = owner(noun) if status == "met" and kind in {"demand", "request"} else who
        return _made(kind, noun, head, holder, None, about, False, status) if about is not None else None
    if noun.dep_ not in {"nsubj", "nsubjpass"} or is_negated(head):
        return None
    done = noun.dep_ == "nsubjpass" and noun.lemma_.lower() not in rulebook().measures
    ended = (s for s in _ENDS if done and s in light_roles().get(head.lemma_, ()))
    status = next(ended, None) or _said_of(head)
    holder = maker(owner(noun)) or _by(noun)
    if about is None and kind == "demand" and can_hold(holder) and status is not None:
        about = next(iter(children(noun, "appos")), noun)
    rule = kind in {"permission", "prohibition"}
    if status is None or (about is None and not rule) or (not rule and holder is not None and not can_hold(holder)):
        return None
    if rule and about is None and status == "in_force":
        return None
    bearer = next((t for t in [pobj(noun, "on", "against", "for")] if can_be_bound(t)), None)
    holder = holder if can_hold(holder) else None
    way = "noun" if holder is not None else "rule"
    return Draft(kind, noun, head, holder, bearer, about or noun, status, standing=kind == "prohibition", way=way)


def _there_is(noun: Token, kind: PositionKind) -> Draft | None:
    """Read "there is a ban on filming", "the island is under a curfew": nobody is said to have made it."""
    head = noun.head
    about = _wanted(noun, None)
    if kind != "prohibition" or is_negated(head) or any(c.lower_ == "no" for c in noun.children):
        return None
    there = noun.dep_ in {"attr", "nsubj"} and head.lemma_ == "be" and any(c.dep_ == "expl" for c in head.children)
    under = noun.dep_ == "pobj" and head.lower_ == "under" and head.head.lemma_ in {"be", "remain", "stay", "live"}
    if under and noun.lemma_.lower() in rulebook().measures and head.head.tag_ in {"VBZ", "VBP"}:
        who = next(iter(children(head.head, "nsubj")), None)
        bearer = who if can_be_bound(who) else None
        return Draft(kind, noun, head.head, None, bearer, noun, standing=True, way="rule")
    if not there or about is None:
        return None
    return Draft(kind, noun, head, None, None, about, standing=True, way="rule")


def _stated(noun: Token, kind: PositionKind) -> Draft | None:
    """Read "the protesters had one demand, that …", "Peru's answer was a pledge of aid"."""
    head = noun.head
    who = next(iter(children(head, "nsubj")), None)
    if who is None or is_negated(head) or noun.dep_ not in {"dobj", "attr"}:
        return None
    if head.lemma_ == "have" and kind in {"demand", "request"}:
        act = next((c for c in children(head, "ccomp") if c.i > noun.i), None)
        named = can_hold(who) and act is not None
        return Draft(kind, noun, head, who, None, act) if named else None
    about = _wanted(noun, None)
    answers = head.lemma_ == "be" and who.lemma_.lower() in _ANSWERS
    holder = maker(owner(who)) if answers else None
    return Draft(kind, noun, head, holder, None, about) if can_hold(holder) and about is not None else None


def _phrasal(head: Token) -> PositionStatus | None:
    page = lexicon().phrasal
    near = {c.lower_ for c in head.children} | {c.lower_ for p in head.children for c in p.children}
    return next((s for s, verbs in page.items() if head.pos_ == "VERB" and near & verbs.get(head.lemma_, set())), None)


def _said_of(head: Token) -> PositionStatus | None:
    page = lexicon()
    if head.lemma_ in page.lapsed or (head.lemma_ == "run" and any(c.lower_ == "out" for c in head.children)):
        return "withdrawn"
    if head.lemma_ in page.standing:
        return "in_force"
    if head.lemma_ not in {"be", "remain", "stay", "come", "go"}:
        return None
    words = {t.lower_ for c in head.children if c.i > head.i for t in [c, *c.children]}
    return next((s for s, said in page.states.items() if words & said), None)


def _by(noun: Token) -> Token | None:
    """Who made it: "a promise of patrols, **made by the premier**", "the curbs **imposed by Chile**"."""
    made = [t for t in noun.subtree if t.dep_ in {"acl", "relcl"} and t.lemma_ in {"make", *lexicon().imposed}]
    return next((a for c in made for a in [agent(c)] if a is not None and can_hold(a)), None)


def _granted(noun: Token, kind: PositionKind) -> Draft | None:
    """Read "at the request of Peru", "on Peru's orders": what the clause tells was wanted by somebody, and done."""
    prep = noun.head
    if kind not in {"request", "demand"} or prep.lower_ not in {"at", "on", "upon", "following", "after"}:
        return None
    done, holder = prep.head, maker(owner(noun))
    if done.pos_ != "VERB" or holder is None or not can_hold(holder) or noun.lemma_ in {"call", "push"}:
        return None
    if _wanted(noun, None) is not None or prep.lower_ in {"following", "after"}:
        return None
    return Draft(kind, noun, done, holder, None, infinitive(done) or done, "met")


def _back(noun: Token, action: Token | None) -> bool:
    words = [c.lower_ for c in noun.children if c.dep_ in {"det", "amod", "predet"}]
    if action is not None:
        words += [c.lower_ for c in action.children if c.dep_ in {"det", "amod", "predet"} and c.lower_ == "such"]
        words += ["such"] * (action.lower_ in {"so", "it", "this", "that"})
    if any(c.dep_ == "relcl" and c.lemma_ in {"seek", "request", "want", "demand"} for c in noun.children):
        return True
    return any(w in _BACK for w in words)


def _wanted(noun: Token, verb: Token | None) -> Token | None:
    """What the noun is about: "to VP", "for NP", "on NP", "against VP-ing", "that …"."""
    act = infinitive(noun)
    pressing = noun_groups()[noun.lemma_.lower()].kind in {"demand", "request"}
    if act is None and verb is not None and (pressing or verb.lemma_ not in lexicon().light["keep"]):
        act = infinitive(verb)
    if act is None:
        act = next(
            (
                c
                for c in children(noun, "acl", "ccomp", "relcl")
                if any(x.dep_ == "mark" or x.tag_ == "MD" for x in c.children) or _told(c, pressing)
            ),
            None,
        )
    if act is not None:
        return act
    person = pobj(noun, "on")
    if (
        can_hold(person)
        and noun_groups()[noun.lemma_.lower()].kind == "prohibition"
        and children(noun, "compound", "amod")
    ):
        return noun
    direct = gerund(noun, "on", "against", "for", "of") or pobj(noun, "on", "against", "for", "of", "to")
    if direct is None and noun_groups()[noun.lemma_.lower()].kind == "refusal":
        direct = gerund(noun, "to") or (gerund(verb, "to") or pobj(verb, "to") if verb is not None else None)
    if direct is None:
        direct = _behind_owner(noun)
    if direct is None and verb is not None:
        kept = verb.lemma_ in lexicon().light["keep"] or pressing is False
        direct = pobj(verb, "on", "for") if kept else pobj(verb, "for")
    return direct


def _behind_owner(noun: Token) -> Token | None:
    """Read "the undertaking of the Front **to hold** its fire", which the parser hangs elsewhere."""
    whose = _owner_of(noun)
    if whose is None or not noun_groups()[noun.lemma_.lower()].verbal:
        return None
    after = whose.right_edge.i + 1
    if after >= len(noun.doc) or noun.doc[after].tag_ != "TO":
        return None
    act = noun.doc[after].head
    return act if act.pos_ == "VERB" and act.i > after else None


def _owner_of(noun: Token) -> Token | None:
    return next((t for t in [pobj(noun, "of", "by", "from")] if can_hold(t)), None)


def _told(clause: Token, pressing: bool) -> bool:
    """Whether a clause behind a demand says what is wanted, though the parser took "that" for a pronoun."""
    first = clause.left_edge
    own = any(c.dep_ == "nsubj" and c.lower_ != "that" for c in clause.children)
    return pressing and first.lower_ == "that" and own and clause.tag_ in {"VB", "VBP"}


def _with_verb(noun: Token, verb: Token, kind: PositionKind) -> Draft | None:
    roles = light_roles()[verb.lemma_]
    action = _wanted(noun, verb)
    back = _back(noun, action)
    others = [c for c in children(verb, "dative", "dobj") if c != noun and c.dep_ != "prep"]
    receiver = others[0] if others else pobj(verb, "to") or _glued(noun) or pobj(noun, "to")
    who = doer(verb)
    if "give" in roles and kind in {"permission", "promise"}:
        bearer = receiver if can_be_bound(receiver) else None
        return _made(kind, noun, verb, who, bearer, action, back)
    taken = "take" in roles and verb.lemma_ not in {"have", "win"} and action is not None
    if taken and kind in {"permission", "promise"}:
        return _made(kind, noun, verb, pobj(verb, "from") or pobj(noun, "from"), who, action, back)
    if "deny" in roles and kind in _FLIPS:
        return _made(_FLIPS[kind], noun, verb, who, receiver if can_hold(receiver) else None, action, back)
    if "keep" in roles and kind != "permission":
        if kind == "threat" and action is not None and action.pos_ == "VERB":
            return _made(kind, noun, verb, who, struck(action), action, back)
        near = (pobj(noun, "on", "to", "against"), pobj(verb, "on", "to", "against"), action)
        inner = [c for c in action.children if c.dep_ == "nsubj"] if action is not None else []
        bearer = next((t for t in (*inner, *near) if can_be_bound(t)), None)
        return _made(kind, noun, verb, who, bearer, action, back)
    status = next((s for s in _ENDS if s in roles), None)
    if status is not None and kind in {
        "request",
        "prohibition",
        "promise",
        "threat",
        "demand",
        "permission",
        "refusal",
    }:
        holder = who if status not in {"broken", "met"} or kind == "promise" else owner(noun)
        actors = [c for c in action.children if c.dep_ == "nsubj"] if action is not None else []
        bearer = next((t for t in (*actors, action, pobj(noun, "on", "against")) if can_be_bound(t)), None)
        return _made(kind, noun, verb, holder, bearer, action, back, status)
    return None


def _glued(noun: Token) -> Token | None:
    """ "gave **Sweden** permission": the receiver that the parser took for part of the noun."""
    left = noun.nbor(-1) if noun.i else noun
    return left if left.dep_ in {"compound", "nmod"} and left.ent_type_ in {"GPE", "PERSON", "ORG"} else None


def _made(
    kind: PositionKind,
    noun: Token,
    verb: Token,
    holder: Token | None,
    bearer: Token | None,
    action: Token | None,
    back: bool,
    status: PositionStatus = "in_force",
) -> Draft | None:
    if action is not None and kind in {"demand", "request"} and (action == bearer or _is_asked(noun, action)):
        return None
    undone = kind in {"permission", "prohibition"} and status != "in_force"
    if (holder is None and bearer is None and not undone) or (
        action is None and kind not in {"permission", "prohibition"}
    ):
        return None
    if is_negated(verb) or any(c.lower_ == "no" for c in noun.children):
        if kind != "permission" or status != "in_force":
            return None
        kind = "prohibition"
    return Draft(
        kind, noun, verb, holder, bearer, action or noun, status, standing=kind == "prohibition", back_reference=back
    )


def _is_asked(noun: Token, action: Token) -> bool:
    """Whether "the same request of NP" names who is asked, not what for."""
    return can_hold(action) and action == pobj(noun, "of")


def _owned(noun: Token, kind: PositionKind) -> Draft | None:
    """Read "pressure from X for Y to VP", "X's refusal to VP", "a ban by X on NP"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ in _WANTING:
        return None
    holder = maker(owner(noun)) or _by(noun)
    action = _wanted(noun, None)
    if holder is None or action is None or not can_hold(holder) or _back(noun, action):
        return None
    if noun_groups()[noun.lemma_.lower()].verbal and action.pos_ != "VERB" and pobj(noun, "for") is None:
        return None
    bearer = next((c for c in action.children if c.dep_ == "nsubj"), None) if action.pos_ == "VERB" else None
    if bearer is None:
        bearer = pobj(noun, "on", "to", "against") or (pobj(noun, "for") if action.pos_ == "VERB" else None)
    if kind == "denial" and action.pos_ != "VERB" and pobj(noun, "of") is None:
        return None
    if kind not in {"demand", "request", "permission", "prohibition"}:
        bearer = struck(action) if kind == "threat" else None
    if kind == "promise" and threatens(action):
        kind, bearer = "threat", struck(action)
    return Draft(
        kind, noun, noun, holder, bearer if can_be_bound(bearer) else None, action, standing=kind == "prohibition"
    )
