"""Rows of pixels: inputs, codes and answers of the toy, each with its symbol and its colour."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from core.numerics.array_types import Floats
from core.theory.worked_example import worked_example
from core.witnesses import shared_networks


def strips(rows: list[tuple[str, Floats, str]]) -> Drawing:
    """Rows of pixels, each with its symbol and its colour."""
    shapes, table = [], []
    for place, (name, values, kind) in enumerate(rows):
        y = 6 + 44 * place
        shapes += [svg.text(92, y + 22, name, "end", kind), svg.cells(102, y, values, kind)]
        table.append([name, *(svg.shown(value) for value in values)])
    return Drawing(330, 44 * len(rows) + 4, shapes, table)


def pairs(say: Labels) -> Drawing:
    """One clean target, and three damaged inputs that share it."""
    damaged = np.array([[1, 0, 1, 0, 0, 0], [1, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 0]], dtype=float)
    rows = [(f"{say[0]} {place}", x_tilde, "corrupted") for place, x_tilde in enumerate(damaged, 1)]
    return strips([*rows, (say[1], worked_example().x, "clean")])


def repair(say: Labels) -> Drawing:
    """Clean, damaged, reconstructed and error, of the trained toy network."""
    p = worked_example()
    return strips(
        [(say[0], p.x, "clean"), (say[1], p.x_tilde, "corrupted"),
         (say[2], p.final, "reconstruction"), (say[3], np.abs(p.final_e), "error")]
    )  # fmt: skip


def copying(say: Labels) -> Drawing:
    """The same damaged input through networks as wide as it: one plain, one denoising."""
    x_tilde = worked_example().x_tilde
    plain, denoising = (
        shared_networks.networks(6, 4, denoising=mode).reconstruct(x_tilde[None])[0, 0]
        for mode in (False, True)
    )
    return strips(
        [(say[0], x_tilde, "corrupted"), (say[1], plain, "reconstruction"),
         (say[2], denoising, "reconstruction")]
    )  # fmt: skip


def averages(say: Labels) -> Drawing:
    """The best possible answers to three inputs with ever less evidence."""
    inputs = np.array([[1, 0, 1, 0, 0, 0], [1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]], dtype=float)
    rows = []
    for place, x_tilde in enumerate(inputs, 1):
        rows.append((f"{say[0]} {place}", x_tilde, "corrupted"))
        rows.append(
            (f"{say[1]} {place}", shared_networks.exact().mean_given(x_tilde), "reconstruction")
        )
    return strips(rows)


def average(say: Labels) -> Drawing:
    """The best answer to 100000 as what it is: a sum of patterns, each with its probability."""
    exact, x_tilde = shared_networks.exact(), np.array([1, 0, 0, 0, 0, 0], dtype=float)
    likelihood = exact.likelihood[1]  # of the input whose first bit alone is set
    weights = likelihood / likelihood.sum()
    rows = [(say[0], x_tilde, "corrupted")]
    for pattern, weight in zip(shared_networks.patterns(), weights, strict=True):
        rows.append((f"{svg.shown(float(weight))} ×", pattern * weight, "clean"))
    rows.append((say[1], exact.mean_given(x_tilde), "reconstruction"))
    return strips(rows)


def keyhole(say: Labels) -> Drawing:
    """A damaged pattern, the two numbers that the trained toy makes of it, and what they print."""
    p = worked_example()
    drawing = strips(
        [(say[0], p.x_tilde, "corrupted"), (say[1], p.final_z, "code"),
         (say[2], p.final, "reconstruction")]
    )  # fmt: skip
    drawing.rows[1].extend([""] * (len(p.x) - len(p.final_z)))
    return drawing
