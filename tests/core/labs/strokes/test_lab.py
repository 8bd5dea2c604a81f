"""The strokes lab: what it shows, what it hides, and fair comparisons."""

import dataclasses
import json
import pickle

import numpy as np
import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes.lab import STROKES, draw_case
from core.numerics.corruption import KINDS
from core.theory.surrogate import MODES
from core.theory.verdict import VERDICTS
from core.trial.scenario import Scenario, address, default_scenario, parse

START = default_scenario(STROKES.name, STROKES.parameters())


def _random(count: int, seed: int = 0) -> list[Scenario]:
    rng = np.random.default_rng(seed)
    out = []
    for _ in range(count):
        name = str(rng.choice(family_names()))
        kind = KINDS[str(rng.choice(list(KINDS)))]
        out.append(
            START.with_values(
                family=name,
                m=int(rng.integers(1, load_family(name).d + 1)),
                kind=kind.name,
                level=float(rng.choice(kind.map_levels())),
                mode=str(rng.choice(MODES)),
                seed=int(rng.integers(2**31)),
            )
        )
    return out


def test_parameters_are_those_of_the_address():
    text = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"
    scenario, notices = parse(text, {"strokes": STROKES.parameters()})
    assert notices == ()
    assert address(scenario) == text


def test_width_and_level_depend_on_what_comes_before():
    assert START.with_values(family="toy", m=45)["m"] == 6
    assert START.with_values(kind="gaussian", level=1.0)["level"] == 1.0
    assert START.with_values(kind="mask", level=1.0)["level"] == 0.9


def test_outcomes_are_the_verdicts_whatever_the_scenario():
    scenarios = _random(150)
    assert {STROKES.outcomes(s) for s in scenarios} == {VERDICTS}
    answers = {STROKES.outcome(s).answer for s in scenarios}
    assert answers == set(VERDICTS)


def test_an_outcome_is_all_of_a_piece():
    for s in _random(100, seed=1):
        o = STROKES.outcome(s)
        family = load_family(s.text("family"))
        assert (o.x == family.patterns[o.target]).all()
        assert o.target_name == family.pattern_names[o.target]
        assert o.answer == o.verdict.name
        assert o.verdict.error == pytest.approx(
            float(np.mean((o.reconstruction.x_hat - o.x) ** 2)), abs=1e-15
        )
        assert (o.member_name is None) == (o.answer in ("blend", "kept"))
        assert (o.member_name == o.target_name) == (o.answer == "recovered")
        assert o.reconstruction.code.shape == (s.integer("m"),)
        assert (STROKES.observe(s).x_tilde == o.x_tilde).all()


def test_the_same_scenario_gives_the_same_numbers():
    for s in _random(20, seed=2):
        a, b = STROKES.outcome(s), STROKES.outcome(s)
        assert (a.reconstruction.x_hat == b.reconstruction.x_hat).all()
        assert a.answer == b.answer


def test_width_mode_and_level_leave_target_and_random_numbers_alone():
    for s in _random(60, seed=3):
        o = STROKES.outcome(s)
        wider = STROKES.outcome(s.with_values(m=1 + s.integer("m") % 6))
        other = STROKES.outcome(s.with_values(mode=MODES[s.text("mode") == MODES[0]]))
        for moved in (wider, other):
            assert moved.target == o.target
            assert (moved.x_tilde == o.x_tilde).all()
        more = STROKES.outcome(s.with_values(level=KINDS[s.text("kind")].highest))
        assert more.target == o.target
        if s.text("kind") != "gaussian":
            assert set(np.flatnonzero(o.x_tilde != o.x)) <= set(
                np.flatnonzero(more.x_tilde != more.x)
            )


@pytest.mark.parametrize("name", family_names())
def test_seeds_reach_every_target(name):
    family = load_family(name)
    targets = [draw_case(family, "mask", 0.4, seed)[0] for seed in range(60 * family.n)]
    counts = np.bincount(targets, minlength=family.n)
    assert counts.min() > 30
    assert counts.max() < 100


def _plain(value):
    return value.tolist() if isinstance(value, np.ndarray) else value


def test_what_is_shown_does_not_tell_the_target():
    """Two scenarios whose damage erases everything show the same, but for the seed."""
    shown = {}
    for seed in range(4000):
        s = START.with_values(family="toy", level=0.9, seed=seed)
        o = STROKES.outcome(s)
        if o.x_tilde.any():
            continue
        fields = {
            f.name: _plain(getattr(STROKES.observe(s), f.name))
            for f in dataclasses.fields(STROKES.observe(s))
        }
        assert fields.pop("seed") == seed
        shown.setdefault(json.dumps(fields), set()).add(o.target)
    assert list(shown.values()) == [{0, 1, 2, 3}]


def test_an_observation_pickles_to_its_fields_alone():
    observed = STROKES.observe(START)
    names = {f.name for f in dataclasses.fields(observed)}
    assert set(vars(pickle.loads(pickle.dumps(observed)))) == names
    assert not names & {"target", "x", "code", "x_hat", "weights", "error", "verdict", "answer"}
    with pytest.raises(dataclasses.FrozenInstanceError):
        observed.m = 4
