"""The command line: one file a command."""

from accordingto.cli.app import main

__all__ = ["main"]
