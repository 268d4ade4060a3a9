"""The scope of a position: where, how far, with what, what for, against whom, how long and how many."""

from collections.abc import Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import Words, lexicon, scope
from accordingto.reading.positions.limit_times import is_timely, time_sense
from accordingto.reading.positions.limit_words import bounded_amounts, limits_in_words
from accordingto.reading.positions.roles import infinitive
from accordingto.reading.positions.spans import tidy
from accordingto.reading.syntax import children, span_of, tree
from accordingto.records import Limit, LimitKind, LimitSense, PositionKind
from accordingto.text import Span, mention

_SCOPED: frozenset[PositionKind] = frozenset(
    {"permission", "prohibition", "promise", "demand", "request", "threat", "refusal"}
)
_CUT = frozenset({"relcl", "advcl", "parataxis", "punct"})
_DOWN = frozenset(
    {"dobj", "pobj", "xcomp", "prep", "pcomp", "acl", "conj", "nsubjpass", "npadvmod", "advmod", "dative", "attr"}
)
_AIMS = frozenset({"defense", "defence", "self", "self-defense", "self-defence", "pursuit", "retaliation", "response"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NARROW: frozenset[PositionKind] = frozenset({"permission", "prohibition"})


def limits_of(draft: Draft) -> tuple[Limit, ...]:
    """Return the limits that the words of a position set, in text order, one a stretch of text."""
    found: list[Limit] = []
    if draft.kind in _SCOPED:
        for token in _adjuncts(draft):
            limit = _limit(token, draft)
            if limit is not None and not any(_covers(limit, other) for other in found):
                found.append(limit)
    if draft.kind in _SCOPED:
        worded = [*limits_in_words(draft), *bounded_amounts(draft)]
        found = [x for x in found if not any(_meets(x, y) and y.sense == "except" for y in worded)]
        found += [x for x in worded if not any(_meets(x, y) for y in found)]
    aim = _aim(draft) or _reason(draft) if draft.kind in _NARROW else None
    found = [x for x in found if not any(y is not x and y.kind == "range" and _inside(x, y) for y in found)]
    return tuple(sorted([*found, *([aim] if aim else [])], key=lambda x: (x.mention.start, x.mention.end)))


def _meets(one: Limit, other: Limit) -> bool:
    return one.mention.start < other.mention.end and other.mention.start < one.mention.end


def _inside(one: Limit, other: Limit) -> bool:
    return other.mention.start <= one.mention.start and one.mention.end <= other.mention.end


def _aim(draft: Draft) -> Limit | None:
    """ "The flights, allowed by NP, are aimed at VP-ing": what the permitted act is for."""
    verb = draft.action.head if draft.action is not None and draft.action.dep_ in {"nsubj", "nsubjpass"} else None
    if verb is None or verb.lemma_ not in scope().purpose.aims:
        return None
    for prep in children(verb, "prep"):
        for act in children(prep, "pcomp", "pobj"):
            return _make(draft, "purpose", act, span_of(tree(act, without=_CUT)))
    for act in children(verb, "xcomp", "advcl"):
        return _make(draft, "purpose", act, span_of(tree(act, without=_CUT)))
    return None


def _reason(draft: Draft) -> Limit | None:
    """ "the rule, which NP set up to avoid …": why a standing rule stands."""
    if not draft.standing or draft.action != draft.cue:
        return None
    for verb in children(draft.cue, "relcl", "acl"):
        act = infinitive(verb)
        if act is not None:
            return _make(draft, "purpose", act, span_of(tree(act, without=_CUT)), "for")
    return None


def _covers(one: Limit, other: Limit) -> bool:
    return one.kind == other.kind and one.mention.start < other.mention.end and other.mention.start < one.mention.end


def _adjuncts(draft: Draft) -> Iterator[Token]:
    """The branches below the action, and those that the parser hung on the cue behind it."""
    heads = [h for h in (draft.action, draft.cue, draft.head) if h is not None]
    first = min(draft.cue.i, draft.action.i if draft.action is not None else draft.cue.i)
    seen: set[int] = set()
    for head in heads:
        for token in _below(head, draft):
            if token.i not in seen and (token.i > first or _fronted(token, head)):
                seen.add(token.i)
                yield token


def _fronted(token: Token, head: Token) -> bool:
    """Whether a time stands before its clause: "For six months, the army will …"."""
    noun = _object(token) if token.dep_ == "prep" and token.head == head else None
    return noun is not None and token.i < head.i and is_timely(noun) and token.lower_ in scope().time.lasting


def _below(head: Token, draft: Draft) -> Iterator[Token]:
    out = {"mark", "cc", "parataxis"} | (set() if head == draft.action else {"nsubj", "nsubjpass", "ccomp"})
    stack: list[Token] = [c for c in head.children if c.dep_ not in out]
    while stack:
        token = stack.pop(0)
        yield token
        if token.dep_ in _DOWN and not _own_clause(token):
            stack.extend(token.children)


def _own_clause(token: Token) -> bool:
    return token.dep_ == "conj" and token.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in token.children)


def _limit(token: Token, draft: Draft) -> Limit | None:
    narrow = draft.kind in _NARROW
    if (
        token.dep_ == "dobj"
        and token.lemma_ in {"day", "hour", "week", "month"}
        and token.head == draft.cue
        and _counted(token)
    ):
        return _make(draft, "time", token, span_of(tree(token, without=_CUT | {"acl", "prep"})))
    if token.dep_ in {"prep", "agent"} or token.lower_ in {"inside", "outside", "using", "except", "until"}:
        return _prepositional(token, draft)
    if token.dep_ in {"npadvmod", "quantmod", "nummod"} and token.lemma_.lower() in scope().range.units:
        return _make(draft, "range", token, _with_next(token))
    if narrow and token.pos_ == "VERB" and token.i > (draft.action or draft.cue).i and _infinitival(token):
        return _purpose(token, draft)
    if (
        narrow
        and token.dep_ in {"dobj", "nsubjpass"}
        and token.head.lemma_ in scope().means.verbs
        and _is(token, scope().means.nouns)
    ):
        return _make(draft, "means", token, span_of(tree(token, without=_CUT | {"prep", "acl"})))
    if token.dep_ == "npadvmod" and token.ent_type_ in {"DATE", "TIME"} and narrow and _counted(token):
        return _make(draft, "time", token, span_of(tree(token)), "for")
    return None


def _counted(noun: Token) -> bool:
    """Whether a time is a stretch of so and so long: "three months", "another week"."""
    return any(c.dep_ in {"nummod", "det"} and c.lower_ not in {"last", "this", "each", "every"} for c in noun.children)


def _infinitival(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) and token.dep_ in {"advcl", "xcomp", "acl"}


def _purpose(token: Token, draft: Draft) -> Limit | None:
    """ "to VP" behind the act says what it may be done for; behind a standing rule why the rule stands."""
    if token == draft.action or token.head.lemma_ in {
        "try",
        "prepare",
        "continue",
        "begin",
        "want",
        "seek",
        "plan",
        "attempt",
        "be",
        "allow",
    }:
        return None
    if token.lemma_ in lexicon().hostile.verbs and token.head.lemma_ in scope().means.verbs:
        return None
    sense: LimitSense = "for" if draft.standing else "only"
    return _make(draft, "purpose", token, span_of(tree(token, without=_CUT)), sense)


def _with_next(token: Token) -> Span:
    """ "200 miles into Russia": the measure with the preposition phrase that the parser hung beside it."""
    tokens = tree(token, without=frozenset({"punct"}))
    after = tokens[-1].i + 1
    if after < len(token.doc) and token.doc[after].dep_ == "prep":
        tokens = [*tokens, *tree(token.doc[after], without=_CUT)]
    before = tokens[0].i - 1
    if before >= 0 and token.doc[before].lower_ in {"within", "beyond", "than", "over"}:
        tokens = [token.doc[before], *tokens]
    return span_of(tokens)


def _is(token: Token, words: Words) -> bool:
    return token.lower_ in words or token.lemma_.lower() in words


def _prepositional(prep: Token, draft: Draft) -> Limit | None:
    word, noun = prep.lower_, _object(prep)
    page = scope()
    if (
        noun is not None
        and noun.dep_ == "pcomp"
        and noun.pos_ == "VERB"
        and (word == "before" or (word == "after" and draft.kind in _NARROW))
    ):
        return _make(draft, "time", prep, span_of(tree(prep, without=_CUT)), "only")
    if (
        noun is None
        or (noun.dep_ == "pcomp" and word != "using")
        or (prep.head.pos_ == "PROPN" and prep.head.dep_ != "appos")
    ):
        return None
    span = span_of([prep, *tree(prep, without=frozenset({"punct", "relcl", "parataxis"}))])
    if word in page.exceptions or prep.head.lower_ in page.exceptions:
        return _make(draft, _kind_of(noun, prep) or "target", prep, span, "except")
    sense = time_sense(prep, noun, draft)
    if sense is not None or is_timely(noun):
        return _make(draft, "time", prep, span, sense) if sense else None
    kind = _kind_of(noun, prep)
    if kind is None or (draft.kind not in _NARROW and kind not in {"range", "time"}):
        return None
    if kind == "target" and any(c.dep_ == "relcl" and c.nbor(-1).text != "," for c in noun.children):
        span = span_of([t for t in prep.subtree if not t.is_punct])
    return _make(draft, kind, prep, span)


def _object(prep: Token) -> Token | None:
    if prep.lower_ in {"inside", "outside"}:
        inner = [c for of in children(prep, "prep") for c in children(of, "pobj")]
        if inner:
            return inner[0]
    return next(iter(children(prep, "pobj", "dobj", "pcomp")), None)


def _kind_of(noun: Token, prep: Token) -> LimitKind | None:
    """The kind that a preposition with its noun shows; target before place for "against" and "on" forces."""
    page, word = scope(), prep.lower_
    if any(t.lemma_.lower() in page.range.units for t in [noun, *noun.lefts]):
        return "range"
    if (word in page.means.prepositions or word == "using") and _is(noun, page.means.nouns):
        return "means"
    if word == "against" or (word in page.target.prepositions and _is(noun, page.target.nouns)):
        return "target"
    placed = (
        noun.ent_type_ in _PLACES
        or _is(noun, page.place.nouns)
        or (noun.ent_type_ == "ORG" and word in {"on", "in", "inside"})
    )
    if word in page.place.prepositions and placed and not (word == "to" and noun.ent_type_ == "ORG"):
        return "place"
    if word == "in" and noun.lemma_.lower() in _AIMS:
        return "purpose"
    if noun.lemma_.lower() == "fear":
        return None
    free = noun.ent_type_ == "" and noun.pos_ == "NOUN" and not _is(noun, page.target.nouns)
    if word in page.purpose.prepositions and (free or _is(noun, page.purpose.nouns)):
        return "purpose"
    return None


def _make(draft: Draft, kind: LimitKind, token: Token, span: Span, sense: LimitSense | None = None) -> Limit:
    span = tidy(token, span)
    chosen: LimitSense = sense or ("for" if draft.kind not in _NARROW and kind == "time" else "only")
    return Limit(kind, chosen, mention(token.doc.text, *span))
