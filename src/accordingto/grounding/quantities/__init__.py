"""Numbers in prose, and the victim counts that they give: mention, kind, low and high."""

from accordingto.grounding.quantities.casualties import casualties
from accordingto.grounding.quantities.numbers import NumberPhrase, find_numbers, parse_number

__all__ = ["NumberPhrase", "casualties", "find_numbers", "parse_number"]
