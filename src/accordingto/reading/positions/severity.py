"""Whether an act hurts somebody, and whom: what tells a threat from a promise."""

from spacy.tokens import Token

from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.roles import can_hold
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.syntax import children, conjuncts

_DEPTH = 4
_WHEN = frozenset({"if", "once", "when", "provided", "should", "were"})
_NOT = frozenset({"not", "n't", "never", "nothing", "nobody", "unless"})
_UNAVENGED = frozenset({"unanswered", "unpunished", "unavenged"})
""" "will not go unanswered" threatens."""


def is_hostile(act: Token | None) -> bool:
    """Return whether an act or its object is one that hurts: strikes, sanctions, arming somebody's enemies."""
    if act is None:
        return False
    words = lexicon()
    lemma = act.lemma_.lower()
    if act.pos_ == "NOUN":
        return lemma in words.hostile.nouns and _aimed(act)
    if act.pos_ not in {"VERB", "AUX"}:
        return False
    things = [o for c in children(act, "dobj", "nsubjpass") for o in conjuncts(c)]
    if lemma in words.arming.verbs and any(o.lemma_.lower() in words.arming.nouns for o in things):
        return victim(act) is not None
    means = [n for h in (act, *things) for p in children(h, "prep") if p.lower_ == "with" for n in children(p, "pobj")]
    if lemma in {"answer", "meet", "greet"} and any(n.lemma_.lower() in words.penalties for n in means):
        return True
    if lemma in words.implied and any(
        p.lower_ == "in" and n.lower_ == "kind" for p in children(act, "prep") for n in p.children
    ):
        return True
    if lemma == "keep" and any(c.lower_ in {"shut", "closed", "blocked", "sealed"} for c in act.subtree):
        return True
    if lemma in words.hostile.verbs or (lemma in {"return", "open"} and any(o.lemma_ == "fire" for o in things)):
        return True
    return any(o.lemma_.lower() in words.hostile.nouns and o.pos_ == "NOUN" for o in things) and lemma in {
        "impose", "take", "launch", "carry", "conduct", "use", "unleash", "deliver", "order", "mount", "inflict",
    }  # fmt: skip


def threatens(act: Token | None, conditional: bool = False) -> bool:
    """Return whether committing oneself to an act is a threat: it hurts by itself, or hurts somebody who is named.

    On a condition that others can meet any hostile act is one ("would close the border if …").
    """
    if act is not None and any(c.lower_ in _UNAVENGED for c in act.children):
        return True
    if act is not None and _leaves_in_anger(act):
        return True
    if act is None or not is_hostile(act):
        return False
    words = lexicon().hostile
    things = {o.lemma_.lower() for c in children(act, "dobj", "nsubjpass") for o in conjuncts(c)}
    in_kind = act.lemma_.lower() in lexicon().implied and any(t.lower_ == "kind" for t in act.subtree)
    if any(c.dep_ == "conj" and c.lemma_ in words.strong and c.lemma_ != "respond" for c in act.children):
        return True
    own = in_kind or act.lemma_.lower() in words.strong | words.strong_nouns
    return own or (conditional and not appeased(act)) or bool(things & words.strong_nouns) or struck(act) is not None


def _leaves_in_anger(act: Token) -> bool:
    """ "Walk out", "down tools": these are done against somebody."""
    walks = act.lemma_ == "walk" and any(
        c.lower_ in {"out", "off"} and c.dep_ in {"prt", "advmod"} for c in act.children
    )
    return walks or (act.lemma_ == "down" and any(o.lemma_ == "tool" for o in children(act, "dobj")))


def presses(act: Token, *, any_act: bool = False) -> bool:
    """Return whether an act threatens by what sets it off: "unless …", "otherwise", "if" before a harmful one."""
    marks = {
        t.lower_ for c in act.children for t in [c, *c.children] if t.i < c.i or c.dep_ in {"advmod", "mark", "prep"}
    }
    if marks & {"unless", "otherwise", "else"}:
        return True
    set_off = bool(marks & {"if", "should", "until"}) or any(c.dep_ == "advcl" and _inverted(c) for c in act.children)
    provoked = any(_provokes(c) for c in act.children if c.dep_ in {"advcl", "ccomp"})
    if any(t.lower_ == "only" and t.i + 1 < len(t.doc) and t.nbor().lower_ == "if" for t in act.subtree):
        return False
    return set_off and (any_act or act.lemma_.lower() in rulebook().leverage or is_sanction(act) or provoked)


def is_sanction(act: Token) -> bool:
    """Return whether a phrasal verb takes something away: "turn off the gas", "walk out", "pull the crews out"."""
    particles = rulebook().sanctions.get(act.lemma_.lower(), frozenset())
    return any(c.lower_ in particles and c.dep_ in {"prt", "advmod", "prep"} for c in act.children)


def _provokes(clause: Token) -> bool:
    """Whether a condition is that somebody goes on or fails to act: "if they stay", "if nothing is done"."""
    words = {t.lower_ for t in clause.children}
    return clause.lemma_ in rulebook().provoking or bool(words & {"not", "n't", "never", "nothing", "nobody"})


def appeased(act: Token) -> bool:
    """Return whether an act hangs on something conciliatory: "if the shelling stops", "once they sign"."""
    for clause in children(act, "advcl", "prep"):
        first = {clause.left_edge.lower_, *(c.lower_ for c in clause.children)}
        if clause.lemma_ in rulebook().appeasing and first & _WHEN and not first & _NOT:
            return True
    return False


def _inverted(clause: Token) -> bool:
    first = clause.left_edge
    return first.lower_ in {"should", "were"} and first.pos_ in {"AUX", "VERB"}


def _aimed(noun: Token) -> bool:
    return victim(noun) is not None or noun.lemma_.lower() not in {
        "action",
        "operation",
        "response",
        "measure",
        "force",
    }


def victim(act: Token | None, depth: int = _DEPTH) -> Token | None:
    """Return against whom an act is directed: "against NP", "hostile to NP", the object of an attack."""
    if act is None or depth == 0:
        return None
    for child in act.children:
        if (child.dep_ == "prep" and child.lower_ == "against") or child.lower_ == "hostile":
            found = _inside(child)
            if found is not None:
                return found
    for child in act.children:
        if (
            child.dep_ in {"dobj", "prep", "pobj", "relcl", "acl", "amod", "dative", "advcl", "xcomp", "pcomp", "conj"}
            and child.i > act.i
        ):
            found = victim(child, depth - 1)
            if found is not None:
                return found
    return None


def _inside(prep: Token) -> Token | None:
    """The people behind "against": its object, or whose place the object stands in ("sites in Western countries")."""
    for token in prep.subtree:
        if token.dep_ == "pobj" and can_hold(token) and token.dep_ != "poss":
            return token
    return next((t for t in prep.subtree if t.dep_ == "pobj"), None)


def struck(act: Token) -> Token | None:
    """Return who a hostile act falls on: its object if that is somebody, else whose the object is."""
    if act.lemma_ in lexicon().hostile.verbs:
        for thing in children(act, "dobj", "nsubjpass"):
            if can_hold(thing):
                return thing
            for of in children(thing, "prep"):
                for noun in children(of, "pobj"):
                    if of.lower_ in {"of", "in"} and can_hold(noun):
                        return noun
            for possessor in children(thing, "poss", "compound", "amod", "nmod"):
                if possessor.dep_ == "poss" or possessor.ent_type_ in {"GPE", "NORP"}:
                    return possessor if can_hold(possessor) else None
    for prep in children(act, "prep"):
        for noun in children(prep, "pobj"):
            if prep.lower_ in {"on", "against"} and can_hold(noun):
                return noun
    return victim(act)
