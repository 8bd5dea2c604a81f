"""Bars of errors: of the known and the unknown, and above a floor."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from core.numerics.pca import fit
from core.witnesses import shared_networks

LONGEST = 0.06  # a longer bar is cut


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
