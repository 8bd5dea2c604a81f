"""The lesson's static figures, drawn from what `core` computes; each comes with its table.

The words in them are content: a figure is given its labels, in the order in which it uses them.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from builder.lesson import svg
from builder.lesson.agreement_map import agreement_denoising, agreement_plain
from builder.lesson.curve_drawings import losses, penalties, slope
from builder.lesson.figure_data import Drawing, Labels
from builder.lesson.pattern_drawings import average, convolution, keyhole, outcomes, strips
from builder.lesson.pca_drawings import pca
from builder.lesson.vae_drawings import clouds, drawn_code, samples
from core.numerics.array_types import Floats
from core.numerics.pca import fit
from core.theory.linear_autoencoder_descent import train_linear
from core.theory.worked_example import worked_example
from core.witnesses import shared_networks
from core.witnesses.denoising import ring, ring_denoiser

LONGEST = 0.06  # a longer bar is cut


def repair(say: Labels) -> Drawing:
    """Clean, damaged, reconstructed and error, of the trained toy network."""
    p = worked_example()
    return strips(
        [(say[0], p.x, "clean"), (say[1], p.x_tilde, "corrupted"),
         (say[2], p.final, "reconstruction"), (say[3], np.abs(p.final_e), "error")]
    )  # fmt: skip


def pairs(say: Labels) -> Drawing:
    """One clean target, and three damaged inputs that share it."""
    damaged = np.array([[1, 0, 1, 0, 0, 0], [1, 1, 0, 0, 1, 0], [0, 1, 0, 0, 0, 0]], dtype=float)
    rows = [(f"{say[0]} {place}", x_tilde, "corrupted") for place, x_tilde in enumerate(damaged, 1)]
    return strips([*rows, (say[1], worked_example().x, "clean")])


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


def strangers(say: Labels) -> Drawing:
    """PCA's error, two numbers kept, for the four patterns and for three inputs that are none."""
    x = shared_networks.patterns()
    pca = fit(x, 2)
    mix = (x[0] + x[2]) / 2.0
    named = [("111000", x[0]), ("110000", x[1]), ("000111", x[2]), ("000011", x[3]),
             (say[0], mix), ("111100", np.array([1, 1, 1, 1, 0, 0.0])),
             ("101010", np.array([1, 0, 1, 0, 1, 0.0]))]  # fmt: skip
    shapes, rows = [], []
    for place, (name, pixels) in enumerate(named):
        error = float(((pixels - pca.reconstruct(pixels)) ** 2).mean())
        known = place < len(x)
        y = 28 + 28 * place + (0 if known else 32)
        if place in (0, len(x)):
            shapes.append(svg.text(112, y - 10, say[1] if known else say[2], "start", "strong"))
        length, cut = max(min(error, LONGEST) * 3000, 2), error > LONGEST
        shapes.append(svg.text(104, y + 16, name, "end"))
        if known:
            shapes.append(svg.bar(112, y, length, 20, "fill clean"))
        else:
            shapes.append(svg.hatched(112, y, length, 20, "hatched", length - 30 if cut else None))
        if cut:
            shapes.append(svg.cut_mark(112 + length - 30, y + 20, 20, "cut"))
        shapes.append(svg.text(118 + length, y + 15, f"{error:.4f}", "start"))
        rows.append([name, say[1] if known else say[2], f"{error:.4f}"])
    return Drawing(360, 28 * len(named) + 62, shapes, rows)


def risks(say: Labels) -> Drawing:
    """Mean risk of four networks per width, above the floor that no denoiser can pass."""
    best = shared_networks.exact()
    floor = best.bayes_risk()
    bars = [(f"m = {m}", float(best.risk(shared_networks.networks(m, 4).reconstruct).mean()))
            for m in (1, 2, 3, 6)]  # fmt: skip
    bars.append((say[1], float(best.risk(lambda x: x))))
    shapes, rows = [], [[say[0], f"{floor:.4f}"]]
    for place, (name, value) in enumerate(bars):
        y = 26 + 32 * place
        kind = "fill reconstruction" if place < 4 else "fill corrupted"
        shapes += [svg.text(72, y + 15, name, "end"), svg.bar(80, y, value * 1700, 20, kind)]
        shapes.append(svg.text(86 + value * 1700, y + 15, f"{value:.4f}", "start"))
        rows.append([name, f"{value:.4f}"])
    at = 80 + floor * 1700
    shapes += [svg.line((at, 18), (at, 186), "rule"), svg.text(at, 12, f"{floor:.4f}")]
    return Drawing(380, 192, shapes, rows)


def uphill(say: Labels) -> Drawing:
    """From damaged points to the best denoiser's answers; the clean are eight blobs on a circle."""
    side, sigma = 340, 0.3

    def place(point: Floats) -> tuple[float, float]:
        return float(side / 2 + point[0] * 100), float(side / 2 - point[1] * 100)

    shapes, rows = [svg.dot(*place(c), 20, "blob") for c in ring()], []
    # near the ring an arrow is too short to see; the middle circles are turned by half a step
    circles = [(0.25, 8, 0.0), (0.6, 16, 0.5), (1.4, 16, 0.5), (1.65, 16, 0.0)]
    turns = [(r, (k + turn) * 2 * np.pi / n) for r, n, turn in circles for k in range(n)]
    points = np.array([(0.0, 0.0), *((r * np.cos(at), r * np.sin(at)) for r, at in turns)])
    for point, goal in zip(points, ring_denoiser(points, sigma), strict=True):
        (x, y), (to_x, to_y) = place(point), place(goal)
        shapes += [svg.dot(x, y, 2, "fill corrupted")]
        if point.any():  # at the centre all blobs pull alike
            shapes.append(svg.arrow(x, y, to_x - x, to_y - y, "way"))
    for point in np.array([[1.65, 0.0], [0.0, 1.65], [0.25, 0.0], [0.0, 0.0]]):
        goal = ring_denoiser(point[None], sigma)[0]
        rows.append([f"({svg.shown(a)}, {svg.shown(b)})" for a, b in (point, goal)])
    return Drawing(side, side, shapes, rows)


def turning(say: Labels) -> Drawing:
    """A cloud, PCA's first direction, and the linear decoder's on its way there."""
    side, rng = 340, np.random.default_rng(0)
    turn = np.array([[0.8, 0.6], [-0.6, 0.8]])
    x = (rng.standard_normal((90, 2)) * [1.0, 0.4]) @ turn
    x -= x.mean(axis=0)
    first = fit(x, 1).components[0]

    def place(point: Floats) -> tuple[float, float]:
        return float(side / 2 + point[0] * 58), float(side / 2 - point[1] * 58)

    shapes = [svg.dot(*place(point), 2.5, "fill clean faint") for point in x]
    shapes.append(svg.line(place(-2.7 * first), place(2.7 * first), "axis"))
    x_at, y_at = place(2.75 * first)
    shapes.append(svg.text(x_at, y_at + 4, say[0], "start"))
    rows = [[say[0], _degrees(first)]]
    for progress in train_linear(x, 1, np.random.default_rng(1), 40):
        if progress.step not in (1, 4, 8, 40):
            continue
        way = progress.W2[0] / np.linalg.norm(progress.W2[0])
        way = way if way @ first >= 0.0 else -way
        shapes.append(svg.line(place(-2.0 * way), place(2.0 * way), "trial"))
        beside = 0.3 * np.array([-way[1], way[0]])  # the last one lies on PCA's
        x_at, y_at = place(2.3 * way + beside if progress.step == 40 else 2.25 * way)
        shapes.append(svg.text(x_at, y_at + 4, str(progress.step), kind="reconstruction"))
        rows.append([f"{say[1]} {progress.step}", _degrees(way)])
    return Drawing(side, side, shapes, rows)


def _degrees(way: Floats) -> str:
    return f"{np.degrees(np.arctan2(way[1], way[0])):.1f}°".replace("-", "−")


PICTURES: dict[str, Callable[[Labels], Drawing]] = {
    draw.__name__: draw
    for draw in (pairs, repair, copying, averages, strangers, risks, uphill, turning,
                 keyhole, pca, losses, average, slope, penalties, convolution, outcomes,
                 drawn_code, clouds, samples, agreement_denoising, agreement_plain)
}  # fmt: skip
