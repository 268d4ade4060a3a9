"""How many independent origins stand behind a finding, as bounds, and why.

Counting reports would count copies, and counting publishers would count one agency's text as often as it is bought. So
what depends on one another is folded together first: copies, wire credits, outlets of one publisher, a cited outlet,
the same ultimate speaker (source dependence, Dong et al. 2009). What is not known is never counted as independent.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath

from msgspec import Struct

from accordingto.codebook.outlets import find_outlet
from accordingto.comparing.differing import Compared
from accordingto.records import Event, Origins, Party, Position, Report, Statement

Key = tuple[str, str]
"""What an origin is known by: ``outlet``, ``speaker`` or ``report``, and its name or id."""


class _Basis(Struct, frozen=True):
    """On whose word a member rests: the origin's key, why in words, and its country where it speaks of its own acts."""

    key: Key
    why: str
    first_hand: str | None = None


def publisher(outlet: str | None) -> str:
    """Return the publisher behind an outlet's name: its family where the codebook knows one, ``unknown`` without one.

    >>> publisher("Sputnik") == publisher("RIA Novosti")
    True
    """
    if not outlet:
        return "unknown"
    known = find_outlet(outlet)
    return (known.publisher or known.name) if known else outlet


def origins(members: Sequence[Compared], reports: Mapping[str, Report], said: Mapping[str, Statement]) -> Origins:
    """Return bounds on the independent origins of what the members tell, with the reasons.

    Args: the members of one finding, their ``reports`` and the statements ``said`` in these, by id. At most, every
    origin that was not folded into another stands for itself. At least, there are as many as there are parties that
    speak of their own acts; one where no two do.
    """
    roots, foldings = _roots([reports[i] for i in dict.fromkeys(m.report for m in members)])
    outlets = {publisher(reports[m.report].outlet): roots[m.report] for m in members}
    bases = [_basis(member, reports[member.report], said, roots, outlets) for member in members]
    high = len({basis.key for basis in bases})
    low = len({basis.first_hand for basis in bases if basis.first_hand})
    reasons = (*foldings, *dict.fromkeys(basis.why for basis in bases))
    return Origins(low=max(1, min(low, high)), high=max(1, high), reasons=reasons)


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


def _basis(
    member: Compared,
    report: Report,
    said: Mapping[str, Statement],
    roots: Mapping[str, Key],
    outlets: Mapping[str, Key],
) -> _Basis:
    statement = _statement_of(member, said)
    if statement is None:
        return _Basis(roots[report.id], f"{_name(report)} names no source")
    cited = _cited(statement, report)
    if cited and publisher(cited) == publisher(report.outlet):
        return _Basis(roots[report.id], f"{_name(report)} says it reported so itself")
    if cited:
        return _Basis(outlets.get(publisher(cited), ("outlet", publisher(cited))), f"{_name(report)} cites {cited}")
    speaker = statement.speaker
    if speaker is None or speaker.actor is None or statement.source_type == "unnamed":
        source = speaker.mention.text if speaker else "a source"
        return _Basis(roots[report.id], f"{_name(report)} has it from {source}, not named further")
    country = speaker.actor.country
    own = country if country and country in _concerned(member) else None
    return _Basis(("speaker", speaker.actor.name), f"{_name(report)} has it from {speaker.actor.name}", own)


def _statement_of(member: Compared, said: Mapping[str, Statement]) -> Statement | None:
    """Return the statement that a record stands in; itself, if it is one."""
    match member:
        case Statement():
            return member
        case Event():
            return next((said[i] for i in member.statements if i in said), None)
        case Position():
            return said.get(member.said_by or "")


def _cited(statement: Statement, report: Report) -> str | None:
    """Return the outlet other than the report's own that a statement came through, nearest to the speaker."""
    speaker = statement.speaker.actor.name if statement.speaker and statement.speaker.actor else None
    passed = [a.name for a in statement.chain if publisher(a.name) != publisher(report.outlet)]
    through = [name for name in passed if find_outlet(name) and name != speaker]
    if through:
        return through[-1]
    return speaker if statement.source_type == "outlet" and speaker else None


def _concerned(member: Compared) -> frozenset[str | None]:
    """Return the countries whose own acts a record is about."""
    match member:
        case Event():
            return _countries((*member.actors, *member.recipients))
        case Position():
            return _countries(party for party in (member.holder, member.bearer) if party)
        case Statement():
            return frozenset()


def _countries(parties: Iterable[Party]) -> frozenset[str | None]:
    return frozenset(party.actor.country for party in parties if party.actor)
