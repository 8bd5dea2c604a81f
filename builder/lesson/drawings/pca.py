"""PCA in three pictures: move the mean to the origin, drop onto a line, take the line that loses
least; each of the same cloud."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from builder.lesson.drawings.plot import Plot
from core.numerics.array_types import Floats
from core.numerics.pca import PCA, fit

REACH = 2.75  # of what is drawn, from the middle
MEAN = np.array([0.7, 0.55])  # of the cloud as it comes
FRAME = Plot((-REACH, REACH), (-REACH, REACH), 210, 210, 6, 6, 6, 6)


def pca(say: Labels) -> Drawing:
    """The three pictures."""
    cloud = _cloud()
    found = fit(cloud, 1)
    loss = [(float(angle), _loss(cloud - found.mean, angle)) for angle in range(0, 181, 3)]
    way = found.components[0]
    best = float(np.degrees(np.arctan2(way[1], way[0])) % 180.0)
    least, most = (_loss(cloud - found.mean, angle) for angle in (best, best + 90.0))
    rows = [
        [say[0], ", ".join(svg.shown(value) for value in found.mean)],
        [say[1], f"{best:.0f}°"],
        [say[2], svg.shown(least)],
        [say[3], svg.shown(most)],
    ]
    others = _dropped(cloud - found.mean, way), _chosen(loss, best, least, say)
    return Drawing(FRAME.width, FRAME.height, _centred(cloud, found), rows, others)


def _cloud() -> Floats:
    """36 points, (36,2)."""
    rng = np.random.default_rng(3)
    turn = np.array([[0.8, 0.6], [-0.6, 0.8]])
    return np.asarray((rng.standard_normal((36, 2)) * [0.95, 0.32]) @ turn + MEAN)


def _loss(centred: Floats, angle: float) -> float:
    """Mean squared distance to the line through the origin at this angle, in degrees."""
    way = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    return float(((centred - np.outer(centred @ way, way)) ** 2).sum(axis=1).mean())


def _centred(cloud: Floats, found: PCA) -> list[str]:
    moved = cloud - found.mean
    (x0, y0), (x1, y1) = FRAME.at(*found.mean), FRAME.at(0.0, 0.0)
    return [
        *_cross(),
        *(svg.dot(*FRAME.at(*point), 3, "ghost") for point in cloud),
        *(svg.dot(*FRAME.at(*point), 3, "fill clean") for point in moved),
        svg.arrow(x0, y0, x1 - x0, y1 - y0, "move"),
    ]


def _dropped(centred: Floats, way: Floats) -> Drawing:
    kept = np.outer(centred @ way, way)
    shapes = [*_cross(), svg.line(FRAME.at(*(-REACH * way)), FRAME.at(*(REACH * way)), "axis")]
    for point, foot in zip(centred, kept, strict=True):
        shapes.append(svg.line(FRAME.at(*point), FRAME.at(*foot), "lost"))
    shapes += [svg.dot(*FRAME.at(*point), 3, "fill clean") for point in centred]
    shapes += [svg.dot(*FRAME.at(*foot), 2.6, "fill reconstruction") for foot in kept]
    return Drawing(FRAME.width, FRAME.height, shapes, [])


def _chosen(loss: list[tuple[float, float]], best: float, least: float, say: Labels) -> Drawing:
    plot = Plot(
        (0.0, 180.0), (0.0, 1.05 * max(value for _, value in loss)), 210, 210, 12, 24, 18, 18
    )
    x, y = plot.at(best, least)
    ticks = ((0.0, "0°"), (90.0, "90°"), (180.0, "180°"))
    shapes = [
        plot.floor(ticks), plot.curve(loss, "curve error"),
        svg.line((x, y), plot.at(best, 0.0), "rule"), svg.dot(x, y, 4.5, "fill reconstruction"),
        svg.text(x, y - 10, f"{best:.0f}°"), svg.text(plot.left + 2, 12, say[4], "start", "error"),
    ]  # fmt: skip
    return Drawing(plot.width, plot.height, shapes, [])


def _cross() -> list[str]:
    return [
        svg.line(FRAME.at(-REACH, 0.0), FRAME.at(REACH, 0.0), "frame"),
        svg.line(FRAME.at(0.0, -REACH), FRAME.at(0.0, REACH), "frame"),
    ]
