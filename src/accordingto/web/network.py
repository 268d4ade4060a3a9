"""Who does or says what to whom as a drawing: the busiest on a circle, a line from each to whom it concerns."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 960, 640
_ROUND = 230
"""Radius of the circle, in the units of the drawing."""


class Node(NamedTuple):
    """A party on the circle; its name stands outside, beginning or ending there."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


class Edge(NamedTuple):
    """A line from one party to another, as wide as it is frequent."""

    source: str
    target: str
    times: int
    path: str
    width: float


class Network(NamedTuple):
    """The drawing: parties and the lines between them, the rarest first, so that the busiest lie on top."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def lay(names: Sequence[str], cells: Mapping[tuple[str, str], int]) -> Network:
    """Return the drawing of how often each of some parties does or says something to another.

    >>> [edge.times for edge in lay(["A", "B"], {("A", "B"): 3, ("B", "A"): 1}).edges]
    [1, 3]
    """
    nodes = {name: _node(name, 2 * math.pi * n / len(names)) for n, name in enumerate(names)}
    found = [
        (times, source, target)
        for (source, target), times in cells.items()
        if source in nodes and target in nodes and source != target
    ]
    most = max((times for times, _, _ in found), default=1)
    edges = (_edge(nodes[source], nodes[target], times, most) for times, source, target in sorted(found))
    return Network(tuple(nodes.values()), tuple(edges))


def _node(name: str, turn: float) -> Node:
    right, down = math.sin(turn), -math.cos(turn)
    x, y = WIDTH / 2 + _ROUND * right, HEIGHT / 2 + _ROUND * down
    anchor = "middle" if abs(right) < 0.2 else "start" if right > 0 else "end"
    return Node(name, round(x, 1), round(y, 1), round(x + 14 * right, 1), round(y + 16 * down + 4, 1), anchor)


def _edge(source: Node, target: Node, times: int, most: int) -> Edge:
    """Return a line that bends to its left, so that there and back are two."""
    far = math.hypot(target.x - source.x, target.y - source.y) or 1.0
    bend_x = (source.x + target.x) / 2 + (target.y - source.y) / far * 26
    bend_y = (source.y + target.y) / 2 - (target.x - source.x) / far * 26
    near = math.hypot(target.x - bend_x, target.y - bend_y) or 1.0
    end_x, end_y = target.x - (target.x - bend_x) / near * 9, target.y - (target.y - bend_y) / near * 9
    path = f"M{source.x} {source.y}Q{bend_x:.1f} {bend_y:.1f} {end_x:.1f} {end_y:.1f}"
    return Edge(source.name, target.name, times, path, round(1 + 5 * math.sqrt(times / most), 1))
