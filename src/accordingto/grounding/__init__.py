"""Mention → code, precision, reason: times, places, equipment, quantities and, later in the pipeline, actors."""

from spacy.tokens import Doc

from accordingto.grounding import quantities, times
from accordingto.records import Report, Tags

__all__ = ["tag"]


def tag(doc: Doc, report: Report) -> Tags:
    """Return what grounding marks in a report before it is read for statements and events.

    ``doc`` is the parse of ``report.text``: same offsets. Each kind of tag comes in text order; what stays open has a
    problem with its reason.
    """
    when, problems = times.tag(doc, report)
    return Tags(times=when, casualties=quantities.casualties(doc, report), problems=problems)
