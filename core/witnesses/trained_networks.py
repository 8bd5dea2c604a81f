"""Trained toy networks: what they recover and copy, what width buys, and when rounding rules."""

from __future__ import annotations

import numpy as np

from core.data.pattern_families import load_family
from core.labs.strokes.lab import draw_case
from core.numerics.array_types import Floats
from core.theory.fidelity_study import StudyCell, StudyGrid, study
from core.theory.fidelity_table import totals
from core.theory.small_autoencoder import RATE, ToyNetwork, initial, toy_damage, train
from core.theory.surrogate import reconstruct
from core.theory.verdict import classify
from core.witnesses import shared_networks
from core.witnesses.witness import Witness

NUDGE = 1e-15
SEED_PROGRAM_RATE = 1.0


def toy_repairs_the_gap() -> float:
    """Share of 20 networks of width two that turn 101000 into 111000, each pixel's side of 1/2."""
    output = shared_networks.networks(2, 20).reconstruct(
        np.array([[1.0, 0.0, 1.0, 0.0, 0.0, 0.0]])
    )  # (20,1,6)
    return float(((output > 0.5) == (shared_networks.patterns()[0] > 0.5)).all(axis=-1).mean())


def plain_copies_the_damage() -> float:
    """Risk of plain networks as wide as the input, over that of denoising ones (best plain)."""
    best = shared_networks.exact()
    plain = best.risk(shared_networks.networks(6, 4, denoising=False).reconstruct)
    denoising = best.risk(shared_networks.networks(6, 4).reconstruct)
    return float(plain.min() / denoising.max())


def narrow_costs() -> float:
    """Mean risk of four networks of width one, over that of four of width three."""
    best = shared_networks.exact()
    narrow, wide = (best.risk(shared_networks.networks(m, 4).reconstruct).mean() for m in (1, 3))
    return float(narrow / wide)


def wider_recovers_less() -> float:
    """Digits of 100, 10 % masked, that a plain code of 5 numbers recovers and one of 45 does not.

    By the surrogate, as in the lab.
    """
    family, count = load_family("segments"), 0
    for seed in range(100):
        target, x_tilde = draw_case(family, "mask", 0.1, seed)
        names = [
            classify(
                family.patterns,
                target,
                x_tilde,
                reconstruct(family, x_tilde, m, "mask", 0.1, "plain").x_hat,
            ).name
            for m in (5, 45)
        ]
        count += names[0] == "recovered" and names[1] != "recovered"
    return float(count)


def surrogate_keeps_company() -> float:
    """Surrogate-network agreement minus network-network agreement: digits, m = 7, 30 % masked."""
    surrogate, networks = totals(_corner("segments", 7))
    return surrogate - networks


def surrogate_fails_narrow_copies() -> float:
    """Agreement of the surrogate with plain toy networks of width two, 30 % masked."""
    (cell,) = (cell for cell in _corner("toy", 2) if cell.mode == "plain")
    return cell.surrogate


def _corner(family: str, m: int) -> list[StudyCell]:
    return list(
        study(StudyGrid((family,), settings=(("mask", 0.3),), widths=(m,), seeds=3, draws=6))
    )


def calm_rate_forgets_rounding() -> float:
    """How far a nudge of 1e-15 in one weight has grown after training at rate 0.3."""
    return _drift(RATE)


def fast_rate_magnifies_rounding() -> float:
    """The same at the rate 1.0 of the program that this lesson grew from."""
    return _drift(SEED_PROGRAM_RATE)


def _drift(rate: float) -> float:
    rng = np.random.default_rng(0)
    start = initial(6, 2, rng)
    pair = ToyNetwork(*(np.stack([w, w]) for w in (start.W1, start.b1, start.W2, start.b2)))
    pair.W1[1, 0, 0] += NUDGE
    patterns, widest = shared_networks.patterns(), 0.0

    def draw() -> Floats:
        damaged = toy_damage(patterns, rng)
        return np.stack([damaged, damaged])  # both see the same damage

    for progress in train(pair, patterns, draw, rate=rate):
        net = progress.network
        widest = max(widest, *(float(np.ptp(w, axis=0).max()) for w in (net.W1, net.W2)))
    return widest


WITNESSES = (
    Witness(toy_repairs_the_gap, "at least", 1.0),
    Witness(plain_copies_the_damage, "at least", 2.0),
    Witness(narrow_costs, "at least", 1.3),
    Witness(wider_recovers_less, "at least", 1.0),
    Witness(surrogate_keeps_company, "at least", -0.1),
    Witness(surrogate_fails_narrow_copies, "at most", 0.5),
    Witness(calm_rate_forgets_rounding, "at most", 1e-9),
    Witness(fast_rate_magnifies_rounding, "at least", 1e-3),
)
