"""Draw a sample of sure positions from workload reports to be judged one by one.

python -m benchmarks.position_verdicts WORKLOAD.jsonl.gz --seed 5 [--reports 200] [--positions 150] [--seen TABLE.csv]

Prints each position with the text around it, in an order that the seed fixes. Reports named in the table of verdicts
are left out, so that every sample is fresh. Verdicts are kept by position and report id, without text.
"""

from accordingto.records import Party, Position, Report
from benchmarks.verdicts import judge

AROUND = 260  # characters shown on either side of the evidence


def described(report: Report, position: Position) -> str:
    """Return one position for a reader: its kind, its parties, its fields, and the text around its evidence."""
    first, last = position.evidence.start, position.evidence.end
    before = report.text[max(0, first - AROUND) : first].replace("\n", " / ")
    after = report.text[last : last + AROUND].replace("\n", " / ")
    marked = [f"if={m.mention.text}" for m in (position.condition, position.consequence) if m is not None]
    limits = [f"{limit.kind}:{limit.sense}" for limit in position.limits]
    fields = " ".join([position.status, f"{position.confidence:.2f}", *limits, *marked])
    parties = f"{_name(position.holder)} -> {_name(position.bearer)}"
    inside = report.text[first:last].replace("\n", " / ")
    head = f"{position.position.upper()} {parties} | {position.action.mention.text} | {fields}"
    return f"{position.id} {report.path}\n  {head}\n  {before}[[{inside}]]{after}"


def _name(party: Party | None) -> str:
    if party is None:
        return "-"
    actor = f"<{party.actor.country or ''} {party.actor.sector or ''}>" if party.actor else ""
    return party.mention.text + actor


if __name__ == "__main__":
    judge(__doc__, Position, described)
