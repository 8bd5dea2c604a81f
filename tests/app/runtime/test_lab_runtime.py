"""The documents are the same anywhere; every control works through messages; nothing leaks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.runtime.lab_runtime import LabRuntime
from app.session.text_catalog import words
from core.labs.strokes.lab import STROKES
from core.trial.scenario import address
from tests.app.fake_browser import FIRST, FakeBrowser, moment
from tests.app.fake_page import FakePage, events
from tests.app.search import SECRETS, reachable, secrets_in

ROOT = Path(__file__).resolve().parents[3]
HERE = address(FIRST)
DRAW = """import json
from app.runtime.lab_runtime import LabRuntime
print(json.dumps(LabRuntime().documents()))"""
HOST = ("http:", "https:", "ftp:")


def in_a_fresh_process(code: str, seed: str) -> str:
    """What `code` prints in an interpreter of its own; any warning fails it."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, check=True, text=True,
        capture_output=True, env={"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def types(messages: list[dict[str, Any]]) -> list[str]:
    return [message["type"] for message in messages]


# ---- the documents


@pytest.fixture(scope="module")
def drawn() -> list[str]:
    """The documents as two interpreters draw them."""
    return [in_a_fresh_process(DRAW, seed) for seed in ("1", "2")]


def test_two_interpreters_draw_the_same_documents(drawn: list[str]) -> None:
    first, second = drawn
    assert first == second


def test_the_documents_tell_nothing(drawn: list[str]) -> None:
    assert secrets_in([drawn[0]], STROKES.outcome(FIRST)) == set()


def test_ids_are_counted_from_the_first(drawn: list[str]) -> None:
    documents = json.loads(drawn[0])
    ids = [id_ for id_, _ in documents["roots"]]
    assert documents["id"] == "hunch"
    assert [root["id"] for root in documents["json"]["roots"]] == ids
    assert all(id_[1:].isdecimal() and int(id_[1:]) >= 1000 for id_ in ids)
    names = [name for _, name in documents["roots"]]
    assert len(set(names)) == len(names)
    here = FakePage().entry.documents()
    assert [tuple(root) for root in documents["roots"]] == here["roots"]


def test_every_root_has_its_place_in_the_page(drawn: list[str]) -> None:
    page = "".join(path.read_text("utf-8") for path in (ROOT / "app").rglob("*.html"))
    for _, name in json.loads(drawn[0])["roots"]:
        places = (f'data-slot="{name}"', f'panel("{name}"', f'drawn("{name}"', f'note="{name}"')
        assert any(place in page for place in places), name


def test_the_documents_load_nothing_from_other_hosts(drawn: list[str]) -> None:
    texts = [one for one in reachable(json.loads(drawn[0])) if isinstance(one, str)]
    assert len(texts) > 100
    assert [one for one in texts if one.startswith(HOST) or "url(" in one] == []


# ---- from the page


@pytest.fixture(scope="module")
def shared() -> FakePage:
    """A page for tests that leave it as it was or go to an address first: drawing takes time."""
    return FakePage()


def test_beginning_says_how_things_stand() -> None:
    page = FakePage(search="")
    assert page.built == []
    assert types([json.loads(text) for text in page.sent]) == ["state"]


def test_beginning_goes_on_with_what_was_kept() -> None:
    desk = FakeBrowser().committed("kept", 65)
    page = FakePage(records=desk.records, search=HERE, trials=desk.trials)
    assert page.session.trial == desk.session.trial
    assert page.models["see"].offered
    assert "65\u00a0%" in page.models["see"].hint
    assert page.models["prediction"].value == "kept"
    assert page.models["prediction"].locked


def test_a_kept_confidence_that_cannot_be_pressed_is_shown_among_the_others() -> None:
    desk = FakeBrowser().committed("kept", 63)
    page = FakePage(records=desk.records, search=HERE, trials=desk.trials)
    assert page.models["confidence"].value == page.session.confidence == 63
    shown = [[value, title] for value, title, _ in page.models["confidence"].options]
    assert shown == [[p, f"{p}\u00a0%"] for p in (25, 45, 63, 65, 80, 100)]


SETTINGS = [
    ("family", "family", "toy"),
    ("kind", "kind", "gaussian"),
    ("mode", "mode", "plain"),
    ("width", "m", 5),
    ("level", "level", 0.35),
]


@pytest.mark.parametrize(("control", "name", "value"), SETTINGS)
def test_every_setting_works(shared: FakePage, control: str, name: str, value: Any) -> None:
    page = shared
    page.ask(type="visit", search=HERE, played=None, trials={})
    answer = page.enter(control, value)
    assert types(answer) == ["patch", "state"]
    assert page.session.trial_scenario[name] == value
    assert answer[-1]["address"] == address(page.session.trial_scenario)
    own = page.models[control].id
    moved = {"value", "position"}  # the page shows that already, perhaps something newer by now
    assert [e for e in events(answer) if e["model"]["id"] == own and e["attr"] in moved] == []


def test_the_controls_follow_the_case() -> None:
    page = FakePage()
    page.enter("family", "toy")
    page.enter("kind", "gaussian")
    models = page.models
    assert len(models["width"].texts) == 6
    assert models["width"].texts[-1] == "6 (all 6 pixels)"
    assert models["level"].label == words("strokes")("kinds.gaussian.level")
    assert models["level"].texts[0] == "0.00"
    assert models["level"].texts[-1] == "1.00"
    assert models["brief"].html.count("four six-pixel patterns") == 1


def test_a_level_that_the_new_kind_has_not_is_brought_back_and_told() -> None:
    page = FakePage()
    page.enter("kind", "flip_on")
    answer = page.enter("level", 0.9)  # moved while the slider still went to 0.9
    assert page.session.trial_scenario["level"] == 0.8
    assert types(answer) == ["patch", "notices", "state"]
    assert "0.9" in answer[1]["texts"][0]
    assert page.models["level"].position == 16


def test_a_whole_trial_by_messages() -> None:
    page = FakePage()
    models = page.models
    page.press("fresh")
    assert page.session.trial_scenario != FIRST
    page.entry.handle(json.dumps({"type": "visit", "search": HERE, "played": None, "trials": {}}))
    page.enter("prediction", "kept")
    page.enter("confidence", 65)
    assert page.session.confidence == models["confidence"].value == 65
    answer = page.press("commit")
    assert types(answer) == ["patch", "append", "keep", "state"]
    assert not models["commit"].offered
    assert all(models[n].locked for n in ("family", "width", "kind", "level", "mode", "confidence"))
    answer = page.press("see")
    assert types(answer) == ["patch", "append", "keep", "state", "patch"]  # the map comes last
    assert answer[3]["phase"] == "revealed"
    assert not models["see"].offered
    assert models["next"].offered
    assert models["play"].offered
    assert types(page.enter("why", "because")) == ["keep", "state"]
    assert types(page.ask(type="save_why")) == ["append"]
    assert types(page.press("play")) == ["patch", "state"]
    assert not models["width"].locked
    assert types(page.enter("width", 1)) == ["patch", "seen", "state", "patch"]
    assert page.session.outcome.m == 1
    answer = page.press("next")
    assert types(answer) == ["patch", "state"]
    assert answer[-1]["fresh"]
    assert page.session.phase == "posed"


def test_a_locked_control_goes_back() -> None:
    page = FakePage()
    page.commit("blend")
    for name, value, before in (
        ("prediction", "kept", "blend"), ("confidence", 80, 65),
        ("width", 7, FIRST.integer("m") - 1), ("family", "toy", "segments"),
    ):  # fmt: skip
        answer = page.enter(name, value)
        (event,) = events(answer)
        assert (event["model"]["id"], event["new"]) == (page.models[name].id, before)
        assert types(answer) == ["patch"]
    assert page.session.trial_scenario == FIRST


def test_what_is_typed_is_not_drawn_anew() -> None:
    page = FakePage()
    page.commit()
    page.press("see")
    assert events(page.enter("why", "so")) == []
    (event,) = events(page.enter("why", "so it "))
    assert (event["attr"], event["new"]) == ("text", "so it")


def test_ledgers_and_files_come_as_messages() -> None:
    desk = FakeBrowser(start=50)
    desk.session.visit("?lab=strokes&family=toy", {})
    desk.revealed()
    page = FakePage()
    answer = page.ask(type="import", text="[]")
    assert types(answer) == ["notices"]
    assert answer[0]["texts"][0].endswith(words("record")("refused.foreign"))
    grown = page.ask(type="ledger", records=desk.records, checks={}, after=0)
    assert types(grown) == ["patch", "patch"]  # the score, and later the history
    assert page.session.ledger.records[-1].hash == desk.records[-1]["hash"]
    page.commit()
    mine = json.loads(page.sent[-3])["record"]
    answer = page.ask(type="rebase", records=desk.records, checks={}, after=0, record=mine)
    assert [m["record"]["number"] for m in answer if m["type"] == "append"] == [3]


def test_a_notice_leaves_as_a_sentence() -> None:
    page = FakePage(search="?m=<b>many</b>")
    (texts,) = [json.loads(t)["texts"] for t in page.sent if '"notices"' in t]
    assert "<b>many</b>" in texts[0]  # plain text: the page puts it in as text
    assert "1 to 45" in texts[0]


def test_a_witness_is_called_by_its_name() -> None:
    page = FakePage()
    (answer,) = page.ask(type="witness", name="blank_is_averaged")
    assert answer == {
        "type": "witnessed", "name": "blank_is_averaged", "value": 0.5, "relation": "at least",
        "bound": 0.4, "holds": True,
    }  # fmt: skip
    with pytest.raises(ValueError, match="witness is 'gossip'"):
        page.ask(type="witness", name="gossip")


# ---- what cannot be


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"type": "open"},
        {"type": "visit"},
        {"type": "patch"},
        {"type": "commit"},
        [],
        "reveal",
        None,
    ],
)
def test_an_unknown_message_raises(shared: FakePage, message: Any) -> None:
    before = list(shared.sent)
    with pytest.raises(ValueError, match=r"no message is like|the message .* has"):
        shared.entry.handle(json.dumps(message))
    assert shared.sent == before


def test_what_this_lab_has_not_raises_and_does_no_harm() -> None:
    page = FakePage()
    with pytest.raises(ValueError, match="no control 'pad'"):
        page.ask(type="lab_input", control="pad", value="0")
    with pytest.raises(ValueError, match="unknown_choice: got 'maybe'"):
        commit(page, HERE, choice="maybe")
    page.commit()
    assert page.session.phase == "committed"


def commit(page: FakePage, to: str, choice: str = "kept", at: str = moment(9)) -> Any:
    return page.ask(type="commit", address=to, choice=choice, confidence=65, at=at)


def test_a_commitment_is_to_its_own_case_with_its_own_words_and_time() -> None:
    page = FakePage(search=HERE)
    page.enter("prediction", "blend")
    assert commit(page, HERE.replace("seed=", "seed=1")) == []
    assert page.session.phase == "posed"
    commit(page, HERE)
    trial = page.session.trial
    assert (trial.choice, trial.confidence, trial.at) == ("kept", 65, moment(9))
    assert page.models["prediction"].value == "kept"
    assert commit(page, HERE, choice="blend") == []  # pressed twice
    assert page.session.trial == trial


# ---- what leaves


def test_every_message_is_json_without_nan() -> None:
    page = FakePage(search="?kind=gaussian&level=1&family=glyphs&mode=plain")
    page.commit()
    page.press("see")
    page.press("play")
    page.enter("family", "toy")

    def refuse(name: str) -> None:
        raise AssertionError(name)

    assert len(page.sent) > 8
    for text in page.sent:
        assert isinstance(json.loads(text, parse_constant=refuse)["type"], str)


def test_nothing_of_the_answer_leaves_or_lies_about_before_the_reveal() -> None:
    truth = STROKES.outcome(FIRST)
    page = FakePage()
    for act in (lambda: None, lambda: page.enter("confidence", 50), page.commit):
        act()
        assert secrets_in([page.said], truth) == set()
        assert secrets_in(reachable(page), truth) == set()
        assert '"answer"' not in page.said
    page.press("see")
    assert secrets_in([page.said], truth) == {
        "target",
        "clean",
        "reconstruction",
        "error",
        "verdict",
    }
    assert secrets_in(reachable(page), truth) == SECRETS
    assert '"answer"' in page.said


def test_what_was_revealed_is_gone_with_the_next_case() -> None:
    page = FakePage()
    drawn = drawings(page)
    page.commit()
    assert drawings(page) == drawn
    page.press("see")
    assert not set(drawings(page).items()) & set(drawn.items())
    page.press("next")
    assert drawings(page) == drawn
    documents = page.entry.documents()
    for scenario in (FIRST, page.session.trial_scenario):
        truth = STROKES.outcome(scenario)
        assert secrets_in(reachable(documents), truth) == set()
        assert secrets_in(reachable(page.entry), truth) == set()


def drawings(page: FakePage) -> dict[str, str]:
    """What each figure shows that is sealed, and of the gallery its bars and frames."""
    held = {}
    stage = page.models["stage"]
    held["stage"] = repr([stage.code, stage.output, stage.missed, stage.invented])
    for name in ("gallery", "clean", "error", "map"):
        drawn = [renderer.data_source.data for renderer in page.models[name].renderers]
        held[name] = repr(drawn[3:] if name == "gallery" else drawn)
    return held


def test_a_press_before_python_was_there_is_taken() -> None:
    pressed = {"choice": "kept", "confidence": 50, "at": moment(3)}
    page = FakePage(search=HERE, trials={HERE: {"address": HERE, "pressed": pressed}})
    assert types([json.loads(text) for text in page.sent]) == ["patch", "append", "keep", "state"]
    assert secrets_in([page.said], STROKES.outcome(FIRST)) == set()


def test_nothing_is_sent_before_somebody_listens() -> None:
    entry = LabRuntime()
    begin = {
        "assignment": "",
        "suspended": "",
        "records": [],
        "checks": {},
        "shown": [],
        "search": "?m=99",
        "played": None,
        "trials": {},
    }
    with pytest.raises(RuntimeError, match="nobody listens"):
        entry.begin(json.dumps(begin))
