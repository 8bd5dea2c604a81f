"""Decks: worth predicting, and chosen without looking at the answer."""

from collections import Counter
from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes import deck
from core.labs.strokes.deck import default_scenarios, draw_of, next_case
from core.labs.strokes.lab import STROKES, settings
from core.labs.strokes.question import ASKS, NO_STROKE, answer, stroke_errors
from core.numerics.corruption import corrupt
from core.theory.small_autoencoder import initial, train
from core.theory.verdict import VERDICTS, classify
from core.trial.prediction import share_right
from core.trial.scenario import Scenario
from tests.guesser import guesser_share, modal_share

NETWORKS = 8
CLEAR = 0.05  # how much the worst stroke is worse than any other
AGREE = 0.75  # share of the networks that answer as the deck does; of pixels, where it is painted


def answered(cases: tuple[Scenario, ...]) -> list[tuple[Scenario, str]]:
    return [(case, STROKES.outcome(case).answer) for case in cases]


@pytest.mark.parametrize("name", family_names())
def test_the_settings_do_not_give_the_answer_away(name: str) -> None:
    cases = answered(default_scenarios(name))
    assert len(cases) >= 20
    assert guesser_share(cases) <= 0.55
    assert modal_share(cases) <= 0.45


@pytest.mark.parametrize("name", family_names())
def test_nor_do_they_for_a_thousand_fresh_draws(name: str) -> None:
    asked = default_scenarios(name)
    fresh = tuple(asked[n % len(asked)].with_values(seed=10_000 + n) for n in range(1000))
    cases = answered(fresh)
    assert guesser_share(cases) <= 0.55
    assert modal_share(cases) <= 0.45


@pytest.mark.parametrize("name", family_names())
def test_every_kind_of_question_and_of_outcome_comes_up(name: str) -> None:
    cases = default_scenarios(name)
    asked = Counter(case.text("ask") for case in cases)
    assert set(asked) == set(ASKS)
    assert asked["verdict"] <= len(cases) / 4
    assert {STROKES.outcome(case).verdict.name for case in cases} == set(VERDICTS)
    assert {case.text("mode") for case in cases} == {"denoising", "plain"}
    assert max(case.integer("m") for case in cases) >= len(load_family(name).stroke_names)


def test_the_first_four_are_a_clean_repair_a_wrong_one_and_mixtures() -> None:
    happened = [STROKES.outcome(case).verdict.name for case in default_scenarios("segments")[:4]]
    assert happened == ["recovered", "another", "blend", "blend"]


@pytest.mark.parametrize("name", family_names())
def test_no_case_shows_the_answer_of_another(name: str) -> None:
    """The map of one draw says nothing of another: each case has a draw of its own."""
    cases = default_scenarios(name)
    assert len({draw_of(case) for case in cases}) == len(cases)
    # nor is the answer of one that of the next more often than not
    answers = [STROKES.outcome(case).answer for case in cases]
    assert sum(one == other for one, other in pairwise(answers)) <= 0.3 * len(answers)


@pytest.mark.parametrize("name", family_names())
def test_the_worst_stroke_is_clearly_the_worst(name: str) -> None:
    for case in default_scenarios(name):
        if case["ask"] == "stroke":
            happened = STROKES.outcome(case)
            assert happened.answer != NO_STROKE
            errors = stroke_errors(load_family(name), happened.x, happened.reconstruction.x_hat)
            worst, second = np.sort(errors)[::-1][:2]
            assert worst - second >= CLEAR


@pytest.mark.parametrize("name", family_names())
def test_trained_networks_answer_as_the_deck_does(name: str) -> None:
    """Eight networks, trained on the very damage of each case."""
    for case in default_scenarios(name):
        family, m, kind, level, mode = settings(case)
        happened = STROKES.outcome(case)
        rng = np.random.default_rng([11, m, round(100 * level)])
        network = initial(family.d, m, rng, (NETWORKS,))
        x = np.broadcast_to(family.patterns, (NETWORKS, family.n, family.d))
        draw = partial(corrupt, kind, x, level, rng)
        *_, last = train(network, family.patterns, draw, denoising=mode == "denoising")
        answers = [
            answer(
                case.text("ask"), family, happened.x, x_hat,
                classify(family.patterns, happened.target, happened.x_tilde, x_hat),
            )
            for x_hat in last.network.reconstruct(happened.x_tilde[None])[:, 0]
        ]  # fmt: skip
        parts = STROKES.parts(case)
        agree = np.mean([share_right(happened.answer, theirs, parts) for theirs in answers])
        assert agree >= AGREE - 1e-9, (case.values, happened.answer, answers)


@pytest.mark.parametrize("name", family_names())
def test_next_walks_the_deck_round_also_when_it_was_played_with(name: str) -> None:
    cases = default_scenarios(name)
    for here, there in zip(cases, cases[1:] + cases[:1], strict=True):
        assert next_case(here) == there
        assert next_case(here.with_values(m=1, ask="verdict")) == there
    assert next_case(cases[0].with_values(seed=12_345)) == cases[0]


def test_a_family_without_a_deck_asks_the_default_case(monkeypatch: pytest.MonkeyPatch) -> None:
    default_scenarios.cache_clear()
    monkeypatch.setattr(deck.tomllib, "loads", lambda _: {})
    (only,) = default_scenarios("toy")
    assert only["family"] == "toy"
    default_scenarios.cache_clear()
    monkeypatch.setattr(deck.tomllib, "loads", lambda _: {"toy": [{"m": 7}]})
    with pytest.raises(ValueError, match=r"decks.toml: toy has \{'m': 7\}"):
        default_scenarios("toy")
    default_scenarios.cache_clear()


def test_choosing_computes_no_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object) -> None:
        raise AssertionError("a case was chosen by its outcome")

    for name in ("outcome", "observe"):
        monkeypatch.setattr(type(STROKES), name, forbidden)
    for case in default_scenarios("segments"):
        next_case(case)
