"""PROV-JSON (W3C PROV-DM, 2013): from which report each record was taken, by which program, on whose word.

Reports are entities attributed to their outlets, records are quotations of them and attributed to whoever says so,
findings are derived from records, copies from their originals.
"""

from typing import Any, BinaryIO

import msgspec

import accordingto
from accordingto.records import Event, Position, Report, Statement, derive_id
from accordingto.views import Whole
from accordingto.views.naming import headline, kind_name, outlet_of, party_name, title_of

_PROGRAM = "at:program"
_READING = "at:reading"


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write the document; return how many entities it has."""
    document = _Document()
    for report in whole.reports.values():
        document.report(report)
    for record in whole.told.values():
        document.record(record, whole)
    for finding in whole.findings:
        document.entity(finding.id, {"prov:type": "at:finding", "at:verdict": finding.verdict, "at:of": finding.of})
        for member in finding.members:
            document.relate("wasDerivedFrom", {"prov:generatedEntity": finding.id, "prov:usedEntity": member})
        document.generated(finding.id)
    stream.write(msgspec.json.encode(document.parts) + b"\n")
    return len(document.parts["entity"])


class _Document:
    """A PROV document as it grows: sections of PROV-JSON, each a name → attributes."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, Any]] = {
            "prefix": {"at": "urn:accordingto:"},
            "entity": {},
            "activity": {_READING: {"prov:label": "reading and comparing the reports"}},
            "agent": {
                _PROGRAM: {"prov:type": "prov:SoftwareAgent", "prov:label": f"AccordingTo {accordingto.__version__}"}
            },
            "wasAssociatedWith": {"_:a0": {"prov:activity": _READING, "prov:agent": _PROGRAM}},
        }

    def report(self, report: Report) -> None:
        told = {"prov:type": "at:report", "prov:label": title_of(report), "at:sha256": report.sha256}
        published = {"at:published": report.published} if report.published else {}
        self.entity(report.id, {**told, **published, **({"at:url": report.url} if report.url else {})})
        self.attributed(report.id, outlet_of(report), "prov:Organization")
        self.relate("used", {"prov:activity": _READING, "prov:entity": report.id})
        if report.copy_of:
            copied = {"prov:generatedEntity": report.id, "prov:usedEntity": report.copy_of}
            self.relate("wasDerivedFrom", {**copied, "prov:type": "prov:Revision"})

    def record(self, record: Statement | Event | Position, whole: Whole) -> None:
        e = record.evidence
        self.entity(
            record.id,
            {
                "prov:type": f"at:{kind_name(record)}",
                "prov:label": headline(record),
                "prov:value": e.exact,
                "at:start": e.start,
                "at:end": e.end,
            },
        )
        quoted = {"prov:generatedEntity": record.id, "prov:usedEntity": record.report}
        self.relate("wasDerivedFrom", {**quoted, "prov:type": "prov:Quotation"})
        self.generated(record.id)
        for name in _sources(record, whole):
            self.attributed(record.id, name, "prov:Agent")

    def entity(self, id: str, attributes: dict[str, Any]) -> None:
        self.parts["entity"][f"at:{id}"] = attributes

    def generated(self, id: str) -> None:
        self.relate("wasGeneratedBy", {"prov:entity": id, "prov:activity": _READING})

    def attributed(self, id: str, name: str, kind: str) -> None:
        agent = derive_id("agent", name)
        self.parts["agent"].setdefault(f"at:{agent}", {"prov:type": kind, "prov:label": name})
        self.relate("wasAttributedTo", {"prov:entity": id, "prov:agent": agent})

    def relate(self, relation: str, attributes: dict[str, str]) -> None:
        section = self.parts.setdefault(relation, {})
        full = {
            name: value if ":" in value or name == "prov:type" else f"at:{value}" for name, value in attributes.items()
        }
        section[f"_:{relation}{len(section)}"] = full


def _sources(record: Statement | Event | Position, whole: Whole) -> list[str]:
    """Return who says so, by name: the speaker of a statement, or of the statements that carry a record."""
    match record:
        case Statement():
            said = [record]
        case Event():
            said = [s for i in record.statements if (s := whole.statements.get(i))]
        case Position():
            said = [s for i in (record.said_by,) if i and (s := whole.statements.get(i))]
    return list(dict.fromkeys(party_name(s.speaker) for s in said if s.speaker is not None))
