import json

import pytest

from core.trial.parameters import Integer, Parameter
from core.trial.scenario import default_scenario
from core.trial.trial import Committed, Trial, commit, explain, pose, reveal
from core.trial.trial_json import from_record, to_record

OUTCOMES = ("recovered", "another", "blend", "kept")
T0, T1, T2 = "2026-03-01T12:00:00Z", "2026-03-01T12:00:09.5Z", "2026-03-01T12:00:10.123Z"
LABS = {"strokes": (Parameter("m", Integer(1, 7, 3)), Parameter("seed", Integer(0, 99, 1)))}
POSED = pose(default_scenario("strokes", LABS["strokes"]), OUTCOMES, T0)
COMMITTED = commit(POSED, "blend", 70, T1)
REVEALED = reveal(COMMITTED, "kept", T2)
TRIALS: list[Trial] = [POSED, COMMITTED, REVEALED, explain(REVEALED, "m is „small“ 🙂")]


@pytest.mark.parametrize("trial", TRIALS)
def test_a_record_brings_the_trial_back(trial: Trial) -> None:
    stored = json.dumps(to_record(trial))
    assert from_record(json.loads(stored), LABS) == trial


def test_before_the_reveal_a_record_does_not_depend_on_the_answer() -> None:
    assert set(to_record(POSED)) == {"version", "phase", "address", "outcomes", "posed_at"}
    assert set(to_record(COMMITTED)) == {*to_record(POSED), "choice", "confidence", "committed_at"}
    assert "answer" not in json.dumps(to_record(COMMITTED))
    assert to_record(REVEALED)["answer"] == "kept"


WRONG: list[tuple[str, object, str]] = [
    ("version", 2, "version"), ("version", True, "version"), ("version", "1", "version"),
    ("phase", "open", "phase"), ("phase", None, "phase"), ("phase", [], "phase"),
    ("phase", "posed", "a posed record has the fields"),
    ("address", "?lab=strokes&m=9&seed=1", "address"), ("address", "?lab=strokes", "address"),
    ("address", "?lab=other&m=3&seed=1", "address"), ("address", 3, "address"),
    ("address", "?seed=1&m=3&lab=strokes", "address"),
    ("outcomes", "blend", "outcomes"), ("outcomes", ["blend"], "outcomes"),
    ("outcomes", ["blend", 3], "outcomes"), ("outcomes", ["blend", "blend"], "outcomes"),
    ("outcomes", None, "outcomes"), ("outcomes", ["blend", []], "outcomes"),
    ("outcomes", ["other", "another"], "unknown_choice"),
    ("posed_at", "yesterday", "at must be"), ("posed_at", 17, "at must be"),
    ("choice", None, "no_choice"), ("choice", "no", "unknown_choice"), ("choice", {}, "unknown"),
    ("confidence", 24, "confidence_range"), ("confidence", 70.0, "confidence_not_whole"),
    ("confidence", "70", "confidence_not_whole"), ("confidence", None, "no_confidence"),
    ("committed_at", "", "at must be"), ("answer", "no", "answer must be"),
    ("answer", None, "answer must be"), ("answer", [], "answer must be"),
    ("revealed_at", None, "at must be"), ("why", "", "why must be"), ("why", 3, "why must be"),
    ("why", " x", "why must be"), ("why", "x" * 501, "why must be"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value", "message"), WRONG)
def test_a_malformed_record_says_what_is_wrong(name: str, value: object, message: str) -> None:
    record = to_record(TRIALS[3]) | {name: value}
    with pytest.raises(ValueError, match=message):
        from_record(record, LABS)


@pytest.mark.parametrize("trial", TRIALS)
def test_missing_and_unknown_fields_are_refused(trial: Trial) -> None:
    record = to_record(trial)
    for name in record:
        with pytest.raises(ValueError, match=r"phase|fields"):
            from_record({key: held for key, held in record.items() if key != name}, LABS)
    with pytest.raises(ValueError, match="fields"):
        from_record(record | {"extra": 1}, LABS)


def test_an_answer_before_the_reveal_is_refused() -> None:
    for trial in (POSED, COMMITTED):
        with pytest.raises(ValueError, match="fields"):
            from_record(to_record(trial) | {"answer": "kept"}, LABS)


@pytest.mark.parametrize("record", [None, 3, "posed", [], {}, [("phase", "posed")], {1: 2}])
def test_what_is_no_record(record: object) -> None:
    with pytest.raises(ValueError, match="need a mapping whose phase"):
        from_record(record, LABS)


def test_an_altered_but_possible_record_is_another_commitment() -> None:
    """A record alone carries no hash: that the commitment stands is the ledger's to say."""
    other = from_record(to_record(COMMITTED) | {"choice": "kept"}, LABS)
    assert isinstance(other, Committed)
    assert other != COMMITTED
