"""GraphML of who does and says what to whom: actors are nodes; an edge is one kind of doing or saying between two.

Edges carry how many happenings, statements or positions they stand for, by how many reports, and from when to when, so
that Gephi, igraph or NetworkX can weigh and filter them. A party that was not resolved is a node of its own words.
"""

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from lxml import etree

from accordingto.exporting.happenings import happenings
from accordingto.records import Party, Position, Statement
from accordingto.views import Whole
from accordingto.views.naming import one_line

_SPACE = "http://graphml.graphdrawing.org/xmlns"

_NODE = {"name": "string", "country": "string", "sector": "string", "resolved": "boolean"}
_EDGE = {
    "layer": "string",
    "kind": "string",
    "weight": "int",
    "reports": "int",
    "first": "string",
    "last": "string",
    "records": "string",
}

_NOBODY = "nobody named"


class Tie(NamedTuple):
    """One record between two parties: its layer (event, statement, position), kind, reports and days."""

    source: Party | None
    target: Party | None
    layer: str
    kind: str
    record: str
    reports: tuple[str, ...]
    day: str | None


class _Node(NamedTuple):
    name: str
    country: str | None
    sector: str | None
    resolved: bool


def write(whole: Whole, stream: BinaryIO) -> int:
    """Write the graph; return how many edges it has."""
    edges: dict[tuple[_Node, _Node, str, str], list[Tie]] = {}
    for tie in ties(whole):
        edges.setdefault((_node(tie.source), _node(tie.target), tie.layer, tie.kind), []).append(tie)
    numbers = {node: f"n{i}" for i, node in enumerate(dict.fromkeys(n for key in edges for n in key[:2]))}
    root = etree.Element(f"{{{_SPACE}}}graphml", nsmap={None: _SPACE})
    for part, names in (("node", _NODE), ("edge", _EDGE)):
        for name, type_ in names.items():
            key = {"id": f"{part}-{name}", "for": part, "attr.name": name, "attr.type": type_}
            etree.SubElement(root, f"{{{_SPACE}}}key", key)
    graph = etree.SubElement(root, f"{{{_SPACE}}}graph", edgedefault="directed")
    for node, number in numbers.items():
        element = etree.SubElement(graph, f"{{{_SPACE}}}node", id=number)
        _data(element, "node", node._asdict())
    for (source, target, layer, kind), found in edges.items():
        element = etree.SubElement(graph, f"{{{_SPACE}}}edge", source=numbers[source], target=numbers[target])
        _data(element, "edge", {"layer": layer, "kind": kind, **_weights(found)})
    stream.write(etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True))
    return len(edges)


def ties(whole: Whole) -> Iterator[Tie]:
    """Yield who does or says something to whom, once a happening, a statement or a position and pair of parties.

    A party of whom the report says nothing is ``None``; a tie has at least one party.
    """
    for h in happenings(whole):
        day = h.event.when.start[:10] if h.event.when and h.event.when.start else None
        reports = tuple(r.id for r in h.reports)
        for source, target in _pairs(h.event.actors, h.event.recipients):
            yield Tie(source, target, "event", h.event.type, h.id, reports, day)
    for record in whole.told.values():
        published = whole.reports[record.report].published
        day = published[:10] if published else None
        if isinstance(record, Statement) and record.speaker and record.addressee:
            yield Tie(record.speaker, record.addressee, "statement", record.form, record.id, (record.report,), day)
        elif isinstance(record, Position) and (record.holder or record.bearer):
            yield Tie(record.holder, record.bearer, "position", record.position, record.id, (record.report,), day)


def _pairs(actors: Sequence[Party], recipients: Sequence[Party]) -> Iterator[tuple[Party | None, Party | None]]:
    for source in actors or (None,):
        for target in recipients or (None,):
            if source or target:
                yield source, target


def _node(party: Party | None) -> _Node:
    if party is None:
        return _Node(_NOBODY, None, None, False)
    if party.actor is None:
        return _Node(one_line(party.mention.text), None, None, False)
    return _Node(party.actor.name, party.actor.country, party.actor.sector, True)


def _weights(found: Sequence[Tie]) -> dict[str, Any]:
    days = sorted(tie.day for tie in found if tie.day)
    return {
        "weight": len({tie.record for tie in found}),
        "reports": len({report for tie in found for report in tie.reports}),
        "first": days[0] if days else None,
        "last": days[-1] if days else None,
        "records": " ".join(dict.fromkeys(tie.record for tie in found)),
    }


def _data(element: Any, part: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if value is not None:
            data = etree.SubElement(element, f"{{{_SPACE}}}data", key=f"{part}-{name}")
            data.text = str(value).lower() if isinstance(value, bool) else _writable(str(value))


def _writable(text: str) -> str:
    """Return a text without the characters that XML 1.0 cannot hold."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff" and not "\ud800" <= c <= "\udfff")
