"""What the lesson's figures show is what is so, computed here in another way; their words agree."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import numpy as np
import pytest

from builder.lesson.drawings.drawing import Drawing
from builder.lesson.drawings.outcomes import case_of
from builder.lesson.drawings.pictures import PICTURES
from builder.lesson.drawings.variational import STUDY
from builder.lesson.figure_html import drawn

ROOT = Path(__file__).resolve().parents[3]
FIGURES = tomllib.loads((ROOT / "content/en/lesson/figures.toml").read_text("utf-8"))["figure"]
WORDS = {figure["id"]: figure for figure in FIGURES}


def figure(name: str) -> Drawing:
    return drawn(name, tuple(WORDS[name].get("labels", ())))


def numbers(drawing: Drawing) -> list[list[float]]:
    """The table's cells that are numbers."""
    rows = [[cell.replace("−", "-").rstrip("°") for cell in row] for row in drawing.rows]
    return [[float(cell) for cell in row if re.fullmatch(r"-?[\d.]+", cell)] for row in rows]


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_every_label_is_used_and_every_shape_lies_within(name: str) -> None:
    drawing = figure(name)
    assert all(len(row) == len(WORDS[name]["head"]) for row in drawing.rows)
    for part in (drawing, *drawing.beside):
        everything = "".join(part.shapes)
        assert "nan" not in everything
        at = [
            (float(x), float(y))
            for x, y in re.findall(r"c?x=\"(-?[\d.]+)\" c?y=\"(-?[\d.]+)\"", everything)
        ]
        assert all(-1 <= x <= part.width + 1 and -1 <= y <= part.height + 1 for x, y in at)


def test_the_line_of_pca_loses_least_of_all_and_its_normal_most() -> None:
    _, (angle,), (least,), (most,) = numbers(figure("pca"))
    curve = re.search(r'<polyline points="([^"]+)"', "".join(figure("pca").beside[1].shapes))
    assert curve
    heights = [float(point.split(",")[1]) for point in curve[1].split()]  # downwards: more is less
    assert abs(3 * int(np.argmax(heights)) - angle) <= 3
    assert abs(3 * int(np.argmin(heights)) - angle - 90) <= 3
    assert least < most / 5
    assert f"{angle:.0f}°" in WORDS["pca"]["caption"]


def test_both_losses_ask_for_the_share() -> None:
    (squared, cheapest), (cross, also) = numbers(figure("losses"))
    assert cheapest == also == 0.3
    assert (squared, cross) == (0.81, round(-np.log(0.1), 2))
    assert all(f"{value:.2f}" in WORDS["losses"]["twin"] for value in (squared, cross))


def test_the_average_is_the_sum_of_its_patterns() -> None:
    rows = numbers(figure("average"))
    assert np.allclose(np.sum(rows[1:5], axis=0), rows[5], atol=0.02)
    # Bayes by hand: from 110000 one full pixel went out, from 111000 two; the first stayed
    stays, out, dark = 0.7, 0.3, 0.97
    two, three = stays * out * dark**4, stays * out**2 * dark**3
    right = (dark**3 * 0.03) * out**2 * dark**0  # 000011: both went out, one accident lit
    left = (dark**2 * 0.03) * out**3
    total = two + three + right + left
    weights = [row[0] for row in figure("average").rows[1:5]]
    assert weights == [f"{weight / total:.2f} ×" for weight in (three, two, left, right)]


def test_every_step_goes_uphill() -> None:
    def log_density(x: float) -> float:
        return float(np.log(sum(np.exp(-((x - clean) ** 2) / 0.5) for clean in (-1.0, 1.0))))

    for damaged, best, step in numbers(figure("slope")):
        rise = (log_density(damaged + 1e-4) - log_density(damaged - 1e-4)) / 2e-4
        assert abs(0.25 * rise - step) < 0.006  # sigma squared times the slope
        assert abs(best - damaged - step) < 0.011


def test_what_a_penalty_leaves_is_the_cheapest() -> None:
    z = np.linspace(-2.0, 2.0, 8001)
    for wanted, none, squared, absolute in numbers(figure("penalties")):
        pull = (z - wanted) ** 2 / 2
        assert none == wanted
        assert abs(z[np.argmin(pull + 0.5 * z**2)] - squared) < 0.006
        assert abs(z[np.argmin(pull + 0.5 * np.abs(z))] - absolute) < 0.006


def test_a_filter_answers_where_the_row_changes() -> None:
    given, filtered = numbers(figure("convolution"))
    padded = [0.0, *given, 0.0]
    assert filtered == [padded[at + 2] - padded[at] for at in range(len(given))]
    dense, shared = figure("convolution"), figure("convolution").beside[0]
    wires = ["".join(one.shapes).count('class="wire') for one in (dense, shared)]
    assert wires == [64, 22]  # eight times three, less the two ends


def test_each_outcome_is_what_it_is_called() -> None:
    cases = [case_of(name) for name in ("recovered", "another", "kept", "blend")]
    assert [case.verdict.name for case in cases] == ["recovered", "another", "kept", "blend"]
    assert np.array_equal(cases[0].x_tilde, cases[2].x_tilde)  # as the caption says
    clean = [row[1:] for row in figure("outcomes").rows]
    assert clean[0][0] == clean[0][1] != clean[1][1] != clean[1][0]
    told = WORDS["outcomes"]["twin"]
    assert f"A masked {clean[1][0]} comes back as a clean {clean[1][1]}" in told


def test_a_drawn_code_is_its_chance_moved_and_scaled() -> None:
    for chance, code in numbers(figure("drawn_code")):
        assert abs(1.1 + 0.45 * chance - code) < 0.011


def test_the_clouds_grow_towards_the_prior() -> None:
    means, spreads = zip(*(row[1:] for row in figure("clouds").rows), strict=True)
    least, most = zip(*(map(float, spread.split("–")) for spread in spreads), strict=True)
    assert list(least) == sorted(least)
    assert spreads[-1] == "1.00–1.00"
    assert float(means[-1].split("–")[1]) < 0.1
    assert most[0] < 0.5


def test_the_shares_of_random_codes_are_the_studys() -> None:
    rows = tomllib.loads(STUDY.read_text("utf-8"))["row"]
    first, fitted = (
        [f"{100 * row[f'passing_{source}'][0]:.0f}" for row in rows]
        for source in ("normal", "fitted")
    )
    told = [re.findall(r"\d+", part) for part in WORDS["samples"]["twin"].split("From a")]
    for shares, said in zip((first, fitted), told, strict=True):
        assert set(shares) <= set(said)
