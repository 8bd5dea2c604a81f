"""The outcome map: every cell is the outcome of that scenario, and its own is marked."""

import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.labs.strokes.outcome_map import outcome_map
from core.numerics.corruption import KINDS


@pytest.mark.parametrize("name", family_names())
def test_cells_are_the_outcomes_of_their_scenarios(name):
    scenario = default_scenarios(name)[0]
    grid = outcome_map(scenario)
    for row in range(len(grid.widths)):
        for column in range(0, len(grid.levels), 3):
            cell = scenario.with_values(m=grid.widths[row], level=grid.levels[column])
            outcome = STROKES.outcome(cell)
            assert grid.names[row][column] == outcome.verdict.name
            assert grid.errors[row][column] == outcome.verdict.error


@pytest.mark.parametrize("name", family_names())
def test_the_case_itself_is_marked(name):
    for scenario in default_scenarios(name):
        grid = outcome_map(scenario)
        row, column = grid.here
        assert grid.widths[row] == scenario["m"]
        assert grid.levels[column] == scenario["level"]
        assert grid.names[row][column] == STROKES.outcome(scenario).verdict.name


def test_what_is_off_the_grid_gets_a_row_and_a_column():
    scenario = default_scenarios("segments")[0].with_values(m=9, kind="mask", level=0.45)
    grid = outcome_map(scenario)
    widths, levels = load_family("segments").map_widths, KINDS["mask"].map_levels()
    assert sorted((*widths, 9)) == list(grid.widths)
    assert sorted((*levels, 0.45)) == list(grid.levels)
    assert len(grid.names) == len(grid.widths)
    assert len(grid.names[0]) == len(grid.levels)
    on_it = outcome_map(scenario.with_values(m=3, level=0.4))
    assert on_it.widths == widths
    assert on_it.levels == levels


def test_a_map_that_takes_over_cells_is_the_same_map():
    scenario = default_scenarios("segments")[0].with_values(m=9, kind="mask", level=0.45)
    before = outcome_map(scenario.with_values(m=3, level=0.4))
    assert outcome_map(scenario, before) == outcome_map(scenario)
    other = scenario.with_values(seed=scenario.integer("seed") + 1)
    assert outcome_map(other, before) == outcome_map(other)
    assert outcome_map(other).cells != outcome_map(scenario).cells


def test_a_cell_of_the_same_case_is_not_computed_again(monkeypatch):
    scenario = default_scenarios("segments")[0]
    before = outcome_map(scenario)
    monkeypatch.setattr("core.labs.strokes.outcome_map.reconstruct", None)
    assert outcome_map(scenario, before) == before
