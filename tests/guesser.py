"""How far one comes in a deck without looking at the picture.

A guesser knows the settings of a case and, of all other cases, settings and answers. It says what
was right most often among those whose settings are the same: in all of them, or in some that it
picks; where there is none, among all. Its best pick counts.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from core.trial.prediction import share_right
from core.trial.scenario import Scenario
from core.trial.scoring import NEARLY

PICKED = 3  # settings at most, beside all of them

Cases = Sequence[tuple[Scenario, str]]


def modal_share(cases: Cases) -> float:
    """The share of the answer that is right most often."""
    return max(Counter(answer for _, answer in cases).values()) / len(cases)


def guesser_share(cases: Cases) -> float:
    """The share that the best guesser is right in, each case left out in turn."""
    names = [name for name in cases[0][0].values if name != "seed"]
    picks = [pick for size in range(PICKED + 1) for pick in combinations(names, size)]
    return max(_right(cases, pick) for pick in (*picks, tuple(names)))


def _right(cases: Cases, pick: tuple[str, ...]) -> float:
    groups: dict[tuple[object, ...], Counter[str]] = {}
    overall: Counter[str] = Counter()
    keys = [tuple(case[name] for name in pick) for case, _ in cases]
    for key, (_, answer) in zip(keys, cases, strict=True):
        groups.setdefault(key, Counter())[answer] += 1
        overall[answer] += 1
    right = 0
    for key, (_, answer) in zip(keys, cases, strict=True):
        for known in (groups[key], overall):
            others = known - Counter([answer])
            if others:
                guess = max(others, key=lambda one: (others[one], one))
                right += _is(guess, answer)
                break
    return right / len(cases)


def _is(guess: str, answer: str) -> bool:
    painted = len(guess) == len(answer) > 1 and set(guess + answer) <= set("012")
    return share_right(guess, answer, len(answer)) >= NEARLY if painted else guess == answer
