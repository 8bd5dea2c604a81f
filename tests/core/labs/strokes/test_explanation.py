"""The facts of the explaining sentence agree with the outcome they explain."""

import numpy as np
import pytest

from core.data.pattern_families import family_names
from core.labs.strokes.deck import default_scenarios
from core.labs.strokes.explanation import REASONS, explanation
from core.labs.strokes.lab import STROKES


@pytest.mark.parametrize("name", family_names())
def test_facts_fit_the_outcome(name):
    for scenario in default_scenarios(name):
        o = STROKES.outcome(scenario)
        e = explanation(o)
        weights = dict(zip(o.pattern_names, o.reconstruction.weights, strict=True))
        assert e.reason in REASONS
        assert e.reason.startswith(o.mode)
        assert e.reason.endswith(o.verdict.name)
        assert e.verdict == o.verdict.name
        assert e.target == o.target_name
        assert e.target_weight == weights[e.target]
        assert e.rival != e.target
        assert e.rival_weight == weights[e.rival]
        others = [w for pattern, w in weights.items() if pattern != e.target]
        assert e.rival_weight == pytest.approx(max(others), abs=1e-9)
        assert e.member == o.member_name
        assert e.error == o.verdict.error
        assert (e.member_weight is None) == (e.member is None)
        assert 0 < e.used <= min(e.m, e.pixels)


@pytest.mark.parametrize("name", family_names())
def test_the_cause_is_the_bottleneck_exactly_when_width_would_change_it(name):
    causes = set()
    for scenario in default_scenarios(name):
        o = STROKES.outcome(scenario)
        wide = STROKES.outcome(scenario.with_values(m=len(o.x)))
        same = (wide.verdict.name, wide.member_name) == (o.verdict.name, o.member_name)
        cause = explanation(o).reason.split("_")[1]
        assert cause == ("evidence" if same else "bottleneck")
        causes.add(cause)
    assert causes == {"evidence", "bottleneck"}


def test_equal_rivals_are_told_apart_by_order():
    blank = next(
        s
        for seed in range(200)
        if not STROKES.observe(
            s := default_scenarios("toy")[0].with_values(kind="mask", level=0.9, seed=seed)
        ).x_tilde.any()
        and STROKES.outcome(s).target_name == "111000"
    )
    e = explanation(STROKES.outcome(blank))
    assert e.rival == "110000"  # as likely as 000011, and first
    assert e.damaged == 3
    assert e.pixels == 6
    assert e.strokes == 4


def test_damage_counts_visible_pixels_only():
    scenario = default_scenarios("toy")[0].with_values(kind="gaussian", level=0.0)
    assert explanation(STROKES.outcome(scenario)).damaged == 0
    o = STROKES.outcome(scenario.with_values(level=1.0))
    shown = np.abs(np.clip(o.x_tilde, 0, 1) - o.x)
    assert explanation(o).damaged == (shown > 0.3).sum()
