"""The anomaly lab on a learner's own table: which rows come back worst?

Each part of the rows is scored by models that learned from the others, so no row is scored by what
has seen it. Of two rows it is asked beforehand which one stands out; they are chosen by what is
seen of them, not by what comes of it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from core.data.prepared_table import PARTS, PreparedTable
from core.network.network import Network
from core.network.table_autoencoder import learn, step_count
from core.network.training import TrainingProgress
from core.numerics import pca
from core.numerics.anomaly_score import reconstruction_error
from core.numerics.array_types import Floats
from core.stepwise import Step, retold

WIDTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32)
ANSWERS = ("first", "second", "disagree")
STEPS = 800  # of training, for each part
METHODS = ("autoencoder", "pca")


@dataclass(frozen=True, eq=False)
class PairScores:
    """What a run has come to: of each of the two rows that were asked about the scores by METHODS,
    nan for a row whose part has not had its turn.
    """

    scores: list[list[float]]


@dataclass(frozen=True, eq=False)
class TableScores:
    """What came of it. scores (2, n): of each row by METHODS, mean squared error in squared
    standard deviations; worst (n,): the column that the autoencoder gives back worst.

    pair: places of the two rows that were asked about. cut_off: in how many parts training ran
    away.
    """

    width: int
    scores: Floats
    worst: NDArray[np.intp]
    pair: tuple[int, int]
    answers: Mapping[str, str]
    cut_off: int

    def highest(self, count: int) -> NDArray[np.intp]:
        """Places of the rows with the highest scores by the autoencoder, highest first."""
        return np.argsort(-self.scores[0], kind="stable")[:count]

    def rank(self, method: int, place: int) -> int:
        """How many rows score higher by a method, and one more."""
        return 1 + int(np.count_nonzero(self.scores[method] > self.scores[method, place]))

    @property
    def of_pair(self) -> list[list[float]]:
        """Of each of the two rows the scores by METHODS."""
        scores: list[list[float]] = self.scores[:, self.pair].T.tolist()
        return scores

    def median(self, method: int) -> float:
        """The score that half of the rows exceed."""
        return float(np.median(self.scores[method]))


class AnomalyTable:
    """The question and the run that answers it."""

    def widths(self, table: PreparedTable) -> tuple[int, ...]:
        """Those that can be chosen."""
        return table.widths(WIDTHS)

    def questions(self, is_first: bool) -> Mapping[str, tuple[str, ...]]:
        """The same for each width."""
        return {"stands_out": ANSWERS}

    def run(self, table: PreparedTable, width: int) -> Generator[Step, None, TableScores]:
        """Learn from all parts but one and score that one, for each of them."""
        n, pair = len(table.x), rows_asked_about(table)
        scores, worst, cut_off = np.full((len(METHODS), n), np.nan), np.empty(n, np.intp), 0
        divisions = [table.divided(part) for part in range(PARTS)]
        counts = [step_count(len(each.train), STEPS) for each in divisions]
        for part, rows in enumerate(divisions):
            so_far = PairScores(scores[:, pair].T.tolist())
            tell = _teller(sum(counts[:part]), sum(counts), so_far)
            learnt = yield from retold(learn(rows.train, width, STEPS), tell)
            cut_off += learnt.cut_off
            models: tuple[Network | pca.PCA, ...] = (learnt.network, pca.fit(rows.train, width))
            for method, model in enumerate(models):
                x_hat = model.reconstruct(rows.test)
                scores[method, rows.places] = reconstruction_error(rows.test, x_hat)
            gaps = np.abs(learnt.network.reconstruct(rows.test) - rows.test)
            worst[rows.places] = gaps.argmax(axis=1)
        answers = {"stands_out": stands_out(scores, pair)}
        return TableScores(width, scores, worst, pair, answers, cut_off)


@lru_cache(maxsize=1)
def rows_asked_about(table: PreparedTable) -> tuple[int, int]:
    """Places of the row farthest from the mean, and of that with the most extreme single value, or
    the next most extreme one if that is the same row.
    """
    size = np.abs(table.standardised)
    far = int((size**2).sum(axis=1).argmax())
    extreme = size.max(axis=1)
    extreme[far] = -1.0
    return far, int(extreme.argmax())


def _teller(before: int, total: int, at: PairScores) -> Callable[[TrainingProgress[Network]], Step]:
    """What is told of training that begins after so many steps of all."""
    return lambda now: Step(before + now.step, total, at)


def stands_out(scores: Floats, pair: tuple[int, int]) -> str:
    """Which of the two rows scores higher by both methods; scores (2, n)."""
    first, second = scores[:, pair[0]], scores[:, pair[1]]
    if (first > second).all():
        return "first"
    return "second" if (first < second).all() else "disagree"


ANOMALY_TABLE = AnomalyTable()
