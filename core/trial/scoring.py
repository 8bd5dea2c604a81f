"""How good were the hunches? The Brier score, and calibration.

G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review
78 (1950): the squared distance between the forecast and what happened, summed over the outcomes.
It is proper: in the long run nothing scores better than saying what one believes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean

BINS = ((0, 40), (40, 60), (60, 80), (80, 95), (95, 101))  # percent, [lo, hi); 101 takes in 100
Z95 = 1.959964  # standard normal quantile of a 95 % interval


@dataclass(frozen=True)
class Result:
    """One revealed trial: its outcomes, the one chosen, confidence in percent, the right one.

    Raises ValueError unless choice and answer are outcomes and the confidence is allowed.
    """

    outcomes: tuple[str, ...]
    choice: str
    confidence: int
    answer: str

    def __post_init__(self) -> None:
        forecast(self.outcomes, self.choice, self.confidence)
        if self.answer not in self.outcomes:
            raise ValueError(f"answer must be one of {self.outcomes!r}, got {self.answer!r}")

    @property
    def right(self) -> bool:
        """Whether the chosen outcome happened."""
        return self.choice == self.answer


@dataclass(frozen=True)
class Bin:
    """The results whose confidence is in [lo, hi) percent; at least one.

    confidence: their mean in [0, 1]. right: the share that was right. low, high: a 95 % Wilson
    interval of that share, in [0, 1], wide while there are few.
    """

    lo: int
    hi: int
    count: int
    confidence: float
    right: float
    low: float
    high: float


@dataclass(frozen=True)
class Summary:
    """Over `count` >= 1 results, all in [0, 1] but for brier in [0, 2] and excess in [-1, 1].

    brier, guessing: the mean score, and what guessing had scored on the same trials.
    excess: mean confidence less the share right; above 0 is overconfident.
    """

    count: int
    right: float
    confidence: float
    excess: float
    brier: float
    guessing: float
    bins: tuple[Bin, ...]


def least_confidence(k: int) -> int:
    """Percent of a mere guess among k >= 2 outcomes, rounded: 50, 33, 25, 20, 17, …"""
    if k < 2:
        raise ValueError(f"a forecast needs at least 2 outcomes, got {k!r}")
    return round(100 / k)


def forecast(outcomes: Sequence[str], choice: str, confidence: int) -> tuple[float, ...]:
    """The probabilities that a choice with a confidence implies, in the order of `outcomes`.

    The choice gets the confidence, the others share the rest evenly; the least confidence is
    exactly uniform. Raises ValueError for a choice that is no outcome or a confidence outside
    [least_confidence(k), 100].
    """
    k = len(outcomes)
    least = least_confidence(k)
    if choice not in outcomes:
        raise ValueError(f"choice must be one of {tuple(outcomes)!r}, got {choice!r}")
    if not least <= confidence <= 100:
        raise ValueError(f"confidence must be in [{least}, 100] percent, got {confidence!r}")
    chosen = 1 / k if confidence == least else confidence / 100
    return tuple(chosen if name == choice else (1 - chosen) / (k - 1) for name in outcomes)


def brier(probabilities: Sequence[float], right: int) -> float:
    """Sum over outcomes of (p - 1 if it happened else p)²: 0 is perfect, 2 is certain and wrong.

    probabilities: (k,), sum 1. right: index of the outcome that happened, in [0, k).
    """
    if not 0 <= right < len(probabilities):
        raise ValueError(f"right must be in [0, {len(probabilities)}), got {right!r}")
    if abs(sum(probabilities) - 1) > 1e-9 or min(probabilities) < 0:
        raise ValueError(f"probabilities must be >= 0 and sum to 1, got {tuple(probabilities)!r}")
    return sum((p - (i == right)) ** 2 for i, p in enumerate(probabilities))


def brier_of(result: Result) -> float:
    """The Brier score of one revealed trial, in [0, 2]."""
    probabilities = forecast(result.outcomes, result.choice, result.confidence)
    return brier(probabilities, result.outcomes.index(result.answer))


def brier_of_guessing(k: int) -> float:
    """What the uniform forecast over k >= 2 outcomes always scores: 1 - 1/k."""
    least_confidence(k)
    return 1 - 1 / k


def wilson(right: int, count: int) -> tuple[float, float]:
    """95 % interval of a share `right` of `count` >= 1, within [0, 1].

    E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209-212.
    """
    if not 0 <= right <= count or count < 1:
        raise ValueError(f"need 0 <= right <= count and count >= 1, got {right!r} of {count!r}")
    share, n = right / count, count
    centre = (share + Z95**2 / (2 * n)) / (1 + Z95**2 / n)
    half = Z95 * sqrt(share * (1 - share) / n + Z95**2 / (4 * n**2)) / (1 + Z95**2 / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def calibration(
    results: Iterable[Result], bins: Sequence[tuple[int, int]] = BINS
) -> tuple[Bin, ...]:
    """The bins that hold a result, in their order; empty ones are left out.

    results: one by one, or a Counter of how often each came.
    """
    counted = Counter(results)
    drawn = []
    for lo, hi in bins:
        held = {result: n for result, n in counted.items() if lo <= result.confidence < hi}
        if held:
            count = sum(held.values())
            right = sum(n for result, n in held.items() if result.right)
            mean = fmean((result.confidence for result in held), held.values()) / 100
            drawn.append(Bin(lo, hi, count, mean, right / count, *wilson(right, count)))
    return tuple(drawn)


def summary(results: Iterable[Result]) -> Summary | None:
    """The results in figures; None while there is none. results: as for `calibration`."""
    counted = Counter(results)
    if not counted:
        return None
    times = counted.values()
    right = fmean((result.right for result in counted), times)
    confidence = fmean((result.confidence for result in counted), times) / 100
    return Summary(
        count=counted.total(),
        right=right,
        confidence=confidence,
        excess=confidence - right,
        brier=fmean(map(brier_of, counted), times),
        guessing=fmean((brier_of_guessing(len(each.outcomes)) for each in counted), times),
        bins=calibration(counted),
    )
