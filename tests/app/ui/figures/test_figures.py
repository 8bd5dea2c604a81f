"""What a figure draws, its twin says: the same numbers, and colours only by meaning."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from bokeh.models import ColumnDataSource, Plot

from app.session.text_catalog import words
from app.ui.colour_meanings import MEANINGS, paint
from app.ui.figures.calibration import CalibrationPlot
from app.ui.figures.outcome_map import OutcomeMap
from app.ui.figures.pixel_grid import PixelGrid, figure_text
from app.ui.figures.training_patterns import Gallery
from app.ui.stage import Stage
from core.data.pattern_families import family_names
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.labs.strokes.outcome_map import outcome_map
from core.labs.strokes.pixel_errors import difference
from core.labs.strokes.stage import BEADS, wires
from core.theory.surrogate import reconstruct
from core.theory.verdict import VERDICTS

LOOKS = {name: ("ink", name[0]) for name in VERDICTS}
FIGURES = {
    "grid": lambda: PixelGrid("grid", "clean"),
    "gallery": lambda: Gallery("gallery"),
    "map": lambda: OutcomeMap("map", LOOKS),
    "calibration": lambda: CalibrationPlot("calibration", list("abcde"), "across", "up"),
}


def twin(plot: Plot) -> dict[str, Any]:
    (held,) = [tag["twin"] for tag in plot.tags if "twin" in tag]
    return held


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def inked(plot: Plot) -> dict[str, str]:
    """The meaning of each painted property."""
    return {
        f"{model.id}.{name}": meaning
        for model in plot.references()
        for tag in model.tags
        for name, meaning in tag.get("ink", {}).items()
    }


def sources(plot: Plot) -> list[ColumnDataSource]:
    """In the order in which they are drawn."""
    return [one.data_source for one in plot.renderers]


# ---- all of them


@pytest.mark.parametrize("name", FIGURES)
def test_every_colour_is_a_known_meaning_and_nothing_else_is_painted(name: str) -> None:
    plot = FIGURES[name]().plot
    meanings = set(inked(plot).values())
    assert meanings
    assert meanings <= set(MEANINGS)
    for renderer in plot.renderers:
        glyph = renderer.glyph
        (ink,) = [tag["ink"] for tag in glyph.tags]
        for kind in ("fill", "line", "text"):
            if f"{kind}_color" in glyph.properties() and f"{kind}_color" not in ink:
                assert getattr(glyph, f"{kind}_color") is None, (glyph, kind)


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_bare(name: str) -> None:
    plot = FIGURES[name]().plot
    assert plot.name == name
    assert plot.toolbar_location is None
    assert plot.toolbar.tools == []
    assert not any(axis.visible for axis in plot.axis)


def test_a_meaning_that_is_none_is_refused() -> None:
    plot = FIGURES["grid"]().plot
    with pytest.raises(ValueError, match="no colour means 'red'"):
        paint(plot, background_fill_color="red")
    with pytest.raises(ValueError, match="has no property 'colour'"):
        paint(plot, colour="ink")


@pytest.mark.parametrize("name", ["grid", "map", "calibration"])
def test_a_cleared_figure_holds_nothing(name: str) -> None:
    figure = FIGURES[name]()
    blank = [dict(source.data) for source in sources(figure.plot)]
    show(name, figure)
    assert [dict(source.data) for source in sources(figure.plot)] != blank
    assert twin(figure.plot)["rows"]
    figure.clear()
    assert [dict(source.data) for source in sources(figure.plot)] == blank
    assert twin(figure.plot) == {"label": "", "head": [], "rows": []}


def show(name: str, figure: Any) -> None:
    if name == "grid":
        figure.show(np.array([0, 1, 0.5, 0, 0, 1.0]), (2, 3), "label")
        figure.mark([1], [2], (2, 3))
    elif name == "map":
        figure.show([1, 2], ["0", "1"], [["kept", "blend"], ["kept", "kept"]], (0, 1))
        figure.describe("label", ["m", "0", "1"], [["2", "", ""], ["1", "", ""]])
    else:
        figure.show([(0.5, 1.0, 0.2, 1.0, 3)], "label", ["a"], [["b"]])


# ---- pixels


@pytest.mark.parametrize("kind", ["mask", "gaussian"])
def test_a_grid_draws_and_tells_every_pixel(kind: str) -> None:
    scenario = default_scenarios("segments")[0].with_values(kind=kind, level=0.8)
    shown = STROKES.observe(scenario)
    grid = PixelGrid("evidence", "corrupted")
    grid.show(shown.x_tilde, shown.grid, "what it gets")
    held = twin(grid.plot)
    assert held["label"] == "what it gets"
    told = np.array([[number(text) for text in row[1:]] for row in held["rows"]])
    np.testing.assert_allclose(told, shown.x_tilde.reshape(shown.grid), atol=0.005)
    (drawn,) = [s.data for s in sources(grid.plot) if "value" in s.data]
    assert drawn["value"] == np.clip(shown.x_tilde, 0, 1).tolist()
    rows, columns = shown.grid
    assert drawn["x"] == [column + 0.5 for _ in range(rows) for column in range(columns)]
    assert drawn["y"] == [row + 0.5 for row in range(rows) for _ in range(columns)]
    if kind == "gaussian":
        assert shown.x_tilde.min() < 0 < 1 < shown.x_tilde.max()
        assert (told.min(), told.max()) < (0, 2)
        assert told.max() > 1


def test_an_error_leaves_room_for_marks() -> None:
    grid = PixelGrid("error", "error", fullest=0.6)
    grid.show(np.array([1.0, 0.5]), (1, 2), "")
    grid.mark([0], [1], (1, 2))
    faces = [s.data for s in sources(grid.plot)]
    assert {"x": [0.5, 1.5], "y": [0.5, 0.5], "value": [0.6, 0.3]} in faces
    assert {"x": [0.5], "y": [0.5]} in faces
    assert {"x": [1.5], "y": [0.5]} in faces


def test_wrong_pixels_are_those_that_the_verdict_does_not_take() -> None:
    x = np.array([1, 1, 1, 0, 0, 0.0])
    wrong = difference(x, np.array([0.85, 0.84, 0.2, 0.15, 0.16, 1.0]))
    assert (wrong.missed, wrong.invented) == ([1, 2], [4, 5])
    np.testing.assert_allclose(wrong.distance, [0.15, 0.16, 0.8, 0.15, 0.16, 1.0])
    nearly = difference(np.array([1.0, 0.0]), np.array([0.85 - 1e-12, 0.15 + 1e-12]))
    assert (nearly.missed, nearly.invented) == ([], [])


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.0, "0"), (-0.004, "0"), (1.0, "1"), (0.5, "0.5"), (0.25, "0.25"),
     (-1.456, "−1.46"), (10.0, "10"), (100.0, "100")],
)  # fmt: skip
def test_a_pixel_reads_as_two_decimals_at_most(value: float, text: str) -> None:
    assert figure_text(value) == text


# ---- the stage


@pytest.mark.parametrize("m", [1, 3, 8, 9, 45])
def test_the_stage_tells_what_it_draws_and_nothing_that_is_sealed(m: int) -> None:
    scenario = default_scenarios("segments")[0].with_values(m=m, kind="gaussian", mode="plain")
    shown, result = STROKES.observe(scenario), STROKES.outcome(scenario).reconstruction
    stage = Stage(name="stage", heads=["in", "", "out"])
    stage.pose(shown.x_tilde, shown.grid, m, wires(shown.directions), "all of it", "few")
    stage.close()
    rows, columns = shown.grid
    beads = m if m <= BEADS else 0
    told = {row[0]: [number(text) for text in row[1:]] for row in stage.tags[0]["twin"]["rows"]}
    assert len(told) == rows + beads * rows
    given = np.concatenate([told[f"x̃ {row + 1}"] for row in range(rows)])
    np.testing.assert_allclose(given, shown.x_tilde, atol=0.005)
    assert np.shape(stage.wires) == ((beads, rows * columns) if beads else (0,))
    for strengths, direction in zip(stage.wires, result.directions, strict=False):
        np.testing.assert_allclose(strengths, 9 * direction / np.abs(direction).max(), atol=0.5)
    assert stage.code == stage.output == stage.missed == stage.invented == []
    stage.open(result.code, result.x_hat, [1], [2], 3.0)
    stage.describe()
    twin = stage.tags[0]["twin"]
    told = {row[0]: [number(text) for text in row[1:]] for row in twin["rows"]}
    made = np.concatenate([told[f"x̂ {row + 1}"] for row in range(rows)])
    np.testing.assert_allclose(made, result.x_hat, atol=0.005)
    codes = [told[f"z {index + 1}"][0] for index in range(m)]
    np.testing.assert_allclose(codes, result.code, atol=0.005)
    assert (twin["label"], stage.heads, stage.missed) == ("all of it", ["in", "few", "out"], [1])
    stage.close()
    assert stage.code == stage.output == stage.missed == stage.invented == []
    assert "x̂ 1" not in [row[0] for row in stage.tags[0]["twin"]["rows"]]


# ---- the gallery


@pytest.mark.parametrize("family", family_names())
def test_the_gallery_draws_every_pattern_and_later_every_weight(family: str) -> None:
    truth = STROKES.outcome(default_scenarios(family)[0])
    shown = STROKES.observe(default_scenarios(family)[0])
    gallery = Gallery("gallery")
    gallery.show(shown.gallery, shown.gallery_names, shown.grid)
    blank, full, names, bars, frames = (source.data for source in sources(gallery.plot))
    assert len(full["x"]) == int(shown.gallery.sum())
    assert len(blank["x"]) + len(full["x"]) == shown.gallery.size
    assert names["text"] == list(shown.gallery_names)
    assert bars["left"] == frames["x"] == []
    weights = truth.reconstruction.weights
    gallery.weigh(weights, truth.target, None)
    *_, bars, frames = (source.data for source in sources(gallery.plot))
    lengths = np.subtract(bars["right"], bars["left"]) / shown.grid[1]
    np.testing.assert_allclose(lengths, weights)
    assert frames["dash"] == ["solid"]
    assert frames["x"][0] == names["x"][truth.target]
    gallery.weigh(weights, truth.target, truth.target)
    assert sources(gallery.plot)[-1].data["dash"] == ["solid"]
    other = (truth.target + 1) % len(shown.gallery_names)
    gallery.weigh(weights, truth.target, other)
    assert sources(gallery.plot)[-1].data["dash"] == ["solid", "dashed"]
    gallery.unweigh()
    assert [source.data["x"] for source in sources(gallery.plot)[4:]] == [[]]
    assert sources(gallery.plot)[3].data["left"] == []
    assert gallery.plot.width <= 330  # of the 360 of a phone


# ---- the map


def test_the_map_draws_each_verdict_where_its_twin_has_it() -> None:
    grown = outcome_map(default_scenarios("segments")[2])
    figure = OutcomeMap("map", LOOKS)
    levels = [f"{level}" for level in grown.levels]
    figure.show(grown.widths, levels, grown.names, grown.here)
    by_meaning = {name: figure._squares[name].data for name in VERDICTS}
    assert sum(len(data["x"]) for data in by_meaning.values()) == len(levels) * len(grown.widths)
    columns = sorted({x for data in by_meaning.values() for x in data["x"]})
    rows = sorted({y for data in by_meaning.values() for y in data["y"]}, reverse=True)
    for name, data in by_meaning.items():
        for x, y in zip(data["x"], data["y"], strict=True):
            assert grown.names[rows.index(y)][columns.index(x)] == name
    row, column = grown.here
    here = [s.data for s in sources(figure.plot) if len(s.data["x"]) == 1 and "text" not in s.data]
    assert here[-1]["x"] == [columns[column]]
    assert here[-1]["y"][0] == pytest.approx(rows[row], abs=0.01)


# ---- calibration


def test_the_calibration_plot_draws_its_points() -> None:
    say = words("record")
    figure = CalibrationPlot("calibration", say.at("ticks"), say("across"), say("up"))
    figure.show([(0.3, 0.5, 0.1, 0.9, 2), (0.9, 1.0, 0.4, 1.0, 40)], "label", ["a"], [["b"], ["c"]])
    (dots,) = {id(s): s.data for s in sources(figure.plot) if "low" in s.data}.values()
    assert dots == {
        "x": [0.3, 0.9], "y": [0.5, 1.0], "low": [0.1, 0.4], "high": [0.9, 1.0], "size": [11, 19],
    }  # fmt: skip
    assert twin(figure.plot) == {"label": "label", "head": ["a"], "rows": [["b"], ["c"]]}
    (labels,) = [s.data for s in sources(figure.plot) if "text" in s.data]
    assert labels["text"] == [*say.at("ticks"), *say.at("ticks"), say("across"), say("up")]


def test_the_reconstruction_in_the_document_is_the_surrogates() -> None:
    """A figure draws what it is given: the numbers of `core`, to the last bit."""
    from core.data.pattern_families import load_family

    family = load_family("toy")
    result = reconstruct(family, family.patterns[1], 2, "mask", 0.4, "denoising")
    grid = PixelGrid("reconstruction", "reconstruction")
    grid.show(result.x_hat, family.grid, "")
    (drawn,) = [s.data["value"] for s in sources(grid.plot) if "value" in s.data]
    assert drawn == result.x_hat.tolist()
