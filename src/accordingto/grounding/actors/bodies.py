"""Bodies whose sector changed: an armed movement that took or lost the government, a rebel group turned party."""

from accordingto import codebook
from accordingto.errors import CodebookError
from accordingto.grounding.actors import dates


class Bodies:
    """The page ``body_changes``: what a body was on a day."""

    def __init__(self) -> None:
        self._spans: dict[str, list[tuple[str, str, str]]] = {}
        for name, line in codebook.load("body_changes", dict[str, str]).items():
            self._spans[name] = [_span(name, item.split()) for item in line.split(";")]

    def sector(self, name: str, day: str | None) -> str | None:
        """Return the PLOVER sector of a body on a day, ``None`` where it never changed or the day is not known."""
        if day is None or name not in self._spans:
            return None
        return next((sector for sector, start, end in self._spans[name] if start <= day <= end), None)


def _span(name: str, words: list[str]) -> tuple[str, str, str]:
    if len(words) != 2 or "/" not in words[1]:
        raise CodebookError(f"body_changes.yaml, {name}: write SECTOR from/to")
    start, _, end = words[1].partition("/")
    return words[0], dates.first_day(start) if start else "", dates.last_day(end) if end else "9999-12-31"
