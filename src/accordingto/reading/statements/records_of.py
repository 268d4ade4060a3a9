"""From an attribution as characters to the statement record."""

from collections.abc import Sequence

from accordingto.reading.statements.cues import stance
from accordingto.reading.statements.fields import circumstances
from accordingto.reading.statements.found import Found
from accordingto.reading.statements.page import Page
from accordingto.reading.statements.source_types import type_of
from accordingto.records import (
    Cue,
    Edit,
    Form,
    Marked,
    Mention,
    Party,
    Report,
    Stance,
    Statement,
    Tags,
    derive_id,
)
from accordingto.text import Span, evidence, mention, trim

_MARKS = "\"“”„«»‘’'`"
_DECLINED = frozenset({"decline", "refuse"})
_CLAUSAL = frozenset({"clause", "quote", "according", "to", "turn"})
_HELPERS = frozenset({"aux", "auxpass", "neg", "advmod"})
_RELATIVES = frozenset({"what", "which", "who", "whom"})


def statement(page: Page, found: Found, report: Report, tags: Tags, others: Sequence[Found] = ()) -> Statement | None:
    """Return the record of an attribution among ``others``, or ``None`` where nothing is left of its content."""
    text = report.text
    content = _without_relatives([m for span in found.content for m in _contents(page, found, span)])
    if not content:
        return None
    around = circumstances(page, found, tags, others)
    verbatim = _verbatim(page, content)
    bounds = [(m.start, m.end) for m in content] + [(s.start, s.end) for s in (found.cue, found.speaker) if s]
    start, end = min(b[0] for b in bounds), max(b[1] for b in bounds)
    cue = Cue(mention(text, *_with_negation(found, found.cue)), _stance(found)) if found.cue else None
    return Statement(
        id=derive_id("statement", report.id, found.cue, *((m.start, m.end) for m in content)),
        report=report.id,
        speaker=_party(text, found.speaker),
        cue=cue,
        content=tuple(content),
        form=_form(page, found, content),
        verbatim=tuple(verbatim),
        edits=_edits(verbatim),
        chain=(),
        source_type=type_of(page, found),
        addressee=_party(text, around.addressee),
        venue=_party(text, around.venue),
        occasion=Marked(mention(text, *around.occasion)) if around.occasion else None,
        said_when=around.said_when,
        said_where=around.said_where,
        evidence=evidence(report, start, end),
    )


def _without_relatives(content: list[Mention]) -> list[Mention]:
    """Drop a relative word that only stands for what is said: "**what** he called a trap"."""
    full = [m for m in content if m.text.lower() not in _RELATIVES]
    return full or content


def _party(text: str, span: Span | None) -> Party | None:
    return Party(mention(text, span.start, span.end)) if span and span.end > span.start else None


def _stance(found: Found) -> Stance:
    """The stance of a cue, or of an adverb of distance before it: "falsely maintains"."""
    own = stance(_cue_lemma(found))
    adverbs = [c.lower_ for c in found.anchor.children if c.dep_ == "advmod"] if found.anchor is not None else []
    if found.frame == "object" and _cue_lemma(found) == "claim":
        own = "neutral"
    return next((s for s in map(stance, adverbs) if s in {"doubting", "counter-factive"}), own)


def _with_negation(found: Found, cue: Span) -> Span:
    """A cue with the negation before its verb and what stands between: "**would not** say", "**has never** said"."""
    verb = found.anchor
    if verb is None or verb.idx != cue.start or not any(c.dep_ == "neg" and c.i < verb.i for c in verb.children):
        return cue
    first = verb
    while first.i > 0 and first.nbor(-1).head.i == verb.i and first.nbor(-1).dep_ in _HELPERS:
        first = first.nbor(-1)
    return Span(first.idx, cue.end)


def _cue_lemma(found: Found) -> str:
    return found.anchor.lemma_.lower() if found.anchor is not None else ""


def _contents(page: Page, found: Found, span: Span) -> list[Mention]:
    """The mentions of one content span: without outer marks and "that", split where "and that" begins a new clause."""
    parts = _split(page, span) if found.frame == "clause" else [span]
    found_mentions = []
    for part in parts:
        start, end = _unmarked(page.text, *_bare(page, part))
        if end > start and any(c.isalnum() for c in page.text[start:end]):
            found_mentions.append(mention(page.text, start, end))
    return found_mentions


def _bare(page: Page, span: Span) -> Span:
    text = page.text
    start, end = trim(text, span.start, span.end)
    if text[start : start + 5].lower() == "that ":
        start += 5
    around = (q for q in page.quoted_in(start, start + 1) if q.quotation.start <= start < q.quotation.inner.start)
    whole = next((q for q in around if end <= q.quotation.end), None)
    if whole is not None:
        start, end = trim(text, whole.quotation.inner.start, min(end, whole.quotation.inner.end))
        return trim(text, start, end, ",") if text[end - 1 : end] == "," else Span(start, end)
    return trim(text, start, end, ",;:")


def _unmarked(text: str, start: int, end: int) -> Span:
    """A span without a closing mark whose opening mark lies before it: what he called “**a trap**”."""
    inside = text[start:end]
    loose = inside[-1:] == '"' and inside.count('"') == 1
    loose = loose or (inside[-1:] == "”" and "“" not in inside) or (inside[-1:] == "»" and "«" not in inside)
    return trim(text, start, end - 1) if loose else Span(start, end)


def _split(page: Page, span: Span) -> list[Span]:
    inside = page.doc.char_span(span.start, span.end, alignment_mode="expand")
    if inside is None:
        return [span]
    for token in inside:
        ahead = token.i + 1
        if token.lower_ not in {"and", "but"} or ahead >= len(page.tokens) or token.i == inside.start:
            continue
        that = page.tokens[ahead]
        if that.lower_ == "that" and that.dep_ == "mark" and page.narrated(ahead) and that.idx < span.end:
            return [
                Span(span.start, page.tokens[token.i - 1].idx + len(page.tokens[token.i - 1])),
                Span(that.idx, span.end),
            ]
    return [span]


def _verbatim(page: Page, content: list[Mention]) -> list[Mention]:
    fragments = []
    for m in content:
        for q in page.quoted_in(m.start, m.end):
            start, end = max(m.start, q.quotation.inner.start), min(m.end, q.quotation.inner.end)
            start, end = trim(page.text, start, end, ",")
            if end > start:
                fragments.append(mention(page.text, start, end))
    return fragments


def _form(page: Page, found: Found, content: list[Mention]) -> Form:
    """The form by the marks around the content; of what is told inside a quotation only the inner marks count."""
    if found.frame == "post":
        return "direct"
    letters = quoted = 0
    within = found.anchor is not None and found.frame != "turn" and not page.narrated(found.anchor.i)
    for m in content:
        marks = page.inner if within else [q.quotation for q in page.quoted_in(m.start, m.end)]
        spans = [(max(m.start, q.inner.start), min(m.end, q.inner.end)) for q in marks]
        letters += sum(c.isalnum() for c in m.text)
        quoted += sum(c.isalnum() for a, b in spans if b > a for c in page.text[a:b])
    if quoted and found.frame != "turn":
        return "direct" if quoted >= letters else "mixed"
    if found.frame == "turn":
        return "direct"
    declined = found.anchor is not None and found.frame == "to" and found.anchor.lemma_ in _DECLINED
    clausal = found.frame in _CLAUSAL or _is_small_clause(page, found, content[0])
    return "indirect" if clausal and not declined else "reported_speech_act"


def _is_small_clause(page: Page, found: Found, said: Mention) -> bool:
    """Whether a thing is said of another without a finite verb: "called **it a lie**", "denies **moving troops**"."""
    if found.frame == "naming":
        return True
    inside = page.doc.char_span(said.start, said.end, alignment_mode="expand")
    return found.frame == "object" and inside is not None and inside[0].tag_ == "VBG" and inside.root == inside[0]


def _edits(verbatim: list[Mention]) -> tuple[Edit, ...]:
    text = " ".join(m.text for m in verbatim)
    found: list[Edit] = []
    if "[" in text or "]" in text:
        found.append("brackets")
    if "…" in text or "..." in text or ". . ." in text:
        found.append("ellipsis")
    return tuple(found)
