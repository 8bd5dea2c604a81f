"""The pca lab on a learner's own table: how much m components keep, and who wins on new rows."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass

from core.data.prepared_table import PreparedTable
from core.labs.pca.nonlinear_comparison import classify
from core.network.network import Network
from core.network.table_autoencoder import learn, step_count
from core.network.training import TrainingProgress
from core.numerics import pca
from core.numerics.anomaly_score import reconstruction_error
from core.numerics.array_types import Floats
from core.stepwise import Step, retold

WIDTHS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48)
KEPT = {"all": 0.95, "most": 0.8, "half": 0.5, "less": 0.0}  # share of the variance, from here on
BETTER = ("autoencoder", "tie", "pca")
STEPS = 1200
LOOKS = 20  # times that the errors are looked at in a run, at most
DECIMALS = 3  # of a share or a ratio before it is compared
TEST_PART = 0
LEAST = 1e-12  # an error of PCA that counts as more than none


@dataclass(frozen=True, eq=False)
class TableComparison:
    """What came of a width, or has come so far: then `answers` is empty.

    shares (d,): of the training rows' variance along PCA's directions, largest first; kept: of the
    first `width` together. The errors are mean squares on the held-out rows, in squared standard
    deviations. cut_off: whether training ran away.
    """

    width: int
    shares: tuple[float, ...]
    kept: float
    pca_error: float
    autoencoder_error: float
    answers: Mapping[str, str]
    cut_off: bool = False


class PcaTable:
    """The questions, by name, and the run that answers them."""

    def widths(self, table: PreparedTable) -> tuple[int, ...]:
        """Those that can be chosen."""
        return table.widths(WIDTHS)

    def questions(self, is_first: bool) -> Mapping[str, tuple[str, ...]]:
        """Once the variances of a table were seen, what is kept is no question any more."""
        return {"kept": tuple(KEPT), "better": BETTER} if is_first else {"better": BETTER}

    def run(self, table: PreparedTable, width: int) -> Generator[Step, None, TableComparison]:
        """Fit PCA, train an autoencoder; the held-out rows are a quarter."""
        rows = table.divided(TEST_PART)
        whole = pca.fit(rows.train, min(rows.train.shape))
        total = float(whole.explained_variance.sum())
        shares = tuple((whole.explained_variance / total).tolist())
        narrow = pca.PCA(whole.mean, whole.components[:width], whole.explained_variance[:width])
        kept, pca_error = sum(shares[:width]), _error(narrow, rows.test)
        steps = step_count(len(rows.train), STEPS)
        apart = -(-steps // LOOKS)
        looked, error = 0, 0.0

        def tell(now: TrainingProgress[Network]) -> Step:
            nonlocal looked, error
            if now.step >= looked:
                error, looked = _error(now.network, rows.test), now.step + apart
            so_far = TableComparison(width, shares, kept, pca_error, error, {})
            return Step(now.step, steps, so_far)

        learnt = yield from retold(learn(rows.train, width, STEPS), tell)
        error = _error(learnt.network, rows.test)
        answers = {"kept": kept_band(kept), "better": better(error, pca_error)}
        return TableComparison(width, shares, kept, pca_error, error, answers, learnt.cut_off)


def kept_band(kept: float) -> str:
    """The band of KEPT that a share lies in."""
    return next(name for name, least in KEPT.items() if round(kept, DECIMALS) >= least)


def better(autoencoder: float, pca_error: float) -> str:
    """Whose error is smaller, or "tie", as for digits."""
    answer = classify(round(autoencoder / max(pca_error, LEAST), DECIMALS))
    return answer if answer in BETTER else "autoencoder"


def _error(model: Network | pca.PCA, x: Floats) -> float:
    return float(reconstruction_error(x, model.reconstruct(x)).mean())


PCA_TABLE = PcaTable()
