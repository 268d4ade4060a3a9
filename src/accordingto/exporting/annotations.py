"""W3C Web Annotations (Recommendation, 2017): every record as an annotation of the words that support it.

Each is JSON-LD by itself. Its target is the report, its selectors the position (code points of the report's text, as
the record has them) and the quotation, which still finds the words where a page's text has moved.
"""

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from accordingto.exporting.common import safe_url
from accordingto.records import Event, Evidence, Position, Report, Statement
from accordingto.text import evidence, w3c_selectors
from accordingto.views import Whole
from accordingto.views.naming import headline, kind_name

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_PURPOSE = {"statement": "describing", "event": "classifying", "position": "classifying"}


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write one collection with one page that holds all; return how many annotations."""
    items = [_annotation(record, whole.reports[record.report]) for record in whole.told.values()]
    collection = {
        "@context": CONTEXT,
        "id": "urn:accordingto:annotations",
        "type": "AnnotationCollection",
        "label": "What the reports say",
        "total": len(items),
        "first": {"id": "urn:accordingto:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    stream.write(msgspec.json.encode(collection) + b"\n")
    return len(items)


def _annotation(record: Statement | Event | Position, report: Report) -> dict[str, Any]:
    return {
        "id": f"urn:accordingto:{record.id}",
        "type": "Annotation",
        "motivation": _PURPOSE[kind_name(record)],
        "body": [
            {"type": "TextualBody", "value": headline(record), "format": "text/plain", "purpose": "describing"},
            {"type": "TextualBody", "value": kind_name(record), "format": "text/plain", "purpose": "tagging"},
        ],
        "target": [_target(report, e) for e in _words(record, report)],
    }


def _words(record: Statement | Event | Position, report: Report) -> Iterator[Evidence]:
    """Yield the words that support a record, and after them each piece of what is said."""
    yield record.evidence
    if isinstance(record, Statement):
        yield from (
            evidence(report, m.start, m.end) for m in record.content if (m.start, m.end) != _span(record.evidence)
        )


def _span(words: Evidence) -> tuple[int, int]:
    return words.start, words.end


def _target(report: Report, words: Evidence) -> dict[str, Any]:
    return {
        "source": safe_url(report.url) or f"urn:accordingto:{report.id}",
        "selector": w3c_selectors(words),
        "state": {"type": "State", "id": f"urn:sha256:{report.sha256}"},
    }
