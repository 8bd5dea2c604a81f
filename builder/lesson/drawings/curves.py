"""Curves of one number: what an answer costs, where a residual points, what a penalty leaves."""

from __future__ import annotations

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels
from builder.lesson.drawings.plot import Plot
from core.numerics.array_types import Floats

SHARE = 0.3  # of the cases in which the pixel is full
TOP = 2.2  # of the costs that are drawn
SIGMA = 0.5  # of the noise around two clean points
CLEAN = np.array([-1.0, 1.0])
PART = 0.38  # of a step, that its arrow is long: or it would end beyond the next one's start
PENALTY = 0.5  # its weight


def losses(say: Labels) -> Drawing:
    """What an answer costs, by two losses: for a full pixel, and for one full in three of ten."""
    sure, mixed, squared_name, cross_name, answer = say
    answers = np.linspace(0.01, 0.99, 99)
    squared, cross = (1.0 - answers) ** 2, -np.log(answers)
    squared_mean = SHARE * squared + (1.0 - SHARE) * answers**2
    cross_mean = SHARE * cross - (1.0 - SHARE) * np.log(1.0 - answers)
    plot = Plot((0.0, 1.0), (0.0, TOP))
    first, second = (
        [svg.text(plot.width / 2, 12, title), *_costs(plot, answers, *pair), _named(plot, answer)]
        for title, pair in ((sure, (squared, cross)), (mixed, (squared_mean, cross_mean)))
    )
    rows = [
        [name, svg.shown(float(full[9])), svg.shown(float(answers[np.argmin(mean)]))]
        for name, full, mean in (
            (squared_name, squared, squared_mean), (cross_name, cross, cross_mean)
        )
    ]  # fmt: skip
    second.append(svg.line(plot.at(SHARE, 0.0), plot.at(SHARE, 1.5), "rule"))
    first += [
        svg.text(*plot.at(0.2, 1.7), cross_name, "start", "error"),
        svg.text(*plot.at(0.04, 0.22), squared_name, "start", "reconstruction"),
    ]
    other = Drawing(plot.width, plot.height, second, [])
    return Drawing(plot.width, plot.height, first, rows, (other,))


def _costs(plot: Plot, answers: Floats, squared: Floats, cross: Floats) -> list[str]:
    inside = cross <= TOP
    return [
        plot.floor([(value, f"{value:g}") for value in (0.0, SHARE, 0.5, 1.0)]),
        plot.curve(zip(answers, squared, strict=True), "curve reconstruction"),
        plot.curve(zip(answers[inside], cross[inside], strict=True), "curve error dashed"),
    ]


def _named(plot: Plot, answer: str) -> str:
    return svg.text(plot.at(0.75, 0.0)[0], plot.height - 7, answer)


def slope(say: Labels) -> Drawing:
    """The density of damaged points around two clean ones, and the best answer's step at each."""
    plot = Plot((-2.6, 2.6), (-0.16, 0.5), 340, 230)
    x = np.linspace(-2.6, 2.6, 105)
    shapes = [
        plot.curve(zip(x, _density(x), strict=True), "curve corrupted"),
        svg.line(plot.at(-2.6, 0.0), plot.at(2.6, 0.0), "frame"),
        svg.text(plot.at(0.0, 0.0)[0], 12, say[0], kind="corrupted"),
    ]
    rows = []
    for start in np.arange(-2.25, 2.26, 0.5):
        step = float(_best(start) - start)
        (left, y), (right, _) = plot.at(start, -0.07), plot.at(start + PART * step, -0.07)
        shapes.append(svg.dot(left, y, 2.5, "fill corrupted"))
        if abs(step) > 0.02:
            shapes.append(svg.arrow(left, y, right - left, 0.0, "way"))
        rows.append([svg.shown(start), svg.shown(float(_best(start))), svg.shown(step)])
    for point in CLEAN:
        shapes.append(svg.dot(*plot.at(point, 0.0), 6, "fill clean"))
        shapes.append(svg.text(plot.at(point, 0.0)[0], plot.height - 8, say[1], kind="clean"))
    return Drawing(plot.width, plot.height, shapes, rows)


def _density(x: Floats) -> Floats:
    around = np.exp(-((x[:, None] - CLEAN) ** 2) / (2.0 * SIGMA**2))
    return np.asarray(around.mean(axis=1) / np.sqrt(2.0 * np.pi * SIGMA**2))


def _best(x_tilde: float) -> float:
    """E[x | x_tilde]."""
    weights = np.exp(-((x_tilde - CLEAN) ** 2) / (2.0 * SIGMA**2))
    return float(weights @ CLEAN / weights.sum())


def penalties(say: Labels) -> Drawing:
    """What is left of a number that the data want at a, by penalty: none, squared, absolute."""
    plot = Plot((-2.0, 2.0), (-2.0, 2.0), 340, 240, right=84)
    wanted = np.linspace(-2.0, 2.0, 81)
    squared = wanted / (1.0 + 2.0 * PENALTY)
    absolute = np.sign(wanted) * np.maximum(np.abs(wanted) - PENALTY, 0.0)
    shapes = [
        svg.line(plot.at(0.0, -2.0), plot.at(0.0, 2.0), "frame"),
        svg.line(plot.at(-2.0, 0.0), plot.at(2.0, 0.0), "frame"),
        svg.line(plot.at(-2.0, -2.0), plot.at(2.0, 2.0), "rule"),
        plot.curve(zip(wanted, squared, strict=True), "curve reconstruction"),
        plot.curve(zip(wanted, absolute, strict=True), "curve error dashed"),
        plot.floor([(value, f"{value:g}".replace("-", "−")) for value in (-2.0, 0.0, 2.0)]),
        svg.text(plot.at(2.0, 0.0)[0] + 6, plot.at(0.0, 0.0)[1] + 4, say[3], "start"),
    ]
    for name, end, kind in zip(
        say[:3], (2.0, 1.0, 1.5), ("", "reconstruction", "error"), strict=True
    ):
        x, y = plot.at(2.0, end)
        shapes.append(svg.text(x + 6, y + 4, name, "start", kind))
    rows = [
        [svg.shown(a), svg.shown(a), svg.shown(a / (1.0 + 2.0 * PENALTY)),
         svg.shown(float(np.sign(a) * max(abs(a) - PENALTY, 0.0)))]
        for a in (0.25, 0.5, 1.0, 2.0)
    ]  # fmt: skip
    return Drawing(plot.width, plot.height, shapes, rows)
