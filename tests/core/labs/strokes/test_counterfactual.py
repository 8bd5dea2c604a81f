"""What is said to change the verdict changes it, and nothing nearer does."""

import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes.counterfactual import Counterfactual, counterfactual
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.lab import STROKES
from core.numerics.corruption import KINDS
from core.trial.scenario import Scenario


def clean(scenario: Scenario) -> bool:
    return STROKES.outcome(scenario).verdict.name == "recovered"


@pytest.mark.parametrize("name", family_names())
def test_each_change_is_the_nearest_that_changes_it(name: str) -> None:
    said = []
    for case in default_scenarios(name):
        before = clean(case)
        found = counterfactual(case, STROKES.outcome(case))
        said.append(found)
        m, level = case.integer("m"), case.decimal("level")
        for width in set(load_family(name).map_widths) - {m}:
            nearer = found.m is None or abs(width - m) < abs(found.m - m)
            if nearer:
                assert clean(case.with_values(m=width)) is before
        for other in set(KINDS[case.text("kind")].map_levels()) - {level, 0.0}:
            nearer = found.level is None or abs(other - level) < abs(found.level - level) - 1e-9
            if nearer:
                assert clean(case.with_values(level=other)) is before
        if found.m:
            assert clean(case.with_values(m=found.m)) is not before
        if found.level is not None:
            assert clean(case.with_values(level=found.level)) is not before
        for mode in {"denoising", "plain"} - {case["mode"]}:
            assert (found.mode == mode) is (clean(case.with_values(mode=mode)) is not before)
    assert any(each.m for each in said)
    assert any(each.level is not None for each in said)
    assert any(each.mode for each in said)


def test_a_code_of_two_numbers_by_hand() -> None:
    """Hardly any damage, two numbers: only a wider code brings the digit back."""
    start = default_scenarios("segments")[0]
    case = start.with_values(m=2, kind="mask", level=0.1, mode="denoising")
    wide = next(width for width in (3, 4, 5, 7) if clean(case.with_values(m=width)))
    assert counterfactual(case, STROKES.outcome(case)) == Counterfactual(wide, None, None)


def test_that_an_unhurt_pattern_comes_back_is_not_said() -> None:
    case = default_scenarios("segments")[4]  # trained to give back what came in, and wide
    assert case["mode"] == "plain"
    assert clean(case.with_values(level=0.0))
    assert counterfactual(case, STROKES.outcome(case)).level is None
