"""How many independent origins stand behind a finding, as bounds, and why.

Counting reports would count copies, and counting publishers would count one agency's text as often as it is bought. So
what depends on one another is folded together first: copies, wire credits, outlets of one publisher, a cited outlet,
the same ultimate speaker (source dependence, Dong et al. 2009). What is not known is never counted as independent.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import PurePath

from msgspec import Struct

from accordingto.codebook.outlets import find_outlet
from accordingto.comparing.sources import Member, Source, are_two, carried_by, is_one, named, source, sources_of
from accordingto.records import Event, Origins, Position, Report, Statement

Key = tuple[str, str]
"""What a report's own words are known by: ``outlet`` or ``report``, and its name or id."""

SENTENCE = 500
"""Characters on each side of a record beyond which no sentence is followed."""

MANY = 24
"""Ways in which speakers of one utterance are named that are put beside each other."""

TAKEN_OVER = 10
"""Words in a row that two reports' sentences share only where one has them from the other, or both from a third."""

_RULES = frozenset({"permission", "prohibition"})

_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?][\"”’')]*(?=\s)|\n")


class _Basis(Struct, frozen=True):
    """On whose word a report tells a thing: an outlet or report by its key, or a source; and why, in words.

    ``is_said`` is false where the report names no source: then ``source`` is its outlet.
    """

    why: str
    root: Key
    source: Source | None = None
    is_said: bool = True

    @property
    def known(self) -> bool:
        return self.source is not None and self.source.known


def publisher(outlet: str | None) -> str:
    """Return the publisher behind an outlet's name: its family where the codebook knows one, ``unknown`` without one.

    >>> publisher("Sputnik") == publisher("RIA Novosti")
    True
    """
    if not outlet:
        return "unknown"
    known = find_outlet(outlet)
    return (known.publisher or known.name) if known else outlet


def origins(members: Sequence[Member], reports: Mapping[str, Report], said: Mapping[str, Statement]) -> Origins:
    """Return bounds on the independent origins of what the members tell, with the reasons.

    Args: the members of one finding, their ``reports`` and the statements ``said`` in these, by id. What somebody said,
    or takes for a stance, has that one for its origin, however it reached the reports. Else every origin that was not
    folded into another stands for itself at most; at least, there are as many as there are different known sources.
    """
    roots, foldings = _roots([reports[i] for i in dict.fromkeys(m.report for m in members)])
    outlets = {publisher(reports[m.report].outlet): roots[m.report] for m in members}
    bases = _by_report(members, reports, said, roots, outlets)
    reasons = [*foldings, *dict.fromkeys(basis.why for found in bases.values() for basis in found)]
    if not isinstance(members[0], Event):
        uttered = _utterance(members, said)
        if uttered:
            low, high, why = uttered
            return Origins(low=low, high=high, reasons=(*reasons, *why))
    copied = _taken_over(members, reports)
    reasons += [f"{_name(reports[a])} and {_name(reports[b])} share a passage word for word" for a, b in copied]
    groups = _groups(bases, copied)
    low = _independent(groups)
    return Origins(low=max(1, low), high=max(1, len(groups)), reasons=tuple(reasons))


def _utterance(members: Sequence[Member], said: Mapping[str, Statement]) -> tuple[int, int, list[str]] | None:
    """Return the bounds for what one speaker or holder uttered; ``None`` where no report says who.

    Two names that cannot be one raise the higher bound: either the reports differ in who said it, or two did. So does a
    report that tells a rule without its giver.
    """
    found = [one for member in members for one in sources_of(member, said)]
    if not found and not any(isinstance(m, Statement) for m in members):
        return None
    named = list(dict.fromkeys(one for one in found if one.known))[:MANY]
    if any(are_two(a, b) for a, b in combinations(named, 2)):
        return 1, 2, []
    sourced = {member.report for member in members if sources_of(member, said)}
    if not sourced.issuperset(_of_rules(members)):
        return 1, 2, ["not every report says whose rule it is"]
    who = max(named or found, key=lambda one: len(one.names), default=None)
    return 1, 1, [f"one utterance, of {who.words}"] if who else []


def _of_rules(members: Sequence[Member]) -> list[str]:
    """Return the reports that tell a rule: what may be done and what may not."""
    return list(dict.fromkeys(m.report for m in members if isinstance(m, Position) and m.position in _RULES))


def _groups(bases: Mapping[str, Sequence[_Basis]], copied: Sequence[tuple[str, str]]) -> list[list[_Basis]]:
    """Return the bases of all reports in groups of one origin each; reports of a shared passage are one throughout."""
    unique = list(dict.fromkeys(basis for found in bases.values() for basis in found))
    home = {basis: number for number, basis in enumerate(unique)}
    above = list(range(len(unique)))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = number = above[above[number]]
        return number

    def join(a: _Basis, b: _Basis) -> None:
        above[top(home[b])] = top(home[a])

    for a, b in _of_one_origin(unique):
        join(a, b)
    for one, other in copied:
        together = [*bases[one], *bases[other]]
        for basis in together[1:]:
            join(together[0], basis)
    group_of = [top(number) for number in range(len(unique))]
    groups: dict[int, list[_Basis]] = defaultdict(list)
    for number, basis in zip(group_of, unique, strict=True):
        groups[number].append(basis)
    return list(groups.values())


def _independent(groups: Sequence[Sequence[_Basis]]) -> int:
    """Return how many sets of reports share no known source: several sources of one report stand in for each other."""
    sets: list[set[Key]] = []
    for group in groups:
        if any(basis.known for basis in group):
            together = {basis.root for basis in group}
            apart = [one for one in sets if not one & together]
            sets = [*apart, together.union(*(one for one in sets if one & together))]
    return len(sets)


def _of_one_origin(bases: Sequence[_Basis]) -> Iterator[tuple[_Basis, _Basis]]:
    """Yield pairs by which all bases of one origin hang together: of one root, or of one source that is known.

    A report's own words and those of whoever it does not name are of their root's origin; so is all else of that root.
    """
    by_root: dict[Key, list[_Basis]] = defaultdict(list)
    for basis in bases:
        by_root[basis.root].append(basis)
    for alike in by_root.values():
        unknown = next((basis for basis in alike if not basis.known), None)
        yield from ((unknown, basis) for basis in alike if unknown is not None)
    named = [(basis, basis.source) for basis in bases if basis.source is not None and not basis.source.is_open]
    for a, first in named:
        if a.known:
            yield from ((a, b) for b, second in named if is_one(first, second))


def _by_report(
    members: Sequence[Member],
    reports: Mapping[str, Report],
    said: Mapping[str, Statement],
    roots: Mapping[str, Key],
    outlets: Mapping[str, Key],
) -> dict[str, list[_Basis]]:
    """Return each report's bases; where a part of a report names its source, the rest of it has it from there."""
    found: dict[str, list[_Basis]] = defaultdict(list)
    for member in members:
        report = reports[member.report]
        statements = carried_by(member, said)
        own = [_basis(s, report, roots, outlets) for s in statements]
        found[report.id] += own or [
            _Basis(f"{_name(report)} names no source", roots[report.id], _itself(report), False)
        ]
    return {report: _telling(bases) for report, bases in found.items()}


def _itself(report: Report) -> Source | None:
    """Return an outlet as a source of what it tells of itself: a ministry, a company, an army that publishes."""
    return Source(report.outlet, *named(report.outlet)) if report.outlet else None


def _telling(bases: Sequence[_Basis]) -> list[_Basis]:
    sourced = [b for b in bases if b.is_said and b.source and not b.source.is_open]
    known = [b for b in sourced if b.known]
    return known or sourced or list(bases)


def _basis(statement: Statement, report: Report, roots: Mapping[str, Key], outlets: Mapping[str, Key]) -> _Basis:
    root, name = roots[report.id], _name(report)
    cited = _cited(statement, report)
    if cited and publisher(cited) == publisher(report.outlet):
        return _Basis(f"{name} says it reported so itself", root)
    if cited:
        return _Basis(f"{name} cites {cited}", outlets.get(publisher(cited), ("outlet", publisher(cited))))
    speaker = source(statement.speaker, unnamed=statement.source_type == "unnamed")
    if speaker and speaker.words in outlets:
        return _Basis(f"{name} cites {speaker.words}", outlets[speaker.words])
    if speaker is None or not speaker.known:
        return _Basis(
            f"{name} has it from {speaker.words if speaker else 'a source'}, not named further", root, speaker
        )
    actor = statement.speaker.actor if statement.speaker else None
    return _Basis(f"{name} has it from {actor.name if actor else speaker.words}", root, speaker)


def _taken_over(members: Sequence[Member], reports: Mapping[str, Report]) -> list[tuple[str, str]]:
    """Return pairs of reports that tell it in a run of the same words."""
    holder: dict[tuple[str, ...], str] = {}
    found: dict[tuple[str, str], None] = {}
    for member in members:
        for run in _runs(_sentence(member, reports[member.report].text)):
            first = holder.setdefault(run, member.report)
            if first != member.report:
                found[first, member.report] = None
    return list(found)


def _runs(sentence: str) -> Iterator[tuple[str, ...]]:
    words = [w.lower() for w in _WORD.findall(sentence)]
    return (tuple(words[i : i + TAKEN_OVER]) for i in range(len(words) - TAKEN_OVER + 1))


def _sentence(member: Member, text: str) -> str:
    at = member.trigger.mention.start if isinstance(member, Event) else member.evidence.start
    start = max(0, at - SENTENCE)
    first = max((m.end() for m in _STOP.finditer(text, start, at)), default=start)
    last = _STOP.search(text, at)
    return text[first : min(last.start() if last else len(text), at + SENTENCE)]


def _roots(reports: Sequence[Report]) -> tuple[dict[str, Key], tuple[str, ...]]:
    """Return what each report's own words are known by once copies, wire credits and publishers are folded."""
    known = {report.id: report for report in reports}
    roots: dict[str, Key] = {}
    credited: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[str]] = defaultdict(list)
    reasons: list[str] = []
    for report in reports:
        name = _name(report)
        wire = next((w for w in report.wire_credits if publisher(w) != publisher(report.outlet)), None)
        if report.copy_of:
            original = known.get(report.copy_of)
            reasons.append(f"{name} copies {_name(original)}" if original else f"{name} copies another report")
            roots[report.id] = ("report", report.copy_of)
        elif wire:
            credited[publisher(wire)].append(name)
            roots[report.id] = ("outlet", publisher(wire))
        elif report.outlet:
            families[publisher(report.outlet)].append(name)
            roots[report.id] = ("outlet", publisher(report.outlet))
        else:
            roots[report.id] = ("report", report.id)
    for report in reports:
        if report.copy_of in roots:
            roots[report.id] = roots[report.copy_of]
    reasons += [f"{_list(names)} credit{'' if len(names) > 1 else 's'} {wire}" for wire, names in credited.items()]
    reasons += [f"{_list(names)}: one publisher, {family}" for family, names in families.items() if len(names) > 1]
    return roots, tuple(reasons)


def _name(report: Report) -> str:
    return report.outlet or report.title or PurePath(report.path or report.id).name


def _list(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _cited(statement: Statement, report: Report) -> str | None:
    """Return the outlet other than the report's own that a statement came through, nearest to the speaker."""
    speaker = statement.speaker.actor.name if statement.speaker and statement.speaker.actor else None
    passed = [a.name for a in statement.chain if publisher(a.name) != publisher(report.outlet)]
    through = [name for name in passed if find_outlet(name) and name != speaker]
    if through:
        return through[-1]
    return speaker if statement.source_type == "outlet" and speaker else None
