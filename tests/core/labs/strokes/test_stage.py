"""The stage's wires and what is set by hand, against the surrogate's own parts."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.labs.strokes.stage import decode_by_hand, decoded, fits, reach, respond, wires


def test_the_strongest_wire_of_each_number_has_the_full_strength() -> None:
    directions = np.array([[0.2, -0.4, 0.1], [0.0, 0.0, 0.0]])
    assert wires(directions) == [[4, -9, 2], [0, 0, 0]]
    assert wires(np.eye(8)) == (9 * np.eye(8, dtype=int)).tolist()
    assert wires(np.eye(9)) == []


@pytest.mark.parametrize("family", family_names())
def test_the_case_s_own_input_and_code_give_what_happened(family: str) -> None:
    for scenario in default_scenarios(family)[:6]:
        happened = STROKES.outcome(scenario)
        again = respond(scenario, happened.x_tilde.tolist())
        assert (again.answer, again.target) == (happened.answer, happened.target)
        np.testing.assert_array_equal(again.reconstruction.x_hat, happened.reconstruction.x_hat)
        made = decode_by_hand(happened, happened.reconstruction.code.tolist())
        np.testing.assert_array_equal(made.x_hat, happened.reconstruction.x_hat)
        usual = decoded(happened)
        np.testing.assert_array_equal(made.x_hat, usual.x_hat)
        assert (made.wrong.missed, made.wrong.invented) == (
            usual.wrong.missed, usual.wrong.invented
        )  # fmt: skip
        assert made.error == pytest.approx(happened.verdict.error, abs=1e-15)


def test_one_number_moved_by_one_adds_its_pattern() -> None:
    scenario = default_scenarios("segments")[0].with_values(m=3)
    happened = STROKES.outcome(scenario)
    result = happened.reconstruction
    code = result.code + np.array([0.0, 0.1, 0.0])
    made = decode_by_hand(happened, code.tolist())
    wanted = np.clip(result.base + code @ result.directions, 0.0, 1.0)
    np.testing.assert_allclose(made.x_hat, wanted, atol=1e-12)


@pytest.mark.parametrize("family", family_names())
def test_no_clean_pattern_lies_beyond_the_reach(family: str) -> None:
    happened = STROKES.outcome(default_scenarios(family)[0])
    result, patterns = happened.reconstruction, load_family(family).patterns
    largest = max(
        abs(float(direction @ (pattern - result.base)))
        for pattern in patterns
        for direction in result.directions
    )
    assert reach(happened, patterns) == pytest.approx(largest)


@pytest.mark.parametrize("given", [None, "01", [[0.0]], [np.inf] * 45, [None] * 45])
def test_what_is_no_list_of_numbers_is_refused(given: object) -> None:
    scenario = default_scenarios("segments")[0]
    with pytest.raises(ValueError, match=r"finite numbers|could not convert"):
        respond(scenario, given)
    with pytest.raises(ValueError, match=r"finite numbers|could not convert"):
        decode_by_hand(STROKES.outcome(scenario), given)


def test_masking_lights_no_pixel_so_one_that_is_lit_fits_no_pattern() -> None:
    scenario = default_scenarios("segments")[0].with_values(kind="mask", level=0.4)
    x_tilde = STROKES.outcome(scenario).x_tilde
    assert fits(scenario, x_tilde)
    assert fits(scenario, np.zeros(45))
    assert not fits(scenario, np.ones(45))
    assert fits(scenario.with_values(kind="gaussian"), np.ones(45))
