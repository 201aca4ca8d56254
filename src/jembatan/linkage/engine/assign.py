"""From pairs scored one by one to a decision over all of them: a child has at most one record a file.

Probabilities: belief propagation over the graph of candidate pairs with "at most one partner" at every
record (exact where the graph has no loops, which is nearly everywhere). Decisions: the most probable pair
first, each record used once.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ROUNDS = 60
SETTLED = 1e-9


@dataclass(frozen=True)
class Beliefs:
    """`pair[k]` = probability that edge k is true; `left_out[i]` = that left node i has no partner."""

    pair: FloatArray
    left_out: FloatArray


def beliefs(left: IntArray, right: IntArray, odds: FloatArray, *, lefts: int, rights: int) -> Beliefs:
    """Probabilities under "at most one partner a node". Edges are (left[k], right[k]) with odds[k]."""
    to_left = np.ones(len(odds))
    to_right = np.ones(len(odds))
    for _ in range(ROUNDS):
        sums = np.bincount(left, weights=odds * to_left, minlength=lefts)
        new_right = 1.0 / (1.0 + np.maximum(sums[left] - odds * to_left, 0.0))
        sums = np.bincount(right, weights=odds * new_right, minlength=rights)
        new_left = 1.0 / (1.0 + np.maximum(sums[right] - odds * new_right, 0.0))
        # Half a step: without it, loops of near-equal edges swing for ever.
        moved = float(np.abs(new_left - to_left).max(initial=0.0))
        to_right = new_right
        to_left = 0.5 * to_left + 0.5 * new_left
        if moved < SETTLED:
            break
    joint = odds * to_left * to_right
    left_sum = np.bincount(left, weights=odds * to_left, minlength=lefts)
    return Beliefs(joint / (1.0 + joint), 1.0 / (1.0 + left_sum))


def one_to_one(left: IntArray, right: IntArray, value: FloatArray, *, least: float) -> NDArray[np.bool_]:
    """Which edges to take: the greatest value first, no node twice, none under `least`.

    Equal values are decided by position, so the caller's order of edges must not depend on chance.
    """
    taken = np.zeros(len(value), dtype=bool)
    used_left: set[int] = set()
    used_right: set[int] = set()
    order = np.lexsort((np.arange(len(value)), -value))
    for at in order[value[order] >= least].tolist():
        ours, theirs = int(left[at]), int(right[at])
        if ours not in used_left and theirs not in used_right:
            taken[at] = True
            used_left.add(ours)
            used_right.add(theirs)
    return taken


def clusters(pairs: list[tuple[int, int]], size: int) -> IntArray:
    """For each of `size` nodes the smallest node it is connected to by `pairs`."""
    parent = list(range(size))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs:
        a, b = root(one), root(other)
        parent[max(a, b)] = min(a, b)
    return np.array([root(node) for node in range(size)], dtype=np.int64)
