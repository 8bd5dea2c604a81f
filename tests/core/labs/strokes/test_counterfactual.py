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
        for width in load_family(name).map_widths:
            nearer = abs(width - m) < (abs(found.m - m) if found.m else 99)
            if (width < m) is before and width != m and nearer:
                assert clean(case.with_values(m=width)) is before
        for other in KINDS[case.text("kind")].map_levels():
            nearer = abs(other - level) < (99 if found.level is None else abs(found.level - level))
            if (other > level) is before and other != level and nearer:
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
    found = counterfactual(case, STROKES.outcome(case))
    assert found == Counterfactual(m=5, level=None, mode=None) or found.m in (4, 5, 7)
    assert found.level is None
