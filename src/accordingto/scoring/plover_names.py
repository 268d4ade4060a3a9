"""PLOVER and CAMEO names as gold sets write them, against ours."""

OLD_TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
"""Event types of PLOVER's first codebook under their later names."""

YIELD_TYPES = frozenset({"CONCEDE", "RETREAT"})
"""The two types that a set of 15 labels joins as YIELD."""

OLD_COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "ROM": "ROU", "TMP": "TLS", "KSV": "XKX", "EUR": "IGO", "UNO": "IGO"}
"""Codes that are no ISO 3166-1 alpha-3 code and the one that is meant; a union of states is an IGO here."""

NO_CODE = "***"


def current_type(name: str) -> str:
    """Return an event type under its present name.

    >>> current_type("FIGHT")
    'ASSAULT'
    """
    return OLD_TYPES.get(name, name)


def joined_type(name: str | None) -> str | None:
    """Return an event type among the 15 labels in which CONCEDE and RETREAT are one, YIELD."""
    return "YIELD" if name in YIELD_TYPES else name


def current_country(code: str | None) -> str | None:
    """Return a country code as ISO or PLOVER has it, ``None`` where the gold gives none."""
    short = (code or "").strip()[:3].upper()
    if not short or short == NO_CODE or set(short) <= {"-"}:
        return None
    return OLD_COUNTRIES.get(short, short)


def short_sector(code: str | None) -> str | None:
    """Return the sector that leads a longer code ("REFKUR" → "REF"), ``None`` where the gold gives none."""
    short = (code or "").strip()[:3]
    return short.upper() if len(short) == 3 and short != NO_CODE else None
