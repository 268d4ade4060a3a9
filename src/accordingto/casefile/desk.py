"""The tables on which comparing keeps its work in progress: nobody's record, see ``workings``."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table

from accordingto.casefile import schema
from accordingto.casefile.schema import LINE, WORD, metadata

pending = Table("pending", metadata, Column("report", WORD, primary_key=True), Column("stage", Integer, nullable=False))
"""Reports that came in, changed or went since the last comparing, and how far they are."""

placed = Table(
    "placed",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("marks", LargeBinary, nullable=False),
    Column("story", WORD),
    Column("copy_of", WORD),
    Column("shown_story", WORD),
    Column("shown_copy_of", WORD),
    sqlite_with_rowid=False,
)
"""Reports by day, the marks of their texts, the first report of their story, and what the case shows of both."""

Index("placed_by_day", placed.c.day)

sketches = Table(
    "sketches",
    metadata,
    Column("mark", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    Column("report", WORD, primary_key=True),
    sqlite_with_rowid=False,
)
"""The inverted index by which copies are looked for."""

copies = Table(
    "copies",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("other", WORD, primary_key=True),
    sqlite_with_rowid=False,
)
"""Pairs of reports of which one is wholly the other's text, each from both sides."""

links = Table(
    "links",
    metadata,
    Column("report", WORD, primary_key=True),
    Column("record", WORD, primary_key=True),
    Column("other_report", WORD, primary_key=True),
    Column("other", WORD, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("verdict", WORD, nullable=False),
    Column("agreed", LINE, nullable=False),
    sqlite_with_rowid=False,
)
"""Records of two reports that are one or related, each link from both sides; ``first`` on the earlier one's."""

days_due = Table("days_due", metadata, Column("day", Integer, primary_key=True, autoincrement=False))
"""Days whose stories are to be told anew."""

touched = Table("touched", metadata, Column("report", WORD, primary_key=True), Column("done", Integer, nullable=False))
"""Reports whose findings are to be made anew, and whether ``next_findings`` has them."""

next_findings = Table(
    "next_findings",
    metadata,
    *(Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in schema.TABLES["finding"].c),
    sqlite_with_rowid=False,
)
"""Findings that are made but not yet shown."""

Index("next_findings_by_first_report", next_findings.c.first_report)

unheard = Table("unheard", metadata, Column("report", WORD, primary_key=True))
"""Reports that came in, changed, went or became a copy since the ledger heard their positions."""

hearings = Table(
    "hearings",
    metadata,
    Column("position", WORD, primary_key=True),
    Column("report", WORD, nullable=False),
    Column("matter", WORD, nullable=False),
    Column("heard", LINE, nullable=False),
    Column("seal", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""What the ledger knows of each position beside its record, and the matter that it is part of."""

Index("hearings_by_report", hearings.c.report)
Index("hearings_by_matter", hearings.c.matter)

matters_due = Table("matters_due", metadata, Column("matter", WORD, primary_key=True))
"""Matters whose entries are to be put together anew."""

matter_entries = Table(
    "matter_entries",
    metadata,
    Column("matter", WORD, primary_key=True),
    Column("entry", WORD, primary_key=True),
    Column("seal", WORD, nullable=False),
    sqlite_with_rowid=False,
)
"""Which entries of the ledger each matter has, and what the cells of each add up to."""

unworded = Table("unworded", metadata, Column("report", WORD, primary_key=True), Column("due", Integer, nullable=False))
"""Reports that are not in the index of words: ``due`` are those that came in, changed or went; others stay out."""

worded = Table(
    "worded",
    metadata,
    Column("rowid", BigInteger, primary_key=True, autoincrement=False),
    Column("id", WORD, nullable=False),
    Column("report", WORD, nullable=False),
    Column("kind", WORD, nullable=False),
)
"""The records whose words are in the index, by their numbers there (``words``)."""

Index("worded_by_report", worded.c.report)

WORK = (
    *(pending, placed, sketches, copies, links, days_due, touched, next_findings),
    *(unheard, hearings, matters_due, matter_entries),
)
"""All of them: emptied, they are filled anew from the record."""
