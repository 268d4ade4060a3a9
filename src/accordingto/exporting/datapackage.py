"""A Frictionless data package: a folder of tables, a description of every column, and how to read it in R.

Tables are the flat columns of each kind of record, as CSV or Parquet, and beside them ``members.csv``: which record
belongs to which finding, one row each, for joins; ``reviews`` is what people say of records, one review a row. No row
is left out and the quoted words are in ``exact``.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import msgspec

import accordingto
from accordingto.columns import COLUMNS, Column, kind_of
from accordingto.errors import UsageError
from accordingto.exporting import csv
from accordingto.exporting.reviewed import NONE, Reviewed
from accordingto.records import Finding, Record
from accordingto.reviews import REVIEW_COLUMNS

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


def write_csv(records: Iterable[Record], folder: Path, reviewed: Reviewed = NONE) -> int:
    """Write the package with CSV tables; return how many rows it has. Raises ``UsageError`` where it cannot."""
    return _write(records, folder, _Form("csv", csv.write_rows, _R), reviewed)


def write_parquet(records: Iterable[Record], folder: Path, reviewed: Reviewed = NONE) -> int:
    """Write the package with Parquet tables; return how many rows it has. Raises ``UsageError`` where it cannot."""
    from accordingto.exporting import arrow

    return _write(records, folder, _Form("parquet", arrow.write_rows, _R_PARQUET), reviewed)


class _Form(NamedTuple):
    """The form of a package's tables: the ending of their files, how they are written, how they are read in R."""

    name: str
    write: Callable[[Sequence[Column], Iterable[Any], BinaryIO], int]
    r: str


def _write(records: Iterable[Record], folder: Path, form: _Form, reviewed: Reviewed) -> int:
    by_kind: dict[str, list[Record]] = {kind: [] for kind in COLUMNS}
    for record in records:
        by_kind[kind_of(record)].append(record)
    _refuse_what_is_not_ours(folder)
    draft = folder.resolve().with_name(folder.resolve().name + ".part")
    try:
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(parents=True)
        columns = _columns(reviewed)
        for name, rows in _tables(by_kind, reviewed).items():
            with (draft / f"{name}.{form.name}").open("wb") as stream:
                form.write(columns[name], rows, stream)
        pairs = list(_members(by_kind["finding"]))
        _write_members(pairs, draft, form.name)
        description = msgspec.json.encode(describe(form.name, reviewed))
        (draft / DESCRIPTION).write_bytes(msgspec.json.format(description, indent=2) + b"\n")
        (draft / "read.R").write_text(form.r, "utf-8")
        if folder.exists():
            shutil.rmtree(folder)
        draft.rename(folder.resolve())
    except OSError as error:
        raise UsageError(f"cannot write {folder}: {error.strerror}; name another folder with -o") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return sum(map(len, by_kind.values())) + len(pairs) + len(reviewed.reviews)


def _columns(reviewed: Reviewed) -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table."""
    of_records = {f"{kind}s": (*COLUMNS[kind], *reviewed.columns(kind)) for kind in COLUMNS}
    return {**of_records, "reviews": REVIEW_COLUMNS}


def _tables(by_kind: Mapping[str, Sequence[Record]], reviewed: Reviewed) -> dict[str, Sequence[Any]]:
    return {**{f"{kind}s": rows for kind, rows in by_kind.items()}, "reviews": reviewed.reviews}


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


def describe(form: str, reviewed: Reviewed = NONE) -> dict[str, Any]:
    """Return the package's description (Data Package v1): each table's file, columns and keys."""
    tables = [_resource(name, columns, form) for name, columns in _columns(reviewed).items()]
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


def _resource(name: str, columns: Sequence[Column], form: str) -> dict[str, Any]:
    fields = [{"name": c.name, "type": _TYPES[c.type]} for c in columns]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": ["id"], "missingValues": [""]}
    if name != "reviews" and any(c.name == "report" for c in columns):  # a review outlives its report
        schema["foreignKeys"] = [_refers("report", "reports")]
    return {**_file(name, form), "schema": schema}


def _members_resource(form: str) -> dict[str, Any]:
    fields = [{"name": name, "type": "string"} for name in _MEMBER_COLUMNS]
    schema = {"fields": fields, "foreignKeys": [_refers("finding", "findings")], "missingValues": [""]}
    return {**_file("members", form), "schema": schema}


def _refers(field: str, resource: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}
