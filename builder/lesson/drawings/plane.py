"""Points in the plane: the best denoiser's arrows, and a linear decoder that turns to PCA."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from core.numerics.array_types import Floats
from core.numerics.pca import fit
from core.theory.linear_autoencoder_descent import train_linear
from core.witnesses.denoising import ring, ring_denoiser


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
