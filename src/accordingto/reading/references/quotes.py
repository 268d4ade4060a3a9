"""Where a report quotes, as the reference reader needs it: a pronoun inside a quotation is not its speaker."""

from spacy.tokens import Doc, Token

from accordingto.reading.syntax import subject
from accordingto.text import Span

_OPEN, _ENDS, _STRAIGHT = "“«„", '”»"\n', '"'


def quotations(text: str) -> list[Span]:
    """Return the stretches inside quotation marks; a quotation left open ends with its paragraph."""
    found, start = [], -1
    for i, char in enumerate(text):
        if start >= 0 and char in _ENDS:
            found.append(Span(start, i))
            start = -1
        elif char in _OPEN or char == _STRAIGHT:
            start = i + 1
    return [span for span in found if span.start < span.end]


def quoted_flags(doc: Doc) -> list[int]:
    """Return for each token the number of its quotation, counted from 1, or 0 outside."""
    flags = [0] * len(doc)
    spans, k = quotations(doc.text), 0
    for token in doc:
        while k < len(spans) and spans[k].end <= token.idx:
            k += 1
        if k < len(spans) and spans[k].start <= token.idx < spans[k].end:
            flags[token.i] = k + 1
    return flags


def speakers(doc: Doc, flags: list[int], cues: frozenset[str]) -> dict[int, Token]:
    """Return who speaks each quotation: the subject of a cue verb in a sentence that holds part of it.

    A quotation without a cue of its own continues the one before it.
    """
    found: dict[int, Token] = {}
    for sentence in doc.sents:
        inside = {flags[t.i] for t in sentence if flags[t.i]}
        speaker = _cue_subject(list(sentence), flags, cues) if inside else None
        if speaker is not None:
            for number in inside:
                found.setdefault(number, speaker)
    for number in range(1, max(flags, default=0) + 1):
        if number not in found and number - 1 in found:
            found[number] = found[number - 1]
    return found


def _cue_subject(sentence: list[Token], flags: list[int], cues: frozenset[str]) -> Token | None:
    for token in sentence:
        if not flags[token.i] and token.pos_ == "VERB" and token.lemma_ in cues:
            who = subject(token)
            if who is not None and not flags[who.i]:
                return who
    return None
