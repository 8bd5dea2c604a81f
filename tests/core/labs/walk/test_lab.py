import json

import numpy as np
import pytest

from core.data.digit_recognizer import readings
from core.data.provided_digits import provided_digits
from core.labs.walk import flag, line, samples
from core.labs.walk.by_hand import decoded_at, offsets_to
from core.labs.walk.code_map import BETAS, FACE, MODELS, NO_BETA, SHRUNK, code_map, shrunk
from core.labs.walk.lab import DECK, QUESTIONS, WALK
from core.network.network import Network
from core.network.pretrained import network
from core.trial.lab import Lab, LiveLab, Outcome
from core.trial.scenario import address, adjust, default_scenario, parse
from tests.supplied import provide

START = default_scenario(WALK.name, WALK.parameters())
ROUNDING = 2e-3  # far more than float32 makes of an image anywhere
MAPS = [("pca", NO_BETA), ("autoencoder", NO_BETA), *(("vae", beta) for beta in BETAS)]


@pytest.fixture(autouse=True)
def _supplies():
    provide()


def at(**values):
    return START.with_values(**values)


def test_it_is_a_lab_that_is_there_at_once():
    lab: Lab[object, Outcome] = WALK
    assert not isinstance(lab, LiveLab)


@pytest.mark.parametrize(("model", "beta"), MAPS)
def test_a_digit_stands_where_its_code_is(model, beta):
    codes, x = code_map(model, beta), provided_digits(28, "test").x
    back = np.clip(codes.network.reconstruct(x), 0.0, 1.0)
    np.testing.assert_allclose(codes.decode(codes.places), back, atol=1e-5)
    inside = (np.abs(codes.places) <= 1.0).all(axis=1)
    assert 0.97 <= inside.mean() <= 1.0
    widest = np.abs(codes.places).max()
    assert widest < 0.2 if beta == "30" else widest > 0.5  # collapsed, and looks so


def test_pca_s_map_is_the_first_two_of_its_components():
    codes, x = code_map("pca", NO_BETA), provided_digits(28, "test").x
    all_codes = network("pca").encode(x)
    z = codes.centre + codes.places * codes.half
    np.testing.assert_allclose(z, all_codes[:, :2], atol=1e-5)


def test_the_pictures_on_the_map_do_not_cover_each_other():
    codes = code_map("vae", "1")
    numbers = [number for number, _ in codes.faces]
    places = codes.places[numbers]
    apart = np.abs(places[:, None] - places[None]).max(axis=2)
    assert (apart + 9 * np.eye(len(numbers)) >= FACE).all()
    assert len(numbers) > 80
    image = np.zeros((28, 28))
    image[0, 1] = image[27, 27] = 1.0
    small = shrunk(image.ravel()).reshape(SHRUNK, SHRUNK)
    assert small[0, 0] == small[13, 13] == 0.25
    assert small.sum() == 0.5


def test_the_means_are_of_each_digit_s_codes():
    codes = code_map("vae", "1")
    fours = [place for place, label in zip(codes.places, codes.labels, strict=True) if label == 4]
    np.testing.assert_allclose(codes.class_means[4], np.mean(fours, axis=0))


@pytest.mark.parametrize("seed", range(8))
def test_the_flag_is_decoded_where_it_stands(seed):
    scenario = at(ask="flag", seed=seed)
    (place,), happened = WALK.observe(scenario).marks, WALK.outcome(scenario)
    codes = code_map("vae", "1")
    image = codes.decode(place[None])
    np.testing.assert_array_equal(happened.result.images, image)
    (said,) = readings(image, provided_digits(28, "train"))
    assert happened.answer == (str(said.label) if said.accepted else "none")
    away = np.linalg.norm(codes.places - place, axis=1)
    assert happened.figures["away"] == pytest.approx(away.min())
    near = provided_digits(28, "test").x[np.argsort(away, kind="stable")[:5]]
    np.testing.assert_array_equal(happened.compared.images[:5], near)
    known = provided_digits(28, "train")
    unlike = ((known.x.astype(float) - image.astype(float)) ** 2).sum(axis=1)
    alike = np.argsort(unlike, kind="stable")[:5]  # those that decide: their labels are the votes
    np.testing.assert_array_equal(happened.compared.images[5:], known.x[alike])
    assert np.bincount(known.labels[alike]).max() == said.votes


def test_the_flag_can_be_moved_and_stays_on_the_map():
    scenario = at(ask="flag", seed=3)
    start = flag.place(scenario)
    np.testing.assert_allclose(
        flag.place(scenario.with_values(x=0.05, y=-0.1)) - start, [0.05, -0.1]
    )
    np.testing.assert_array_equal(flag.place(scenario.with_values(x=2.0, y=-2.0)), [1.0, -1.0])


def test_what_has_no_meaning_moves_without_a_word():
    scenario = at(ask="flag", model="vae", beta="4", x=0.9, y=-0.3)
    for changes in (
        {"model": "pca"},
        {"model": "autoencoder"},
        {"model": "vae"},
        {"ask": "samples"},
    ):
        scenario, notices = adjust(scenario, changes)
        assert notices == ()
    assert (scenario["beta"], scenario["x"]) == ("1", 0.0)
    _, notices = adjust(scenario, {"x": 0.5})  # but what was asked for is told
    assert [notice.name for notice in notices] == ["x"]


@pytest.mark.parametrize("seed", range(5))
def test_a_line_joins_two_classes_until_its_end_is_moved(seed):
    scenario = at(ask="line", seed=seed)
    shown, codes = WALK.observe(scenario), code_map("vae", "1")
    assert len(set(shown.end_labels)) == 2
    first, second = line.ends(scenario)
    np.testing.assert_array_equal(shown.marks, codes.places[[first, second]])
    goal = int(np.flatnonzero(codes.labels == codes.labels[first])[-1])
    moved = scenario.with_values(**offsets_to(scenario, codes.places[goal].tolist()))
    to = line.ends(moved)[1]
    assert np.linalg.norm(codes.places[to] - codes.places[goal]) < 0.01
    assert to != first


def test_a_line_begins_and_ends_with_the_digits_given_back():
    scenario = at(ask="line", seed=2)
    shown, happened = WALK.observe(scenario), WALK.outcome(scenario)
    back = np.clip(code_map("vae", "1").network.reconstruct(shown.ends), 0.0, 1.0)
    np.testing.assert_allclose(happened.result.images[[0, -1]], back, atol=1e-5)
    np.testing.assert_allclose(happened.compared.images[[0, -1]], shown.ends, atol=1e-6)
    np.testing.assert_allclose(happened.compared.images[line.MIDDLE], shown.ends.mean(axis=0))
    middle = happened.result.readings[line.MIDDLE]
    named = {True: ("first", "second"), False: ("none", "other")}
    assert happened.answer in named[middle.accepted and middle.label in shown.end_labels]


def test_codes_for_a_variational_autoencoder_are_standard_normal():
    scenario, codes = at(ask="samples", seed=7), code_map("vae", "1")
    drawn = np.random.default_rng(7).standard_normal((20, 2))
    np.testing.assert_allclose(codes.centre + samples.places(scenario) * codes.half, drawn)
    happened = WALK.outcome(scenario)
    assert happened.figures["count"] == sum(r.accepted for r in happened.result.readings)
    assert len(happened.dots) == len(happened.result.images) == 20


def test_others_are_drawn_as_real_codes_are_spread():
    scenario = at(ask="samples", model="autoencoder", seed=0)
    many = np.concatenate([samples.places(scenario.with_values(seed=s)) for s in range(200)])
    real = code_map("autoencoder", NO_BETA).places
    np.testing.assert_allclose(many.mean(axis=0), real.mean(axis=0), atol=0.05)
    np.testing.assert_allclose(np.cov(many.T), np.cov(real.T), atol=0.03)


@pytest.mark.parametrize("place", [[0.25, -0.5], [0, 1], [-1.0, 0.37]])
def test_a_hand_puts_the_flag_where_it_points(place):
    scenario = at(ask="flag", seed=5)
    moved = scenario.with_values(**offsets_to(scenario, place))
    np.testing.assert_allclose(flag.place(moved), place, atol=0.006)
    np.testing.assert_allclose(
        decoded_at(scenario, place), code_map("vae", "1").decode(np.array([place]))[0]
    )


@pytest.mark.parametrize("place", [None, "x", [1], [1, 2, 3], [float("nan"), 0], [[0, 0]]])
def test_what_is_no_place_is_refused(place):
    with pytest.raises((ValueError, TypeError), match=r"two finite numbers|float"):
        offsets_to(at(ask="flag"), place)


def test_a_place_beyond_the_map_is_its_edge():
    scenario = at(ask="flag", seed=5)
    np.testing.assert_array_equal(decoded_at(scenario, [9, -9]), decoded_at(scenario, [1, -1]))


def test_bad_addresses_get_the_nearest_that_there_is():
    labs = {"walk": WALK.parameters()}
    scenario, notices = parse("?lab=walk&model=vae&beta=7&x=9&y=oops&seed=-4", labs)
    assert (scenario["beta"], scenario["x"], scenario["y"], scenario["seed"]) == ("1", 2.0, 0.0, 0)
    assert len(notices) == 4
    assert parse("?lab=walk&model=pca&beta=4", labs)[0]["beta"] == NO_BETA


@pytest.mark.parametrize("ask", QUESTIONS)
def test_what_is_shown_does_not_depend_on_what_happens(ask):
    shown = WALK.observe(at(ask=ask))
    happened = WALK.outcome(at(ask=ask))
    told = json.dumps(repr(shown))
    assert happened.answer in WALK.outcomes(at(ask=ask))
    assert repr(happened.result.images[0]) not in told


def test_the_deck_asks_every_question_of_every_model():
    assert {case["ask"] for case in DECK.cases} == set(QUESTIONS)
    assert {case["model"] for case in DECK.cases} == set(MODELS)
    assert len(DECK.cases) >= 10


@pytest.mark.parametrize("scenario", DECK.cases, ids=address)
def test_answers_of_the_deck_survive_rounding(scenario, monkeypatch):
    answer = WALK.outcome(scenario).answer
    decode, rng = Network.decode, np.random.default_rng(0)

    def shaken(self, z):
        x_hat = decode(self, z)
        return (x_hat + ROUNDING * rng.standard_normal(x_hat.shape)).astype(x_hat.dtype)

    monkeypatch.setattr(Network, "decode", shaken)
    for _ in range(4):
        assert WALK.outcome(scenario).answer == answer
