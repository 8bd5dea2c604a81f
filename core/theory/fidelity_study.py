"""How often does the surrogate's verdict agree with really trained networks?

Over a grid of family x width x kind x level x mode, networks (`small_autoencoder`) are trained from
several seeds on that damage (denoising: damaged -> clean; plain: damaged -> damaged) and judged on
fresh damaged patterns, beside the surrogate. The yardstick is how often two networks that differ
only in their seed agree with each other.

`python -m core.theory.fidelity_study --out FILE` prints the tables and writes what is published.
Its seed is another than the one on which the surrogate's GAIN was fitted. Where a code is too
narrow for its family, training magnifies rounding: another processor trains other networks from
the same seeds. Between three that moved single settings by up to 4 points, and the totals by less
than 0.1.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.data.pattern_families import Family, family_names, load_family
from core.numerics.array_types import Floats
from core.numerics.corruption import corrupt
from core.theory.fidelity_table import Agreement, to_toml, totals
from core.theory.small_autoencoder import RATE, STEPS, ToyNetwork, initial, train
from core.theory.surrogate import MODES, reconstruct
from core.theory.verdict import VERDICTS, classify

SETTINGS = (
    ("mask", 0.1), ("mask", 0.3), ("mask", 0.5),
    ("salt_pepper", 0.2), ("salt_pepper", 0.4),
    ("flip_on", 0.1), ("flip_on", 0.3),
    ("gaussian", 0.2), ("gaussian", 0.5),
)  # fmt: skip
Setting = tuple[str, float]
Verdicts = NDArray[np.intp]  # indices into VERDICTS


@dataclass(frozen=True)
class StudyCell(Agreement):
    """One setting: its agreement, and each side's shares of the four verdicts."""

    surrogate_shares: tuple[float, ...]
    network_shares: tuple[float, ...]


@dataclass(frozen=True)
class StudyGrid:
    """What to compare. draws: damaged copies of each pattern; seeds: networks per setting."""

    families: tuple[str, ...]
    settings: tuple[Setting, ...] = SETTINGS
    widths: tuple[int, ...] | None = None  # None: each family's map_widths
    seeds: int = 4
    draws: int = 5
    steps: int = STEPS
    seed: int = 1


def published_grid() -> StudyGrid:
    """What the page shows."""
    return StudyGrid(family_names(), seeds=8, draws=10, seed=2)


def study(grid: StudyGrid) -> Iterator[StudyCell]:
    """Every cell of the grid, on one machine always the same; a published one takes a minute.

    Raises ValueError for fewer than two seeds, which leave no pair to compare.
    """
    if grid.seeds < 2:
        raise ValueError(f"seeds is {grid.seeds}; allowed: 2 and up")
    for name in grid.families:
        family = load_family(name)
        for m in grid.widths or family.map_widths:
            for mode in MODES:
                rng = np.random.default_rng([grid.seed, *name.encode(), m, MODES.index(mode)])
                network = trained(family, m, mode, grid, rng)
                for i, setting in enumerate(grid.settings):
                    one = ToyNetwork(
                        network.W1[i], network.b1[i], network.W2[i], network.b2[i]
                    )  # (seeds, ...)
                    yield compare(family, m, mode, setting, one, grid.draws, rng)


def trained(
    family: Family, m: int, mode: str, grid: StudyGrid, rng: np.random.Generator
) -> ToyNetwork:
    """Networks with leading axes (settings, seeds), each trained on its own setting's damage."""
    network = initial(family.d, m, rng, (len(grid.settings), grid.seeds))
    x = np.broadcast_to(family.patterns, (grid.seeds, family.n, family.d))

    def draw() -> Floats:
        return np.stack([corrupt(kind, x, level, rng) for kind, level in grid.settings])

    denoising = mode == "denoising"
    *_, last = train(network, family.patterns, draw, denoising=denoising, steps=grid.steps)
    return last.network


def compare(
    family: Family,
    m: int,
    mode: str,
    setting: Setting,
    network: ToyNetwork,
    draws: int,
    rng: np.random.Generator,
) -> StudyCell:
    """Judge the surrogate and each of the networks (seeds, ...) on the same fresh cases."""
    kind, level = setting
    targets = np.tile(np.arange(family.n), draws)  # (k,)
    x_tilde = corrupt(kind, family.patterns[targets], level, rng)  # (k, d)
    guesses = np.stack([reconstruct(family, x, m, kind, level, mode).x_hat for x in x_tilde])
    ours = _judged(family, targets, x_tilde, guesses)
    theirs = [
        _judged(family, targets, x_tilde, printed) for printed in network.reconstruct(x_tilde)
    ]
    return StudyCell(
        family=family.name,
        m=m,
        mode=mode,
        kind=kind,
        level=level,
        surrogate=_mean(np.mean(ours == other) for other in theirs),
        networks=_mean(np.mean(a == b) for a, b in combinations(theirs, 2)),
        surrogate_shares=_shares(ours),
        network_shares=_shares(np.concatenate(theirs)),
    )


def _judged(family: Family, targets: Verdicts, x_tilde: Floats, x_hat: Floats) -> Verdicts:
    verdicts = (
        classify(family.patterns, int(t), seen, out).name
        for t, seen, out in zip(targets, x_tilde, x_hat, strict=True)
    )
    return np.array([VERDICTS.index(name) for name in verdicts])


def _mean(values: Iterable[np.floating]) -> float:
    return float(np.mean(list(values)))


def _shares(verdicts: Verdicts) -> tuple[float, ...]:
    counts = np.bincount(verdicts, minlength=len(VERDICTS))
    return tuple(float(share) for share in counts / len(verdicts))


def table(cells: Sequence[StudyCell]) -> str:
    """Agreement by family, mode and width, by kind and level, and in all, as lines of text."""
    lines = ["surrogate-network and network-network agreement; shares " + " / ".join(VERDICTS)]
    groups: dict[str, list[StudyCell]] = {}
    for c in cells:
        groups.setdefault(f"{c.family} {c.mode} m={c.m}", []).append(c)
    for c in cells:
        groups.setdefault(f"{c.mode} {c.kind} {c.level:g}", []).append(c)
    for c in cells:
        groups.setdefault(f"{c.family} {c.mode}", []).append(c)
    for c in cells:
        groups.setdefault(c.mode, []).append(c)
    for name, group in (groups | {"all": list(cells)}).items():
        ours, theirs = totals(group)
        shares = [
            " ".join(f"{share:3.0%}" for share in np.mean(rows, axis=0))
            for rows in ([c.surrogate_shares for c in group], [c.network_shares for c in group])
        ]
        lines.append(f"{name:28} {ours:6.1%} {theirs:6.1%}   {shares[0]} | {shares[1]}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables; write them, if a file is named."""
    parser = argparse.ArgumentParser(
        prog="python -m core.theory.fidelity_study", description=__doc__
    )
    parser.add_argument("--quick", action="store_true", help="a small grid, a few seconds")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the agreements there")
    told = parser.parse_args(arguments)
    grid = QUICK if told.quick else published_grid()
    cells = list(study(grid))
    print(table(cells))
    if told.out:
        told.out.write_text(to_toml(cells, provenance(grid)), "utf-8")


def provenance(grid: StudyGrid) -> dict[str, str | int | float]:
    """What the numbers depend on: the grid, the recipe, the code, and what multiplied."""
    sums = sha256()
    families = sorted(CORE.glob("data/families/*.toml"))
    for path in (*(CORE / f"{name}.py" for name in SOURCES), *families):
        sums.update(path.read_bytes())
    return {
        "seed": grid.seed,
        "seeds": grid.seeds,
        "draws": grid.draws,
        "steps": grid.steps,
        "rate": RATE,
        "numpy": np.__version__,
        "code": sums.hexdigest(),
    }


QUICK = StudyGrid(("toy", "segments"), settings=SETTINGS[1::3], widths=(2, 6), seeds=2, draws=2)
CORE = Path(__file__).parents[1]
SOURCES = (
    "data/pattern_families", "numerics/corruption", "theory/fidelity_study",
    "theory/small_autoencoder", "theory/surrogate", "theory/verdict",
)  # fmt: skip

if __name__ == "__main__":
    main()
