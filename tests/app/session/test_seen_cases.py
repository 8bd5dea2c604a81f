"""What play has shown is not asked for points, and what was answered is not asked again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.runtime.registry import REGISTERED_LABS
from app.session.seen_cases import DeckRules, SeenCases
from app.session.text_catalog import words
from core.data.pattern_families import family_names
from core.labs.strokes.deck import default_scenarios
from core.trial.deck import FRESH, PLAY, in_play, is_fresh
from core.trial.scenario import SEED_LIMIT, Scenario, address
from tests.app.fake_browser import DECK, FIRST, FakeBrowser, verdict
from tests.app.sealed import revealed
from tests.results import results_of
from tests.supplied import provide

PLAIN = "From here on settings, choice and confidence stay as they are."
WHOLE = words("notices")("whole_deck")


def round_of(deck: DeckRules, first: Scenario) -> tuple[Scenario, ...]:
    """All that a deck asks, transfer cases too, until it comes round."""
    asked = [first]
    while (case := deck.follow(asked[-1])) != first:
        asked.append(case)
    return tuple(asked)


def rounds() -> Iterator[tuple[str, Scenario]]:
    """Every lab with every case that it asks in the first round."""
    for lab, registration in REGISTERED_LABS.items():
        firsts = [registration.deck.first]
        if lab == "strokes":
            firsts = [default_scenarios(family)[0] for family in family_names()]
        for first in firsts:
            for case in round_of(registration.deck, first):
                yield lab, case


def test_no_deck_holds_a_seed_of_play_or_of_what_comes_after_it() -> None:
    cases = list(rounds())
    assert {lab for lab, _ in cases} == set(REGISTERED_LABS)
    assert len(cases) > 150
    for _, case in cases:
        assert case.integer("seed") < FRESH
        drawn = in_play(case)
        if case.kind("seed").nearest(PLAY)[1] is not None:
            assert drawn == case  # the networks of the build: there is one draw
            continue
        assert drawn.integer("seed") >= PLAY
        assert drawn == case.with_values(seed=drawn["seed"])
        assert in_play(drawn) not in (drawn, case)
        assert not is_fresh(drawn)


def test_draws_of_play_stay_draws_of_play() -> None:
    last = FIRST.with_values(seed=SEED_LIMIT)
    assert in_play(last)["seed"] == PLAY
    assert in_play(FIRST.with_values(seed=FRESH))["seed"] >= PLAY


@pytest.mark.parametrize("lab", REGISTERED_LABS)
def test_another_case_in_play_is_one_that_no_deck_asks(lab: str) -> None:
    provide()
    registration = REGISTERED_LABS[lab]
    asked = {case for name, case in rounds() if name == lab}
    desk = FakeBrowser(lab=registration.lab, deck=registration.deck)
    view = registration.view(desk.session)
    revealed(view, desk.session.outcomes[0])
    desk.session.play()
    before = dict(desk.session.scenario.values)
    seeds = set()
    for _ in range(3):
        desk.session.new_case()
        assert desk.session.scenario not in asked
        assert {**desk.session.scenario.values, "seed": before["seed"]} == before
        seeds.add(desk.session.scenario["seed"])
    assert len(seeds) == 3
    assert min(seeds) >= PLAY  # type: ignore[type-var,operator]


# ---- what play has shown


def played(desk: FakeBrowser, **values: object) -> FakeBrowser:
    """Reveal, then set these in play."""
    desk.revealed().session.play()
    for name, value in values.items():
        desk.session.change(name, value)  # type: ignore[arg-type]
    return desk


def test_each_lab_knows_what_its_outcome_tells() -> None:
    for lab, case in rounds():
        told = tuple(REGISTERED_LABS[lab].deck.tells(case))
        assert case in told
        assert all({n for n in case.values if case[n] != one[n]} <= BESIDE[lab] for one in told)


BESIDE: dict[str, set[str]] = {
    "strokes": set(), "train": set(), "digits": set(), "pca": {"steps"}, "anomaly": {"score"},
    "features": {"n"}, "limits": {"level"}, "walk": set(),
}  # fmt: skip


def test_a_case_that_play_has_shown_is_passed_over() -> None:
    other = default_scenarios("glyphs")[0].with_values(seed=FIRST["seed"])
    deck = replace(DECK, follow=lambda case: other if case == FIRST else DECK.follow(case))
    desk = FakeBrowser(deck=deck)
    assert deck.follow(FIRST) == other
    played(desk, family="glyphs")
    assert desk.session.next_scenario == deck.follow(other)
    assert desk.session.next_scenario != other
    desk.session.next_case()
    assert desk.session.trial_scenario == deck.follow(other)
    # nor does another visit come to it
    again = FakeBrowser(desk.records, desk.trials, deck=deck, start=3600).reloaded()
    assert again.session.trial_scenario == deck.follow(other)


@pytest.mark.parametrize("search", ["", "visited"])
def test_a_case_that_play_has_shown_stays_out_of_the_record(search: str) -> None:
    shown = FIRST.with_values(family="glyphs")
    desk = played(FakeBrowser(), family="glyphs")
    before = list(desk.records)
    if search:
        desk = desk.reloaded(address(shown))
    else:
        desk.session.visit(address(shown), {})
    session = desk.session
    assert not session.counts
    view = REGISTERED_LABS["strokes"].view(session)
    assert "does not count" in view.prediction.commit.hint
    desk.committed("kept", 90)
    assert session.phase == "committed"
    assert "does not count" in view.prediction.see.hint
    session.reveal()
    session.edit_why("I have seen it")
    session.save_why()
    assert session.phase == "revealed"
    assert desk.records == before
    assert len(results_of(session.ledger)) == 1
    again = desk.reloaded(address(shown)).session
    assert (again.phase, again.why, again.counts) == ("revealed", "I have seen it", False)
    session.next_case()
    desk.committed()
    assert len(desk.records) == len(before) + 1  # and the next one counts


def test_what_counted_goes_on_counting_after_play() -> None:
    desk = played(FakeBrowser(), m=5)
    session = desk.session
    session.edit_why("because")
    session.save_why()
    assert [record["kind"] for record in desk.records] == ["commitment", "outcome", "why"]
    again = desk.reloaded(address(FIRST))
    assert (again.session.counts, again.session.phase) == (True, "revealed")
    assert again.records == desk.records


def test_the_same_draw_is_known_at_every_width() -> None:
    """The map has shown it."""
    desk = played(FakeBrowser(), m=5).reloaded(address(FIRST.with_values(m=9)))
    assert not desk.session.counts
    assert desk.reloaded(address(FIRST.with_values(m=9, seed=4))).session.counts


def test_settings_that_lead_to_what_was_seen_say_so() -> None:
    provide()
    registration = REGISTERED_LABS["limits"]
    desk = FakeBrowser(lab=registration.lab, deck=registration.deck)
    first = registration.deck.first
    desk.revealed(desk.session.outcomes[0]).session.play()
    desk.session.change("m", "8")
    session = desk.reloaded(address(first.with_values(way="normal"))).session
    view = registration.view(session)
    assert session.counts
    session.change("way", "fitted")
    assert not session.counts  # answered
    session.change("m", "8")
    assert not session.counts  # played
    assert view.prediction.commit.hint != PLAIN
    session.change("m", "16")
    assert session.counts
    assert view.prediction.commit.hint == PLAIN


def test_a_run_in_play_is_noted_when_it_begins() -> None:
    provide()
    registration = REGISTERED_LABS["pca"]
    desk = FakeBrowser(lab=registration.lab, deck=registration.deck)
    revealed(registration.view(desk.session), desk.session.outcomes[0])
    desk.session.play()
    desk.session.change("k", "3")
    assert desk.of_type("seen") == []
    desk.session.reveal()
    (message,) = desk.of_type("seen")
    own = desk.session.scenario
    assert set(message["cases"]) == {address(own.with_values(steps=n)) for n in ("200", "50")}


@pytest.mark.parametrize("kept", [None, 3, [], {}, {"seen": 3}, {"seen": [3, None, {}]}])
def test_what_is_no_list_of_cases_says_nothing(kept: object) -> None:
    desk = FakeBrowser(trials={"?lab=strokes": kept}).reloaded()
    assert desk.session.counts


# ---- what was answered


def test_what_was_answered_is_not_entered_twice() -> None:
    desk = FakeBrowser().revealed()
    again = FakeBrowser(desk.records, {}, start=3600).reloaded(address(FIRST))
    assert (again.session.phase, again.session.counts) == ("posed", False)
    again.revealed("kept")
    assert again.records == desk.records


def answered(desk: FakeBrowser, count: int) -> FakeBrowser:
    """Answer case after case."""
    for _ in range(count):
        desk.revealed().session.next_case()
    return desk


@pytest.mark.parametrize("family", family_names())
def test_after_a_whole_deck_come_its_settings_with_new_draws(family: str) -> None:
    cases = tuple(map(verdict, default_scenarios(family)))
    whole = round_of(DECK, cases[0])
    assert whole == cases
    desk = FakeBrowser()
    desk.session.visit(address(cases[0]), {})
    answered(desk, len(whole) - 1).revealed()
    view = REGISTERED_LABS["strokes"].view(desk.session)
    assert "every case of this deck" in view.follow_up.next.hint
    answered(desk, 0).session.next_case()
    session = desk.session
    assert session.trial_scenario == cases[0].with_values(seed=FRESH)
    assert session.counts
    desk.revealed().session.next_case()
    assert session.trial_scenario == cases[1].with_values(seed=FRESH + 1)
    happened = [record["address"] for record in desk.records if record["kind"] == "outcome"]
    assert len(happened) == len(set(happened)) == len(whole) + 1


def test_a_visit_after_the_whole_deck_opens_no_answered_case() -> None:
    desk = answered(FakeBrowser(), len(round_of(DECK, FIRST)) - 1).revealed()
    again = desk.reloaded()
    fresh = DECK.cases(FIRST)[0].with_values(seed=FRESH)
    assert (again.session.phase, again.session.trial_scenario) == ("posed", fresh)
    assert again.told == [WHOLE]
    # before a choice, and after one
    assert again.reloaded().session.trial_scenario == fresh
    again.session.predict("kept")
    third = again.reloaded()
    assert (third.session.trial_scenario, third.session.choice, third.told) == (fresh, "kept", [])
    # in the second round
    fourth = third.revealed().reloaded()
    assert (fourth.session.phase, fourth.session.trial_scenario["seed"]) == ("posed", FRESH + 1)
    fifth = fourth.committed().reloaded()
    assert (fifth.session.phase, fifth.session.trial_scenario["seed"]) == ("committed", FRESH + 1)


def test_a_visit_without_an_address_passes_over_what_was_answered_out_of_turn() -> None:
    third = DECK.follow(DECK.follow(FIRST))
    desk = FakeBrowser()
    desk.session.visit(address(third), {})
    desk.revealed()
    desk.session.visit(address(FIRST), {})
    desk.revealed().session.next_case()
    desk.revealed()
    assert desk.session.trial_scenario == DECK.follow(FIRST)
    assert desk.reloaded().session.trial_scenario == DECK.follow(third)


@pytest.mark.parametrize("lab", REGISTERED_LABS)
def test_after_any_deck_something_is_left_to_ask(lab: str) -> None:
    """By the rule alone: the labs that train would take minutes."""
    deck = REGISTERED_LABS[lab].deck
    seen = SeenCases(lab, deck, FakeBrowser().session._books)
    known: set[Scenario] = set()
    seen.knows = known.__contains__  # type: ignore[method-assign]
    here, asked = deck.first, []
    for _ in range(4 * len(round_of(deck, deck.first))):
        assert here not in known
        known.add(here)
        asked.append(here)
        here = seen._next(deck.follow, here)
    fresh = [case for case in asked if is_fresh(case)]
    assert tuple(asked[: len(asked) // 4]) == round_of(deck, deck.first)
    assert len(fresh) == len(asked) - len(asked) // 4
    assert len({tuple(case.with_values(seed=0).items) for case in fresh}) > 5


@pytest.mark.parametrize("lab", REGISTERED_LABS)
def test_a_new_case_is_none_that_is_known(lab: str) -> None:
    deck = REGISTERED_LABS[lab].deck
    seen = SeenCases(lab, deck, FakeBrowser().session._books)
    known = {deck.first, deck.another(deck.first)}
    seen.knows = known.__contains__  # type: ignore[method-assign]
    assert seen.another(deck.first) not in known


# ---- where nothing is asked


@pytest.mark.parametrize(
    "search", ["?fbclid=x", "?utm_source=mail&ref=x&embed=1", "?", "?zoom=1", "?lab=pca"]
)
def test_an_address_that_asks_for_nothing_here_goes_on_where_one_stopped(search: str) -> None:
    desk = FakeBrowser().revealed()
    again = desk.reloaded(search)
    assert again.session.trial_scenario == DECK.follow(FIRST)
    assert again.told == []
    assert again.posted[-1]["address"] == address(DECK.follow(FIRST))
    open_ = again.committed("kept", 90).reloaded(search)
    assert (open_.session.phase, open_.session.choice) == ("committed", "kept")


def test_a_case_with_a_trackers_name_is_that_case() -> None:
    desk = FakeBrowser().revealed().reloaded(f"{address(FIRST)}&amp;fbclid=x".replace("&", "&amp;"))
    assert (desk.session.phase, desk.session.trial_scenario, desk.told) == ("revealed", FIRST, [])


def test_an_unknown_lab_is_told_all_there_are() -> None:
    desk = FakeBrowser().reloaded("?lab=alchemy")
    (notice,) = desk.told
    assert ", ".join(REGISTERED_LABS) in notice
