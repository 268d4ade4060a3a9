"""A logistic model over signs, as the codebook keeps it: what each sign weighs, and how likely is likely enough."""

from collections.abc import Mapping

from msgspec import Struct

from accordingto.comparing.bags import Matrix


class Term(Struct, frozen=True):
    """One sign's part in a model: its mean and spread in training, and its weight after both are taken out."""

    mean: float
    spread: float
    weight: float


class Model(Struct, frozen=True):
    """A logistic model over the signs of two things, and the probability from which they count as one."""

    threshold: float
    intercept: float
    terms: dict[str, Term]

    def parts(self, signs: Mapping[str, float]) -> dict[str, float]:
        """Return what each sign adds to the odds that two things are one."""
        return {n: t.weight * (signs.get(n, 0.0) - t.mean) / t.spread for n, t in self.terms.items()}

    def odds(self, of: Mapping[str, Matrix]) -> Matrix | float:
        """Return the odds (logarithm) that things are one by the signs of all pairs at once."""
        weights = {n: t.weight / t.spread for n, t in self.terms.items()}
        known = self.intercept - sum(weights[n] * t.mean for n, t in self.terms.items())
        return known + sum(weights[n] * values for n, values in of.items() if n in weights)
