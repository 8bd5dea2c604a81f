from itertools import product

import pytest

from core.trial.scoring import (
    BINS,
    ENOUGH,
    Result,
    brier,
    brier_of,
    brier_of_guessing,
    calibration,
    confidences,
    forecast,
    least_confidence,
    points,
    summary,
    wilson,
)

FOUR = ("recovered", "another", "blend", "kept")


def result(choice: str, confidence: int, answer: str) -> Result:
    return Result(FOUR, choice, confidence, answer)


@pytest.mark.parametrize(("k", "percent"), [(2, 50), (3, 33), (4, 25), (5, 20), (6, 17), (8, 12)])
def test_least_confidence(k: int, percent: int) -> None:
    assert least_confidence(k) == percent


@pytest.mark.parametrize("k", [1, 0, -1])
def test_a_forecast_needs_two_outcomes(k: int) -> None:
    with pytest.raises(ValueError, match=f"got {k}"):
        least_confidence(k)
    with pytest.raises(ValueError, match=f"got {k}"):
        brier_of_guessing(k)


def test_forecast_spreads_the_rest_evenly() -> None:
    assert forecast(FOUR, "blend", 70) == pytest.approx((0.1, 0.1, 0.7, 0.1))
    assert forecast(FOUR, "kept", 100) == (0, 0, 0, 1)
    assert forecast(("yes", "no"), "yes", 80) == pytest.approx((0.8, 0.2))


@pytest.mark.parametrize("k", [2, 3, 4, 6, 7])
def test_the_least_confidence_is_exactly_uniform(k: int) -> None:
    names = tuple(f"o{i}" for i in range(k))
    uniform = forecast(names, "o1", least_confidence(k))
    assert uniform == pytest.approx([1 / k] * k, abs=1e-15)
    assert brier(uniform, 0) == pytest.approx(brier_of_guessing(k))
    assert brier(uniform, 1) == pytest.approx(brier_of_guessing(k))


@pytest.mark.parametrize(
    ("choice", "confidence", "answer", "score"),
    [
        ("blend", 70, "blend", 0.3**2 + 3 * 0.1**2),  # 0.12
        ("blend", 70, "kept", 0.7**2 + 0.9**2 + 2 * 0.1**2),  # 1.32
        ("kept", 100, "kept", 0),
        ("kept", 100, "blend", 2),
        ("kept", 25, "kept", 0.75),
        ("kept", 25, "blend", 0.75),
        ("kept", 55, "kept", 0.45**2 + 3 * 0.15**2),  # 0.27
    ],
)
def test_brier_by_hand(choice: str, confidence: int, answer: str, score: float) -> None:
    assert brier_of(result(choice, confidence, answer)) == pytest.approx(score)


def test_brier_is_proper() -> None:
    """Whoever believes p does best in the mean by saying p, and it stays within [0, 2]."""
    for belief in range(25, 101, 5):
        p = belief / 100
        expected = {
            said: p * brier(forecast(FOUR, "kept", said), 3)
            + (1 - p) * brier(forecast(FOUR, "kept", said), 0)
            for said in range(25, 101, 5)
        }
        assert min(expected, key=expected.__getitem__) == belief
    for said, answer in product(range(25, 101), FOUR):
        assert 0 <= brier_of(result("kept", said, answer)) <= 2


@pytest.mark.parametrize(
    ("choice", "confidence", "answer", "message"),
    [
        ("none", 50, "kept", "choice must be one of"),
        ("kept", 24, "kept", r"\[25, 100\] percent, got 24"),
        ("kept", 101, "kept", "got 101"),
        ("kept", 50, "none", "answer must be one of"),
    ],
)
def test_impossible_results(choice: str, confidence: int, answer: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        result(choice, confidence, answer)


@pytest.mark.parametrize(
    ("probabilities", "right"),
    [((0.5, 0.5), 2), ((0.5, 0.5), -1), ((0.5, 0.4), 0), ((1.5, -0.5), 0), ((), 0)],
)
def test_impossible_forecasts(probabilities: tuple[float, ...], right: int) -> None:
    with pytest.raises(ValueError, match="got"):
        brier(probabilities, right)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"),
    [
        (0, 1, 0.0, 0.7935),  # z² / (1 + z²)
        (1, 1, 0.2065, 1.0),
        (5, 10, 0.2366, 0.7634),
        (8, 10, 0.4902, 0.9433),
        (81, 263, 0.2553, 0.3662),  # from here: Newcombe, Statistics in Medicine 17 (1998), 857
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_against_published_values(right: int, count: int, low: float, high: float) -> None:
    assert wilson(right, count) == pytest.approx((low, high), abs=6e-5)


@pytest.mark.parametrize(("right", "count"), [(0, 0), (2, 1), (-1, 3)])
def test_wilson_needs_a_share(right: int, count: int) -> None:
    with pytest.raises(ValueError, match=f"got {right} of {count}"):
        wilson(right, count)


def test_bins_take_in_every_confidence_once() -> None:
    for percent in range(101):
        assert sum(lo <= percent < hi for lo, hi in BINS if lo <= percent) == 1


def test_calibration_by_hand() -> None:
    held = [
        result("kept", 25, "kept"),
        result("kept", 39, "blend"),
        result("kept", 40, "kept"),
        result("kept", 95, "kept"),
        result("kept", 100, "kept"),
        result("kept", 100, "blend"),
    ]
    low, middle, top = calibration(held)
    assert (low.lo, low.hi, low.count) == (0, 40, 2)
    assert (low.confidence, low.right) == pytest.approx((0.32, 0.5))
    assert (low.low, low.high) == wilson(1, 2)
    assert (middle.lo, middle.count, middle.confidence, middle.right) == (40, 1, 0.4, 1)
    assert (top.lo, top.count) == (95, 3)
    assert (top.confidence, top.right) == pytest.approx((295 / 300, 2 / 3))
    assert calibration([]) == ()


def test_summary_by_hand() -> None:
    total = summary([result("blend", 70, "blend"), result("kept", 100, "blend")])
    assert total is not None
    assert (total.count, total.right) == (2, 0.5)
    assert total.confidence == pytest.approx(0.85)
    assert total.excess == pytest.approx(0.35)
    assert total.brier == pytest.approx((0.12 + 2) / 2)
    assert total.guessing == pytest.approx(0.75)
    assert [each.count for each in total.bins] == [1, 1]


def test_no_result_has_no_summary() -> None:
    assert summary([]) is None


@pytest.mark.parametrize(
    ("k", "percents"),
    [
        (2, (50, 65, 75, 90, 100)), (3, (33, 50, 65, 85, 100)), (4, (25, 45, 65, 80, 100)),
        (5, (20, 40, 60, 80, 100)), (12, (8, 30, 55, 75, 100)),
    ],
)  # fmt: skip
def test_confidences_go_from_a_guess_to_certain(k: int, percents: tuple[int, ...]) -> None:
    assert confidences(k) == percents


def test_points_by_hand() -> None:
    assert points(brier_of(result("kept", 100, "kept"))) == 100
    assert points(brier_of(result("kept", 100, "blend"))) == 0
    assert points(brier_of_guessing(4)) == pytest.approx(62.5)
    assert points(brier_of(result("blend", 70, "kept"))) == pytest.approx(34)
    for score in (-0.1, 2.1):
        with pytest.raises(ValueError, match="Brier score"):
            points(score)


def test_bias_is_told_from_enough_results_on_and_only_beside_its_interval() -> None:
    right, wrong = result("kept", 80, "kept"), result("kept", 80, "blend")
    few = summary([wrong] * (ENOUGH - 1))
    assert few is not None
    assert (few.bias, few.low) == (None, None)
    # 13 of 20 right at 80 %: excess 0.15, each 0.8 off or -0.2; s = sqrt(20 * 0.65 * 0.35 / 19)
    fair = summary([right] * 13 + [wrong] * 7)
    assert fair is not None
    assert fair.bias == "even"
    half = 2.093024 * (20 * 0.65 * 0.35 / 19 / 20) ** 0.5
    assert (fair.low, fair.high) == pytest.approx((0.15 - half, 0.15 + half))
    over = summary([right] * 8 + [wrong] * 12)
    under = summary([result("kept", 25, "kept")] * 15 + [result("kept", 25, "blend")] * 5)
    assert over is not None
    assert over.bias == "over"
    assert under is not None
    assert under.bias == "under"
