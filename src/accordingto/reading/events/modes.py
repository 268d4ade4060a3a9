"""How an attack was made, where only the weapon tells."""

from functools import cache

from accordingto import codebook
from accordingto.records import EventType, Instrument


@cache
def _modes() -> dict[str, str]:
    page = codebook.load("events_means", dict[str, tuple[str, ...]])
    return {kind: mode for mode, kinds in page.items() for kind in kinds}


def mode_of(type_: EventType, instrument: Instrument | None) -> str | None:
    """Return the mode of an ASSAULT from the class of its weapon, ``None`` for other types and unknown weapons.

    "Struck the depot with drones" has the mode ``drone``. The modes are PLOVER's.
    """
    if type_ != "ASSAULT" or instrument is None or instrument.equipment is None:
        return None
    return _modes().get(instrument.equipment.kind)


_ARMED = {"heavy-weapons": "194", "aerial": "195", "drone": "195"}
_OPEN = frozenset({"180", "183"})
"""CAMEO codes of attacks that do not say with what; weapons of war make them the use of military force."""


def cameo_of(cameo: str | None, instrument: Instrument | None) -> str | None:
    """Return the CAMEO code of an attack with what its weapon adds: "killed by a missile" is 194, not 180."""
    return _ARMED.get(mode_of("ASSAULT", instrument) or "", cameo) if cameo in _OPEN else cameo
