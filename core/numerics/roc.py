"""The ROC curve: how many are caught against how many are flagged wrongly, at every threshold.

AUROC, the area under it, is the chance that a positive one scores above a negative one, ties
counting half (Hanley & McNeil 1982).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.numerics.array_types import Array, Floats


@dataclass(frozen=True, eq=False)
class ROC:
    """Flagging scores >= thresholds (t,), falling from infinity: rates (t,) from 0 to 1."""

    thresholds: Floats
    fpr: Floats
    tpr: Floats

    @property
    def area(self) -> float:
        """AUROC: 1 ranks every positive above every negative, 1/2 is chance, 0 the reverse."""
        widths, heights = np.diff(self.fpr), self.tpr[1:] + self.tpr[:-1]
        return float(widths @ heights / 2.0)


def roc(scores: Array, positive: NDArray[np.bool_]) -> ROC:
    """The curve of scores (n,), where a high score should mean positive (n,).

    Equal scores are one threshold. Raises ValueError for other shapes, for nan, and unless there
    are positives and negatives.
    """
    if scores.ndim != 1 or positive.shape != scores.shape or positive.dtype != np.bool_:
        raise ValueError(
            f"scores have shape {scores.shape} and positive {positive.shape} of {positive.dtype}; "
            "allowed: (n,) twice, positive of bool"
        )
    if np.isnan(scores).any():
        raise ValueError("a score is nan; allowed: numbers")
    n, hits = len(scores), int(positive.sum())
    if not 0 < hits < n:
        raise ValueError(f"{hits} of {n} are positive; allowed: some, but not all")
    order = np.argsort(-scores, kind="stable")
    falling = scores[order]
    last = np.append(falling[1:] != falling[:-1], True)  # the last one of each equal score
    caught = np.cumsum(positive[order])[last]
    flagged = np.flatnonzero(last) + 1
    return ROC(
        np.append(np.inf, falling[last]),
        np.append(0, flagged - caught) / (n - hits),
        np.append(0, caught) / hits,
    )
