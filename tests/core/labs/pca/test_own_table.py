"""The pca lab's questions on a table: against PCA by hand, bands, and the wine data."""

from __future__ import annotations

import numpy as np
import pytest

from builder.models.lab_data import tables
from core.data.csv_table import read_table
from core.data.prepared_table import PreparedTable, prepare
from core.labs.pca.own_table import BETTER, KEPT, PCA_TABLE, TEST_PART, better, kept_band
from core.numerics.array_types import Floats
from core.stepwise import run_to_end


def wine() -> PreparedTable:
    return prepare(read_table(tables()["table-wine"]))


def plane(n: int = 80) -> Floats:
    """Rows of four columns that lie in a plane, nearly."""
    rng = np.random.default_rng(2)
    flat = rng.standard_normal((n, 2)) @ rng.standard_normal((2, 4))
    return np.asarray(flat + 1e-6 * rng.standard_normal((n, 4)))


def made(x: Floats) -> PreparedTable:
    lines = [",".join(map(repr, row.tolist())) for row in x]
    return prepare(read_table("\n".join(["a,b,c,d", *lines]).encode()))


def test_shares_and_pca_s_error_are_those_of_the_covariance() -> None:
    table = wine()
    happened = run_to_end(PCA_TABLE.run(table, 3))
    rows = table.divided(TEST_PART)
    values, vectors = np.linalg.eigh(np.cov(rows.train.T, bias=True))
    shares = values[::-1] / values.sum()
    np.testing.assert_allclose(happened.shares, shares, atol=1e-12)
    assert happened.kept == pytest.approx(shares[:3].sum())
    first = vectors[:, ::-1][:, :3]
    left = rows.test - rows.test @ first @ first.T
    assert happened.pca_error == pytest.approx((left**2).mean())


def test_two_components_keep_all_of_a_plane() -> None:
    happened = run_to_end(PCA_TABLE.run(made(plane()), 2))
    assert happened.kept == pytest.approx(1.0)
    assert happened.pca_error < 1e-9
    assert happened.answers == {"kept": "all", "better": "pca"}


def test_wine_has_each_answer_at_some_width() -> None:
    found = {width: run_to_end(PCA_TABLE.run(wine(), width)).answers for width in (1, 4, 8, 12)}
    assert {each["better"] for each in found.values()} == set(BETTER)
    assert {each["kept"] for each in found.values()} == {"less", "half", "most", "all"}


def test_every_step_tells_how_far_it_is_and_no_answer() -> None:
    work, steps = PCA_TABLE.run(wine(), 2), []
    for step in work:
        steps.append(step)
        assert step.snapshot.answers == {}
    assert steps[-1].done == steps[-1].total
    assert [step.done for step in steps] == sorted({step.done for step in steps})
    errors = [step.snapshot.autoencoder_error for step in steps]
    assert errors[-1] < errors[0]


@pytest.mark.parametrize(
    ("kept", "band"),
    [(0.0, "less"), (0.4994, "less"), (0.4996, "half"), (0.5, "half"), (0.8, "most"),
     (0.949, "most"), (0.95, "all"), (1.0, "all")],
)  # fmt: skip
def test_bands_of_what_is_kept(kept: float, band: str) -> None:
    assert kept_band(kept) == band


@pytest.mark.parametrize(
    ("autoencoder", "answer"),
    [(0.5, "autoencoder"), (0.949, "autoencoder"), (0.95, "tie"), (1.05, "tie"), (1.051, "pca"),
     (9.0, "pca")],
)  # fmt: skip
def test_who_is_better(autoencoder: float, answer: str) -> None:
    assert better(autoencoder, 1.0) == answer


def test_what_was_seen_is_not_asked_again() -> None:
    assert PCA_TABLE.questions(True) == {"kept": tuple(KEPT), "better": BETTER}
    assert PCA_TABLE.questions(False) == {"better": BETTER}


def test_a_table_with_more_columns_than_rows() -> None:
    x = np.random.default_rng(0).standard_normal((20, 30))
    lines = [",".join(map(repr, row.tolist())) for row in x]
    table = prepare(read_table("\n".join(lines).encode()))
    assert max(PCA_TABLE.widths(table)) == 12
    happened = run_to_end(PCA_TABLE.run(table, 12))
    assert happened.answers["kept"] == "all"
    assert np.isfinite([happened.pca_error, happened.autoencoder_error]).all()
