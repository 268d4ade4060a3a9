"""Positions: who permits, forbids, demands, promises or threatens what, under which limits and conditions."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from accordingto.reading import Antecedents
from accordingto.reading.positions.addressed import with_addressed
from accordingto.reading.positions.build import Source, build
from accordingto.reading.positions.confidence import settled
from accordingto.reading.positions.draft import Draft
from accordingto.reading.positions.factual import is_about_anonymity, is_factual
from accordingto.reading.positions.lexicon import lexicon
from accordingto.reading.positions.limits import limits_of
from accordingto.reading.positions.merge import coordinated, narrows, with_bearers, without_nested, without_repeats
from accordingto.reading.positions.one_liners import read_one_liners
from accordingto.reading.positions.readers import read_drafts
from accordingto.reading.positions.replacing import with_replaced
from accordingto.reading.positions.roles import can_be_bound, may_speak
from accordingto.reading.positions.rulebook import rulebook
from accordingto.reading.positions.sentences import is_question
from accordingto.reading.positions.status import settle
from accordingto.reading.positions.topics import with_parties
from accordingto.reading.positions.voices import Voices
from accordingto.reading.references import resolve
from accordingto.records import Event, Limit, Position, Report, Statement, Tags

__all__ = ["find", "settled", "with_parties"]

_SKIPPED = frozenset({"boilerplate", "credit", "byline", "section", "dateline"})
_EMPTY = frozenset({"it", "that", "this", "them", "so", "which", "what", "those"})
_RULES = frozenset({"permission", "prohibition"})
_ANSWERING = frozenset({"not_ruled_out", "refusal", "denial", "no_comment"})
"""Kinds that may be about a mere "that": what was said or asked before."""
_OF_THINGS = frozenset({"demand", "request", "permission", "prohibition"})
"""Kinds whose verbs are said of things too: "it demands patience", "it lets them rest"."""
_HORTATIVE = frozenset({"'s", "’s"})
_UNDONE = frozenset({"relaxed", "reversed", "withdrawn", "renewed"})
_SIDE = frozenset({"headline", "caption"})


def find(
    doc: Doc,
    report: Report,
    statements: tuple[Statement, ...] = (),
    events: tuple[Event, ...] = (),
    antecedents: Antecedents | None = None,
    tags: Tags = Tags(),  # noqa: B008 (a frozen record)
) -> tuple[Position, ...]:
    """Return the positions that a report tells of, in text order, every actor open.

    ``doc`` is the parse of ``report.text``; ``statements`` and ``events`` are those read from it. References are
    resolved here unless they are handed in; ``tags.times`` tell since when a position holds. "Chile allowed Peru to
    cross until June" gives a permission with holder "Chile", bearer "Peru" and a time limit.
    """
    references = resolve(doc, report) if antecedents is None else antecedents
    datelines = tuple((z.start, z.end) for z in report.zones if z.kind == "dateline")
    voices = Voices(doc, statements, references, report.text, tuple(t.idx for t in doc), datelines)
    skipped = [(z.start, z.end) for z in report.zones if z.kind in _SKIPPED]
    read = read_drafts([t for t in doc if not any(s <= t.idx < e for s, e in skipped)], voices)
    cues = {d.cue.i for d in read}
    read += [d for d in read_one_liners(voices) if d.cue.i not in cues]
    held = (_by_whom(d, voices) for d in sorted(read, key=lambda d: d.cue.i))
    found = (replace(d, holder=voices.holder(d.holder, d.cue)) for d in held)
    drafts = [d for d in found if _sound(d, voices)]
    drafts = without_repeats(without_nested(drafts))
    drafts, added = _absorbed(drafts)
    drafts = settle(with_bearers(with_addressed(drafts, voices), voices), voices)
    drafts = _body_first(drafts, report, voices)
    groups = _groups(drafts, voices)
    source = Source(report, voices, events, tags.times)
    built = [build(g[0], source, tuple(g[1:]), added.get(g[0].cue.i, ())) for g in groups]
    return with_replaced(list(zip((g[0] for g in groups), built, strict=True)), voices)


def _by_whom(draft: Draft, voices: Voices) -> Draft:
    """ "The threat is off, the miners say": what a noun without an owner names is the speaker's."""
    if draft.holder is not None or draft.way != "noun" or draft.kind in _RULES:
        return draft
    return replace(draft, holder=voices.speaker(draft.cue))


def _sound(draft: Draft, voices: Voices) -> bool:
    """Whether somebody who can hold a position takes this one, as a fact and not as a question or a supposition."""
    holder = draft.holder
    if draft.cue.lemma_ == "let" and draft.cue.i + 1 < len(draft.cue.doc) and draft.cue.nbor().lower_ in _HORTATIVE:
        return False
    if (
        is_question(draft.cue)
        or _is_asked(draft.cue)
        or _supposed(draft.cue)
        or not is_factual(draft)
        or is_about_anonymity(draft)
    ):
        return False
    if draft.action is not None and draft.action.lower_ in _EMPTY and draft.kind not in _ANSWERING:
        return False
    if holder is None and (draft.way == "rule" or (draft.kind in _RULES and draft.status in _UNDONE)):
        return True
    if holder is None:
        return draft.kind in {"permission", "prohibition"} and can_be_bound(draft.bearer)
    unresolved = voices.behind(holder).start == holder.idx
    if holder.lower_ == "it" and unresolved and draft.way == "verb" and draft.kind in _OF_THINGS:
        return False
    if holder.lemma_.lower() in lexicon().documents and holder.tag_ == "NNS" and _is_infinitive(draft.cue):
        return False
    if unresolved and (
        (holder.lower_ in {"we", "i"} and draft.way in {"commitment", "rule"} and not _solemn(draft))
        or (holder.lower_ in {"it", "they"} and _unspoken(draft))
    ):
        return False
    return may_speak(holder) or holder.lemma_.lower() in lexicon().documents | lexicon().treaties


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _unspoken(draft: Draft) -> bool:
    """Whether only an auxiliary makes a position of the clause: its "it" and "they" may stand for no party."""
    return draft.cue.i == (draft.action or draft.head).i and draft.kind != "no_comment"


def _is_asked(verb: Token) -> bool:
    """Whether a clause is what is asked or unsure: "unsure **how** far Peru will let them go"."""
    start = next((c.i for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), verb.i)
    if any(c.dep_ in {"csubj", "ccomp"} and c.i < verb.i for c in verb.children):
        return False
    words = {t.lower_ for t in verb.doc[verb.left_edge.i : start]}
    return bool(words & {"how", "why"}) or ("what" in words and verb.dep_ in {"ccomp", "pcomp", "attr"})


def _solemn(draft: Draft) -> bool:
    """ "We shall …" outside any quotation is what a body declares of itself."""
    return any(c.lower_ == "shall" for c in draft.head.children)


def _supposed(token: Token) -> bool:
    """Inside an "if" or "whether" clause, or wanted rather than done."""
    node = token
    while node.head != node:
        if node.head.lemma_ in lexicon().considered:
            return False
        if node.dep_ == "ccomp" and node.head.lemma_ in _foretelling():
            return True
        marks = {c.lower_ for c in node.children if c.dep_ in {"mark", "advmod"} and c.i < node.i}
        if marks & {"if", "whether", "unless", "until", "till"} or ("when" in marks and node.tag_ in {"VBP", "VBZ"}):
            return True
        node = node.head
    return False


def _foretelling() -> frozenset[str]:
    return rulebook().opining - {"think", "believe"}


def _absorbed(drafts: list[Draft]) -> tuple[list[Draft], dict[int, tuple[Limit, ...]]]:
    """Turn sentences that only narrow the permission before them into limits of it."""
    kept: list[Draft] = []
    added: dict[int, tuple[Limit, ...]] = {}
    for draft in drafts:
        before = next((k for k in reversed(kept) if k.kind == "permission"), None)
        if before is not None and narrows(draft, before):
            added[before.cue.i] = (*added.get(before.cue.i, ()), *limits_of(_about_use(draft)))
        else:
            kept.append(draft)
    return kept, added


def _about_use(draft: Draft) -> Draft:
    """Limits on a use are limits on the act permitted: what follows "to" is what it may be done for."""
    return Draft("permission", draft.cue, draft.head, draft.holder, draft.bearer, draft.action)


def _body_first(drafts: list[Draft], report: Report, voices: Voices) -> list[Draft]:
    """Let the body speak for its headline and captions."""
    side = [(z.start, z.end) for z in report.zones if z.kind in _SIDE]
    in_side = [any(s <= d.cue.idx < e for s, e in side) for d in drafts]
    body = [d for d, aside in zip(drafts, in_side, strict=True) if not aside]
    return [
        d for d, aside in zip(drafts, in_side, strict=True) if not (aside and any(_same(d, b, voices) for b in body))
    ]


def _same(one: Draft, other: Draft, voices: Voices) -> bool:
    if one.kind != other.kind:
        return False
    alike = one.action is not None and other.action is not None and one.action.lemma_ == other.action.lemma_
    if one.holder is None or other.holder is None:
        return alike
    return alike or voices.same_side(one.holder, other.holder)


def _groups(drafts: list[Draft], voices: Voices) -> list[list[Draft]]:
    groups: list[list[Draft]] = []
    for draft in drafts:
        home = next((g for g in groups if coordinated(g[0], draft, voices)), None)
        if home is not None:
            home.append(draft)
        else:
            groups.append([draft])
    return groups
