"""Records of some workload reports, each paragraph beside what was read in it, to be read line by line by a person.

python -m benchmarks.fifty WORKLOAD.jsonl.gz [--count 50] [--skip 0] [--characters 2500] [--all] [--list]

Statements, and with ``--all`` events and positions as well.

Which reports: those with the smallest hash of seed and id, so the pick is the same on every machine and blind to
outlet, crisis and text. ``--skip 50 --count 20`` gives the twenty after the fifty.
"""

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

from accordingto import pipeline
from accordingto.reading.paragraphs import paragraphs
from accordingto.records import Actor, Event, Mention, Party, Position, Record, Report, Statement
from benchmarks.workload import load_all

_SEED = "fifty reports"
_EDGE = 40


def pick(path: Path, count: int, skip: int = 0) -> list[Report]:
    """Return ``count`` reports of a workload file by the hash of their ids, after the first ``skip``."""
    ranked = sorted(load_all(path), key=lambda r: hashlib.sha256(f"{_SEED}\x1f{r.path}".encode()).hexdigest())
    return ranked[skip : skip + count]


def _actor(actor: Actor | None) -> str:
    return " ".join(filter(None, (actor.name, actor.country, actor.sector))) if actor else "?"


def _party(label: str, party: Party | None) -> str:
    return f"{label} {party.mention.text} ({_actor(party.actor)})" if party else ""


def _short(mention: Mention) -> str:
    text = " ".join(mention.text.split())
    return text if len(text) <= 2 * _EDGE + 3 else f"{text[:_EDGE]} … {text[-_EDGE:]}"


def line(statement: Statement) -> str:
    """Return a statement on one line: speaker, cue, form, content, then the fields that are given."""
    speaker = statement.speaker
    who = f"{speaker.mention.text} = {_actor(speaker.actor)}" if speaker else "nobody"
    cue = f"{statement.cue.mention.text} [{statement.cue.stance}]" if statement.cue else "no cue"
    said = " + ".join(f"‹{_short(m)}›" for m in statement.content)
    when, where = statement.said_when, statement.said_where
    fields = (
        "chain " + " → ".join(a.name for a in statement.chain) if len(statement.chain) > 2 else "",
        _party("to", statement.addressee),
        _party("venue", statement.venue),
        f"occasion {statement.occasion.mention.text}" if statement.occasion else "",
        f"when {when.mention.text} {when.start}" if when else "",
        f"where {where.mention.text}" if where else "",
        " ".join(statement.edits),
    )
    return " | ".join(filter(None, (who, cue, f"{statement.form}, {statement.source_type}", said, *fields)))


def event_line(event: Event) -> str:
    """Return an event on one line: type, trigger, who to whom, status, place, time, confidence."""
    fields = (
        f"{event.type}{f'/{event.mode}' if event.mode else ''} {event.trigger.mention.text}",
        f"{_parties(event.actors)} → {_parties(event.recipients)}",
        f"{event.status}, {event.factuality}",
        f"in {event.place.mention.text} ({event.place.name}, {event.place.country})" if event.place else "",
        f"when {event.when.mention.text} {event.when.start}" if event.when else "",
        f"with {event.instrument.mention.text}" if event.instrument else "",
        f"{event.confidence:.2f}",
    )
    return " | ".join(filter(None, fields))


def position_line(position: Position) -> str:
    """Return a position on one line: kind, status, holder to bearer, action, limits, condition, consequence."""
    bearer = _parties([position.bearer] if position.bearer else [])
    holder = _parties([position.holder] if position.holder else [])
    fields = (
        f"{position.position}, {position.status}",
        f"{holder} → {bearer}",
        f"‹{_short(position.action.mention)}›",
        *(f"{limit.kind} {limit.sense}: {limit.mention.text}" for limit in position.limits),
        f"if {position.condition.mention.text}" if position.condition else "",
        f"then {position.consequence.mention.text}" if position.consequence else "",
    )
    return " | ".join(filter(None, fields))


def _parties(parties: Sequence[Party]) -> str:
    return ", ".join(f"{p.mention.text} ({_actor(p.actor)})" for p in parties) or "nobody"


def lines(records: Sequence[Record], *, whole: bool) -> list[tuple[int, str]]:
    """Return each statement on a line with the place where it begins, with ``whole`` events and positions as well."""
    found = [(r.content[0].start, f"S {line(r)}") for r in records if isinstance(r, Statement)]
    if whole:
        found += [(r.trigger.mention.start, f"E {event_line(r)}") for r in records if isinstance(r, Event)]
        found += [(r.action.mention.start, f"P {position_line(r)}") for r in records if isinstance(r, Position)]
    return sorted(found)


def show(report: Report, told: list[tuple[int, str]], characters: int) -> None:
    """Print the paragraphs of a report up to a length, each with the records that begin in it."""
    print(f"\n##### {report.path} · {report.outlet} · {report.published}")
    for paragraph in paragraphs(report.text):
        if paragraph.start >= characters:
            break
        print("\n" + report.text[paragraph.start : paragraph.end].strip())
        for start, words in told:
            if paragraph.start <= start < paragraph.end:
                print(f"  {words}")


def main() -> None:
    """Print the picked reports with their records."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workload", type=Path)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--skip", type=int, default=0)
    parser.add_argument("--characters", type=int, default=2500, help="how much of each report, to a paragraph's end")
    parser.add_argument("--all", action="store_true", help="events and positions as well")
    parser.add_argument("--list", action="store_true", help="only the ids")
    options = parser.parse_args()
    picked = pick(options.workload, options.count, options.skip)
    if options.list:
        print("\n".join(str(report.path) for report in picked))
        return
    for records in pipeline.read_reports(picked, tools=pipeline.load_tools()):
        report = next(r for r in records if isinstance(r, Report))
        show(report, lines(records, whole=options.all), options.characters)


if __name__ == "__main__":
    main()
