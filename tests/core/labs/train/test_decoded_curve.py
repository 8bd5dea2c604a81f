"""The film of a decoded curve: each frame is the network's, the linear one ends on PCA's axis."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from core.data.plane_curves import PlanePoints, plane_points
from core.labs.train import decoded_curve
from core.labs.train.decoded_curve import (
    ANSWERS,
    ARROWS,
    CODES,
    REASONS,
    CurveObservation,
    CurveOutcome,
    training_config,
)
from core.labs.train.lab import DECK, TRAIN, is_curve
from core.network.training import train
from core.numerics.pca import fit
from core.stepwise import Step
from core.trial.scenario import Scenario, address, default_scenario, parse
from tests.guesser import guesser_share, modal_share
from tests.outcomes import outcome_of

MARGIN = 0.1  # between the two that are missed most: to be seen, and far beyond any rounding
LABS = {"train": TRAIN.parameters()}
CASES = [case for case in DECK.cases if is_curve(case.values)]


def case(**changes: float | str) -> Scenario:
    ring: dict[str, float | str] = {"data": "ring", "noise": 0.0}
    return default_scenario("train", TRAIN.parameters()).with_values(**(ring | changes))


def observed(scenario: Scenario) -> CurveObservation:
    shown = TRAIN.observe(scenario)
    assert isinstance(shown, CurveObservation)
    return shown


@pytest.fixture(scope="module")
def outcomes() -> dict[Scenario, CurveOutcome]:
    return {scenario: outcome_of(TRAIN, scenario) for scenario in CASES}


@pytest.fixture(scope="module")
def run() -> tuple[list[Step], CurveOutcome]:
    """All of a noisy one."""
    going, steps = TRAIN.run(case(noise=0.2)), []
    while True:
        try:
            steps.append(next(going))
        except StopIteration as end:
            return steps, end.value


def test_the_settings_of_the_deck_do_not_tell_and_each_answer_is_right(
    outcomes: dict[Scenario, CurveOutcome],
) -> None:
    answers = [(scenario, happened.answer) for scenario, happened in outcomes.items()]
    assert len(answers) >= 8
    assert guesser_share(answers) <= 0.55
    assert modal_share(answers) <= 0.45
    assert set(Counter(answer for _, answer in answers)) == set(ANSWERS)


def test_each_answer_has_room_to_spare_and_each_reason_comes_up(
    outcomes: dict[Scenario, CurveOutcome],
) -> None:
    for scenario, happened in outcomes.items():
        second, first = sorted(happened.miss)[-2:]
        assert first - second > MARGIN, (address(scenario), happened.miss)
        assert happened.answer == ANSWERS[happened.miss.index(first)]
    assert {happened.reason for happened in outcomes.values()} == set(REASONS)
    assert {happened.sparse for happened in outcomes.values()} == {True, False}


@pytest.mark.parametrize("at", range(len(CASES)))
def test_points_that_differ_by_a_billionth_end_in_the_same_answer(
    at: int, outcomes: dict[Scenario, CurveOutcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = plane_points

    def shaken(name: str, seed: int) -> PlanePoints:
        points = drawn(name, seed)
        by = 1e-9 * np.random.default_rng(0).standard_normal(points.x.shape)
        return replace(points, x=points.x + by)

    monkeypatch.setattr(decoded_curve, "plane_points", shaken)
    happened = TRAIN.outcome(CASES[at])
    assert isinstance(happened, CurveOutcome)
    assert happened.answer == outcomes[CASES[at]].answer
    assert happened.miss == pytest.approx(outcomes[CASES[at]].miss, abs=1e-6)


def test_a_frame_stands_at_each_hundredth_of_the_training(
    run: tuple[list[Step], CurveOutcome],
) -> None:
    steps, happened = run
    frames = happened.film.frames
    at = [frame.step for frame in frames]
    assert at[0] == 0
    assert len(at) >= 51
    assert max(b - a for a, b in pairwise(at)) <= 0.02 * at[-1]
    assert [step.done for step in steps] == at[:-1]  # the last one comes with what happened
    assert {step.total for step in steps} == {at[-1]}
    for count, step in enumerate(steps, 1):
        assert step.snapshot.frames == frames[:count]


def test_each_frame_is_what_the_network_was_at_its_step(
    run: tuple[list[Step], CurveOutcome],
) -> None:
    scenario = case(noise=0.2)
    shown = observed(scenario)
    config = training_config(scenario, len(shown.x))
    frames = {frame.step: frame for frame in run[1].film.frames}
    begun = config.build(np.random.default_rng(config.seed))
    networks = {0: begun} | {now.step: now.network for now in train(config, shown.x)}
    for step in (0, 300, 1530, 3000):
        network, frame = networks[step], frames[step]
        z = network.encode(shown.x)
        codes = np.linspace(z.min(), z.max(), CODES)
        for code, place in zip(codes[::25], frame.curve[::25], strict=True):
            assert place == pytest.approx(network.decode(np.array([[code]]))[0])
        assert frame.x_hat == pytest.approx(network.reconstruct(shown.damaged))
        for W, layer in zip(frame.weights, network.layers, strict=True):
            assert np.array_equal(W, layer.W)


def test_with_noise_the_arrows_begin_at_damaged_points_and_lead_nearer() -> None:
    clean, noisy = observed(case()), observed(case(noise=0.2))
    assert clean.damaged.shape == (0, 2)
    assert noisy.damaged.shape == (ARROWS, 2)
    off = noisy.damaged - noisy.x[decoded_curve.drawn_rows(len(noisy.x))]
    assert off.std() == pytest.approx(0.2, rel=0.2)
    happened = TRAIN.outcome(case(noise=0.2))
    assert isinstance(happened, CurveOutcome)
    x_hat = happened.film.frames[-1].x_hat
    x = noisy.x[decoded_curve.drawn_rows(len(noisy.x))]
    assert np.hypot(*(x_hat - x).T).mean() < np.hypot(*(noisy.damaged - x).T).mean()


def test_each_line_of_the_deck_has_a_turn_to_make(
    outcomes: dict[Scenario, CurveOutcome],
) -> None:
    for scenario, happened in outcomes.items():
        if scenario["model"] == "linear":
            first, last = happened.film.frames[0].angle, happened.film.frames[-1].angle
            assert first is not None
            assert last is not None
            assert first > 0.6, address(scenario)
            assert last < 0.01, address(scenario)


@pytest.mark.parametrize("data", ["ring", "s", "cloud"])
def test_the_line_of_a_linear_network_turns_onto_pca_s_axis(data: str) -> None:
    scenario = case(data=data, model="linear", seed=3)
    happened = TRAIN.outcome(scenario)
    assert isinstance(happened, CurveOutcome)
    angles = [frame.angle for frame in happened.film.frames]
    assert angles[0] is not None
    assert angles[0] > 0.1
    assert happened.angle is not None
    assert happened.angle < 0.01
    # the curve itself, not only the weights: it lies along the axis, and through the middle
    pca = fit(observed(scenario).x, 1)
    curve = happened.film.frames[-1].curve
    assert np.abs(curve - pca.reconstruct(curve)).max() < 0.01
    assert np.abs(happened.film.axis - pca.reconstruct(happened.film.axis)).max() < 1e-12


def test_a_curved_network_has_no_angle_and_misses_less_than_a_straight_one() -> None:
    curved, straight = (TRAIN.outcome(case(model=model)) for model in ("nonlinear", "linear"))
    assert isinstance(curved, CurveOutcome)
    assert isinstance(straight, CurveOutcome)
    assert curved.angle is None
    assert curved.film.frames[-1].error < 0.2 * straight.film.frames[-1].error


def test_added_points_are_learned_from_and_are_not_marked() -> None:
    before, after = observed(case()), observed(case(added="ffffff00"))
    assert (before.added, after.added) == (0, 2)
    assert np.array_equal(after.x[:-2], before.x)
    assert np.array_equal(after.marks, before.marks)
    one, other = (TRAIN.outcome(case(added=added)) for added in ("none", "ffffff00"))
    assert isinstance(one, CurveOutcome)
    assert isinstance(other, CurveOutcome)
    assert one.miss != other.miss


def test_what_may_be_seen_before_holds_no_network_and_no_curve() -> None:
    assert set(vars(observed(case()))) == {
        "x", "marks", "near", "damaged", "data", "model", "noise", "added", "widths",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "problems", "kept"),
    [
        ("?lab=train&data=moon", ["unknown_choice"], {"data": "digits8"}),
        ("?lab=train&data=ring&m=8", ["out_of_range"], {"m": 1}),
        ("?lab=train&data=ring&noise=0.8", ["out_of_range"], {"noise": 0.3}),
        ("?lab=train&data=ring&seed=-1", ["out_of_range"], {"seed": 0}),
        ("?lab=train&data=ring&penalty=sparse", ["unknown_choice"], {"penalty": "none"}),
        ("?lab=train&data=ring&model=curly", ["unknown_choice"], {"model": "nonlinear"}),
        ("?lab=train&data=ring&added=80f", ["broken_name"], {"added": "none"}),
        ("?lab=train&data=ring&added=80FFAA00", [], {"added": "80ffaa00"}),
        ("?lab=train&data=toy&model=linear", ["unknown_choice"], {"model": "nonlinear"}),
        ("?lab=train&data=toy&added=80ff", ["unknown_choice"], {"added": "none"}),
    ],
)
def test_what_an_address_cannot_ask_for_is_told(
    query: str, problems: list[str], kept: dict[str, object]
) -> None:
    scenario, notices = parse(query, LABS)
    assert [notice.problem for notice in notices] == problems
    assert {name: scenario[name] for name in kept} == kept
