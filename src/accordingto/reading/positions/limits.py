"""The scope of a position: where, how far, with what, what for, against whom, how long and how many."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.lexicon import lexicon, scope
from accordingto.reading.positions.limit_amounts import bounded_amounts
from accordingto.reading.positions.limit_beside import limits_beside
from accordingto.reading.positions.limit_kinds import is_in, is_measured, kind_of, object_of
from accordingto.reading.positions.limit_pages import limit_page
from accordingto.reading.positions.limit_reach import heads_of, is_narrow, within
from accordingto.reading.positions.limit_times import is_timely, is_whole, time_sense
from accordingto.reading.positions.limit_words import is_marked, limits_in_words
from accordingto.reading.positions.roles import infinitive
from accordingto.reading.positions.spans import tidy
from accordingto.reading.syntax import children, span_of, text_of, tree
from accordingto.records import Limit, LimitKind, LimitSense, Mention, PositionKind
from accordingto.text import Span, mention

_SCOPED: frozenset[PositionKind] = frozenset(
    {"permission", "prohibition", "promise", "demand", "request", "threat", "refusal"}
)
_RULES: frozenset[PositionKind] = frozenset({"permission", "prohibition"})
_CUT = frozenset({"relcl", "advcl", "parataxis", "punct"})
_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})
_TO = frozenset({"to", "into", "onto", "of"})


def limits_of(draft: Draft) -> tuple[Limit, ...]:
    """Return the limits that the words of a position set, in text order, one a stretch of text."""
    if draft.kind not in _SCOPED:
        return ()
    worded = [*limits_in_words(draft), *bounded_amounts(draft), *limits_beside(draft)]
    ahead = [x for x in worded if x.sense == "except" or (x.kind == "time" and draft.kind in _RULES)]
    found = _apart([y for x in _adjuncts(draft) if (y := _before(x, ahead)) is not None])
    found += [x for x in _apart(worded) if not any(_meets(x, y) for y in found)]
    aim = (_aim(draft) or _reason(draft)) if draft.kind in _RULES else None
    found = [x for x in found if _says(x.mention.text)]
    return tuple(sorted([*found, *([aim] if aim else [])], key=lambda x: (x.mention.start, x.mention.end)))


def _apart(limits: Iterable[Limit]) -> list[Limit]:
    """Leave of two limits in one stretch the measured one, else the first, shortened where another lies inside it.

    "200 miles into Peru" is one range; "for patrols inside Peru" is a purpose with a place.
    """
    kept: list[Limit] = []
    for limit in sorted(limits, key=lambda x: (x.kind != "range", x.mention.start)):
        outer = next((k for k in kept if _meets(limit, k)), None)
        aimed = outer is not None and outer.mention.text.lower().startswith(("to ", "in order", "so as"))
        if outer is not None and outer.kind in _HOLDING and limit.kind in _HELD and not aimed:
            shorter = _cut(outer, limit)
            kept = [shorter if k is outer else k for k in kept] if shorter is not None else kept
            outer = None if shorter is not None else outer
        if outer is None:
            kept.append(limit)
    return kept


_HOLDING = frozenset({"purpose", "means", "target"})
_HELD = frozenset({"place", "time"})
_SMALL = frozenset({"a", "an", "the", "its", "their", "his", "in", "on", "at", "of", "to", "for", "with", "and"})
_FEWEST = 2
"""Words that a limit has at least when another is cut off."""


def _cut(limit: Limit, inner: Limit) -> Limit | None:
    """A limit up to where another begins inside it, ``None`` where too little is left."""
    words = limit.mention
    kept = words.text[: max(0, inner.mention.start - words.start)].rstrip(" ,–—(")
    long_enough = len(kept.split()) >= _FEWEST
    return Limit(limit.kind, limit.sense, Mention(kept, words.start, words.start + len(kept))) if long_enough else None


def _says(words: str) -> bool:
    """Whether the words of a limit say something: not "in an", which a quotation mark has cut short."""
    return words.rsplit(maxsplit=1)[-1].lower() not in _SMALL


def _before(limit: Limit, others: Iterable[Limit]) -> Limit | None:
    """A limit up to a mark before another: "until May, except on Sundays"; ``None`` where nothing is left."""
    words = limit.mention
    for other in others:
        if _meets(limit, other):
            kept = words.text[: max(0, other.mention.start - words.start)]
            mark = max(
                kept.rfind(m) for m in (",", "–", "—", "(", " and not", " but not", " except", " save", " apart")
            )
            return _until(limit, mark)
    return limit


def _until(limit: Limit, mark: int) -> Limit | None:
    words = limit.mention
    kept = words.text[: max(0, mark)].rstrip()
    long_enough = len(kept.split()) >= _FEWEST
    return Limit(limit.kind, limit.sense, Mention(kept, words.start, words.start + len(kept))) if long_enough else None


def _meets(one: Limit, other: Limit) -> bool:
    return one.mention.start < other.mention.end and other.mention.start < one.mention.end


def _aim(draft: Draft) -> Limit | None:
    """ "The flights, allowed by NP, are aimed at VP-ing": what the permitted act is for."""
    verb = draft.action.head if draft.action is not None and draft.action.dep_ in {"nsubj", "nsubjpass"} else None
    if verb is None or verb.lemma_ not in limit_page().purpose.aims:
        return None
    acts = [a for prep in children(verb, "prep") for a in children(prep, "pcomp", "pobj")]
    for act in [*acts, *children(verb, "xcomp", "advcl")]:
        return _make("purpose", act, span_of(tree(act, without=_CUT)), "only")
    return None


def _reason(draft: Draft) -> Limit | None:
    """ "the rule, which NP set up to avoid …": why a standing rule stands."""
    if not draft.standing or draft.action != draft.cue:
        return None
    for verb in children(draft.cue, "relcl", "acl"):
        act = infinitive(verb)
        if act is not None:
            return _make("purpose", act, span_of(tree(act, without=_CUT)), "for")
    return None


def _adjuncts(draft: Draft) -> Iterator[Limit]:
    """Yield the limits among the phrases below a position's heads, and the times that stand before them."""
    heads = heads_of(draft)
    first = min(h.i for h in heads)
    narrow = is_narrow(draft)
    for token in within(draft):
        if token.i > first or _fronted(token, heads):
            limit = _limit(token, draft, narrow)
            if limit is not None:
                yield limit


def _fronted(token: Token, heads: list[Token]) -> bool:
    """Whether a time stands before its clause: "For six months, the army will …"."""
    if token.dep_ != "prep" or token.head not in heads:
        return False
    noun = object_of(token)
    page = scope().time
    return noun is not None and is_timely(noun) and token.lower_ in page.lasting | page.ends | page.hourly


def _limit(token: Token, draft: Draft, narrow: bool) -> Limit | None:
    if token.pos_ in {"ADP", "SCONJ"} or token.lower_ in {"inside", "outside", "using", "until"}:
        return _prepositional(token, draft, narrow)
    if token.dep_ in {"npadvmod", "dobj", "quantmod", "nummod", "pobj"} and token.pos_ in {"NOUN", "PROPN"}:
        return _measure(token, draft)
    if draft.kind in _RULES and token.pos_ == "VERB" and token.i > (draft.action or draft.cue).i:
        return _purpose(token, draft) if _infinitival(token) else None
    if narrow and token.lower_ in _SIDES and any(c.lower_ == "of" for c in token.children):
        return _make("place", token, span_of(tree(token, without=_CUT)), "only")
    return _adverb(token) if narrow and token.dep_ in {"advmod", "acomp", "advcl"} else None


def _adverb(token: Token) -> Limit | None:
    """ "Overnight" sets hours, "ashore" a place, "any closer" a range."""
    page = limit_page()
    own = Span(token.idx, token.idx + len(token))
    if token.lower_ in scope().time.adverbs:
        return _make("time", token, own, "only")
    if token.lower_ in page.place.adverbs and token.dep_ == "advmod":
        return _make("place", token, own, "only")
    if token.lower_ in page.range.comparatives and any(c.lower_ in {"any", "no"} for c in token.children):
        return _make("range", token, span_of(tree(token)), "only")
    return None


def _measure(token: Token, draft: Draft) -> Limit | None:
    """A bare time or distance: "another three months", "200 miles into NP"; a thing used: "use water cannon"."""
    given = draft.kind == "demand" and token.lemma_ in scope().time.spans and token.head == draft.cue
    timed = (is_whole(token) or given) and not any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children)
    if timed and (
        (token.dep_ == "dobj" and token.head == draft.cue) or (token.dep_ == "npadvmod" and draft.kind in _RULES)
    ):
        sense: LimitSense = "only" if draft.kind == "demand" else "for"
        return _make("time", token, span_of(tree(token, without=_CUT | {"acl", "prep"})), sense)
    compared = any(t.lower_ in limit_page().range.comparatives for t in token.doc[token.left_edge.i : token.i])
    if (token.dep_ in {"npadvmod", "quantmod", "nummod"} or compared) and is_measured(token):
        return _make("range", token, _with_next(token), "only")
    page = limit_page().means
    if draft.kind in _RULES and token.dep_ == "dobj" and is_in(token.head, page.verbs) and is_in(token, page.nouns):
        return _make("means", token, span_of(tree(token, without=_CUT | {"prep", "acl"})), "only")
    return None


def _infinitival(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children) and token.dep_ in {"advcl", "xcomp", "acl"}


def _purpose(token: Token, draft: Draft) -> Limit | None:
    """ "to VP" behind the act says what it may be done for; behind a standing rule why the rule stands."""
    page = limit_page().purpose
    acts = draft.action is None or draft.action.pos_ in {"VERB", "AUX"}
    if token == draft.action or (acts and (is_in(token.head, page.bare) or is_in(token.head, page.leave))):
        return None
    if token.lemma_ in lexicon().hostile.verbs and is_in(token.head, limit_page().means.verbs):
        return None
    ordered = token.left_edge.i > 0 and token.left_edge.nbor(-1).lower_ in {"order", "as"}
    reason = draft.standing or (draft.kind == "prohibition" and (ordered or token.head == draft.cue))
    return _make("purpose", token, span_of(tree(token, without=_CUT)), "for" if reason else "only")


def _with_next(token: Token) -> Span:
    """ "200 miles into Russia": the measure with the preposition phrase that the parser hung beside it."""
    tokens = tree(token, without=frozenset({"punct"}))
    after = tokens[-1].i + 1
    if after < len(token.doc) and token.doc[after].dep_ == "prep":
        tokens = [*tokens, *tree(token.doc[after], without=_CUT)]
    before = tokens[0].i - 1
    if before >= 0 and token.doc[before].lower_ in limit_page().range.prepositions:
        tokens = [token.doc[before], *tokens]
    return span_of(tokens)


def _prepositional(prep: Token, draft: Draft, narrow: bool) -> Limit | None:
    word, noun = prep.lower_, object_of(prep)
    if noun is None or (prep.head.pos_ == "PROPN" and prep.head.dep_ not in {"appos", "ROOT"}):
        return None
    acted = noun.dep_ == "pcomp" and noun.pos_ in {"VERB", "AUX"}
    if acted and word in {"before", "after"}:
        timed = word == "before" or draft.kind in _RULES
        return _make("time", prep, span_of(tree(prep, without=_CUT)), "only") if timed else None
    if noun.dep_ == "pcomp" and word not in {"using", "for"}:
        return None
    left = prep.nbor(-1).lower_ if prep.i else ""
    if left == "even":
        return None
    span = span_of([prep, *tree(prep, without=frozenset({"punct", "relcl", "parataxis"}))])
    sense = time_sense(prep, noun, draft)
    if left == "not" and draft.kind == "prohibition":
        return None
    denied = (word == "without" and draft.kind != "prohibition") or (
        left in {"not", "never"} and _is_contrast(prep.nbor(-1))
    )
    if sense is not None or is_timely(noun):
        return _make("time", prep, span, "except" if denied else sense) if sense else None
    marked = is_marked(prep)
    kind = kind_of(prep, noun, marked=marked)
    if kind is None or (word in _TO and kind != "place") or not _counts(kind, prep, draft, narrow, marked):
        return None
    if kind == "target":
        span = _with_relative(prep, noun, span)
    return _make(kind, prep, span, "except" if denied else "only")


def _is_contrast(negation: Token) -> bool:
    """ "for food, not for fuel": a negation behind a mark or "but", which goes with no verb."""
    before = negation.nbor(-1) if negation.i else negation
    return before.is_punct or before.lower_ in {"but", "and", "though", "yet"}


def _counts(kind: LimitKind, prep: Token, draft: Draft, narrow: bool, marked: bool) -> bool:
    """Whether an adjunct of this kind limits a position: every one of a rule, else what bounds by itself."""
    if kind == "range" or marked:
        return True
    parties = (draft.bearer, draft.holder)
    told = prep.lower_ != "from" and any(
        p is not None and p != draft.action and (p == prep.head or p.is_ancestor(prep)) for p in parties
    )
    if told:
        return False
    asked = draft.kind in {"demand", "request", "threat"} and prep.lower_ in {"in", "on"}
    firm = kind == "means" and (prep.lower_ in {"under", "aboard", "by"} or asked)
    return narrow or firm


def _with_relative(prep: Token, noun: Token, span: Span) -> Span:
    """A target with the clause that says which: "against forces that are attacking"."""
    if any(c.dep_ == "relcl" and c.nbor(-1).text != "," for c in noun.children):
        return span_of([t for t in prep.subtree if not t.is_punct])
    return span


def _make(kind: LimitKind, token: Token, span: Span, sense: LimitSense) -> Limit:
    return Limit(kind, sense, mention(text_of(token.doc), *tidy(token, span)))
