"""Read content/networks.toml: which networks the labs want, checked before any is trained."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builder.errors import BuildError
from builder.models.quantized_training import LIMITS
from core.data.digits import LABELS
from core.network.quantized_file import BITS
from core.network.training_config import TrainingConfig
from core.network.variational_training import check_recipe

KEYS = {"name", "digits", "first", "without", "recipe", "beta", "pca", "bits"}


@dataclass(frozen=True)
class NetworkSpec:
    """One network; what the fields mean stands at the top of the file.

    Either a recipe, or `pca` components. beta: of a variational autoencoder. bits None: it is not
    sent.
    """

    name: str
    digits: str
    first: int | None
    without: int | None
    recipe: TrainingConfig | None
    beta: float | None
    pca: int | None
    bits: int | None


def network_specs(path: Path) -> tuple[NetworkSpec, ...]:
    """All of the file, in its order; raises BuildError with the name of what cannot be."""
    tables = tomllib.loads(path.read_text("utf-8"))["network"]
    names = [table.get("name") for table in tables]
    if doubled := {name for name in names if names.count(name) > 1}:
        raise BuildError(f"{path.name}: twice: {', '.join(map(str, doubled))}")
    return tuple(_one(path.name, table) for table in tables)


def _one(file: str, table: Mapping[str, Any]) -> NetworkSpec:
    place = f"{file}: {table.get('name')}"
    if unknown := set(table) - KEYS:
        raise BuildError(
            f"{place}: {', '.join(sorted(unknown))}; allowed: {', '.join(sorted(KEYS))}"
        )
    if ("recipe" in table) == ("pca" in table):
        raise BuildError(f"{place} must have either a recipe or pca")
    if "beta" in table and "pca" in table:
        raise BuildError(f"{place} has beta with pca; allowed: with a recipe")
    allowed = BITS if "pca" in table else LIMITS
    if table.get("bits", max(allowed)) not in allowed:
        raise BuildError(
            f"{place}: bits is {table['bits']}; allowed: {', '.join(map(str, allowed))}"
        )
    if table.get("without", 0) not in range(LABELS):
        raise BuildError(f"{place}: without is {table['without']}; allowed: 0 to {LABELS - 1}")
    try:
        recipe = TrainingConfig.from_dict(table["recipe"]) if "recipe" in table else None
        if recipe and "beta" in table:
            check_recipe(recipe, table["beta"])
    except (TypeError, ValueError) as error:
        raise BuildError(f"{place}: {error}") from error
    return NetworkSpec(
        name=table["name"],
        digits=table["digits"],
        first=table.get("first"),
        without=table.get("without"),
        recipe=recipe,
        beta=table.get("beta"),
        pca=table.get("pca"),
        bits=table.get("bits"),
    )
