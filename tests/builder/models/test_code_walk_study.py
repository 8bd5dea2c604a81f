"""The study of two-number codes: its arithmetic, its file, and what the published one bears out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builder.models.code_walk_study import (
    StudyRow,
    figures,
    provenance,
    recipes,
    study,
    summary,
    to_toml,
)
from builder.models.lab_data import digits
from core.data.digits import read
from core.network.network import build
from core.network.variational_autoencoder import variational

FILE = Path(__file__).resolve().parents[3] / "content" / "data" / "code_walk_study.toml"
PUBLISHED: dict[str, Any] = tomllib.loads(FILE.read_text("utf-8"))
ROWS = {(row["name"], row.get("beta")): row for row in PUBLISHED["row"]}
BETAS = sorted(beta for name, beta in ROWS if name == "vae")
KNOWN, TEST = (read(digits()[f"digits-8-{part}"]) for part in ("train", "test"))


def mean(name: str, figure: str, beta: float | None = None) -> float:
    return float(ROWS[name, beta][figure][0])


def test_mean_and_spread_by_hand() -> None:
    found = summary([{"a": 1.0, "b": 5.0}, {"a": 3.0, "b": 5.0}])
    assert found == {"a": (2.0, pytest.approx(2.0**0.5)), "b": (5.0, 0.0)}


def test_what_is_written_is_read() -> None:
    rows = [
        StudyRow("vae", 0.1, {"elbo": (-160.25, 0.5)}),
        StudyRow("plain", None, {"clean": (0.048, 0.0)}),
    ]
    assert tomllib.loads(to_toml(rows, {"seeds": 2, "code": "ab"})) == {
        "seeds": 2,
        "code": "ab",
        "row": [
            {"name": "vae", "beta": 0.1, "elbo": [-160.25, 0.5]},
            {"name": "plain", "clean": [0.048, 0.0]},
        ],
    }


def test_one_seed_has_no_spread() -> None:
    with pytest.raises(ValueError, match="seeds is 1; allowed: 2 and up"):
        next(study(KNOWN, TEST, 1))


def test_the_number_that_tells_most_comes_first() -> None:
    rng = np.random.default_rng(0)
    base = build((64, 8, 2, 8, 64), "relu", "linear", "sigmoid", rng)
    for _ in range(4):
        found = figures(variational(base, rng), KNOWN, TEST)
        assert found["kl_1"] >= found["kl_2"]
        assert found["elbo"] == pytest.approx(
            found["reconstruction"] - found["kl_1"] - found["kl_2"]
        )


def test_what_is_published_is_of_this_code_and_of_these_recipes() -> None:
    depends = provenance(PUBLISHED["seeds"])
    assert depends["code"] == PUBLISHED["code"]  # else repeat the study
    assert {name: PUBLISHED[name] for name in ("samples", "draws")} == {
        name: depends[name] for name in ("samples", "draws")
    }
    assert set(ROWS) == {(name, beta) for name, beta, _ in recipes()} | {("pca", None)}
    assert PUBLISHED["seeds"] >= 3


def test_a_larger_beta_lowers_the_kl_and_from_1_on_raises_the_loss() -> None:
    kl = [mean("vae", "kl_1", beta) + mean("vae", "kl_2", beta) for beta in BETAS]
    assert kl == sorted(kl, reverse=True)
    reconstruction = [mean("vae", "reconstruction", beta) for beta in BETAS if beta >= 1]
    assert reconstruction == sorted(reconstruction, reverse=True)


def test_at_the_largest_the_code_has_collapsed_and_every_sample_is_the_mean() -> None:
    largest = BETAS[-1]
    assert mean("vae", "kl_1", largest) < 0.02
    assert mean("vae", "passing_normal", largest) == 0.0
    assert mean("vae", "clean", largest) == pytest.approx(0.0685, rel=0.02)  # the mean digit's


def test_what_the_claims_caveat_says_of_handwritten_digits() -> None:
    assert mean("plain", "passing_normal") > mean("vae", "passing_normal", 1) + 0.1
    assert mean("plain", "classes_normal") < mean("vae", "classes_normal", 1) - 1.0


def test_two_components_make_hardly_any_digit() -> None:
    assert mean("pca", "passing_fitted") < 0.2
    assert mean("pca", "passing_fitted") < mean("plain", "passing_fitted") - 0.3
