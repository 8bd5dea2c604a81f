"""What the parameters of the labs may be, as data that a page can check an address against.

A parameter's kind may depend on the values before it. What it depends on is found by asking: its
kind is asked for with every combination of those values that can be listed, while it is noted
which of them it looks at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from core.trial.parameters import Choice, Decimal, Integer, Parameter, ParameterKind, Value, as_text

LISTED = 200  # values of a parameter that are tried one by one
TRIED = 20_000  # combinations of values that are tried in all


class Watched(Mapping[str, Value]):
    """Values by name that remember which of them were asked for."""

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values
        self.asked: dict[str, None] = {}

    def __getitem__(self, name: str) -> Value:
        self.asked[name] = None
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        self.asked.update(dict.fromkeys(self._values))
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def parameter_table(parameters: tuple[Parameter, ...]) -> list[dict[str, Any]]:
    """Each parameter of a lab: `{"name", "later", "by", "kinds"}`.

    by: the parameters before it that its kind depends on. kinds: the kind by their values as an
    address writes them, joined by commas; "" where `by` is empty. Kinds are `{"names", "more"}`
    (more: there are names that are not listed), `{"lo", "hi"}` of whole numbers, and
    `{"lo", "hi", "step"}`; each has its `default`, as an address writes it. Combinations of values
    that cannot be listed are not there.
    """
    return [_row(parameters, at) for at in range(len(parameters))]


def _row(parameters: tuple[Parameter, ...], at: int) -> dict[str, Any]:
    parameter = parameters[at]
    by: dict[str, None] = {}
    needed = _needed(parameters, at)
    tried = list(_combinations(parameters[:at], needed))
    for values in tried:
        watched = Watched(values)
        parameter.kind(watched)
        by.update(watched.asked)
    names = [each.name for each in parameters[:at] if each.name in by]
    kinds = {
        ",".join(as_text(values[name]) for name in names): _kind(parameter.kind(values))
        for values in tried
    }
    return {"name": parameter.name, "later": parameter.later, "by": names, "kinds": kinds}


def _needed(parameters: tuple[Parameter, ...], at: int) -> set[str]:
    """The parameters on whose values the kind of the one at this place may depend."""
    needed: set[str] = set()
    places = [at]
    for place in places:  # grows on the way
        for values in _combinations(parameters[:place], set()):
            watched = Watched(values)
            parameters[place].kind(watched)
            for name in set(watched.asked) - needed:
                needed.add(name)
                places.append(next(i for i, each in enumerate(parameters) if each.name == name))
    return needed


def _combinations(
    parameters: tuple[Parameter, ...], needed: set[str]
) -> Iterator[Mapping[str, Value]]:
    """Values of these parameters: all that are listed of the needed ones, of the rest the default.

    At most `TRIED`; without any needed, the first parameters are those that are listed.
    """
    found: list[dict[str, Value]] = [{}]
    for parameter in parameters:
        grown: list[dict[str, Value]] = []
        for values in found:
            kind = parameter.kind(values)
            every = parameter.name in needed or (not needed and isinstance(kind, Choice))
            listed = _values(kind) if every else (kind.default,)
            grown += [{**values, parameter.name: value} for value in listed]
        found = grown[:TRIED]
    yield from found


def _values(kind: ParameterKind) -> tuple[Value, ...]:
    """What is listed of a kind; its default alone where that is too much."""
    match kind:
        case Choice(allowed=names):
            return names
        case Integer(lo=lo, hi=hi) if hi - lo < LISTED:
            return tuple(range(lo, hi + 1))
        case Decimal() if len(kind.values()) <= LISTED:
            return kind.values()
        case _:
            return (kind.default,)


def _kind(kind: ParameterKind) -> dict[str, Any]:
    match kind:
        case Choice(allowed=names, default=default, beyond=beyond):
            return {"names": list(names), "more": beyond is not None, "default": default}
        case Integer(lo=lo, hi=hi, default=whole):
            return {"lo": lo, "hi": hi, "default": as_text(whole)}
        case Decimal(lo=low, hi=high, step=step, default=number):
            return {"lo": low, "hi": high, "step": step, "default": as_text(number)}
        case _:
            raise TypeError(f"a parameter is {kind!r}; allowed: Choice, Integer, Decimal")
