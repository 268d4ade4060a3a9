"""A position while it is being read: tokens instead of mentions, filled step by step by copies."""

from dataclasses import dataclass

from spacy.tokens import Token

from accordingto.records import PositionKind, PositionStatus


@dataclass(frozen=True, slots=True)
class Draft:
    """What one cue says: its arguments as tokens, its clause as the tokens that state it."""

    kind: PositionKind
    cue: Token
    head: Token
    holder: Token | None = None
    bearer: Token | None = None
    action: Token | None = None
    status: PositionStatus = "in_force"
    negated: bool = False
    standing: bool = False
    """A rule or policy spoken of as such: what follows "to" is why it stands, not what it is limited to."""
    back_reference: bool = False
    """"that permission", "such attacks": names a position that was read before."""
    way: str = "verb"
    """Which reader found it; the codebook says how far to trust each."""
    explicit: bool = True
    """False where the words only imply the position: "reserve the right", "will respond in kind"."""
