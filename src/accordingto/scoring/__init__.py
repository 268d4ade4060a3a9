"""Gold readers, metrics and floors: how well the product does on each gold set, by the set's own protocol.

>>> from accordingto.scoring import SETS
>>> SETS["plv"].metrics
('root_f1', 'quad_f1', 'binary_f1', 'coverage')
"""

from accordingto.scoring.base import GoldSet, Metrics, Options, Score, Tools
from accordingto.scoring.registry import SETS, score

__all__ = ["SETS", "GoldSet", "Metrics", "Options", "Score", "Tools", "score"]
