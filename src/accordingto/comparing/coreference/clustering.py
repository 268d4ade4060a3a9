"""Clusters of mentions: a trained likeness of each two, joined by average linkage."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from accordingto import codebook
from accordingto.comparing.coreference.features import features
from accordingto.comparing.coreference.mentions import EventMention, Telling
from accordingto.comparing.logistic import Model


def model() -> Model:
    """Return the weights that ``tools/train_coreference.py`` fitted."""
    found: Model = codebook.load("coreference", Model)
    return found


def probabilities(found: Mapping[str, NDArray[np.float64]], weights: Model) -> NDArray[np.float64]:
    """Return how likely each two mentions are to speak of one event, from the features' matrices."""
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-np.asarray(weights.odds(found))))
    return likely


def joined(likely: NDArray[np.float64], threshold: float) -> list[int]:
    """Return cluster numbers: average linkage over the probabilities, cut where the mean falls under the threshold."""
    if len(likely) < 2:
        return list(range(len(likely)))
    distances = np.clip(1 - (likely + likely.T) / 2, 0, None)
    np.fill_diagonal(distances, 0)
    return [
        int(n) - 1 for n in fcluster(linkage(squareform(distances, checks=False), "average"), 1 - threshold, "distance")
    ]


def cluster_events(mentions: Sequence[EventMention], documents: Mapping[str, Telling]) -> list[int]:
    """Return the cluster number of each mention; ``documents`` are the reports at hand by the mentions' names for them.

    Fitted on ECB+ (Cybulska & Vossen 2014), whose features follow the usual pairwise models (e.g. Barhom et al. 2019).

    >>> one = EventMention("a", 0, "attack", ("attack",), ("kasra",))
    >>> cluster_events([one, one], {"a": Telling(("attack", "kasra"), ("kasra",))})
    [0, 0]
    """
    if not mentions:
        return []
    weights = model()
    return joined(probabilities(features(mentions, documents), weights), weights.threshold)
