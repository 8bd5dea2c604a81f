"""The agreement study: its arithmetic, and on a quick grid the bar it is held to."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.theory.fidelity_study import (
    QUICK,
    StudyCell,
    StudyGrid,
    compare,
    main,
    provenance,
    study,
    table,
)
from core.theory.fidelity_table import totals
from core.theory.small_autoencoder import ToyNetwork, initial

TOY = load_family("toy")


def _cell(surrogate: float, networks: float) -> StudyCell:
    return StudyCell(
        "toy", 2, "plain", "mask", 0.1, surrogate, networks, (1, 0, 0, 0), (0, 1, 0, 0)
    )


def test_totals_are_means_over_cells():
    assert totals([_cell(0.5, 0.6), _cell(1.0, 0.8)]) == pytest.approx((0.75, 0.7))


def test_networks_that_are_copies_agree_with_each_other():
    rng = np.random.default_rng(0)
    one = initial(6, 2, rng)
    twice = ToyNetwork(*(np.stack([w, w]) for w in (one.W1, one.b1, one.W2, one.b2)))
    cell = compare(TOY, 2, "denoising", ("mask", 0.3), twice, 3, rng)
    assert cell.networks == 1.0
    # untrained networks print grey: all blend but for what the surrogate also calls so
    assert cell.network_shares[0] == 0.0
    assert cell.surrogate == pytest.approx(cell.surrogate_shares[2], abs=0.35)
    assert sum(cell.surrogate_shares) == pytest.approx(1.0)


def test_agreement_by_hand():
    # networks that print 111000 whatever they get, against a surrogate that is always right
    always = np.where(TOY.patterns[0] == 1.0, 9.0, -9.0)
    stuck = ToyNetwork(
        np.zeros((2, 6, 6)),
        np.zeros((2, 1, 6)),
        np.zeros((2, 6, 6)),
        np.tile(always, (2, 1, 1)),
    )
    cell = compare(TOY, 6, "denoising", ("mask", 0.0), stuck, 2, np.random.default_rng(0))
    assert cell.surrogate_shares == (1.0, 0.0, 0.0, 0.0)
    assert cell.network_shares == (0.25, 0.75, 0.0, 0.0)
    assert (cell.surrogate, cell.networks) == (0.25, 1.0)


def test_the_surrogate_agrees_about_as_often_as_networks_do(capsys):
    main(["--quick"])
    lines = capsys.readouterr().out.splitlines()
    cells = list(study(QUICK))
    assert len(cells) == 2 * 2 * 2 * 3  # families, widths, modes, settings
    assert lines == table(cells).splitlines()  # printed, and the same again
    ours, theirs = totals(cells)
    assert lines[-1].startswith("all")
    assert f"{ours:.1%}" in lines[-1]
    assert 0.6 < theirs < 0.99
    assert ours > theirs - 0.08  # the full grid's bar is 0.03; few cases are noisier


def test_one_seed_leaves_no_pair():
    with pytest.raises(ValueError, match="seeds is 1; allowed: 2 and up"):
        next(study(StudyGrid(("toy",), seeds=1)))


def test_what_is_published_is_of_this_code():
    path = Path(__file__).parents[3] / "content" / "data" / "fidelity.toml"
    published = tomllib.loads(path.read_text("utf-8"))
    assert provenance(QUICK)["code"] == published["code"]  # else repeat the study
