"""Which mentions speak of the same event: likeness of the mentions and of the reports that hold them, clustered."""

from accordingto.comparing.coreference.clustering import cluster_events
from accordingto.comparing.coreference.mentions import EventMention, Telling

__all__ = ["EventMention", "Telling", "cluster_events"]
