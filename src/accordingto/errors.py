"""What can go wrong, as one tree; every message says what to do next.

AccordingToError
├── UsageError        the request itself is off (a wrong option, an unknown set, a missing file)
├── SourceError       a report could not be read (kept as a ``problem`` row, reading goes on)
├── ModelError        the language model is missing or not the pinned one
├── CodebookError     the codebook's data does not validate
├── WorkerError       the processes that read do not start
├── CaseError         the case file could not be opened, read or written
└── GoldError         a gold set could not be read by its protocol
"""


class AccordingToError(Exception):
    """Anything this package raises on purpose; ``str(error)`` is a sentence for the user."""


class UsageError(AccordingToError):
    """The request itself is off."""


class SourceError(AccordingToError):
    """A report could not be read; ``reason`` is short and stable, ``detail`` says what to do next."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class ModelError(AccordingToError):
    """The language model is missing or is not the pinned one."""


class CodebookError(AccordingToError):
    """The codebook's data does not validate."""


class WorkerError(AccordingToError):
    """The processes that read reports do not start."""


class CaseError(AccordingToError):
    """The case file could not be opened, read or written."""


class GoldError(AccordingToError):
    """A gold set could not be read by its protocol."""
