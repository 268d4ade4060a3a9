"""Sphinx's settings: Markdown pages, a theme that loads nothing from elsewhere, every broken link an error."""

from accordingto import __version__

project = "AccordingTo"
author = "The AccordingTo developers"
copyright = "the AccordingTo developers, Apache-2.0"
version = release = __version__
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_title = f"AccordingTo {__version__}"
html_show_search_summary = False  # it would ask for files, which browsers refuse to a page from disk
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
html_theme_options: dict[str, list[str]] = {"footer_icons": []}
highlight_language = "text"
suppress_warnings = ["misc.highlighting_failure"]
