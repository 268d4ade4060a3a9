"""Mention → code, precision, reason: times, places, equipment, quantities and, later in the pipeline, actors."""

from spacy.tokens import Doc

from accordingto.grounding import equipment, places, quantities, times
from accordingto.records import Report, Tags

__all__ = ["tag"]


def tag(doc: Doc, report: Report) -> Tags:
    """Return what grounding marks in a report before it is read for statements and events.

    ``doc`` is the parse of ``report.text``: same offsets. Each kind of tag comes in text order; what stays open has a
    problem with its reason. Boilerplate is not tagged.

    >>> [c.count.low for c in tag(nlp(report.text), report).casualties]  # doctest: +SKIP
    [12]
    """
    when, problems = times.tag(doc, report)
    return Tags(
        times=when,
        places=places.tag(doc, report),
        instruments=equipment.tag(doc, report),
        casualties=quantities.casualties(doc, report),
        problems=problems,
    )
