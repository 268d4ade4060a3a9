"""Time expressions: found, given a TIMEX3 value, and turned into days with their granularity."""

from accordingto.grounding.times.expression import TimeExpression
from accordingto.grounding.times.finding import find
from accordingto.grounding.times.tag import tag

__all__ = ["TimeExpression", "find", "tag"]
