"""Pictures of a variational autoencoder: how a code is drawn, where codes lie, what random ones
are worth."""

from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np

from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing, Labels, side_by_side
from builder.lesson.drawings.plot import Plot
from core.numerics.array_types import Floats
from core.witnesses import variational

STUDY = Path(__file__).resolve().parents[3] / "content" / "data" / "code_walk_study.toml"
MEAN, SPREAD = 1.1, 0.45  # of the code that is drawn
DRAWS = 14
BETAS = (1.0, 3.0, 10.0)
REACH = 3.2


def drawn_code(say: Labels) -> Drawing:
    """The same draws from N(0, 1), moved and scaled to another mean and spread."""
    plot = Plot((-3.0, 3.0), (0.0, 1.0), 340, 150, 14, 10)
    noise = np.sort(np.random.default_rng(5).standard_normal(DRAWS))
    shapes = []
    for name, height, kind in ((say[0], 0.82, ""), (say[1], 0.18, "code")):
        shapes.append(svg.line(plot.at(-3.0, height), plot.at(3.0, height), "frame"))
        y = plot.at(0.0, height)[1]
        shapes.append(svg.text(16, y + (18 if kind else -8), name, "start", kind))
    for epsilon in noise:
        z = MEAN + SPREAD * float(epsilon)
        top, low = plot.at(float(epsilon), 0.82), plot.at(z, 0.18)
        shapes += [svg.line(top, low, "wire"), svg.dot(*top, 3.2, "fill ink")]
        shapes.append(svg.dot(*low, 3.2, "fill code"))
    rows = [
        [svg.shown(epsilon), svg.shown(MEAN + SPREAD * epsilon)]
        for epsilon in noise[:: DRAWS // 4].tolist()
    ]
    return Drawing(plot.width, plot.height, shapes, rows)


def clouds(say: Labels) -> Drawing:
    """Where the ten digits' codes lie, one standard deviation around each, by the KL's weight."""
    plot = Plot((-REACH, REACH), (-REACH, REACH), 210, 226, 6, 22, 6, 6)
    drawings, rows = [], []
    for beta in BETAS:
        mean, log_variance = variational.digits_network(beta).posterior(variational.digits())
        spread = np.exp(0.5 * log_variance)
        shapes = [svg.ellipse(*plot.at(0.0, 0.0), *_sizes(plot, 1.0, 1.0), "prior")]
        for (x, y), (across, down) in zip(mean, spread, strict=True):
            shapes.append(svg.ellipse(*plot.at(x, y), *_sizes(plot, across, down), "cloud"))
        for digit, (x, y) in enumerate(mean):
            at, top = plot.at(x, y)
            if beta < BETAS[-1]:  # there they would all lie over each other
                shapes.append(svg.text(at, top + 4, str(digit), kind="code strong"))
        shapes.append(svg.text(plot.width / 2, plot.height - 6, f"{say[0]} = {beta:g}"))
        drawings.append(Drawing(plot.width, plot.height, shapes, []))
        rows.append([f"{say[0]} = {beta:g}", *(_span(v) for v in (np.abs(mean), spread))])
    return side_by_side(drawings, rows)


def _span(values: Floats) -> str:
    low, high = (svg.shown(float(value)) for value in (values.min(), values.max()))
    return f"{low}–{high}"


def _sizes(plot: Plot, across: float, down: float) -> tuple[float, float]:
    (x0, y0), (x1, y1) = plot.at(0.0, 0.0), plot.at(float(across), float(down))
    return x1 - x0, y0 - y1


def samples(say: Labels) -> Drawing:
    """How many random codes decode to a picture that passes for a digit, by where they are from."""
    study = tomllib.loads(STUDY.read_text("utf-8"))["row"]
    names = {"plain": say[0], "pca": say[1]}
    named = [(names.get(row["name"]) or f"β = {row['beta']:g}", row) for row in study]
    prior, fitted = (
        _bars([(name, row[f"passing_{source}"]) for name, row in named], title)
        for source, title in (("normal", say[2]), ("fitted", say[3]))
    )
    measures = [f"{of}_{source}" for source in ("normal", "fitted")
                for of in ("passing", "classes", "greyness")]  # fmt: skip
    rows = [[name, *(_with_spread(row[measure]) for measure in measures)] for name, row in named]
    return side_by_side((prior, fitted), rows)


def _bars(shares: list[tuple[str, list[float]]], title: str) -> Drawing:
    left, longest, step = 76, 190, 28
    shapes = [svg.text(left, 14, title, "start", "strong")]
    for place, (name, (share, spread)) in enumerate(shares):
        y = 26 + step * place
        low, end, high = (left + longest * (share + side * spread) for side in (-1.0, 0.0, 1.0))
        shapes.append(svg.text(left - 8, y + 14, name, "end"))
        shapes.append(svg.bar(left, y, max(end - left, 1.5), 19, "fill code"))
        if spread:
            shapes.append(svg.line((low, y + 9.5), (high, y + 9.5), "whisker"))
        shapes.append(svg.text(max(high, left) + 7, y + 14, f"{100 * share:.0f} %", "start"))
    return Drawing(320, 30 + step * len(shares), shapes, [])


def _with_spread(measured: list[float]) -> str:
    mean, spread = (svg.shown(value) for value in measured)
    return f"{mean} ± {spread}"
