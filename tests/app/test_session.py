"""What a learner can do to a trial, what stays hidden, what comes back after a reload."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from app.keeping import refusal_text
from app.words import words
from core.labs.strokes import STROKES
from core.ledger import LedgerRefused, results
from core.ledger_file import import_text
from core.scenario import address
from core.trial import WHY_LIMIT
from tests.app.desk import DECK, FIRST, Desk, ledger_text, moment, through_json
from tests.app.search import SECRETS, reachable, secrets_in

HERE = address(FIRST)
TRUTH = STROKES.outcome(FIRST)
WRONG = next(o for o in STROKES.outcomes(FIRST) if o != TRUTH.answer)
UNREADABLE = words("notices")("unreadable")
ELSEWHERE = words("notices")("elsewhere")


class Watched:
    """The lab, with a note of every outcome that was computed."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(STROKES, name)

    def outcome(self, scenario: Any) -> Any:
        self.asked.append(address(scenario))
        return STROKES.outcome(scenario)


def state(desk: Desk) -> tuple[Any, ...]:
    s = desk.session
    return s.scenario, s.trial, s.choice, s.confidence, s.why, s.playing, s.ledger, s.refused


# ---- from posed to revealed


def test_a_trial_from_posed_to_revealed() -> None:
    lab = Watched()
    desk = Desk(lab=lab)
    session = desk.session
    assert (session.phase, session.choice, session.confidence) == ("posed", "", 25)
    desk.committed("blend", 70)
    assert session.phase == "committed"
    assert lab.asked == []
    session.reveal()
    assert lab.asked == [HERE]
    assert session.phase == "revealed"
    assert session.happened.answer == session.trial.answer == TRUTH.answer
    assert [record["kind"] for record in desk.records] == ["commitment", "outcome"]
    (result,) = results(session.ledger)
    assert (result.choice, result.confidence, result.answer) == ("blend", 70, TRUTH.answer)


def test_the_commitment_is_posted_before_anything_is_computed() -> None:
    desk = Desk().committed()
    assert [m["type"] for m in desk.posted][-3:] == ["append", "keep", "state"]
    assert desk.posted[-1]["phase"] == "committed"


def test_a_commit_without_a_choice_says_what_is_missing() -> None:
    desk = Desk()
    desk.session.commit()
    assert desk.session.phase == "posed"
    assert desk.session.refused.code == "no_choice"
    assert desk.records == []
    desk.session.predict("blend")
    assert desk.session.refused is None
    desk.session.commit()
    assert desk.session.phase == "committed"


@pytest.mark.parametrize(
    ("choice", "confidence", "code"),
    [
        ("blend", 24, "confidence_range"), ("blend", 101, "confidence_range"),
        ("no", 50, "unknown_choice"),
    ],
)  # fmt: skip
def test_an_impossible_commit_is_refused(choice: str, confidence: int, code: str) -> None:
    desk = Desk().committed(choice, confidence)
    assert (desk.session.phase, desk.session.refused.code) == ("posed", code)
    assert desk.records == []


@pytest.mark.parametrize("phase", ["committed", "revealed"])
def test_what_was_committed_is_locked(phase: str) -> None:
    desk = Desk().committed("blend", 70) if phase == "committed" else Desk().revealed("blend", 70)
    before, posted = state(desk), len(desk.posted)
    session = desk.session
    for name, value in (("m", 5), ("family", "toy"), ("kind", "gaussian"), ("seed", 3)):
        session.change(name, value)
    session.predict("kept")
    session.weigh(95)
    session.commit()
    session.new_case()
    if phase == "committed":
        session.next_case()
        session.play()
        session.write("because")
        session.settle()
    else:
        session.reveal()
    assert state(desk) == before
    assert len(desk.posted) == posted


def test_before_the_commit_nothing_can_be_revealed_or_explained() -> None:
    desk = Desk()
    before = state(desk)
    for act in (desk.session.reveal, desk.session.play, desk.session.settle):
        act()
    desk.session.write("because")
    assert state(desk) == before
    assert desk.posted == []


def test_doing_the_same_again_says_nothing() -> None:
    desk = Desk()
    desk.session.predict("blend")
    posted = len(desk.posted)
    desk.session.predict("blend")
    desk.session.weigh(25)
    desk.session.change("m", FIRST["m"])
    assert len(desk.posted) == posted


# ---- settings


def test_settings_pose_another_trial_and_keep_the_draft() -> None:
    desk = Desk()
    desk.session.predict("blend")
    desk.session.weigh(80)
    old = desk.session.trial
    desk.session.change("m", 7)
    assert desk.session.trial.id != old.id
    assert (desk.session.choice, desk.session.confidence) == ("blend", 80)
    assert desk.session.own["m"] == desk.session.shown.m == 7
    assert desk.told == []


def test_a_value_that_has_to_move_is_told() -> None:
    desk = Desk()
    desk.session.change("m", 40)
    desk.session.change("family", "toy")
    (notice,) = desk.told
    assert (notice.problem, notice.name, notice.value, notice.used) == (
        "out_of_range",
        "m",
        "40",
        6,
    )


def test_a_new_case_is_the_decks_next_without_a_choice() -> None:
    desk = Desk()
    desk.session.predict("blend")
    desk.session.weigh(80)
    desk.session.new_case()
    assert desk.session.own == DECK.another(FIRST)
    assert (desk.session.choice, desk.session.confidence) == ("", 80)
    assert desk.posted[-1]["fresh"]


# ---- after the reveal


def test_the_next_case_enters_the_why_and_begins_anew() -> None:
    desk = Desk().revealed()
    desk.session.write("  the 5 fits a 3 as well ")
    desk.session.next_case()
    assert [record["kind"] for record in desk.records] == ["commitment", "outcome", "why"]
    assert desk.records[-1]["body"]["text"] == "the 5 fits a 3 as well"
    session = desk.session
    assert session.own == DECK.follow(FIRST)
    assert (session.phase, session.choice, session.confidence, session.why) == ("posed", "", 25, "")
    assert session.happened is None
    assert desk.posted[-1] == {
        "type": "state", "lab": "strokes", "phase": "posed", "playing": False, "running": False,
        "begun": False,
        "address": address(DECK.follow(FIRST)), "fresh": True,
    }  # fmt: skip


def test_the_last_wording_of_a_why_stands() -> None:
    desk = Desk().revealed()
    for text in ("a", "a", "b", "a"):
        desk.session.write(text)
        desk.session.settle()
        desk.session.settle()
    said = [r["body"]["text"] for r in desk.records if r["kind"] == "why"]
    assert said == ["a", "b", "a"]


def test_a_why_is_never_too_long_for_the_ledger() -> None:
    desk = Desk().revealed()
    desk.session.write("x" * (WHY_LIMIT + 7))
    desk.session.settle()
    assert len(desk.records[-1]["body"]["text"]) == WHY_LIMIT


def test_play_shows_each_settings_outcome_and_leaves_the_trial_alone() -> None:
    desk = Desk().revealed()
    session = desk.session
    trial, ledger, kept = session.trial, session.ledger, len(desk.of_type("keep"))
    session.play()
    for name, value in (("m", 1), ("mode", "plain"), ("kind", "gaussian"), ("family", "glyphs")):
        session.change(name, value)
        assert session.happened.answer == STROKES.outcome(session.scenario).answer
    session.new_case()
    assert session.scenario != session.own
    assert (session.trial, session.ledger) == (trial, ledger)
    assert len(desk.of_type("keep")) == kept
    assert desk.posted[-1]["playing"]
    session.next_case()
    assert (session.phase, session.playing, session.own) == ("posed", False, DECK.follow(FIRST))
    assert session.happened is None


# ---- hiding


def test_nothing_of_the_answer_exists_before_the_reveal() -> None:
    desk = Desk()
    assert secrets_in(reachable(desk), TRUTH) == set()
    desk.committed()
    assert secrets_in(reachable(desk), TRUTH) == set()
    assert "answer" not in json.dumps([desk.records, desk.trials])
    desk.session.reveal()
    assert secrets_in(reachable(desk), TRUTH) == SECRETS - {"target"}  # it is views that name it
    assert "answer" in json.dumps(desk.trials)


def test_the_next_case_forgets_the_answer_and_holds_no_new_one() -> None:
    desk = Desk().revealed()
    desk.session.next_case()
    own = STROKES.outcome(desk.session.own)
    assert secrets_in(reachable(desk.session), own) == set()
    desk.session.predict("kept")
    desk.session.commit()
    assert secrets_in(reachable(desk.session), own) == set()


# ---- coming back


def test_the_first_visit_is_to_the_first_case() -> None:
    assert Desk().reloaded().session.own == FIRST


def test_an_address_is_gone_to_and_what_is_wrong_is_told() -> None:
    desk = Desk().reloaded("?lab=strokes&family=toy&m=99&seed=4")
    assert desk.session.scenario["family"] == "toy"
    assert [(n.name, n.used) for n in desk.told] == [("m", 6)]
    assert desk.posted[-1]["address"] == address(desk.session.scenario)


def test_a_posed_trial_comes_back_with_its_draft() -> None:
    desk = Desk()
    desk.session.predict("kept")
    desk.session.weigh(85)
    again = desk.reloaded(HERE).session
    assert (again.trial, again.choice, again.confidence) == (desk.session.trial, "kept", 85)


def test_a_draft_alone_comes_back() -> None:
    desk = Desk(trials={HERE: {"address": HERE, "draft": {"choice": "kept"}}})
    again = desk.reloaded(HERE).session
    assert (again.phase, again.choice, again.confidence) == ("posed", "kept", 25)


@pytest.mark.parametrize("search", [HERE, ""])
def test_a_committed_trial_comes_back_and_cannot_change(search: str) -> None:
    desk = Desk().committed("kept", 90)
    again = desk.reloaded(search)
    assert again.session.trial == desk.session.trial
    assert (again.session.choice, again.session.confidence) == ("kept", 90)
    assert again.told == []
    assert again.records == desk.records
    again.session.reveal()
    assert [r["kind"] for r in again.records] == ["commitment", "outcome"]


@pytest.mark.parametrize("trial", ["kept", "missing"])
def test_a_pressed_commitment_binds_although_python_never_heard_of_it(trial: str) -> None:
    desk = Desk()
    desk.session.predict("blend")
    pressed = {"choice": "kept", "confidence": 65, "at": moment(99)}
    kept: dict[str, Any] = {"address": HERE, "pressed": pressed}
    if trial == "kept":
        kept["trial"] = desk.trials[HERE]["trial"]
    desk.trials[HERE] = kept
    again = desk.reloaded(HERE)
    session = again.session
    assert (session.phase, session.choice, session.confidence) == ("committed", "kept", 65)
    assert session.trial.at == moment(99)
    assert session.trial.posed.at <= session.trial.at
    assert [r["kind"] for r in again.records] == ["commitment"]
    # the worker dies before `keep` is stored: the same press must not count twice
    again.trials[HERE] = kept
    third = again.reloaded(HERE)
    assert third.session.trial == session.trial
    assert third.records == again.records


def test_a_revealed_trial_comes_back_with_its_why() -> None:
    desk = Desk().revealed("kept", 90)
    desk.session.write("the evidence")
    again = desk.reloaded(HERE)
    assert again.session.phase == "revealed"
    assert again.session.trial == desk.session.trial
    assert again.session.happened.answer == TRUTH.answer
    assert again.session.why == "the evidence"
    assert again.records == desk.records


def test_without_an_address_the_case_after_the_last_revealed_one_is_posed() -> None:
    again = Desk().revealed().reloaded()
    assert (again.session.phase, again.session.own) == ("posed", DECK.follow(FIRST))


def kept_in(phase: str) -> tuple[Desk, dict[str, Any]]:
    desk = Desk()
    if phase == "posed":
        desk.session.predict("kept")
    elif phase == "committed":
        desk.committed("kept", 90)
    else:
        desk.revealed("kept", 90)
    return desk, desk.trials[HERE]


DAMAGE: list[tuple[str, tuple[str, ...], Any]] = [
    ("posed", (), None), ("posed", (), []), ("posed", (), "x"), ("posed", (), 3),
    ("posed", ("trial",), []), ("posed", ("trial",), {}), ("posed", ("trial", "phase"), "open"),
    ("posed", ("trial", "version"), 2), ("posed", ("trial", "outcomes"), ["a", "b"]),
    ("posed", ("trial", "posed_at"), "yesterday"), ("posed", ("trial", "answer"), "kept"),
    ("posed", ("trial", "address"), "?lab=strokes&m=3"), ("posed", ("draft",), []),
    ("posed", ("draft", "choice"), "all"), ("posed", ("draft", "choice"), []),
    ("posed", ("draft", "choice"), 0), ("posed", ("draft", "confidence"), 24),
    ("posed", ("draft", "confidence"), 101), ("posed", ("draft", "confidence"), "50"),
    ("posed", ("draft", "confidence"), True), ("posed", ("draft", "confidence"), 50.5),
    ("posed", ("draft", "why"), 3), ("posed", ("draft", "why"), "x" * 501),
    ("posed", ("pressed",), "now"), ("posed", ("pressed",), {"choice": "kept"}),
    ("posed", ("pressed",), {"choice": "no", "confidence": 50, "at": moment(9)}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 5, "at": moment(9)}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 50, "at": "9"}),
    ("posed", ("pressed",), {"choice": "kept", "confidence": 50, "at": 9}),
    ("committed", ("trial", "choice"), "blend"), ("committed", ("trial", "confidence"), 101),
    ("committed", ("trial", "committed_at"), None), ("committed", ("draft", "why"), []),
    ("revealed", ("trial", "answer"), WRONG), ("revealed", ("trial", "answer"), "x"),
    ("revealed", ("trial", "choice"), "blend"), ("revealed", ("trial", "why"), 3),
    ("revealed", ("draft",), 3),
]  # fmt: skip


@pytest.mark.parametrize(("phase", "path", "value"), DAMAGE)
def test_what_cannot_be_read_is_posed_anew(phase: str, path: tuple[str, ...], value: Any) -> None:
    desk, kept = kept_in(phase)
    if phase == "committed" and path == ("trial", "choice"):
        desk.records.clear()  # or the ledger would put the choice right
        value = "gone"
    node: Any = {"kept": kept}
    *steps, last = ("kept", *path)
    for step in steps:
        node = node[step]
    node[last] = value
    if not path:
        desk.trials[HERE] = value
    records = copy.deepcopy(desk.records)
    again = desk.reloaded(HERE)
    session = again.session
    assert (session.phase, session.own, session.choice, session.why) == ("posed", FIRST, "", "")
    assert session.happened is None
    assert again.told == [UNREADABLE]
    assert again.records == records
    assert again.of_type("append") == []
    again.committed()
    assert session.phase == "committed"


def test_a_kept_answer_that_never_happened_is_not_entered() -> None:
    desk, kept = kept_in("revealed")
    kept["trial"]["answer"] = WRONG
    desk.records.clear()  # nor is there a ledger that knows better
    again = desk.reloaded(HERE)
    assert (again.session.phase, again.records) == ("posed", [])
    assert again.told == [UNREADABLE]


def test_what_was_kept_of_another_case_is_not_taken() -> None:
    desk, kept = kept_in("committed")
    other = address(DECK.another(FIRST))
    desk.trials[other] = kept
    again = desk.reloaded(other)
    assert (again.session.phase, again.session.own) == ("posed", DECK.another(FIRST))
    assert again.told == [UNREADABLE]


def test_the_ledgers_commitment_stands_over_what_was_kept() -> None:
    desk, kept = kept_in("committed")
    kept["trial"]["choice"], kept["trial"]["confidence"] = "blend", 30
    again = desk.reloaded(HERE)
    assert (again.session.choice, again.session.confidence) == ("kept", 90)
    assert (again.session.trial.choice, again.session.phase) == ("kept", "committed")
    assert again.records == desk.records
    assert again.told == [ELSEWHERE]


# ---- two tabs


def two_tabs() -> tuple[Desk, Desk]:
    one = Desk()
    one.session.predict("blend")
    return one, one.reloaded(HERE)


def test_a_commitment_in_another_tab_stands_here() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(ledger_text(one.records))
    assert two.session.trial == one.session.trial
    assert (two.session.choice, two.session.confidence) == ("kept", 90)
    assert two.told == [ELSEWHERE]
    assert two.posted[-1]["phase"] == "committed"
    two.session.load(ledger_text(one.records))
    assert two.told == [ELSEWHERE]
    two.session.reveal()
    assert two.session.phase == "revealed"


def test_a_reveal_in_both_tabs_is_entered_once() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.session.load(ledger_text(one.records))
    one.session.reveal()
    two.session.load(ledger_text(one.records))
    two.session.reveal()
    assert two.session.phase == "revealed"
    assert two.session.ledger == one.session.ledger


def test_a_record_is_entered_again_on_a_ledger_that_grew() -> None:
    other = Desk(start=500)
    other.session.visit("?lab=strokes&family=toy", {})
    other.committed()
    desk = Desk().committed()
    (mine,) = desk.records
    desk.records = list(other.records)
    desk.session.rebase(ledger_text(desk.records), mine)
    assert [r["number"] for r in desk.records] == [1, 2]
    assert desk.records[1]["body"] == mine["body"]
    import_text(ledger_text(desk.records))
    desk.session.rebase(ledger_text(desk.records), mine)
    assert len(desk.records) == 2
    desk.session.reveal()
    assert [r["kind"] for r in desk.records] == ["commitment", "commitment", "outcome"]


def test_a_second_commitment_to_one_trial_gives_way() -> None:
    one, two = two_tabs()
    one.committed("kept", 90)
    two.committed("blend", 40)
    mine = two.records[-1]
    two.records = list(one.records)
    two.session.rebase(ledger_text(one.records), mine)
    assert two.records == one.records
    assert two.session.trial == one.session.trial
    assert two.told == [ELSEWHERE]


def test_forgetting_in_another_tab_does_not_break_the_open_trial() -> None:
    desk = Desk().committed()
    desk.records = []
    desk.session.load(ledger_text([]))
    desk.session.reveal()
    desk.records = []
    desk.session.load(ledger_text([]))
    desk.session.write("why")
    desk.session.settle()
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome", "why"]
    import_text(ledger_text(desk.records))


def test_a_forgotten_outcome_brings_its_commitment_along() -> None:
    desk = Desk().revealed()
    outcome = desk.records[-1]
    desk.records = []
    desk.session.rebase(ledger_text([]), outcome)
    assert [r["kind"] for r in desk.records] == ["commitment", "outcome"]


# ---- the ledger and files


def edited(records: list[dict[str, Any]]) -> str:
    changed = through_json(records)
    changed[0]["body"]["choice"] = "recovered"
    return ledger_text(changed)


def test_a_damaged_ledger_is_told_and_not_continued() -> None:
    desk = Desk().revealed("blend")
    damaged = Desk(start=3600)
    damaged.session.load(edited(desk.records))
    (told,) = damaged.told
    assert refusal_text(LedgerRefused("edited_record", 1)) in told
    damaged.revealed()
    assert damaged.session.phase == "revealed"
    assert damaged.of_type("append") == []
    assert damaged.records == []
    damaged.session.take(ledger_text(desk.records))  # not even a good file replaces it
    assert damaged.of_type("replace") == []
    assert damaged.told == [told, told]
    damaged.session.load(ledger_text([]))  # forgotten: from here on it is kept again
    damaged.session.next_case()
    damaged.committed()
    assert damaged.of_type("append")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"), ("[]", "foreign"), ('{"format": "other"}', "foreign"),
        ("edited", "edited_record"), ("other", "diverged"),
    ],
)  # fmt: skip
def test_a_file_is_refused_whole(text: str, code: str) -> None:
    desk = Desk().revealed()
    other = Desk(start=700).revealed("kept", 30)
    text = {"edited": edited(desk.records), "other": ledger_text(other.records)}.get(text, text)
    before, records = state(desk), list(desk.records)
    desk.session.take(text)
    assert state(desk) == before
    assert desk.records == records
    assert desk.of_type("replace") == []
    (told,) = desk.told
    number = {"edited_record": 1, "diverged": 1}.get(code)
    assert told.startswith(words("record")("refused.title"))
    assert told.endswith(refusal_text(LedgerRefused(code, number)))


def test_a_file_that_goes_on_is_taken_whole() -> None:
    older = Desk().committed()
    longer = Desk(older.records, older.trials)
    longer.session.load(ledger_text(older.records))
    longer.session.visit(HERE, older.trials)
    longer.session.reveal()
    older.session.take(ledger_text(longer.records))
    assert older.records == longer.records
    assert older.session.ledger == longer.session.ledger
    assert older.told == [words("record")("taken.text", count=2)]
    older.session.take(ledger_text(longer.records))
    assert older.told[1:] == [words("record")("taken.same")]
