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

from core.trial.prediction import is_prediction, share_right

BINS = ((0, 40), (40, 60), (60, 80), (80, 95), (95, 101))  # percent, [lo, hi); 101 takes in 100
Z95 = 1.959964  # standard normal quantile of a 95 % interval
CONFIDENCES = 5  # that can be pressed, from a guess to certain
NEARLY = 0.9  # share of the parts
ROUND = 5  # percent, to which those between are rounded
ENOUGH = 20  # results from which calibration is told
T95 = 2.093024  # Student's quantile for ENOUGH results; for more it errs on the wide side


@dataclass(frozen=True)
class Result:
    """One revealed trial: its outcomes, the one chosen, confidence in percent, the right one.

    Where several parts are predicted, choice and answer have an outcome for each, and the
    confidence is that of each. Raises ValueError unless choice and answer are outcomes and the
    confidence is allowed.
    """

    outcomes: tuple[str, ...]
    choice: str
    confidence: int
    answer: str
    parts: int = 1

    def __post_init__(self) -> None:
        for said, text in (("choice", self.choice), ("answer", self.answer)):
            if not is_prediction(text, self.outcomes, self.parts):
                raise ValueError(f"{said} must be one of {self.outcomes!r}, got {text!r:.99}")
        forecast(self.outcomes, self.outcomes[0], self.confidence)

    @property
    def right(self) -> float:
        """The share of the parts in which what was chosen happened; 0 or 1 where there is one."""
        return share_right(self.choice, self.answer, self.parts)

    @property
    def called(self) -> bool:
        """Whether it is told as right: of several parts, where NEARLY all are."""
        return self.right >= NEARLY


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
    excess: mean confidence less the share right; above 0 is overconfident. low, high: its 95 %
    interval, None for fewer than ENOUGH results.
    """

    count: int
    right: float
    confidence: float
    excess: float
    brier: float
    guessing: float
    bins: tuple[Bin, ...]
    low: float | None = None
    high: float | None = None

    @property
    def bias(self) -> str | None:
        """over or under, if the interval of the excess leaves 0 out, else even; None: too few."""
        if self.low is None or self.high is None:
            return None
        return "over" if self.low > 0 else "under" if self.high < 0 else "even"


def least_confidence(k: int) -> int:
    """Percent of a mere guess among k >= 2 outcomes, rounded: 50, 33, 25, 20, 17, …"""
    if k < 2:
        raise ValueError(f"a forecast needs at least 2 outcomes, got {k!r}")
    return round(100 / k)


def confidences(k: int) -> tuple[int, ...]:
    """Percents that can be pressed: a guess among k >= 2, the quarters of the way up, certain."""
    least = least_confidence(k)
    way = range(1, CONFIDENCES - 1)
    between = [least + step * (100 - least) / (CONFIDENCES - 1) for step in way]
    return least, *(ROUND * int(percent / ROUND + 0.5) for percent in between), 100


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
    """The Brier score of one revealed trial, in [0, 2]; of several parts, their mean."""
    first, other = result.outcomes[:2]
    hit, miss = (
        brier(forecast(result.outcomes, first, result.confidence), result.outcomes.index(happened))
        for happened in (first, other)
    )
    return result.right * hit + (1 - result.right) * miss


def brier_of_guessing(k: int) -> float:
    """What the uniform forecast over k >= 2 outcomes always scores: 1 - 1/k."""
    least_confidence(k)
    return 1 - 1 / k


def points(score: float) -> float:
    """A Brier score in [0, 2] as points from 100 (certain and right) to 0 (certain and wrong).

    Straight in the score, so that it is as proper.
    """
    if not 0 <= score <= 2:
        raise ValueError(f"a Brier score is in [0, 2], got {score!r}")
    return 100 * (1 - score / 2)


def wilson(right: float, count: int) -> tuple[float, float]:
    """95 % interval of a share `right` of `count` >= 1, within [0, 1].

    A trial of several parts may be right in part; that varies less than right or wrong, so the
    interval is then wider than it had to be.

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
            right = sum(n * result.right for result, n in held.items())
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
    excess, count = confidence - right, counted.total()
    half = None
    if count >= ENOUGH:
        off = (result.confidence / 100 - result.right - excess for result in counted)
        squares = sum(n * each**2 for n, each in zip(times, off, strict=True))
        half = T95 * sqrt(squares / (count - 1) / count)
    return Summary(
        count=count,
        right=right,
        confidence=confidence,
        excess=excess,
        brier=fmean(map(brier_of, counted), times),
        guessing=fmean((brier_of_guessing(len(each.outcomes)) for each in counted), times),
        bins=calibration(counted),
        low=None if half is None else excess - half,
        high=None if half is None else excess + half,
    )
