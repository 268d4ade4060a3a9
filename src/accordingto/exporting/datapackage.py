"""A Frictionless data package: a folder of tables, a description of every column, and how to read it in R.

Tables are the flat columns of each kind of record, as CSV or Parquet, and beside them ``members.csv``: which record
belongs to which finding, one row each, for joins. No row is left out and the quoted words are in ``exact``.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

import accordingto
from accordingto.columns import COLUMNS, kind_of
from accordingto.errors import UsageError
from accordingto.exporting import csv
from accordingto.records import Finding, Record

_TYPES = {str: "string", int: "integer", float: "number"}

DESCRIPTION = "datapackage.json"

_R = """# Reads the package into a list of data frames; needs nothing but R itself.
read_package <- function(folder) {
  files <- list.files(folder, pattern = "[.]csv$", full.names = TRUE)
  tables <- lapply(files, read.csv, encoding = "UTF-8", na.strings = "", check.names = FALSE)
  names(tables) <- sub("[.]csv$", "", basename(files))
  tables
}
# case <- read_package("crisis-package")
# merge(case$members, case$events, by.x = "member", by.y = "id")
"""

_R_PARQUET = """# Reads the package into a list of data frames; needs the package arrow.
read_package <- function(folder) {
  files <- list.files(folder, pattern = "[.]parquet$", full.names = TRUE)
  tables <- lapply(files, arrow::read_parquet)
  names(tables) <- sub("[.]parquet$", "", basename(files))
  tables
}
# case <- read_package("crisis-package")
# merge(case$members, case$events, by.x = "member", by.y = "id")
"""


def write_csv(records: Iterable[Record], folder: Path) -> int:
    """Write the package with CSV tables; return how many rows it has. Raises ``UsageError`` where it cannot."""
    return _write(records, folder, "csv", csv.write, _R)


def write_parquet(records: Iterable[Record], folder: Path) -> int:
    """Write the package with Parquet tables; return how many rows it has. Raises ``UsageError`` where it cannot."""
    from accordingto.exporting import arrow

    return _write(records, folder, "parquet", arrow.write, _R_PARQUET)


def _write(
    records: Iterable[Record], folder: Path, form: str, write: Callable[[str, Iterable[Record], BinaryIO], int], r: str
) -> int:
    by_kind: dict[str, list[Record]] = {kind: [] for kind in COLUMNS}
    for record in records:
        by_kind[kind_of(record)].append(record)
    _refuse_what_is_not_ours(folder)
    draft = folder.resolve().with_name(folder.resolve().name + ".part")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        for kind, rows in by_kind.items():
            with (draft / f"{kind}s.{form}").open("wb") as stream:
                write(kind, rows, stream)
        pairs = list(_members(by_kind["finding"]))
        _write_members(pairs, draft, form)
        (draft / DESCRIPTION).write_bytes(msgspec.json.format(msgspec.json.encode(describe(form)), indent=2) + b"\n")
        (draft / "read.R").write_text(r, "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder.resolve())
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}; name another folder with -o") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sum(map(len, by_kind.values())) + len(pairs)


def _refuse_what_is_not_ours(folder: Path) -> None:
    """A folder is replaced only where it is empty or holds a package; raises ``UsageError`` otherwise."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            f"cannot write {folder}: a data package is a folder, and there is a file; name another with -o"
        )
    if folder.is_dir() and any(folder.iterdir()) and not (folder / DESCRIPTION).is_file():
        raise UsageError(f"{folder} holds other things and is left as it is: name a new folder with -o")


def _members(findings: Iterable[Record]) -> Iterator[dict[str, str]]:
    for finding in findings:
        if isinstance(finding, Finding):
            for member in finding.members:
                yield {"finding": finding.id, "member": member, "of": finding.of, "verdict": finding.verdict}


_MEMBER_COLUMNS = ("finding", "member", "of", "verdict")


def _write_members(pairs: list[dict[str, str]], folder: Path, form: str) -> None:
    if form == "parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        schema = pa.schema([(name, pa.string()) for name in _MEMBER_COLUMNS])
        pq.write_table(pa.Table.from_pylist(pairs, schema=schema), folder / "members.parquet")
        return
    lines = [",".join(_MEMBER_COLUMNS), *(",".join(pair[name] for name in _MEMBER_COLUMNS) for pair in pairs)]
    (folder / "members.csv").write_text("\n".join(lines) + "\n", "utf-8")


def describe(form: str) -> dict[str, Any]:
    """Return the package's description (Data Package v1): each table's file, columns and keys."""
    tables = [_resource(kind, form) for kind in COLUMNS]
    return {
        "profile": "data-package",
        "name": "accordingto-case",
        "title": "Who did what to whom, according to whom",
        "description": (
            f"Made by AccordingTo {accordingto.__version__} from news reports. It reports who says what and gives no "
            "verdict on what is true. The texts belong to their publishers."
        ),
        "resources": [*tables, _members_resource(form)],
    }


def _file(name: str, form: str) -> dict[str, Any]:
    found = {"name": name, "path": f"{name}.{form}", "format": form, "profile": "tabular-data-resource"}
    return found if form == "parquet" else {**found, "mediatype": "text/csv", "encoding": "utf-8"}


def _resource(kind: str, form: str) -> dict[str, Any]:
    fields = [{"name": c.name, "type": _TYPES[c.type]} for c in COLUMNS[kind]]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    if any(c.name == "report" for c in COLUMNS[kind]):
        schema["foreignKeys"] = [_refers("report", "reports")]
    return {**_file(f"{kind}s", form), "schema": schema}


def _members_resource(form: str) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in _MEMBER_COLUMNS]
    schema = {"fields": fields, "foreignKeys": [_refers("finding", "findings")], "missingValues": [""]}
    return {**_file("members", form), "schema": schema}


def _refers(field: str, resource: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}
