"""Verdicts: one case of each by hand, the edges, and that exactly one always holds."""

import numpy as np
import pytest

from core.data.pattern_families import load_family
from core.theory.verdict import VERDICTS, classify, clear_member, kept_share

TOY = load_family("toy").patterns
SEEN = np.array([1.0, 0, 1, 0, 0, 1])  # 111000 with one pixel missed and one invented


@pytest.mark.parametrize(
    ("x_hat", "name", "member"),
    [
        ([0.9, 0.85, 0.86, 0.1, 0.15, 0.0], "recovered", 0),
        ([0.9, 0.9, 0.10, 0.1, 0.1, 0.1], "another", 1),
        ([0.9, 0.9, 0.50, 0.1, 0.1, 0.1], "blend", None),  # one grey pixel
        ([0.9, 0.9, 0.10, 0.9, 0.1, 0.1], "blend", None),  # clear, but no member
        ([0.9, 0.1, 0.90, 0.1, 0.1, 0.9], "kept", None),  # clear, and the damage itself
        ([0.9, 0.3, 0.90, 0.1, 0.1, 0.8], "kept", None),  # grey, 0.75 of the damage
        ([0.1, 0.1, 0.10, 0.7, 0.9, 0.9], "blend", None),  # much damage, but most like 000111
    ],
)
def test_by_hand(x_hat, name, member):
    verdict = classify(TOY, 0, SEEN, np.array(x_hat))
    assert (verdict.name, verdict.member) == (name, member)


def test_share_and_error_by_hand():
    x_hat = np.array([1.0, 0.5, 1, 0, 0, 0.25])  # half of the miss, a quarter of the invention
    verdict = classify(TOY, 0, SEEN, x_hat)
    assert verdict.kept_share == pytest.approx((0.5 + 0.25) / 2, abs=1e-9)
    assert verdict.error == pytest.approx((0.25 + 0.0625) / 6, abs=1e-12)


def test_kept_begins_where_the_error_to_the_input_is_half_of_that_to_the_target():
    share = 1 / (1 + np.sqrt(0.5))  # of the way from target to input, 0.5858
    edge = TOY[0] + share * (SEEN - TOY[0])
    for jitter in (-1e-13, 0.0, 1e-13):
        assert classify(TOY, 0, SEEN, edge + jitter).name == "blend"
    assert classify(TOY, 0, SEEN, edge + 1e-3 * (SEEN - TOY[0])).name == "kept"


def test_grey_edges_are_clear_and_immune_to_the_last_bit():
    edge = np.array([0.85, 0.85, 0.85, 0.15, 0.15, 0.15])
    for jitter in (-1e-13, 0.0, 1e-13):
        assert classify(TOY, 0, SEEN, edge + jitter).name == "recovered"
    assert classify(TOY, 0, SEEN, edge - 1e-6).name == "blend"


def test_without_visible_damage_nothing_is_kept():
    assert kept_share(TOY[0], TOY[0], np.full(6, 0.5)) == 0.0
    beyond = TOY[0] + np.array([0.4, 0, 0, -0.4, 0, 0])  # outside 0..1: cannot be seen
    assert kept_share(TOY[0], beyond, np.full(6, 0.5)) == 0.0


def test_every_output_gets_one_of_the_four():
    rng = np.random.default_rng(5)
    seen = set()
    for _ in range(3000):
        target = int(rng.integers(4))
        x_hat = np.clip(TOY[rng.integers(4)] + rng.choice([0.1, 0.6]) * rng.normal(size=6), 0, 1)
        x_tilde = (rng.random(6) < 0.5).astype(float)
        verdict = classify(TOY, target, x_tilde, x_hat)
        member = clear_member(TOY, np.round(x_hat, 9))
        assert (verdict.name in ("recovered", "another")) == (member is not None)
        assert (verdict.name == "recovered") == (member == target)
        if member is None:
            nearest = ((x_hat - TOY) ** 2).sum(axis=1).min()
            assert (verdict.name == "kept") == (2 * ((x_hat - x_tilde) ** 2).sum() < nearest)
            assert verdict.kept_share > 0.58 or verdict.name == "blend"
        seen.add(verdict.name)
    assert seen == set(VERDICTS)


def test_what_does_not_fit_is_named():
    with pytest.raises(ValueError, match="target is 4; allowed: 0 to 3"):
        classify(TOY, 4, SEEN, SEEN)
    with pytest.raises(ValueError, match=r"\(5,\); allowed: \(6,\)"):
        classify(TOY, 0, SEEN, SEEN[:5])
