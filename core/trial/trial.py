"""One trial: posed, committed, revealed.

Each phase is a frozen value of its own class and holds the one before, so that what was committed
cannot change and the answer is no field of a trial before it is revealed. The steps are pure: they
give a new trial or raise. `core.trial.trial_json` keeps a trial in the browser's storage.
"""

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, Literal

from core.trial.prediction import check_outcomes, is_prediction
from core.trial.scenario import Scenario, address
from core.trial.scoring import least_confidence

WHY_LIMIT = 500  # characters of a learner's own explanation
INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?Z")
STEPS = {"posed": ("commit",), "committed": ("reveal",), "revealed": ("explain",)}
Fault = Literal[
    "no_choice", "unknown_choice", "no_confidence", "confidence_not_whole", "confidence_range"
]  # fmt: skip


class IllegalStep(RuntimeError):
    """A step that the phase does not allow: `asked`, `phase`, and the steps that are `allowed`."""

    def __init__(self, asked: str, phase: str) -> None:
        self.asked, self.phase, self.allowed = asked, phase, STEPS[phase]
        super().__init__(f"cannot {asked} a {phase} trial; allowed: {', '.join(self.allowed)}")


class CommitRefused(ValueError):
    """A commitment that is incomplete or impossible.

    code: a `Fault`. value: what was received. allowed: the outcomes for a choice, (least, 100)
    for a confidence.
    """

    def __init__(self, code: Fault, value: object, allowed: tuple[object, ...]) -> None:
        self.code, self.value, self.allowed = code, value, allowed
        super().__init__(f"{code}: got {value!r}, allowed {allowed!r}")


@dataclass(frozen=True)
class Posed:
    """A question that waits for its prediction."""

    phase: ClassVar[str] = "posed"
    scenario: Scenario
    outcomes: tuple[str, ...]  # at least two, distinct
    at: str
    parts: int = 1  # each of which is predicted, see `core.trial.prediction`

    def __post_init__(self) -> None:
        check_instant(self.at)
        check_outcomes(self.outcomes, self.parts)

    @property
    def id(self) -> str:
        """16 hex digits that name this trial in every phase, in every tab."""
        return trial_id(address(self.scenario), self.outcomes, self.at)


def trial_id(where: str, outcomes: tuple[str, ...], at: str) -> str:
    """The `Posed.id` of a trial. where: the address of its case; at: when it was posed."""
    text = "\n".join((where, *outcomes, at))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


@dataclass(frozen=True)
class Committed:
    """A prediction that no longer changes; what happened is not computed yet."""

    phase: ClassVar[str] = "committed"
    posed: Posed
    choice: str  # one of the outcomes, or one for each part
    confidence: int  # percent, in [least_confidence(k), 100]
    at: str

    def __post_init__(self) -> None:
        check_instant(self.at)
        check_commitment(self.posed.outcomes, self.choice, self.confidence, self.posed.parts)


@dataclass(frozen=True)
class Revealed:
    """A prediction beside what happened, and the learner's own words on why."""

    phase: ClassVar[str] = "revealed"
    committed: Committed
    answer: str  # like the choice
    at: str
    why: str | None = None

    def __post_init__(self) -> None:
        check_instant(self.at)
        posed = self.committed.posed
        if not is_prediction(self.answer, posed.outcomes, posed.parts):
            raise ValueError(
                f"answer must be one of {posed.outcomes!r} for each of {posed.parts} parts, "
                f"got {self.answer!r:.99}"
            )
        if self.why is not None:
            check_why(self.why)


Trial = Posed | Committed | Revealed


def posed_of(trial: Trial) -> Posed:
    """The question of a trial in any phase: its scenario, outcomes and id."""
    if isinstance(trial, Revealed):
        return trial.committed.posed
    return trial.posed if isinstance(trial, Committed) else trial


def pose(scenario: Scenario, outcomes: tuple[str, ...], at: str, parts: int = 1) -> Posed:
    """A new trial. at: ISO 8601 in UTC, "2026-03-01T12:00:00.000Z"."""
    return Posed(scenario, outcomes, at, parts)


def commit(trial: Trial, choice: str | None, confidence: int | None, at: str) -> Committed:
    """Lock settings, choice and confidence (whole percent).

    Raises IllegalStep unless the trial is posed, CommitRefused for what is missing or impossible.
    """
    if not isinstance(trial, Posed):
        raise IllegalStep("commit", trial.phase)
    chosen, percent = check_commitment(trial.outcomes, choice, confidence, trial.parts)
    return Committed(trial, chosen, percent, at)


def reveal(trial: Trial, answer: str, at: str) -> Revealed:
    """What happened, beside what was predicted.

    Raises IllegalStep unless the trial is committed, ValueError if `answer` is no outcome.
    """
    if not isinstance(trial, Committed):
        raise IllegalStep("reveal", trial.phase)
    return Revealed(trial, answer, at)


def explain(trial: Trial, why: str) -> Revealed:
    """Attach, or replace, the learner's own explanation: 1 to WHY_LIMIT characters, trimmed.

    Raises IllegalStep unless the trial is revealed, ValueError for an empty or longer text.
    """
    if not isinstance(trial, Revealed):
        raise IllegalStep("explain", trial.phase)
    return replace(trial, why=clean_why(why))


def clean_why(why: str) -> str:
    """Trimmed, with half characters (lone surrogates, which UTF-8 cannot carry) replaced."""
    return why.encode("utf-8", "replace").decode("utf-8").strip()


def check_why(why: object) -> str:
    """`why` if it is a text as `clean_why` leaves it, of 1 to WHY_LIMIT characters."""
    if not isinstance(why, str) or why != clean_why(why) or not 1 <= len(why) <= WHY_LIMIT:
        raise ValueError(f"why must be 1 to {WHY_LIMIT} trimmed characters, got {why!r:.60}")
    return why


def check_commitment(
    outcomes: tuple[str, ...], choice: object, confidence: object, parts: int = 1
) -> tuple[str, int]:
    """The choice and the confidence if they are allowed, else CommitRefused."""
    if choice is None:
        raise CommitRefused("no_choice", choice, outcomes)
    if not isinstance(choice, str) or not is_prediction(choice, outcomes, parts):
        raise CommitRefused("unknown_choice", choice, outcomes)
    percents = (least_confidence(len(outcomes)), 100)
    if confidence is None:
        raise CommitRefused("no_confidence", confidence, percents)
    if not isinstance(confidence, int) or isinstance(confidence, bool):
        raise CommitRefused("confidence_not_whole", confidence, percents)
    if not percents[0] <= confidence <= percents[1]:
        raise CommitRefused("confidence_range", confidence, percents)
    return choice, confidence


def check_instant(at: object) -> str:
    """`at` if it is a moment in UTC such as "2026-03-01T12:00:00.000Z", else ValueError."""
    if isinstance(at, str) and INSTANT.fullmatch(at):
        try:
            datetime.fromisoformat(at[:19])
        except ValueError:
            pass
        else:
            return at
    raise ValueError(f"at must be ISO 8601 in UTC, YYYY-MM-DDThh:mm:ss.fffZ, got {at!r:.60}")
