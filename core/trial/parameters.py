"""What a parameter of a scenario may be: a name of a list, a whole number, a decimal on a grid.

A kind never refuses: `nearest` turns whatever it is given into an allowed value and says, as a
code, what was the matter. The words for the code are content, not core.
"""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal as Exact
from numbers import Integral
from typing import Literal

Value = str | int | float
Problem = Literal[
    "unknown_choice",  # not one of a Choice's names, nor a known lab
    "broken_name",  # a name that spells something out, and is cut short or else at fault
    "not_a_number",  # "many", "nan", "inf", "½", digits that are not ASCII
    "not_whole",  # a fraction where a whole number belongs: the nearest is used
    "out_of_range",  # the nearer end is used
    "off_step",  # between two steps: the nearest is used
    "empty",  # "m=" or "m"
    "repeated",  # another value for a name: the first is used
    "unknown_parameter",  # ignored
    "unknown_parameters",  # several of them, in one notice
]

NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
PLAIN = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9_.-]*"
)  # survives any mail, see `core.trial.tolerant_query`
ROUNDING = 1e-9  # share of a step within which a float counts as being on the grid


@dataclass(frozen=True)
class Choice:
    """One of `allowed` (plain names, distinct in small letters); `default` is one of them.

    beyond: gives the one spelling of a name that is not listed, None if there is no such name;
    raises ValueError for one that is broken.
    """

    allowed: tuple[str, ...]
    default: str
    beyond: Callable[[str], str | None] | None = None

    def __post_init__(self) -> None:
        if not self.allowed or len({name.lower() for name in self.allowed}) != len(self.allowed):
            raise ValueError(f"allowed must be distinct names, at least one: {self.allowed!r}")
        if not all(map(PLAIN.fullmatch, self.allowed)):
            raise ValueError(f"allowed must be names of {PLAIN.pattern}, got {self.allowed!r}")
        _require(self, self.default)

    def nearest(self, value: object) -> tuple[str, Problem | None]:
        """The name that is `value`, but for capitals, else the default with the problem."""
        if isinstance(value, str):
            for name in self.allowed:
                if name.lower() == value.lower():
                    return name, None
            try:
                found = self.beyond(value) if self.beyond else None
            except ValueError:
                return self.default, "broken_name"
            if found is not None:
                return found, None
        return self.default, "unknown_choice"


@dataclass(frozen=True)
class Integer:
    """A whole number in [lo, hi], both within ±2**53, where floats are exact."""

    lo: int
    hi: int
    default: int

    def __post_init__(self) -> None:
        if not -(2**53) <= self.lo <= self.hi <= 2**53:
            raise ValueError(f"need lo <= hi within ±2**53, got {self.lo!r} and {self.hi!r}")
        _require(self, self.default)

    def nearest(self, value: object) -> tuple[int, Problem | None]:
        """The nearest allowed whole number (halves go up), or the default for what is no number."""
        number = as_number(value)
        if number is None:
            return self.default, "not_a_number"
        if not self.lo <= number <= self.hi:
            return (self.lo if number < self.lo else self.hi), "out_of_range"
        whole = number if isinstance(number, int) else math.floor(number + 0.5)
        return whole, None if whole == number else "not_whole"


@dataclass(frozen=True)
class Decimal:
    """A number lo, lo + step, … hi; step > 0 divides hi - lo exactly, in decimal digits."""

    lo: float
    hi: float
    step: float
    default: float

    def __post_init__(self) -> None:
        ends = (self.lo, self.hi, self.step)
        if not all(map(math.isfinite, ends)) or self.step <= 0 or self.lo > self.hi:
            raise ValueError(f"need finite lo <= hi and step > 0, got lo, hi, step = {ends!r}")
        if (Exact(str(self.hi)) - Exact(str(self.lo))) % Exact(str(self.step)):
            raise ValueError(f"step must divide hi - lo, got lo, hi, step = {ends!r}")
        object.__setattr__(self, "default", float(self.default))
        _require(self, self.default)

    def nearest(self, value: object) -> tuple[float, Problem | None]:
        """The nearest allowed number, or the default for what is no number."""
        number = as_number(value)
        if number is None:
            return self.default, "not_a_number"
        slack = ROUNDING * self.step
        if not self.lo - slack <= number <= self.hi + slack:
            return self._at(0 if number < self.lo else self._steps()), "out_of_range"
        on_grid = self._at(min(self._steps(), math.floor((number - self.lo) / self.step + 0.5)))
        return on_grid, None if abs(on_grid - number) <= slack else "off_step"

    def values(self) -> tuple[float, ...]:
        """Every allowed number, rising."""
        return tuple(self._at(index) for index in range(self._steps() + 1))

    def _steps(self) -> int:
        return round((self.hi - self.lo) / self.step)

    def _at(self, index: int) -> float:
        # in decimal digits: 3 * 0.1 must be the float 0.3, or addresses would grow tails
        return float(Exact(str(self.lo)) + index * Exact(str(self.step))) + 0.0


ParameterKind = Choice | Integer | Decimal


@dataclass(frozen=True)
class Parameter:
    """A name and its kind, which may depend on the values of the parameters declared before it.

    later: it came when addresses without it were in use; at its default it is left out of them, so
    that they, and what browsers keep under them, stay what they are.
    """

    name: str
    given: ParameterKind | Callable[[Mapping[str, Value]], ParameterKind]
    later: bool = False

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9_]*", self.name) or self.name == "lab":
            raise ValueError(f"a parameter's name is a-z, 0-9, _ and not 'lab', got {self.name!r}")

    def kind(self, before: Mapping[str, Value]) -> ParameterKind:
        """The allowed set, given the values of the parameters before this one."""
        return self.given(before) if callable(self.given) else self.given


def fixed(kind: ParameterKind) -> bool:
    """Whether a parameter has one value only."""
    match kind:
        case Choice(allowed=names, beyond=None):
            return len(names) == 1
        case Integer(lo=lo, hi=hi) | Decimal(lo=lo, hi=hi):
            return lo == hi
        case _:
            return False


def accepts(kind: ParameterKind, value: object) -> bool:
    """Whether `value` is exactly an allowed value: right type (bool is no int), range and step."""
    used, problem = kind.nearest(value)
    return problem is None and type(value) is type(used) and value == used


def as_number(value: object) -> int | float | None:
    """A number or a text of one (ASCII digits, blanks around); None for nan, inf and the rest.

    A text too large for a float, such as "1e999", counts as a number beyond any range.
    """
    if isinstance(value, str):
        text = value.strip(" ")
        return float(text) if NUMBER.fullmatch(text) else None
    if isinstance(value, Integral) and not isinstance(value, bool):
        return int(value)
    return float(value) if isinstance(value, float) and math.isfinite(value) else None


def as_text(value: Value) -> str:
    """The shortest text of a value: "segments", "3", "0.4", "1" for 1.0; no exponent."""
    if isinstance(value, float):
        return format(Exact(repr(value + 0.0)).normalize(), "f")
    return str(value)


def _require(kind: ParameterKind, default: object) -> None:
    if not accepts(kind, default):
        raise ValueError(f"default {default!r} is not allowed by {kind!r}")
