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


def table(name: str, *columns: Column[Any]) -> Table:
    """Return a table of the case; SQLite keeps it in the order of its key."""
    return Table(name, metadata, *columns, sqlite_with_rowid=False)


def key(name: str) -> Column[Any]:
    """Return a column of words that is the key or a part of it."""
    return Column(name, WORD, primary_key=True)


def given(name: str, kind: Any = WORD) -> Column[Any]:
    """Return a column that every row fills."""
    return Column(name, kind, nullable=False)


def _record_table(kind: str) -> Table:
    """One table a kind, ordered by id on disk so that equal cases are equal files in content and order."""
    columns: list[Column[Any]] = [
        Column(c.name, _SQL_TYPES[c.type], primary_key=c.name == "id", nullable=c.name != "id") for c in COLUMNS[kind]
    ]
    extra = [given("sort_key")] if kind != "problem" else []
    if kind == "finding":
        extra.append(given("first_report"))
    return table(f"{kind}s", *columns, *extra, given("record", LINE))


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

ledger = table(
    "ledger",
    key("id"),
    given("course"),
    Column("holder_country", WORD),
    Column("bearer_country", WORD),
    given("act"),
    given("since"),
    given("holder_words", LINE),
    given("bearer_words", LINE),
    given("about_words", LINE),
)
"""What the entries of the ledger of positions are found by; ``since`` is empty where it is not told."""

ledger_entries = table(
    "ledger_entries",
    key("id"),
    given("entry", LINE),
)
"""The entries as JSON, apart from what is searched, so that a search reads few pages."""

Index("ledger_by_holder", ledger.c.holder_country, ledger.c.since)
Index("ledger_by_bearer", ledger.c.bearer_country, ledger.c.since)
Index("ledger_by_day", ledger.c.since)

facts = Table("facts", metadata, key("name"), given("value", LINE))
"""What the case says of itself: its ``schema``, that its reports are ``sealed``, that its ``ledger`` is to be made."""

SEALED, LEDGER_DUE, HEARD, WORDED = "sealed", "ledger", "heard", "worded"
"""Names of facts: that all reports have seals; the mark of the last comparing that the ledger does not know of; which
version of the ledger heard the positions that are kept for it (``hearings``); that there is an index of
words."""

readers = table(
    "readers",
    key("report"),
    given("reader"),
    given("run", Integer),
)
"""Which reader (version, codebook and model) made the records of a report, and in which run."""

seals = table(
    "seals",
    key("report"),
    given("seal"),
)
"""What each report and its records add up to (``sealing``), by which ``check`` knows that none is lost or altered."""

finding_seals = table(
    "finding_seals",
    key("report"),
    given("seal"),
)
"""What the findings that each report is the first to tell add up to."""

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    given("inputs", LINE),
    given("reader"),
)

run_log = Table(
    "run_log",
    metadata,
    Column("run", Integer, primary_key=True),
    Column("step", Integer, primary_key=True),
    given("event"),
    given("at"),
)
"""When a run was started, taken up again, finished; only here, in ``fetches`` and in ``reviews`` are clock times."""

changes = table(
    "changes",
    key("old_report"),
    key("new_report"),
    given("run", Integer),
    Column("path", LINE),
    given("old_sha256"),
    given("new_sha256"),
)
"""A report that came again with other text: which took whose place."""

fetches = table(
    "fetches",
    key("key"),
    given("url", LINE),
    given("answered", LINE),
    given("report"),
    given("at"),
)
"""What was fetched: the address asked for (``key``: its SHA-256), the one that answered, the report, and when (UTC)."""

superseded = table(
    "superseded",
    key("report"),
    key("id"),
    given("record", LINE),
)
"""The records of replaced reports, as they were."""

reviews = table(
    "reviews",
    key("id"),
    given("number", Integer),
    given("kind"),
    given("reviewed"),
    Column("report", WORD),
    Column("path", LINE),
    given("reviewer"),
    given("verdict"),
    given("at"),
    given("seen", LINE),
    given("review", LINE),
)
"""What people say of records, in the order of ``number``; ``seen`` is the record's line as they saw it. Nothing is ever
taken out of it."""

Index("reviews_by_record", reviews.c.reviewed)
