"""The command line: one file a command."""

import sys

__all__ = ["main"]


def main() -> None:
    """Run the command line; an interrupt while it is still being loaded ends it as quietly as a later one."""
    try:
        from accordingto.cli.app import run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("accordingto: interrupted\n")
        sys.exit(130)
