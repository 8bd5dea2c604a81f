"""The lab contract: what a lab shows before the commit, what it asks, and what happened.

A lab is a folder with one object that conforms to `Lab`, a view and a content file. All methods are
functions of the scenario alone: the same scenario gives the same numbers anywhere, and
randomness comes from `numpy.random.default_rng` seeded with its `seed`.
"""

from collections.abc import Generator, Iterable, Mapping
from typing import Protocol, TypeVar, runtime_checkable

from core.stepwise import Step
from core.trial.parameters import Parameter
from core.trial.scenario import Scenario


class Outcome(Protocol):
    """What happened, which exists only after the commit. A lab's own is a frozen dataclass.

    Beside `answer` it may hold everything that is revealed: target, code, reconstruction, error,
    verdict, and the numbers that the sentence of explanation is made from.
    """

    @property
    def answer(self) -> str:
        """The one outcome of `Lab.outcomes` that is right, or one for each part."""
        ...


Shown_co = TypeVar("Shown_co", covariant=True)
Happened_co = TypeVar("Happened_co", bound=Outcome, covariant=True)


class Lab(Protocol[Shown_co, Happened_co]):
    """A lab, generic in what it shows (`Shown_co`) and in what it reveals (`Happened_co`)."""

    @property
    def name(self) -> str:
        """Its name in addresses, a-z and _."""
        ...

    def parameters(self) -> tuple[Parameter, ...]:
        """What a learner can set, in the order of the address; the same at every call."""
        ...

    def observe(self, scenario: Scenario) -> Shown_co:
        """What may be on the page before the commit: a frozen dataclass.

        It holds the evidence that the autoencoder itself would get (the corrupted input, its
        shape), the settings, and what the learner reasons from (the family's gallery). Nothing
        from which the answer can be read: no clean target nor its place in the gallery, no code,
        reconstruction, weights, error or verdict, no generator whose state gives them, no method
        or cached property that computes them. Its repr, its JSON and its pickle are as silent.
        """
        ...

    def outcomes(self, scenario: Scenario) -> tuple[str, ...]:
        """The possible answers: at least two, distinct, exhaustive and mutually exclusive.

        The same tuple whichever of them is right; its order must not depend on the answer.
        """
        ...

    def outcome(self, scenario: Scenario) -> Happened_co:
        """What happened. Called only for a committed trial; `answer` is one of `outcomes`, or one
        for each of several parts, see `parts`.
        """
        ...


@runtime_checkable
class LabOfParts(Lab[Shown_co, Happened_co], Protocol[Shown_co, Happened_co]):
    """A lab some of whose questions have parts that are predicted one by one."""

    def parts(self, scenario: Scenario) -> int:
        """How many there are, see `core.trial.prediction`; 1 where a question has none."""
        ...


def parts_of(lab: Lab[object, Outcome], scenario: Scenario) -> int:
    """How many parts a lab's question has."""
    return lab.parts(scenario) if isinstance(lab, LabOfParts) else 1


@runtime_checkable
class LiveLab(Lab[Shown_co, Happened_co], Protocol[Shown_co, Happened_co]):
    """A lab whose outcome takes seconds: it comes step by step, so that it can be watched.

    Its `outcome` is `run_to_end(run(scenario))`.
    """

    def run(self, scenario: Scenario) -> Generator[Step, None, Happened_co]:
        """Yield steps of at most some 30 ms of work in the browser; return what happened.

        Called only for a committed trial. The same scenario takes the same steps to the same end,
        whether or not somebody watches or pauses.
        """
        ...


def parameters_by_lab(labs: Iterable[Lab[object, Outcome]]) -> Mapping[str, tuple[Parameter, ...]]:
    """What `core.trial.scenario.parse` needs; the first lab is the default.

    Raises ValueError when there is none or a name comes twice.
    """
    by_name: dict[str, tuple[Parameter, ...]] = {}
    for lab in labs:
        if lab.name in by_name:
            raise ValueError(f"two labs are named {lab.name!r}")
        by_name[lab.name] = lab.parameters()
    if not by_name:
        raise ValueError("there must be at least one lab, got none")
    return by_name
