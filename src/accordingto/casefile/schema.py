"""Tables of a case: the flat columns of each record kind, the record itself as JSON, and what happened to the case."""

from typing import Any

from sqlalchemy import DDL, BigInteger, Column, Float, Index, Integer, MetaData, String, Table, Text, event

from accordingto.columns import COLUMNS

SCHEMA_VERSION = 3

metadata = MetaData()

WORD = String().with_variant(String(collation="C"), "postgresql")
LINE = Text().with_variant(Text(collation="C"), "postgresql")
"""Text compared and sorted by its code points, whatever the language of the database: the same order in every store."""

_NUMBER = Integer().with_variant(BigInteger(), "postgresql")
_SQL_TYPES: dict[type, Any] = {str: LINE, int: _NUMBER, float: Float()}


def _record_table(kind: str) -> Table:
    """One table a kind, ordered by id on disk so that equal cases are equal files in content and order."""
    columns: list[Column[Any]] = [
        Column(c.name, _SQL_TYPES[c.type], primary_key=c.name == "id", nullable=c.name != "id") for c in COLUMNS[kind]
    ]
    extra = [Column("sort_key", WORD, nullable=False)] if kind != "problem" else []
    if kind == "finding":
        extra.append(Column("first_report", WORD, nullable=False))
    return Table(
        f"{kind}s", metadata, *columns, *extra, Column("record", LINE, nullable=False), sqlite_with_rowid=False
    )


TABLES: dict[str, Table] = {kind: _record_table(kind) for kind in COLUMNS}
"""Record kind → its table; ``record`` holds the line of the JSON-lines contract."""

READ_BY: dict[str, tuple[str, ...]] = {
    "statement": (
        *("form", "source_type", "speaker_country", "addressee_country", "venue_country"),
        *("speaker", "speaker_name", "addressee", "addressee_name", "venue", "venue_name"),
    ),
    "event": (
        *("type", "status", "actor_country", "recipient_country", "place_country", "confidence", "actor", "actor_name"),
        *("recipient", "recipient_name", "place", "place_name", "place_geonames_id", "place_precision"),
    ),
    "position": (
        *("position", "status", "holder_country", "bearer_country", "confidence"),
        *("holder", "holder_name", "bearer", "bearer_name"),
    ),
}
"""Columns that records are narrowed down and counted by: an index in reading order holds them, so that a page of many
rows reads no row that it does not show."""

for _kind, _columns in READ_BY.items():
    _table = TABLES[_kind]
    _in_order = Index(
        f"{_kind}s_in_order", _table.c.report, _table.c.sort_key, _table.c.id, *(_table.c[n] for n in _columns)
    )
    _in_order.ddl_if(dialect="sqlite")  # a tree of PostgreSQL takes no row of more than 2,700 bytes
    Index(f"{_kind}s_by_report", _table.c.report, _table.c.sort_key).ddl_if(dialect="postgresql")
_reports, _findings = TABLES["report"].c, TABLES["finding"].c
for _kind, _columns in (
    ("event", ("trigger", "exact")),
    ("position", ("action", "exact")),
    ("finding", ("agreed", "differences")),
):
    _table = TABLES[_kind]
    Index(f"{_kind}s_by_words", _table.c.id, *(_table.c[n] for n in _columns)).ddl_if(dialect="sqlite")
Index("reports_in_order", _reports.sort_key, _reports.id).ddl_if(dialect="sqlite")
Index("reports_by_story", _reports.story, _reports.published, _reports.outlet).ddl_if(dialect="sqlite")
Index("findings_in_order", _findings.sort_key, _findings.id, _findings.verdict, _findings.of).ddl_if(dialect="sqlite")
Index(
    "findings_leading",
    *(_findings.verdict, _findings.origins_low.desc(), _findings.origins_high.desc(), _findings.sort_key, _findings.id),
).ddl_if(dialect="sqlite")
Index("reports_by_path", _reports.path).ddl_if(dialect="sqlite")
# a path may be longer than a tree of PostgreSQL takes
_HASHED = DDL("CREATE INDEX reports_by_path ON reports USING hash (path)")  # type: ignore[no-untyped-call]
event.listen(TABLES["report"], "after_create", _HASHED.execute_if(dialect="postgresql"))
Index("findings_by_first_report", TABLES["finding"].c.first_report)

ledger = Table(
    "ledger",
    metadata,
    Column("id", WORD, primary_key=True),
    Column("course", WORD, nullable=False),
    Column("holder_country", WORD),
    Column("bearer_country", WORD),
    Column("act", WORD, nullable=False),
    Column("since", WORD, nullable=False),
    Column("holder_words", LINE, nullable=False),
    Column("bearer_words", LINE, nullable=False),
    Column("about_words", LINE, nullable=False),
    sqlite_with_rowid=False,
)
"""What the entries of the ledger of positions are found by; ``since`` is empty where it is not told."""

ledger_entries = Table(
    "ledger_entries",
    metadata,
    Column("id", WORD, primary_key=True),
    Column("entry", LINE, nullable=False),
    sqlite_with_rowid=False,
)
"""The entries as JSON, apart from what is searched, so that a search reads few pages."""

Index("ledger_by_holder", ledger.c.holder_country, ledger.c.since)
Index("ledger_by_bearer", ledger.c.bearer_country, ledger.c.since)
Index("ledger_by_day", ledger.c.since)

facts = Table("facts", metadata, Column("name", WORD, primary_key=True), Column("value", LINE, nullable=False))
"""What the case says of itself: its ``schema``, that its reports are ``sealed``, that its ``ledger`` is to be made."""

SEALED, LEDGER_DUE, HEARD, WORDED = "sealed", "ledger", "heard", "worded"
"""Names of facts: that all reports have seals; the mark of the last comparing that the ledger does not know of; which
version of the ledger heard the positions that are kept for it (``hearings``); that there is an index of
words."""

readers = Table(
    "readers",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("reader", WORD, nullable=False),
    Column("run", Integer, nullable=False),
    sqlite_with_rowid=False,
)
"""Which reader (version, codebook and model) made the records of a report, and in which run."""

seals = Table(
    "seals",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("seal", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""What each report and its records add up to (``sealing``), by which ``check`` knows that none is lost or altered."""

finding_seals = Table(
    "finding_seals",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("seal", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""What the findings that each report is the first to tell add up to."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("inputs", LINE, nullable=False),
    Column("reader", WORD, nullable=False),
)

run_log = Table(
    "run_log",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    Column("event", WORD, nullable=False),
    Column("at", WORD, nullable=False),
)
"""When a run was started, taken up again, finished; only here, in ``fetches`` and in ``reviews`` are clock times."""

changes = Table(
    "changes",
    metadata,
    Column("old_report", WORD, primary_key=True),
    Column("new_report", WORD, primary_key=True),
    Column("run", Integer, nullable=False),
    Column("path", LINE),
    Column("old_sha256", WORD, nullable=False),
    Column("new_sha256", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""A report that came again with other text: which took whose place."""

fetches = Table(
    "fetches",
    metadata,
    Column("key", WORD, primary_key=True),
    Column("url", LINE, nullable=False),
    Column("answered", LINE, nullable=False),
    Column("report", WORD, nullable=False),
    Column("at", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""What was fetched: the address asked for (``key``: its SHA-256), the one that answered, the report, and when (UTC)."""

superseded = Table(
    "superseded",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("id", WORD, primary_key=True),
    Column("record", LINE, nullable=False),
    sqlite_with_rowid=False,
)
"""The records of replaced reports, as they were."""

reviews = Table(
    "reviews",
    metadata,
    Column("id", WORD, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("kind", WORD, nullable=False),
    Column("reviewed", WORD, nullable=False),
    Column("report", WORD),
    Column("path", LINE),
    Column("reviewer", WORD, nullable=False),
    Column("verdict", WORD, nullable=False),
    Column("at", WORD, nullable=False),
    Column("seen", LINE, nullable=False),
    Column("review", LINE, nullable=False),
    sqlite_with_rowid=False,
)
"""What people say of records, in the order of ``number``; ``seen`` is the record's line as they saw it. Nothing is ever
taken out of it."""

Index("reviews_by_record", reviews.c.reviewed)
