"""Pages over a case: what is on them comes from its queries; nothing is loaded that is not shown."""

from accordingto.web.app import create_app

__all__ = ["create_app"]
