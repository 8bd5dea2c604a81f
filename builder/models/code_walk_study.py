"""How much of what a code of two numbers is worth depends on the seed, and how much on beta?

The variational autoencoders of content/networks.toml are trained from several seeds, as they stand
there, and a plain autoencoder beside them in just as many epochs. Each is judged by what comes of
random codes and by its ELBO on digits that it has not seen (`generative_metrics`); so are two
principal components, which need no seed.

`python -m builder.models.code_walk_study --out FILE` prints the table and writes what is published;
it takes some three minutes on one core. Another processor's rounding trains other networks from the
same seeds; what counts are means, and the spread beside them.
"""

from __future__ import annotations

import argparse
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from statistics import fmean, stdev

import numpy as np

from builder.models.generative_metrics import DRAWS, SAMPLES, bound, sampled
from builder.models.lab_data import digits
from builder.models.network_specs import network_specs
from builder.models.networks import RECIPES, code
from core.data.digits import Digits, read
from core.network import training, variational_training
from core.network.network import Network
from core.network.objective import Objective, squared_error
from core.network.pca_as_network import as_network
from core.network.training_config import TrainingConfig
from core.network.variational_autoencoder import VariationalAutoencoder
from core.numerics import pca

SEEDS = 3
DECIMALS = 4
SOURCES = ("builder.models.generative_metrics", "core.network.variational_training")
HEAD = """\
# Codes of two numbers, by what comes of random ones: a row for each kind of network, each figure as
# [mean, spread], the spread being the standard deviation between seeds. Written by
# `python -m builder.models.code_walk_study --out content/data/code_walk_study.toml`.
#
# clean           mean squared error on the test digits
# passing_normal  share of samples from N(0, I) that pass for digits (core.data.digit_recognizer)
# classes_normal  of how many classes at least one sample in a hundred passes
# greyness_normal mean of 4 x (1 - x) over their pixels; smaller is sharper
# ..._fitted      the same for samples from a Gaussian fitted to the codes of the training digits
# elbo, reconstruction, kl_1, kl_2   nats for a test digit; kl_1 is the larger one of each network
# code            sha256 of the code that the numbers come from
"""


@dataclass(frozen=True)
class StudyRow:
    """One kind of network: name "vae", "plain" or "pca"; beta; (mean, spread) by figure."""

    name: str
    beta: float | None
    figures: Mapping[str, tuple[float, float]]


def recipes() -> Iterator[tuple[str, float | None, TrainingConfig]]:
    """What is trained, by name and beta: as in content/networks.toml, and the plain one beside."""
    specs = [one for one in network_specs(RECIPES) if one.recipe and one.beta is not None]
    for one in specs:
        if one.recipe:
            yield "vae", one.beta, one.recipe
    if specs and specs[0].recipe:
        yield "plain", None, replace(specs[0].recipe, objective=Objective())


def study(train: Digits, test: Digits, seeds: int = SEEDS) -> Iterator[StudyRow]:
    """A row for each recipe, and for PCA. Raises ValueError for fewer than two seeds."""
    if seeds < 2:
        raise ValueError(f"seeds is {seeds}; allowed: 2 and up")
    for name, beta, recipe in recipes():
        found = [
            figures(_trained(replace(recipe, seed=seed), beta, train), train, test)
            for seed in range(seeds)
        ]
        yield StudyRow(name, beta, summary(found))
    flat = figures(as_network(pca.fit(train.x, 2)), train, test)
    yield StudyRow("pca", None, {figure: (value, 0.0) for figure, value in flat.items()})


def figures(network: Network, train: Digits, test: Digits) -> dict[str, float]:
    """What the head of the file lists, of one network; the code number with more KL first."""
    found = {"clean": squared_error(network, test.x, test.x), **sampled(network, train)}
    if isinstance(network, VariationalAutoencoder):
        found |= bound(network, test.x)
        kl = sorted((found[f"kl {i}"] for i in range(1, network.m + 1)), reverse=True)
        found |= {f"kl {i}": value for i, value in enumerate(kl, 1)}
    return {name.replace(", ", "_").replace(" ", "_"): value for name, value in found.items()}


def summary(found: Sequence[Mapping[str, float]]) -> dict[str, tuple[float, float]]:
    """Mean and standard deviation of each figure over networks, two and up."""
    columns = {name: [one[name] for one in found] for name in found[0]}
    return {name: (fmean(values), stdev(values)) for name, values in columns.items()}


def to_toml(rows: Sequence[StudyRow], depends: Mapping[str, str | int]) -> str:
    """The file: what the numbers depend on, then the rows."""
    lines = [f"{name} = {_value(value)}" for name, value in depends.items()]
    for row in rows:
        lines += ["", "[[row]]", f"name = {_value(row.name)}"]
        if row.beta is not None:
            lines.append(f"beta = {row.beta:g}")
        lines += [
            f"{name} = [{mean:.{DECIMALS}f}, {spread:.{DECIMALS}f}]"
            for name, (mean, spread) in row.figures.items()
        ]
    return HEAD + "\n".join(lines) + "\n"


def provenance(seeds: int) -> dict[str, str | int]:
    """What the numbers depend on: how many seeds, samples and draws, NumPy, the code."""
    sums = sha256(b"".join(code(name) for name in SOURCES))
    return {
        "seeds": seeds,
        "samples": SAMPLES,
        "draws": DRAWS,
        "numpy": np.__version__,
        "code": sums.hexdigest(),
    }


def _trained(recipe: TrainingConfig, beta: float | None, digits: Digits) -> Network:
    every = recipe.epochs * len(digits.x)
    if beta is None:
        return deque(training.train(recipe, digits.x, every=every), maxlen=1).pop().network
    run = variational_training.train(recipe, beta, digits.x, every=every)
    return deque(run, maxlen=1).pop().network


def _value(value: str | int) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the rows as they come; write them, if a file is named."""
    parser = argparse.ArgumentParser(
        prog="python -m builder.models.code_walk_study", description=__doc__
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the figures there")
    told = parser.parse_args(arguments)
    held = digits()
    rows = []
    for row in study(read(held["digits-28-train"]), read(held["digits-28-test"])):
        parts = (f"{name} {mean:.4g} ± {sd:.2g}" for name, (mean, sd) in row.figures.items())
        print(row.name, "" if row.beta is None else f"{row.beta:g}", *parts, sep="  ", flush=True)
        rows.append(row)
    if told.out:
        told.out.write_text(to_toml(rows, provenance(SEEDS)), "utf-8")


if __name__ == "__main__":
    main()
