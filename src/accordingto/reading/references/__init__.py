"""References within a report: which name stands behind a pronoun, a title, a description or a short name."""

from accordingto.reading.references.first_person import with_speakers
from accordingto.reading.references.lookup import antecedent_of, words_for
from accordingto.reading.references.phrases import cluster_phrases
from accordingto.reading.references.resolver import resolve

__all__ = ["antecedent_of", "cluster_phrases", "resolve", "with_speakers", "words_for"]
