"""What a witness is: a measurement, and the bound that it is claimed to keep."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

RELATIONS: dict[str, Callable[[float, float], bool]] = {
    "at most": lambda value, bound: value <= bound,
    "at least": lambda value, bound: value >= bound,
}


@dataclass(frozen=True)
class Finding:
    """What a witness found: the measured value, the claimed bound, and whether it holds."""

    name: str
    value: float
    relation: str
    bound: float
    holds: bool


@dataclass(frozen=True)
class Witness:
    """measure() gives the number; relation is one of RELATIONS; its docstring says what it is."""

    measure: Callable[[], float]
    relation: str
    bound: float

    @property
    def name(self) -> str:
        """The measuring function's name: what the content calls it by."""
        return self.measure.__name__

    def testify(self) -> Finding:
        """Measure and compare. A number that is none holds nothing."""
        value = float(self.measure())
        holds = RELATIONS[self.relation](value, self.bound)
        return Finding(self.name, value, self.relation, self.bound, holds)
