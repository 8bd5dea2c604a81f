"""The stage in play: pixels pressed and numbers moved are answered by the autoencoder itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from app.session.text_catalog import words
from app.ui.hand import PAUSE
from core.data.pattern_families import load_family
from core.labs.strokes.lab import STROKES
from core.theory.surrogate import decode, reconstruct
from core.theory.verdict import classify
from core.trial.scenario import parse
from tests.app.fake_browser import FakeBrowser
from tests.app.fake_page import FakePage, events

CASE = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"
SCENARIO = parse(CASE, {"strokes": STROKES.parameters()})[0]
HAPPENED = STROKES.outcome(SCENARIO)
BLANK = [0.0] * 45


@pytest.fixture
def page() -> FakePage:
    page = FakePage(search=CASE)
    page.commit()
    return page


@pytest.fixture
def played(page: FakePage) -> FakePage:
    page.press("see")
    page.press("play")
    return page


def set_by_hand(page: FakePage, control: str, value: Any) -> list[dict[str, Any]]:
    """What the page hears at once; then all that comes when the hand rests."""
    answer = page.ask(type="lab_input", control=control, value=value)
    while page.entry.running:
        page.entry.advance()
    return answer


def test_a_pressed_pixel_is_answered(played: FakePage) -> None:
    stage = played.models["stage"]
    assert stage.free
    given = [1.0 - value for value in HAPPENED.x_tilde]
    answer = set_by_hand(played, "given", given)
    family = load_family("segments")
    own = reconstruct(family, np.array(given), 3, "mask", 0.4, "denoising")
    np.testing.assert_array_equal(stage.output, own.x_hat)
    np.testing.assert_array_equal(stage.code, own.code)
    verdict = classify(family.patterns, HAPPENED.target, np.array(given), own.x_hat)
    assert verdict.name in words("strokes").at("outcomes")
    assert f"{verdict.error:.3f}" in played.models["error_value"].html
    mine = [e["attr"] for e in events(answer) if e["model"]["id"] == stage.id]
    assert "given" not in mine  # the page shows that already, perhaps something newer by now

    # the way back ends it; another width asks about the same input, another family cannot
    set_by_hand(played, "back", None)
    np.testing.assert_array_equal(stage.given, HAPPENED.x_tilde)
    np.testing.assert_array_equal(stage.output, HAPPENED.reconstruction.x_hat)
    set_by_hand(played, "given", given)
    played.enter("width", 5)
    np.testing.assert_array_equal(stage.given, given)
    wider = reconstruct(family, np.array(given), 5, "mask", 0.4, "denoising")
    np.testing.assert_array_equal(stage.output, wider.x_hat)
    assert words("strokes")("stage.impossible") in played.models["verdict"].html
    played.enter("family", "glyphs")
    assert len(stage.given) == 25
    assert words("strokes")("stage.impossible") not in played.models["verdict"].html


def test_a_moved_number_is_decoded(played: FakePage) -> None:
    stage, result = played.models["stage"], HAPPENED.reconstruction
    code = [stage.limit, -0.5, 0.25]
    answer = set_by_hand(played, "code", code)
    wanted = decode(np.array(code), result.directions, result.base, "denoising")
    np.testing.assert_array_equal(stage.output, wanted)
    np.testing.assert_array_equal(stage.usual, result.code)
    error = float(np.mean((wanted - HAPPENED.x) ** 2))
    assert f"{error:.3f}" in played.models["error_value"].html
    assert words("strokes")("stage.by_hand") in played.models["verdict"].html
    mine = [e["attr"] for e in events(answer) if e["model"]["id"] == stage.id]
    assert "code" not in mine
    assert all(
        abs(value) <= stage.limit + 1e-9
        for pattern in load_family("segments").patterns
        for value in (pattern - result.base) @ result.directions.T
    )
    for act in (lambda: played.enter("why", "so"), lambda: played.ask(type="save_why")):
        act()  # what draws anew leaves it alone
        assert (stage.code, list(stage.output)) == (code, wanted.tolist())
        assert words("strokes")("stage.by_hand") in played.models["verdict"].html
    set_by_hand(played, "back", None)
    assert stage.usual == []
    np.testing.assert_array_equal(stage.code, result.code)


@pytest.mark.parametrize(
    ("control", "value", "told"),
    [
        ("given", "0101", "must be a list"),
        ("given", [None] * 45, "finite numbers"), ("given", [[0.0]] * 45, "finite numbers"),
        ("code", None, "must be a list"), ("code", [None] * 3, "finite numbers"),
        ("elbow", 3, "no control 'elbow'"),
    ],
)  # fmt: skip
def test_what_is_no_input_and_no_code_is_refused(
    played: FakePage, control: str, value: Any, told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        set_by_hand(played, control, value)
    set_by_hand(played, "back", None)
    np.testing.assert_array_equal(played.models["stage"].given, HAPPENED.x_tilde)


@pytest.mark.parametrize(("control", "count"), [("given", 44), ("code", 2), ("code", 5)])
def test_what_was_meant_for_other_settings_goes_back(
    played: FakePage, control: str, count: int
) -> None:
    set_by_hand(played, control, [0.5] * count)
    stage = played.models["stage"]
    np.testing.assert_array_equal(stage.given, HAPPENED.x_tilde)
    np.testing.assert_array_equal(stage.code, HAPPENED.reconstruction.code)


def test_before_play_the_hand_changes_nothing(page: FakePage) -> None:
    stage = page.models["stage"]
    for act in (lambda: None, lambda: page.press("see")):
        act()
        before = (stage.given, stage.code, stage.output, page.session.outcome)
        for control, value in (("given", BLANK), ("code", [9.0] * 3), ("back", None)):
            set_by_hand(page, control, value)
            assert not stage.free
            assert (stage.given, stage.code, stage.output, page.session.outcome) == before


def test_what_comes_of_it_in_play_is_read_out(played: FakePage) -> None:
    assert played.models["verdict"].live == "status"
    played.press("next")
    assert played.models["verdict"].live == ""


def test_what_comes_out_goes_first(played: FakePage) -> None:
    stage, error = played.models["stage"], played.models["error_value"].html
    answer = played.ask(type="lab_input", control="code", value=[0.0, 0.0, 0.0])
    drawn = {(e["model"]["id"], e.get("attr")) for e in events(answer)}
    assert {model for model, _ in drawn} == {stage.id}
    assert (stage.id, "output") in drawn
    assert played.models["error_value"].html == error
    assert 0 < played.entry.rest <= PAUSE
    played.entry.advance()  # the hand may move on
    assert played.models["error_value"].html == error
    while played.entry.running:
        played.entry.advance()
    assert played.models["error_value"].html != error


def test_a_pulled_waist_is_a_width(played: FakePage) -> None:
    stage, slider = played.models["stage"], played.models["width"]
    assert stage.widths == slider.values
    answer = set_by_hand(played, "waist", 5)
    assert played.session.scenario["m"] == 5
    assert len(stage.code) == len(stage.wires) == 5
    moved = [e["attr"] for e in events(answer) if e["model"]["id"] == slider.id]
    assert "position" in moved  # the slider hears of it: it was not moved itself
    set_by_hand(played, "waist", 45)
    assert (len(stage.code), stage.wires) == (45, [])


@pytest.mark.parametrize("leave", ["next", "visit"])
def test_a_case_that_is_left_leaves_nothing_to_draw(played: FakePage, leave: str) -> None:
    played.ask(type="lab_input", control="code", value=[0.0, 0.0, 0.0])
    assert played.entry.running
    if leave == "next":
        played.press("next")
    else:
        played.ask(type="visit", search="?lab=strokes&seed=77", played=None, trials={})
    assert not played.entry.running


def test_books_go_on_while_the_hand_moves(played: FakePage) -> None:
    session = played.session
    session.load(FakeBrowser().revealed().records)
    played.ask(type="lab_input", control="code", value=[0.0, 0.0, 0.0])
    while session.has_ledger_work:
        assert played.entry.rest == 0
        played.entry.advance()
    assert played.entry.rest > 0


def test_back_to_the_case_is_the_case_with_its_settings(played: FakePage) -> None:
    case = played.session.scenario
    played.enter("width", 5)
    played.enter("level", 0.6)
    set_by_hand(played, "code", [0.0] * 5)
    set_by_hand(played, "back", None)
    assert played.session.scenario == case
    assert played.session.playing
    np.testing.assert_array_equal(played.models["stage"].code, HAPPENED.reconstruction.code)
