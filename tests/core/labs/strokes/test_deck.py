"""Decks, next and transfer cases: worth predicting, and chosen without looking at the answer."""

from collections import Counter

import pytest

from core.data.pattern_families import family_names, load_family
from core.labs.strokes import deck
from core.labs.strokes.deck import (
    TRANSFER_STRIDE,
    default_scenarios,
    follow_up,
    next_case,
    transfer_case,
)
from core.labs.strokes.lab import STROKES
from core.theory.verdict import VERDICTS
from core.trial.scenario import SEED_LIMIT


@pytest.mark.parametrize("name", family_names())
def test_no_verdict_is_right_more_than_60_percent_of_the_time(name):
    deck = default_scenarios(name)
    shares = Counter(STROKES.outcome(s).answer for s in deck)
    assert len(deck) >= 20
    assert set(shares) == set(VERDICTS)
    assert max(shares.values()) <= 0.6 * len(deck)
    for half in (deck[: len(deck) // 2], deck[len(deck) // 2 :]):
        assert max(Counter(STROKES.outcome(s).answer for s in half).values()) <= 0.6 * len(half)


@pytest.mark.parametrize("name", family_names())
def test_settings_do_not_give_the_verdict_away(name):
    deck = default_scenarios(name)
    for key in ("kind", "mode"):
        for value in {s.text(key) for s in deck}:
            answers = Counter(STROKES.outcome(s).answer for s in deck if s.text(key) == value)
            assert len(answers) >= 2, (key, value)
    assert {s.text("mode") for s in deck} == {"denoising", "plain"}
    assert max(s.integer("m") for s in deck) >= len(load_family(name).stroke_names)


@pytest.mark.parametrize("name", family_names())
def test_deck_cases_are_as_the_file_says(name):
    family = load_family(name)
    deck = default_scenarios(name)
    assert [{k: s[k] for k in case} for s, case in zip(deck, family.deck, strict=True)] == [
        dict(case) for case in family.deck
    ]
    seeds = [s.integer("seed") for s in deck]
    assert len(set(seeds)) == len(seeds)
    assert max(seeds) < TRANSFER_STRIDE


@pytest.mark.parametrize("name", family_names())
def test_next_walks_the_deck_round_also_from_a_transfer_case(name):
    deck = default_scenarios(name)
    for here, there in zip(deck, deck[1:] + deck[:1], strict=True):
        assert next_case(here) == there
        assert next_case(transfer_case(here)) == there
        assert next_case(here.with_values(m=1)) == there  # played with


def test_a_seed_outside_the_deck_enters_it():
    start = default_scenarios("segments")[0]
    for seed in (0, SEED_LIMIT, 999_999):
        assert next_case(start.with_values(seed=seed)) in default_scenarios("segments")


@pytest.mark.parametrize("name", family_names())
def test_a_transfer_case_has_other_damage_and_at_most_another_width(name):
    deck = default_scenarios(name)
    changed = set()
    for s in (*deck, deck[0].with_values(seed=SEED_LIMIT)):
        other = transfer_case(s)
        moved = {key for key in s.values if s[key] != other[key]}
        assert moved == ({"seed"} if s.integer("seed") % 2 else {"seed", "m"})
        changed |= moved
    assert changed == {"m", "seed"}


@pytest.mark.parametrize("name", family_names())
def test_the_answer_often_changes_but_not_always(name):
    pairs = [
        (STROKES.outcome(s).answer, STROKES.outcome(transfer_case(s)).answer)
        for s in default_scenarios(name)
    ]
    share = sum(a != b for a, b in pairs) / len(pairs)
    assert 0.25 <= share <= 0.9
    assert max(Counter(b for _, b in pairs).values()) <= 0.6 * len(pairs)


def test_after_a_transfer_case_the_deck_goes_on():
    deck = default_scenarios("segments")
    assert follow_up(deck[0]) == transfer_case(deck[0])
    assert follow_up(transfer_case(deck[0])) == deck[1]


@pytest.mark.parametrize("name", family_names())
def test_following_up_visits_the_whole_deck_and_a_transfer_case_after_each(name):
    deck = default_scenarios(name)
    here, seen = deck[0], []
    for _ in range(2 * len(deck)):
        seen.append(here)
        here = follow_up(here)
    assert here == deck[0]
    assert tuple(seen[::2]) == deck
    assert len(set(seen)) == len(seen)


def test_choosing_computes_no_outcome(monkeypatch):
    def forbidden(*_):
        raise AssertionError("a case was chosen by its outcome")

    for name in ("outcome", "observe"):
        monkeypatch.setattr(type(STROKES), name, forbidden)
    for s in deck.default_scenarios("segments"):
        next_case(s), transfer_case(s)
