"""What all writers share: the formats by name, and a target that is a file written whole or a stream."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from accordingto.errors import UsageError


@contextmanager
def target(path: Path | None) -> Iterator[BinaryIO]:
    """Open a file that appears under its name only when it is whole, or standard output for ``None``."""
    if path is None:
        try:
            yield sys.stdout.buffer
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise UsageError(f"cannot write to standard output: {error.strerror}; name a file with -o") from error
        return
    if path.exists() and not path.is_file():
        raise UsageError(f"cannot write {path}: it is not a plain file; name another file with -o")
    whole = path.resolve()  # a link to a file stays a link
    draft = whole.with_name(whole.name + ".part")
    try:
        with draft.open("wb") as stream:
            yield stream
        draft.replace(whole)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}; name another file with -o") from error
    finally:
        draft.unlink(missing_ok=True)


def safe_url(url: str | None) -> str | None:
    """Return an address that may become a link: http or https with a host; ``None`` for all else.

    >>> safe_url("javascript:alert(1)") is None
    True
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
