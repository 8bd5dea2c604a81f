"""A scenario: the lab and the values that a learner can set, and its address.

An address is a query string, `?lab=strokes&family=segments&m=3&…`. `address` writes it in one
canonical order, `parse` reads any string at all: it gives the nearest sensible scenario and a
notice for everything that was not taken as it stood. A scenario never holds an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import quote

from core.trial.parameters import (
    Choice,
    Decimal,
    Integer,
    Parameter,
    ParameterKind,
    Problem,
    Value,
    accepts,
    as_text,
    fixed,
)
from core.trial.tolerant_query import Asked, lab_of, read

__all__ = [
    "SEED_LIMIT",
    "Choice",
    "Decimal",
    "Integer",
    "Notice",
    "Parameter",
    "ParameterKind",
    "Problem",
    "Scenario",
    "Value",
    "address",
    "adjust",
    "asks_for_case",
    "default_scenario",
    "lab_of",
    "names",
    "parse",
]  # fmt: skip

SEED_LIMIT = 2**31 - 1  # the largest seed, so that it fits JavaScript's and NumPy's integers
SHOWN_CHARACTERS = 40  # characters of a value that a notice repeats
TOLD_NAMES = 3  # unknown names that a notice repeats


@dataclass(frozen=True)
class Notice:
    """One thing about an address that was not taken as it stood, as data for the page's words.

    name: the parameter, "lab", or the first few names that mean nothing. value: what was
    received, printable, at most `SHOWN_CHARACTERS` characters; of names that mean nothing, how many
    they are. allowed: the kind it must fit, None where there is none. used: the value taken
    instead, None if it was ignored.
    """

    problem: Problem
    name: str
    value: str
    allowed: ParameterKind | None
    used: Value | None


@dataclass(frozen=True)
class Scenario:
    """A lab's name and one allowed value for each of its parameters, in their order.

    Raises ValueError for values that the parameters do not allow, so that every scenario is
    a valid one. Two are equal when lab and values are.
    """

    lab: str
    items: tuple[tuple[str, Value], ...]
    parameters: tuple[Parameter, ...] = field(compare=False, repr=False)

    def __post_init__(self) -> None:
        names = tuple(parameter.name for parameter in self.parameters)
        if tuple(name for name, _ in self.items) != names:
            raise ValueError(f"need a value for each of {names!r} in this order: {self.items!r}")
        before: dict[str, Value] = {}
        for parameter, (name, value) in zip(self.parameters, self.items, strict=True):
            kind = parameter.kind(before)
            if not accepts(kind, value):
                raise ValueError(f"{name} = {value!r} is not allowed: {kind!r}")
            before[name] = value

    @property
    def values(self) -> Mapping[str, Value]:
        """The values by name, read-only, in the order of the parameters."""
        return MappingProxyType(dict(self.items))

    def __getitem__(self, name: str) -> Value:
        return self.values[name]

    def text(self, name: str) -> str:
        """The value of a Choice; TypeError for another kind."""
        value = self.values[name]
        if not isinstance(value, str):
            raise TypeError(f"{name} is {value!r}, not a name")
        return value

    def integer(self, name: str) -> int:
        """The value of an Integer; TypeError for another kind."""
        value = self.values[name]
        if not isinstance(value, int):
            raise TypeError(f"{name} is {value!r}, not a whole number")
        return value

    def decimal(self, name: str) -> float:
        """The value of a Decimal; TypeError for another kind."""
        value = self.values[name]
        if not isinstance(value, float):
            raise TypeError(f"{name} is {value!r}, not a decimal")
        return value

    def kind(self, name: str) -> ParameterKind:
        """What `name` may be, given this scenario's values before it."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter.kind(self.values)
        raise KeyError(f"{name!r} is none of {tuple(self.values)!r}")

    def with_values(self, **changes: Value) -> "Scenario":
        """`adjust` without the notices: changed, and brought back into what is allowed."""
        return adjust(self, changes)[0]


def default_scenario(lab: str, parameters: tuple[Parameter, ...]) -> Scenario:
    """Every parameter at its default."""
    return _settle(lab, parameters, {})[0]


def adjust(scenario: Scenario, changes: Mapping[str, Value]) -> tuple[Scenario, tuple[Notice, ...]]:
    """The scenario with `changes`, and a notice for each value that had to move with them.

    A smaller family pulls the width down to its size, for example. What is or becomes fixed, since
    its setting has no meaning there, moves without a word. KeyError for a name that the lab lacks.
    """
    if unknown := set(changes) - set(scenario.values):
        raise KeyError(f"{sorted(unknown)!r} are none of {tuple(scenario.values)!r}")
    settled, notices = _settle(scenario.lab, scenario.parameters, {**scenario.values, **changes})
    silent = {
        name for name in scenario.values
        if name not in changes and (fixed(scenario.kind(name)) or fixed(settled.kind(name)))
    }  # fmt: skip
    return settled, tuple(notice for notice in notices if notice.name not in silent)


def address(scenario: Scenario) -> str:
    """The canonical query string, with its "?"; `parse` gives the equal scenario back."""
    unstated = {
        parameter.name
        for parameter in scenario.parameters
        if parameter.later and scenario[parameter.name] == parameter.kind(scenario.values).default
    }
    fields = (("lab", scenario.lab), *(item for item in scenario.items if item[0] not in unstated))
    return "?" + "&".join(f"{name}={quote(as_text(value), safe='')}" for name, value in fields)


def asks_for_case(query: str, labs: Mapping[str, tuple[Parameter, ...]]) -> bool:
    """Whether `query` asks for a case: it names the lab or a parameter of any lab."""
    return bool(read(query, names(labs)).fields)


def parse(
    query: str, labs: Mapping[str, tuple[Parameter, ...]]
) -> tuple[Scenario, tuple[Notice, ...]]:
    """The nearest sensible scenario to `query`, and what was not taken as it stood.

    query: any string, with or without "?", see `tolerant_query`. labs: the parameters of each known
    lab; the first lab is the default. What is missing takes its default without a notice. Never
    raises on a query. There is one notice at most for the lab, two for each of its parameters,
    and one for all names that mean nothing; none for these where nothing was asked.
    """
    asked = read(query, names(labs))
    given: dict[str, str] = {}
    for name, value in asked.fields:
        given.setdefault(name, value)
    lab_kind = Choice(tuple(labs), next(iter(labs)))
    lab, problem = lab_kind.nearest(given.get("lab", lab_kind.default))
    notices = _notices(problem, "lab", given.get("lab", ""), lab_kind, lab)
    wanted = {name: value for name, value in given.items() if name != "lab"}
    scenario, more = _settle(lab, labs[lab], wanted)
    unknown = [*(name for name in wanted if name not in scenario.values), *asked.foreign]
    return scenario, (
        *notices, *more, *_repeated(asked, given, scenario, lab_kind),
        *(_unknown(unknown) if given else ()),
    )  # fmt: skip


def names(labs: Mapping[str, tuple[Parameter, ...]]) -> frozenset[str]:
    """What an address of these labs can name."""
    return frozenset({"lab", *(p.name for parameters in labs.values() for p in parameters)})


def _repeated(
    asked: Asked, given: Mapping[str, str], scenario: Scenario, lab_kind: ParameterKind
) -> Iterator[Notice]:
    """A notice for each name that also came with another value."""
    others = {n: value for n, value in reversed(asked.fields) if value.lower() != given[n].lower()}
    for name in given:
        if name in others and (name == "lab" or name in scenario.values):
            kind = lab_kind if name == "lab" else scenario.kind(name)
            used = scenario.lab if name == "lab" else scenario[name]
            yield Notice("repeated", name, _shown(others[name]), kind, used)


def _unknown(names: Sequence[str]) -> tuple[Notice, ...]:
    """One notice for all names that mean nothing: its name is the first few, its value how many."""
    if not names:
        return ()
    first = ", ".join(map(_shown, names[:TOLD_NAMES])) + (", …" if len(names) > TOLD_NAMES else "")
    problem: Problem = "unknown_parameter" if len(names) == 1 else "unknown_parameters"
    return (Notice(problem, first, str(len(names)), None, None),)


def _settle(
    lab: str, parameters: tuple[Parameter, ...], wanted: Mapping[str, Value]
) -> tuple[Scenario, tuple[Notice, ...]]:
    """Each parameter in turn takes the allowed value nearest to the wanted one."""
    before: dict[str, Value] = {}
    notices: tuple[Notice, ...] = ()
    for parameter in parameters:
        name, kind = parameter.name, parameter.kind(before)
        before[name] = kind.default
        if name in wanted:
            before[name], problem = kind.nearest(wanted[name])
            notices += _notices(problem, name, wanted[name], kind, before[name])
    return Scenario(lab, tuple(before.items()), parameters), notices


def _notices(
    problem: Problem | None, name: str, value: Value, kind: ParameterKind, used: Value
) -> tuple[Notice, ...]:
    if problem is None:
        return ()
    shown = _shown(value if isinstance(value, str) else as_text(value))
    return (Notice(problem if shown else "empty", name, shown, kind, used),)


def _shown(value: str) -> str:
    """A printable start of a value: what a page can print, and JSON and UTF-8 can carry."""
    short = value if len(value) <= SHOWN_CHARACTERS else value[: SHOWN_CHARACTERS - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short)
