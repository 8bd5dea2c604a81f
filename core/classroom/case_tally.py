"""What a class said of one case, counted: who said what, how sure, who moved, who was right.

What is advised after a vote follows peer instruction: C. H. Crouch, E. Mazur, Peer Instruction: Ten
years of experience and results, American Journal of Physics 69 (2001), 970-977.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from core.classroom.case_answers import Case
from core.classroom.handed_work import Work
from core.trial.scoring import Result, brier_of, points

FEW, MOST = 0.35, 0.70  # share right, between which a talk with the neighbour helps
LISTED = 8  # choices that are told one by one where there are more than outcomes: paintings
Advice = Literal["hint", "discuss", "explain"]


class Ballot(NamedTuple):
    """What one learner said: the choices, "" for none, and the confidences in percent."""

    first: str
    first_confidence: int
    last: str
    last_confidence: int


class Scored(NamedTuple):
    """A vote's result, the share of it that was right, and its points, 0 to 100."""

    result: Result
    right: float
    points: float


@dataclass(frozen=True)
class Choice:
    """How many said this, in the first vote and in the last. name: "" stands for all others.

    confidences: of the last vote (of the first while there is no last), percent and how many.
    first_confidences: of the first vote. right: None while it is not known.
    """

    name: str
    first: int
    last: int
    confidences: tuple[tuple[int, int], ...]
    first_confidences: tuple[tuple[int, int], ...]
    right: bool | None


@dataclass(frozen=True)
class Figures:
    """What is told of a case; shares are in [0, 1], and None where there is nothing to share.

    first, last: how many voted. sure, sure_right, sure_wrong: mean confidence of the last votes,
    of all and of those that were right or wrong. right_first, right: the share that was right.
    confident_errors: the mean, over all last votes, of the confidence of those that were wrong,
    a right one counting 0. moved: from one choice to another, and how many; stayed: how many did
    not move. advice: by the share right of the vote before the talk.
    """

    first: int
    last: int
    choices: tuple[Choice, ...]
    sure: float | None
    sure_right: float | None
    sure_wrong: float | None
    right_first: float | None
    right: float | None
    confident_errors: float
    moved: tuple[tuple[str, str, int], ...]
    stayed: int
    advice: Advice | None


class CaseTally:
    """Counts the ballots of one case; a ballot can be taken back."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self._ballots: Counter[Ballot] = Counter()
        self._scored: dict[tuple[str, int], Scored] = {}  # once it is known what happens

    def add(self, work: Work, times: int = 1) -> None:
        """Count what a learner said; times: -1 to take it back."""
        first, last = work.first, work.last
        ballot = Ballot(
            first.choice if first else "", first.confidence if first else 0,
            last.choice if last else "", last.confidence if last else 0,
        )  # fmt: skip
        self._ballots[ballot] += times
        if not self._ballots[ballot]:
            del self._ballots[ballot]

    def results(self) -> Counter[Result]:
        """The last votes, and how often each came, once it is known what happens."""
        found: Counter[Result] = Counter()
        if self.case.answer:
            for ballot, count in self._ballots.items():
                if ballot.last:
                    found[self.scored(ballot.last, ballot.last_confidence).result] += count
        return found

    def scored(self, choice: str, confidence: int) -> Scored:
        """A vote beside what happens, which must be known."""
        key = choice, confidence
        if key not in self._scored:
            case = self.case
            result = Result(case.outcomes, choice, confidence, case.answer, case.parts)
            self._scored[key] = Scored(result, result.right, points(brier_of(result)))
        return self._scored[key]

    def figures(self) -> Figures:
        """All that is told of it."""
        first = Counter[tuple[str, int]]()
        last = Counter[tuple[str, int]]()
        moves = Counter[tuple[str, str]]()
        for ballot, count in self._ballots.items():
            if ballot.first:
                first[ballot.first, ballot.first_confidence] += count
            if ballot.last:
                last[ballot.last, ballot.last_confidence] += count
            if ballot.first and ballot.last:
                moves[ballot.first, ballot.last] += count
        right_first, right = self._share_right(first), self._share_right(last)
        before = right if right_first is None else right_first
        wrong = {key: n for key, n in last.items() if self._right(key[0]) is False}
        return Figures(
            first=first.total(), last=last.total(),
            choices=self._choices(first, last),
            sure=_mean_confidence(last.items()),
            sure_right=_mean_confidence((k, n) for k, n in last.items() if self._right(k[0])),
            sure_wrong=_mean_confidence(wrong.items()),
            right_first=right_first, right=right,
            confident_errors=sum(sure * n for (_, sure), n in wrong.items())
            / (100 * (last.total() or 1)),
            moved=tuple(
                (one, other, n) for (one, other), n in moves.most_common() if one != other
            ),
            stayed=sum(n for (one, other), n in moves.items() if one == other),
            advice=None if before is None else advised(before),
        )  # fmt: skip

    def _choices(
        self, first: Counter[tuple[str, int]], last: Counter[tuple[str, int]]
    ) -> tuple[Choice, ...]:
        """In the order of the outcomes; of paintings the most frequent, and the rest as one."""
        if self.case.parts == 1:
            return tuple(self._choice(name, {name}, first, last) for name in self.case.outcomes)
        said = Counter[str]()
        for (name, _), count in (*first.items(), *last.items()):
            said[name] += count
        names = [name for name, _ in said.most_common(LISTED)]
        told = [self._choice(name, {name}, first, last) for name in names]
        rest = said.keys() - set(names)
        return (*told, self._choice("", rest, first, last)) if rest else tuple(told)

    def _choice(
        self, name: str, names: Iterable[str],
        first: Counter[tuple[str, int]], last: Counter[tuple[str, int]],
    ) -> Choice:  # fmt: skip
        held = set(names)
        by_confidence = [Counter[int](), Counter[int]()]
        for counted, found in zip((first, last), by_confidence, strict=True):
            for (said, sure), count in counted.items():
                if said in held:
                    found[sure] += count
        before, after = by_confidence
        return Choice(
            name, before.total(), after.total(), tuple(sorted(after.items())),
            tuple(sorted(before.items())), self._right(name) if name else None,
        )  # fmt: skip

    def _right(self, choice: str) -> bool | None:
        """Whether a choice is right, of paintings nearly; None while that is not known."""
        return self.scored(choice, 100).result.called if self.case.answer else None

    def _share_right(self, votes: Counter[tuple[str, int]]) -> float | None:
        if not self.case.answer or not votes:
            return None
        return sum(n for (name, _), n in votes.items() if self._right(name)) / votes.total()


def advised(right: float) -> Advice:
    """What peer instruction advises where this share of the votes, in [0, 1], is right."""
    return "hint" if right < FEW else "discuss" if right <= MOST else "explain"


def _mean_confidence(votes: Iterable[tuple[tuple[str, int], int]]) -> float | None:
    held = list(votes)
    count = sum(n for _, n in held)
    return sum(sure * n for (_, sure), n in held) / (100 * count) if count else None
