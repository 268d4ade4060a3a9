"""Positions once their parties are resolved."""

from msgspec.structs import replace

from accordingto.reading.positions import settled
from accordingto.records import Actor, Party, Position
from accordingto.scoring.base import load_tools
from accordingto.scoring.reports import make_report
from accordingto.scoring.running import read_records

TEXT = "LUSAKA — Zambia warned Malawi that it would close the bridge unless the trucks were returned."


def test_nobody_is_bound_by_a_position_toward_themselves() -> None:
    (records,) = read_records([make_report(TEXT)], tools=load_tools())
    found = next(r for r in records if isinstance(r, Position))
    assert found.holder is not None
    assert found.holder.actor is not None
    lone = settled(replace(found, bearer=found.holder))
    assert lone.bearer is None
    other = Party(found.holder.mention, Actor("Malawi", "MWI", "GOV"))
    assert settled(replace(found, bearer=other)).bearer == other
