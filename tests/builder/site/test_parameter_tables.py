"""The table of parameters says what the parameters say, for any values before them."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest

from app.runtime.registry import REGISTERED_LABS
from builder.site.parameter_tables import _kind, parameter_table
from core.trial.parameters import Choice, Integer, Parameter, Value, as_text


@pytest.mark.parametrize("lab", list(REGISTERED_LABS))
def test_the_table_of_a_lab(lab: str) -> None:
    parameters = REGISTERED_LABS[lab].lab.parameters()
    rows = parameter_table(parameters)
    source = random.Random(4)
    for _ in range(300):
        values: dict[str, Value] = {}
        for row, parameter in zip(rows, parameters, strict=True):
            kind = parameter.kind(values)
            key = ",".join(as_text(values[name]) for name in row["by"])
            assert row["kinds"][key] == _kind(kind), (row["name"], values)
            tries = (*getattr(kind, "allowed", ()), source.randrange(-2, 200), source.random())
            values[parameter.name], _ = kind.nearest(source.choice(tries))


def test_what_depends_on_what_depends() -> None:
    def of_first(before: Mapping[str, Value]) -> Choice:
        return Choice(("u", "v"), "u") if before["first"] == "b" else Choice(("u",), "u")

    def of_second(before: Mapping[str, Value]) -> Integer:
        return Integer(1, 9 if before["second"] == "v" else 3, 1)

    parameters = (
        Parameter("first", Choice(("a", "b"), "a")),
        Parameter("second", of_first),
        Parameter("third", of_second),
    )
    first, second, third = parameter_table(parameters)
    assert (first["by"], second["by"], third["by"]) == ([], ["first"], ["second"])
    assert third["kinds"] == {
        "u": {"lo": 1, "hi": 3, "default": "1"}, "v": {"lo": 1, "hi": 9, "default": "1"},
    }  # fmt: skip
