"""One self-contained HTML page of a case: offline, printable, readable without JavaScript, light and dark."""

from accordingto.exporting.html.page import Making, render

__all__ = ["Making", "render"]
