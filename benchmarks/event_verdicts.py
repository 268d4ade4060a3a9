"""Draw a sample of sure events from workload reports to be judged one by one, and count the verdicts.

python -m benchmarks.event_verdicts WORKLOAD.jsonl.gz --seed 7 [--reports 200] [--events 150] [--seen VERDICTS.csv]

Prints each event with its sentence, in an order that the seed fixes. Reports named in the table of verdicts are left
out, so that every sample is fresh. Verdicts are kept by event and report id, without text.
"""

from collections.abc import Iterable

from accordingto.records import Event, Party, Report
from benchmarks.verdicts import judge


def described(report: Report, event: Event) -> str:
    """Return one event for a reader: its code, its parties, its place and time, and the sentence around it."""
    trigger = event.trigger.mention
    start = max(report.text.rfind("\n", 0, trigger.start) + 1, trigger.start - 300)
    end = report.text.find("\n", trigger.end)
    end = min(len(report.text) if end < 0 else end, trigger.end + 300)
    before, after = report.text[start : trigger.start], report.text[trigger.end : end]
    code = f"{event.type} {event.mode or '-'} {event.status} {event.factuality} {event.confidence:.2f}"
    return (
        f"{event.id} {report.path}\n  {code} | {_names(event.actors)} -> {_names(event.recipients)}\n"
        f"  {before}[[{trigger.text}]]{after}"
    )


def _names(parties: Iterable[Party]) -> str:
    said = (
        f"{p.mention.text}<{p.actor.country or ''} {p.actor.sector or ''}>" if p.actor else p.mention.text
        for p in parties
    )
    return "; ".join(said) or "-"


if __name__ == "__main__":
    judge(__doc__, Event, described)
