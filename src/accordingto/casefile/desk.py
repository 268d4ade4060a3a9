"""The tables on which comparing keeps its work in progress: nobody's record, see ``workings``."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, Table

from accordingto.casefile import schema
from accordingto.casefile.schema import LINE, WORD, given, key, metadata, table

pending = Table("pending", metadata, key("report"), given("stage", Integer))
"""Reports that came in, changed or went since the last comparing, and how far they are."""

placed = table(
    "placed",
    key("report"),
    given("day", Integer),
    given("marks", LargeBinary),
    Column("story", WORD),
    Column("copy_of", WORD),
    Column("shown_story", WORD),
    Column("shown_copy_of", WORD),
)
"""Reports by day, the marks of their texts, the first report of their story, and what the case shows of both."""

Index("placed_by_day", placed.c.day)

sketches = table(
    "sketches",
    Column("mark", BigInteger, primary_key=True),
    Column("day", Integer, primary_key=True),
    key("report"),
)
"""The inverted index by which copies are looked for."""

copies = table(
    "copies",
    key("report"),
    key("other"),
)
"""Pairs of reports of which one is wholly the other's text, each from both sides."""

links = table(
    "links",
    key("report"),
    key("record"),
    key("other_report"),
    key("other"),
    given("first", Integer),
    given("verdict"),
    given("agreed", LINE),
)
"""Records of two reports that are one or related, each link from both sides; ``first`` on the earlier one's."""

days_due = Table("days_due", metadata, Column("day", Integer, primary_key=True, autoincrement=False))
"""Days whose stories are to be told anew."""

touched = Table("touched", metadata, key("report"), given("done", Integer))
"""Reports whose findings are to be made anew, and whether ``next_findings`` has them."""

next_findings = table(
    "next_findings",
    *(Column(c.name, c.type, primary_key=c.primary_key, nullable=c.nullable) for c in schema.TABLES["finding"].c),
)
"""Findings that are made but not yet shown."""

Index("next_findings_by_first_report", next_findings.c.first_report)

unheard = Table("unheard", metadata, key("report"))
"""Reports that came in, changed, went or became a copy since the ledger heard their positions."""

hearings = table(
    "hearings",
    key("position"),
    given("report"),
    given("matter"),
    given("heard", LINE),
    given("seal"),
)
"""What the ledger knows of each position beside its record, and the matter that it is part of."""

Index("hearings_by_report", hearings.c.report)
Index("hearings_by_matter", hearings.c.matter)

matters_due = Table("matters_due", metadata, key("matter"))
"""Matters whose entries are to be put together anew."""

matter_entries = table(
    "matter_entries",
    key("matter"),
    key("entry"),
    given("seal"),
)
"""Which entries of the ledger each matter has, and what the cells of each add up to."""

unworded = Table("unworded", metadata, key("report"), given("due", Integer))
"""Reports that are not in the index of words: ``due`` are those that came in, changed or went; others stay out."""

worded = Table(
    "worded",
    metadata,
    Column("rowid", BigInteger, primary_key=True, autoincrement=False),
    given("id"),
    given("report"),
    given("kind"),
)
"""The records whose words are in the index, by their numbers there (``words``)."""

Index("worded_by_report", worded.c.report)

WORK = (
    *(pending, placed, sketches, copies, links, days_due, touched, next_findings),
    *(unheard, hearings, matters_due, matter_entries),
)
"""All of them: emptied, they are filled anew from the record."""
