"""The network that a learner trains on a strokes case: after the reveal, watched, stopped, gone."""

from __future__ import annotations

from app.session.text_catalog import words
from core.labs.strokes.lab import STROKES
from core.labs.strokes.training import train_network
from core.trial.scenario import parse
from tests.app.fake_page import FakePage

CASE = "?lab=strokes&family=toy&m=3&kind=mask&level=0.4&mode=denoising&seed=201"
SAY = words("strokes")


def revealed() -> FakePage:
    talk = FakePage(search=CASE)
    talk.commit()
    talk.press("see")
    return talk


def watched(talk: FakePage) -> FakePage:
    while talk.entry.running:
        talk.entry.advance()
    return talk


def pixels(talk: FakePage) -> list[float]:
    return list(talk.models["trained"].renderers[1].data_source.data["value"])


def test_it_is_offered_only_after_the_reveal() -> None:
    talk = FakePage(search=CASE)
    talk.press("train")
    assert not talk.entry.running
    talk.commit()
    assert not talk.models["train"].offered
    talk.press("train")
    assert not talk.entry.running
    talk.press("see")
    assert talk.models["train"].offered
    assert pixels(talk) == []


def test_it_is_trained_in_slices_to_the_verdict_of_core() -> None:
    talk = revealed()
    talk.press("train")
    assert talk.entry.running
    assert talk.models["halt"].offered
    assert not talk.models["train"].offered
    assert (
        SAY("trained.progress", step="50", steps="2,500", loss="")[:12]
        in talk.models["trained_told"].html
    )
    watched(talk)
    scenario = parse(CASE, {"strokes": STROKES.parameters()})[0]
    *_, last = train_network(scenario)
    assert last.verdict is not None
    told = talk.models["trained_told"].html
    gave = SAY(f"trained.gave.{last.verdict.name}", target="", member="").split()[-2]
    assert gave in told
    agrees = last.verdict.name == STROKES.outcome(scenario).answer
    assert (SAY("trained.agrees") in told) is agrees
    assert SAY("trained.one") in told
    assert "% of cases" in told
    assert len(pixels(talk)) == 6
    assert talk.models["train"].offered


def test_it_is_stopped_where_it_is() -> None:
    talk = revealed()
    talk.press("train")
    talk.press("halt")
    assert not talk.entry.running
    assert "Stopped at step 50 of 2,500" in talk.models["trained_told"].html


def test_another_case_takes_it_away() -> None:
    talk = revealed()
    talk.press("train")
    talk.press("next")
    assert not talk.entry.running
    assert pixels(talk) == []
    assert talk.models["trained_told"].html == ""
    assert not talk.models["train"].offered


def test_in_play_a_setting_that_changes_ends_it() -> None:
    talk = revealed()
    talk.press("play")
    talk.press("train")
    talk.enter("width", 1)
    assert not talk.entry.running
    watched(talk)
    assert pixels(talk) == []
