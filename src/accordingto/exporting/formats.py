"""The formats that a case is handed over in, by name: what each is for, and how it is written.

A writer is imported when it is asked for, so that a list of the formats costs nothing.
"""

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from msgspec import Struct

from accordingto.errors import UsageError
from accordingto.exporting.common import target
from accordingto.exporting.reviewed import NONE, Reviewed
from accordingto.records import Record


class Format(Struct, frozen=True):
    """A format: its writer as ``module:function``, the ending of its file (``None`` for a folder), who reads it.

    ``takes_whole`` where the writer wants the record gathered, ``takes_reviews`` where reviews can stand beside it.
    """

    writer: str
    ending: str | None
    counts: str
    about: str
    takes_whole: bool = True
    takes_reviews: bool = False


FORMATS: dict[str, Format] = {
    "jsonl": Format("jsonl:write", ".jsonl", "record", "every record, the contract", False, True),
    "csv": Format("datapackage:write_csv", None, "row", "tables, described (Frictionless), with R", False, True),
    "parquet": Format("datapackage:write_parquet", None, "row", "the same as Parquet", False, True),
    "annotations": Format("annotations:write", ".jsonld", "annotation", "W3C Web Annotation: Hypothesis, Recogito"),
    "geojson": Format("geojson:write", ".geojson", "happening", "QGIS, Leaflet, kepler.gl"),
    "graphml": Format("graphml:write", ".graphml", "edge", "Gephi, igraph, NetworkX"),
    "timelinejs": Format("timelinejs:write", ".json", "slide", "TimelineJS"),
    "followthemoney": Format("followthemoney:write", ".ftm.json", "thing", "Aleph, OpenAleph"),
    "plover-shaped": Format("shaped:write_plover", ".csv", "happening", "an event table with PLOVER's field names"),
    "acled-shaped": Format("shaped:write_acled", ".csv", "happening", "an event table with ACLED's column names"),
    "prov": Format("prov:write", ".prov.json", "thing", "W3C PROV: where each record comes from"),
}


def export(records: Sequence[Record], name: str, output: Path | None, reviewed: Reviewed = NONE) -> int:
    """Write records in a format to a file, to a new folder or, for ``None``, to standard output; return how many rows.

    ``reviewed`` goes with the formats that can hold reviews. Raises ``UsageError`` for a format that is not known, for
    one without room for reviews where they are to be applied, and where a folder is needed or cannot be written.
    """
    from accordingto import views

    format = FORMATS.get(name)
    if format is None:
        raise UsageError(f"there is no format {name!r}: write one of {', '.join(FORMATS)}")
    if reviewed.apply and not format.takes_reviews:
        holding = ", ".join(n for n, f in FORMATS.items() if f.takes_reviews)
        raise UsageError(f"{name} has no place for reviews: write one of {holding}")
    module, function = format.writer.split(":")
    write: Any = getattr(import_module(f"accordingto.exporting.{module}"), function)
    if format.ending is None:
        if output is None:
            raise UsageError(f"{name} makes a folder: name it with -o FOLDER")
        return int(write(records, output, reviewed))
    with target(output) as stream:
        if format.takes_reviews:
            return int(write(records, stream, reviewed))
        return int(write(views.gather(records) if format.takes_whole else records, stream))
