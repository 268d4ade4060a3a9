"""A parsed report as the statement readers see it: tokens in or out of quotation marks, narrator's sentences."""

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from accordingto.reading.paragraphs import paragraphs
from accordingto.reading.quotes import Quotation, outermost, quotations
from accordingto.reading.statements.cues import cues
from accordingto.records import Report
from accordingto.text import Span

LABEL = re.compile(
    r"(?:\([A-Z][^)\n]{1,20}\)\s)?"
    r"(?P<name>(?:(?:Dr|Mr|Mrs|Ms|Gen|Sen|Rep|Gov|Col|Lt)\.\s)?[A-Z][\w.'’-]*"
    r"(?:[ \t]+(?:of|the|de|van|bin|al|[A-Z(][\w.'’)-]*)){0,5})"
    r"(?:,\s[A-Z'’ -]{3,40})?(?:\s\([^)\n]{2,40}\))?\s?:[ \t]+(?=\S)"
)
"""A name or a role with a colon at the start of a line, as in transcripts and headlines."""
_TERMINAL = frozenset(".!?…")
_ASKING = frozenset({"ask", "tell", "demand"})
_UNREAD = frozenset({"boilerplate", "credit", "byline", "section"})


@dataclass(frozen=True)
class Quoted:
    """An outermost quotation with its tokens: ``first`` and ``last`` are its marks' token indices, inclusive."""

    index: int
    quotation: Quotation
    first: int
    last: int


@dataclass(frozen=True)
class Unit:
    """A narrator's sentence: tokens ``first`` to ``last`` (inclusive), whole quotations included."""

    index: int
    paragraph: int
    first: int
    last: int


@dataclass(frozen=True)
class Page:
    """One report laid out for reading; ``quote_of[i]`` is the quotation that token ``i`` stands in, or -1."""

    doc: Doc
    text: str
    tokens: list[Token]
    quoted: list[Quoted]
    quote_of: list[int]
    inner: list[Quotation]
    units: list[Unit]
    unit_of: list[int]
    unread: list[Span]
    headline_end: int
    outlet: str | None = None

    def narrated(self, i: int) -> bool:
        """Return whether a token is the narrator's own: outside all quotation marks."""
        return self.quote_of[i] < 0

    def quoted_in(self, start: int, end: int) -> Iterator[Quoted]:
        """Yield the quotations that share characters with a stretch of the text, in reading order."""
        for place in range(bisect_right(self.quoted, start, key=lambda q: q.quotation.end), len(self.quoted)):
            if self.quoted[place].quotation.start >= end:
                return
            yield self.quoted[place]

    def unit(self, i: int) -> Unit:
        """Return the unit that a token stands in."""
        return self.units[self.unit_of[i]]


def lay_out(doc: Doc, report: Report) -> Page:
    """Return the page of a parsed report."""
    tokens = list(doc)
    starts = [t.idx for t in tokens]
    spans = paragraphs(doc.text)
    marks = quotations(doc.text)
    quoted = _quoted(outermost(marks), starts)
    outer = [o.quotation for o in quoted]
    before = ((q, bisect_left(outer, q.start, key=lambda o: o.start)) for q in marks)
    inner = [q for q, n in before if n and q.end < outer[n - 1].end]
    quote_of = [-1] * len(tokens)
    for q in quoted:
        for i in range(q.first, q.last + 1):
            quote_of[i] = q.index
    cuts = [0, *(bisect_left(starts, s.start) for s in spans[1:]), len(tokens)]
    units = _units(tokens, quote_of, cuts, _openings(report, doc.text, spans, starts))
    unit_of = [0] * len(tokens)
    for u in units:
        for i in range(u.first, u.last + 1):
            unit_of[i] = u.index
    unread = [Span(z.start, z.end) for z in report.zones if z.kind in _UNREAD]
    return Page(
        doc,
        doc.text,
        tokens,
        quoted,
        quote_of,
        inner,
        units,
        unit_of,
        unread,
        _headline_end(report, spans),
        report.outlet,
    )


def _headline_end(report: Report, spans: list[Span]) -> int:
    for zone in report.zones:
        if zone.kind == "headline":
            return zone.end
    return spans[0].end if spans else 0


def _quoted(found: list[Quotation], starts: list[int]) -> list[Quoted]:
    kept: list[Quoted] = []
    for q in found:
        first = max(0, bisect_right(starts, q.start) - 1)
        last = bisect_left(starts, q.end) - 1
        if last > first and (not kept or first > kept[-1].last):
            kept.append(Quoted(len(kept), q, first, last))
    return kept


def _openings(report: Report, text: str, spans: list[Span], starts: list[int]) -> frozenset[int]:
    """Tokens where a narrator's sentence begins inside a line: after a dateline, a time stamp, a speaker's label."""
    ends = [z.end for z in report.zones if z.kind == "dateline"]
    ends += [m.end() for m in (LABEL.match(text, s.start, s.end) for s in spans) if m and m.group("name").isupper()]
    return frozenset(bisect_left(starts, end) for end in ends)


def _units(tokens: list[Token], quote_of: list[int], cuts: list[int], openings: frozenset[int]) -> list[Unit]:
    units: list[Unit] = []
    for number, (begin, end) in enumerate(itertools.pairwise(cuts)):
        first = begin
        for i in range(begin, end):
            if i + 1 == end or i + 1 in openings or _ends(tokens, quote_of, i):
                last = i
                while last > first and tokens[last].is_space:
                    last -= 1
                if not tokens[first].is_space or last > first:
                    units.append(Unit(len(units), number, first, last))
                first = i + 1
    return units


def _ends(tokens: list[Token], quote_of: list[int], i: int) -> bool:
    """Return whether a narrator's sentence ends with token ``i`` (which is not its paragraph's last)."""
    token, _after = tokens[i], tokens[i + 1]
    if quote_of[i] >= 0:
        leaves = quote_of[i + 1] != quote_of[i]
        mark = tokens[i - 1].text[-1:] if len(token.text) <= 2 and not token.text.isalnum() else token.text[-1:]
        if not leaves or mark not in _TERMINAL or not _begins(tokens, i + 1):
            return False
        return not _cue_follows(tokens, quote_of, i + 1, short=mark not in "?!")
    if token.text in {"!", "?", ".", "…", "..."}:
        return _begins(tokens, i + 1) or quote_of[i + 1] >= 0
    return token.text[-1:] == "." and bool(token.is_sent_end) and len(token.text) > 2 and _begins(tokens, i + 1)


def _cue_follows(tokens: list[Token], quote_of: list[int], i: int, *, short: bool) -> bool:
    """Whether "X said" comes right after a quotation that ends in a question, an exclamation or a full stop.

    After a full stop (``short``) the sentence has to end with its cue: '"We ran." Roe said.'
    """
    verbs = cues().verbs
    for j in range(i, min(i + 9, len(tokens))):
        if quote_of[j] >= 0 or tokens[j].is_space or tokens[j].text in {".", ":"}:
            return False
        if tokens[j].tag_[:2] == "VB":
            if "clause" not in verbs.get(tokens[j].lemma_, {}):
                return False
            after = tokens[j + 1] if j + 1 < len(tokens) else None
            if after is None or after.text == "." or after.is_space:
                return True
            if short:
                return after.ent_type_ in {"DATE", "TIME"} and tokens[j].tag_ in {"VBD", "VBZ"}
            return after.is_punct or after.pos_ in {"ADP", "PROPN", "ADV"} or _only_addressee(tokens, j)
    return False


def _only_addressee(tokens: list[Token], verb: int) -> bool:
    """Whether a verb of asking is followed by nothing but whom: '"Who pays?" Roe asked the engineers.'"""
    for j in range(verb + 1, min(verb + 8, len(tokens))):
        if tokens[j].text in {".", ","}:
            return tokens[verb].lemma_ in _ASKING
        if tokens[j].pos_ not in {"DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "PART", "CCONJ"}:
            return False
    return False


def _begins(tokens: list[Token], i: int) -> bool:
    while i < len(tokens) and (tokens[i].is_space or tokens[i].is_punct):
        i += 1
    return i >= len(tokens) or not tokens[i].text[:1].islower()
