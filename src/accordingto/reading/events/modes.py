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
