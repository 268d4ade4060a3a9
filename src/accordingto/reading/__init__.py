"""One report → its records: zones, parse, references, statements, events, positions.

Grounding hands in what it tagged (times, places, equipment, victim counts); reading attaches these by syntax and
leaves every ``actor`` open. Antecedents say which name stands behind a pronoun or a description.
"""

from accordingto.records import Mention

Antecedents = dict[tuple[int, int], Mention]
"""(start, end) of a pronoun, title, description or short name → the fullest earlier mention of the same actor."""
