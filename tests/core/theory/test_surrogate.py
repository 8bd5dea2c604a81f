"""The surrogate: limits known in closed form, and numbers that no last bit can move."""

import numpy as np
import pytest

import core.theory.surrogate as surrogate
from core.data.pattern_families import family_names, load_family
from core.numerics.corruption import KINDS, corrupt
from core.theory.surrogate import GAIN, MODES, moments, posterior, reconstruct
from core.theory.verdict import classify

TOY = load_family("toy")
SEGMENTS = load_family("segments")
SEEN = np.array([1.0, 0, 1, 0, 0, 0])


def test_posterior_by_hand():
    # 101000 under masking: only 111000 has the third pixel
    assert posterior(TOY, SEEN, "mask", 0.3).tolist() == [1.0, 0.0, 0.0, 0.0]
    # 110000 is all of one member, or the other with its tip masked (0.3)
    w = posterior(TOY, TOY.patterns[1], "mask", 0.3)
    assert w == pytest.approx([0.3 / 1.3, 1 / 1.3, 0, 0], abs=1e-15)


def test_impossible_evidence_leaves_the_prior():
    w = posterior(TOY, np.array([1.0, 0, 0, 0, 0, 1]), "mask", 0.3)
    assert w.tolist() == [0.25] * 4


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_width_denoiser_prints_the_posterior_mean(kind):
    rng = np.random.default_rng(0)
    for x in SEGMENTS.patterns:
        seen = corrupt(kind, x, 0.4, rng)
        got = reconstruct(SEGMENTS, seen, 45, kind, 0.4, "denoising")
        assert got.weights.sum() == pytest.approx(1.0, abs=1e-12)
        np.testing.assert_allclose(got.x_hat, got.weights @ SEGMENTS.patterns, atol=1e-12)
        np.testing.assert_allclose(got.x_hat, got.unlimited, atol=1e-12)


@pytest.mark.parametrize("kind", ["salt_pepper", "flip_on", "mask"])
def test_a_full_width_plain_code_hands_the_damage_straight_back(kind):
    rng = np.random.default_rng(0)
    for target, x in enumerate(SEGMENTS.patterns):
        seen = corrupt(kind, x, 0.4, rng)
        got = reconstruct(SEGMENTS, seen, 45, kind, 0.4, "plain")
        np.testing.assert_allclose(got.x_hat, seen, atol=1e-12)
        assert classify(SEGMENTS.patterns, target, seen, got.x_hat).name in ("kept", "another")


def test_plain_outputs_are_pushed_from_mid_grey():
    seen = np.array([0.4, 0.5, 0.7, 2.0, -1.0, 0.0])
    got = reconstruct(TOY, seen, 6, "gaussian", 0.5, "plain")
    by_hand = [0.5 - 0.1 * GAIN, 0.5, 0.5 + 0.2 * GAIN, 1.0, 0.0, 0.0]
    np.testing.assert_allclose(got.x_hat, by_hand, atol=1e-12)


@pytest.mark.parametrize("mode", MODES)
def test_no_other_code_of_that_width_loses_less(mode):
    mean, covariance = moments(SEGMENTS, "mask", 0.4, mode)
    rng = np.random.default_rng(1)
    for m in (1, 2, 3, 5):
        ours = reconstruct(SEGMENTS, mean, m, "mask", 0.4, mode).directions  # (m, d)
        lost = np.trace(covariance) - np.trace(ours @ covariance @ ours.T)
        assert lost == pytest.approx(np.linalg.eigvalsh(covariance)[:-m].sum(), abs=1e-10)
        for size in (0.05, 1.0):
            other = np.linalg.qr((ours + size * rng.standard_normal(ours.shape)).T)[0].T
            assert np.trace(covariance) - np.trace(other @ covariance @ other.T) > lost


def test_moments_are_those_of_samples():
    mean, covariance = moments(TOY, "salt_pepper", 0.4, "plain")
    many = np.broadcast_to(TOY.patterns, (40_000, 4, 6))
    seen = corrupt("salt_pepper", many, 0.4, np.random.default_rng(2)).reshape(-1, 6)
    np.testing.assert_allclose(seen.mean(axis=0), mean, atol=0.02)
    # up to the deliberate unevenness: 5 % of the patterns' weights, 26 % of 0.16 noise
    np.testing.assert_allclose(np.cov(seen.T), covariance, atol=0.06)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", family_names())
def test_code_directions_and_base_make_the_output(name, mode):
    family = load_family(name)
    rng = np.random.default_rng(4)
    for m in family.map_widths:
        seen = corrupt("mask", family.patterns[m % family.n], 0.5, rng)
        got = reconstruct(family, seen, m, "mask", 0.5, mode)
        assert got.code.shape == (m,)
        assert got.directions.shape == (m, family.d)
        passed = got.base + got.code @ got.directions
        gain = GAIN if mode == "plain" else 1.0
        expected = np.clip(0.5 + gain * (passed - 0.5), 0, 1)
        np.testing.assert_allclose(got.x_hat, expected, atol=1e-12)
        live = np.any(got.directions != 0.0, axis=1)
        gram = got.directions[live] @ got.directions[live].T
        np.testing.assert_allclose(gram, np.eye(live.sum()), atol=1e-12)
        assert (got.code[~live] == 0.0).all()
        for row in got.directions[live]:
            assert row[np.flatnonzero(np.abs(row) > 0.37 * np.abs(row).max())[0]] > 0.0


def test_more_width_than_strokes_is_spare():
    got = reconstruct(SEGMENTS, SEGMENTS.patterns[8], 12, "mask", 0.3, "denoising")
    assert np.any(got.directions != 0.0, axis=1).tolist() == [True] * 7 + [False] * 5


def _scenarios(family, count):
    rng = np.random.default_rng([9, family.d])
    for _ in range(count):
        kind = KINDS[str(rng.choice(list(KINDS)))]
        steps = round((kind.highest - kind.lowest) / kind.step)
        level = round(kind.lowest + kind.step * int(rng.integers(steps + 1)), 9)
        target, m = int(rng.integers(family.n)), int(rng.integers(1, family.d + 1))
        seen = corrupt(kind.name, family.patterns[target], level, rng)
        yield target, (family, seen, m, kind.name, level, MODES[int(rng.integers(2))])


def _noisy_eigh(rng):
    """LAPACK's, on a matrix whose last bits are another machine's, with signs of its own."""
    original = np.linalg.eigh

    def eigh(matrix):
        noise = rng.uniform(-1, 1, matrix.shape) * 4e-16 * np.abs(matrix).max()
        values, vectors = original(matrix + (noise + noise.T) / 2)
        return values, vectors * rng.choice([-1.0, 1.0], len(matrix))

    return eigh


@pytest.mark.parametrize("name", family_names())
def test_the_last_bit_moves_nothing(name, monkeypatch):
    family = load_family(name)
    cases = list(_scenarios(family, 400))
    before = [reconstruct(*case) for _, case in cases]
    rng = np.random.default_rng(77)
    exact = surrogate.posterior
    surrogate._basis.cache_clear()
    monkeypatch.setattr(surrogate.np.linalg, "eigh", _noisy_eigh(rng))
    monkeypatch.setattr(
        surrogate,
        "posterior",
        lambda *a: exact(*a) * (1 + 1e-15 * rng.uniform(-1, 1, family.n)),
    )
    after = [reconstruct(*case) for _, case in cases]
    surrogate._basis.cache_clear()
    for (target, case), a, b in zip(cases, before, after, strict=True):
        assert np.abs(a.x_hat - b.x_hat).max() < 1e-10, case[2:]
        assert np.abs(a.code - b.code).max() < 1e-8, case[2:]
        verdicts = [classify(family.patterns, target, case[1], r.x_hat) for r in (a, b)]
        assert verdicts[0].name == verdicts[1].name
        assert verdicts[0].member == verdicts[1].member


def test_the_noise_test_would_notice_a_tie(monkeypatch):
    """Without the deliberate unevenness, equal directions make the output a matter of luck."""
    monkeypatch.setattr(surrogate, "UNEVEN_PIXELS", 0.0)
    outputs = []
    for seed in (1, 2):
        surrogate._basis.cache_clear()
        with monkeypatch.context() as patch:
            patch.setattr(surrogate.np.linalg, "eigh", _noisy_eigh(np.random.default_rng(seed)))
            seen = corrupt("gaussian", SEGMENTS.patterns[3], 0.4, np.random.default_rng(1))
            outputs.append(reconstruct(SEGMENTS, seen, 20, "gaussian", 0.4, "plain").x_hat)
    surrogate._basis.cache_clear()
    assert np.abs(outputs[0] - outputs[1]).max() > 1e-3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"m": 0}, "m is 0; allowed: 1 to 6"),
        ({"m": 7}, "m is 7; allowed: 1 to 6"),
        ({"mode": "magic"}, "'magic'; allowed: denoising, plain"),
        ({"kind": "blur"}, "'blur'; allowed: mask"),
        ({"level": -1.0}, "-1.0; allowed: 0 to 1"),
        ({"x_tilde": np.zeros(5)}, r"\(5,\); allowed: \(6,\)"),
    ],
)
def test_what_does_not_fit_is_named(change, told):
    good = {"x_tilde": SEEN, "m": 2, "kind": "mask", "level": 0.3, "mode": "plain"}
    with pytest.raises(ValueError, match=told):
        reconstruct(TOY, **(good | change))
