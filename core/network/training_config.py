"""All that decides how an autoencoder is trained, as plain data that can stand in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

import numpy as np

from core.network.activation import activation
from core.network.network import Network, build, check_widths
from core.network.objective import Objective
from core.network.optimizer import check_rate
from core.numerics.array_types import DTYPES
from core.numerics.corruption import corrupt


@dataclass(frozen=True)
class TrainingConfig:
    """Checked when made: ValueError names the value and what is allowed.

    widths       d, the hidden layers', m in the middle, and back to d
    hidden, code, output   activations; see core.network.network.build
    batch        examples a step; the last batch of an epoch is what remains
    corruption   kind of the fresh damage of every batch, or None; level: how much of it
    seed         decides the first weights, the order of examples and the damage
    """

    widths: tuple[int, ...]
    hidden: str = "relu"
    code: str = "linear"
    output: str = "sigmoid"
    tied: bool = False
    objective: Objective = field(default_factory=Objective)
    rate: float = 3e-3
    batch: int = 128
    epochs: int = 50
    corruption: str | None = None
    level: float = 0.0
    seed: int = 0
    dtype: str = "float32"

    def __post_init__(self) -> None:
        check_widths(self.widths, self.tied)
        for kind in (self.hidden, self.code, self.output):
            activation(kind)
        self.objective.check_output(self.output)
        if self.dtype not in DTYPES:
            raise ValueError(f"dtype is {self.dtype!r}; allowed: {', '.join(DTYPES)}")
        check_rate(self.rate)
        _whole("batch", self.batch, 1)
        _whole("epochs", self.epochs, 1)
        _whole("seed", self.seed, 0)
        if self.corruption is not None:
            corrupt(self.corruption, np.zeros(0), self.level, np.random.default_rng(0))
        elif self.level != 0.0:
            raise ValueError(f"level is {self.level!r} without corruption; allowed: 0")

    def build(self, rng: np.random.Generator) -> Network:
        """The network before its training."""
        return build(
            self.widths, self.hidden, self.code, self.output, rng, self.tied, np.dtype(self.dtype)
        )

    @staticmethod
    def from_dict(data: Mapping[str, Any]) -> TrainingConfig:
        """From its names and values, as TOML holds them; what is missing takes its default."""
        known = [one.name for one in fields(TrainingConfig)]
        _known(data, known, "a recipe")
        if not isinstance(data.get("widths"), list | tuple):
            raise ValueError(f"widths is {data.get('widths')!r}; allowed: a list of widths")
        parts = dict(data) | {"widths": tuple(data["widths"])}
        if "objective" in parts:
            _known(parts["objective"], [one.name for one in fields(Objective)], "an objective")
            parts["objective"] = Objective(**parts["objective"])
        return TrainingConfig(**parts)


def _known(data: object, names: list[str], what: str) -> None:
    if not isinstance(data, Mapping):
        raise ValueError(f"{what} is {data!r}; allowed: a table of {', '.join(names)}")
    if unknown := sorted(set(data) - set(names)):
        raise ValueError(f"{what} has {unknown[0]!r}; allowed: {', '.join(names)}")


def _whole(name: str, value: object, least: int) -> None:
    if type(value) is not int or value < least:
        raise ValueError(f"{name} is {value!r}; allowed: a whole number, {least} and up")
