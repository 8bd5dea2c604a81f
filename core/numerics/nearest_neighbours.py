"""k nearest neighbours: an input gets the label that most of its nearest training inputs have."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Array, check_rows
from core.numerics.matmul import matmul_nt

Labels = NDArray[np.int64]

BLOCK = 512  # inputs at a time, so that the distances need little memory


def nearest(x: Array, train: Array, k: int) -> NDArray[np.intp]:
    """Rows of train (n, d) nearest to each of x (q, d), nearest first: (q, k). Distance: Euclidean.

    Of equal distances the earlier row comes first. Raises ValueError for other shapes, numbers that
    are not finite, and a k outside 1..n.
    """
    check_rows(train, train.shape[-1], "train")
    check_rows(x, train.shape[1], "x")
    if not 1 <= k <= len(train):
        raise ValueError(f"k is {k}; allowed: 1 to {len(train)}")
    size = (train**2).sum(axis=1)  # (n,)
    found = []
    for start in range(0, len(x), BLOCK):
        some = x[start : start + BLOCK]
        # |a - b|^2 without |a|^2, which is the same for all of a's neighbours
        distance = size - 2.0 * matmul_nt(some, train)  # (b,d)(d,n)
        found.append(np.argsort(distance, axis=1, kind="stable")[:, :k])
    return np.concatenate(found)


def classify(x: Array, train: Array, labels: Labels, k: int) -> Labels:
    """The label most frequent among the k nearest, the smallest label of equals: (q,)."""
    if labels.shape != train.shape[:1]:
        raise ValueError(f"labels have shape {labels.shape}; allowed: {train.shape[:1]}")
    known, coded = np.unique(labels, return_inverse=True)
    votes = np.zeros((len(x), len(known)), np.int64)
    for column in coded[nearest(x, train, k)].T:
        votes[np.arange(len(x)), column] += 1
    return np.asarray(known[votes.argmax(axis=1)])
