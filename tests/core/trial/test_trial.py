from collections.abc import Callable
from dataclasses import FrozenInstanceError, fields

import pytest

from core.trial.parameters import Integer, Parameter
from core.trial.scenario import Scenario, default_scenario
from core.trial.trial import (
    WHY_LIMIT,
    CommitRefused,
    Committed,
    IllegalStep,
    Posed,
    Revealed,
    Trial,
    check_instant,
    commit,
    explain,
    pose,
    posed_of,
    reveal,
)

OUTCOMES = ("recovered", "another", "blend", "kept")
T0, T1, T2 = "2026-03-01T12:00:00Z", "2026-03-01T12:00:09.5Z", "2026-03-01T12:00:10.123Z"
PARAMETERS = (Parameter("m", Integer(1, 7, 3)), Parameter("seed", Integer(0, 99, 1)))


def scenario(**values: int) -> Scenario:
    return default_scenario("strokes", PARAMETERS).with_values(**values)


POSED = pose(scenario(), OUTCOMES, T0)
COMMITTED = commit(POSED, "blend", 70, T1)
REVEALED = reveal(COMMITTED, "kept", T2)


def test_a_whole_trial() -> None:
    assert [each.phase for each in (POSED, COMMITTED, REVEALED)] == [
        "posed",
        "committed",
        "revealed",
    ]
    assert (COMMITTED.choice, COMMITTED.confidence, COMMITTED.at) == ("blend", 70, T1)
    assert (REVEALED.answer, REVEALED.at, REVEALED.why) == ("kept", T2, None)
    assert REVEALED.committed == COMMITTED
    for trial in (POSED, COMMITTED, REVEALED):
        assert posed_of(trial) == POSED


def test_before_the_reveal_there_is_no_answer() -> None:
    hidden = {"answer", "outcome", "verdict", "target", "result"}
    for trial in (POSED, COMMITTED):
        assert not hidden & {field.name for field in fields(trial)}
        assert not hidden & set(dir(trial))
    assert "answer" in {field.name for field in fields(REVEALED)}


STEPS: dict[str, Callable[[Trial], Trial]] = {
    "commit": lambda trial: commit(trial, "kept", 100, T2),
    "reveal": lambda trial: reveal(trial, "blend", T2),
    "explain": lambda trial: explain(trial, "because"),
}
PHASES: dict[str, Trial] = {"posed": POSED, "committed": COMMITTED, "revealed": REVEALED}
ALLOWED = {("posed", "commit"), ("committed", "reveal"), ("revealed", "explain")}


@pytest.mark.parametrize("phase", PHASES)
@pytest.mark.parametrize("step", STEPS)
def test_the_allowed_steps_and_no_other(phase: str, step: str) -> None:
    trial = PHASES[phase]
    if (phase, step) in ALLOWED:
        STEPS[step](trial)
        return
    with pytest.raises(IllegalStep, match=f"cannot {step} a {phase} trial; allowed: ") as caught:
        STEPS[step](trial)
    assert (caught.value.asked, caught.value.phase) == (step, phase)
    assert {(phase, allowed) for allowed in caught.value.allowed} <= ALLOWED


@pytest.mark.parametrize(
    ("choice", "confidence", "code", "allowed"),
    [
        (None, 50, "no_choice", OUTCOMES),
        (None, None, "no_choice", OUTCOMES),
        ("", 50, "unknown_choice", OUTCOMES),
        ("Kept", 50, "unknown_choice", OUTCOMES),
        ("kept", None, "no_confidence", (25, 100)),
        ("kept", 24, "confidence_range", (25, 100)),
        ("kept", 101, "confidence_range", (25, 100)),
        ("kept", -50, "confidence_range", (25, 100)),
        ("kept", 50.0, "confidence_not_whole", (25, 100)),
        ("kept", True, "confidence_not_whole", (25, 100)),
        ("kept", "50", "confidence_not_whole", (25, 100)),
        ("kept", float("nan"), "confidence_not_whole", (25, 100)),
    ],
)
def test_commitments_that_are_refused(
    choice: str | None, confidence: int | None, code: str, allowed: tuple[object, ...]
) -> None:
    with pytest.raises(CommitRefused, match=code) as caught:
        commit(POSED, choice, confidence, T1)
    assert (caught.value.code, caught.value.allowed) == (code, allowed)


@pytest.mark.parametrize("confidence", [25, 26, 99, 100])
def test_the_ends_of_confidence(confidence: int) -> None:
    assert commit(POSED, "kept", confidence, T1).confidence == confidence


def test_confidence_starts_lower_with_more_outcomes() -> None:
    six = pose(scenario(), tuple("abcdef"), T0)
    assert commit(six, "a", 17, T1).confidence == 17
    with pytest.raises(CommitRefused):
        commit(six, "a", 16, T1)


def test_nothing_can_be_changed() -> None:
    trials: tuple[Trial, ...] = (POSED, COMMITTED, REVEALED)
    for trial in trials:
        for field in fields(trial):
            with pytest.raises(FrozenInstanceError):
                setattr(trial, field.name, getattr(trial, field.name))
    assert len({POSED, COMMITTED, REVEALED}) == 3


def test_no_invalid_trial_can_be_made() -> None:
    with pytest.raises(CommitRefused):
        Committed(POSED, "nothing", 50, T1)
    with pytest.raises(ValueError, match="'nothing'"):
        reveal(COMMITTED, "nothing", T2)
    with pytest.raises(ValueError, match="at must be"):
        Posed(scenario(), OUTCOMES, "now")
    with pytest.raises(ValueError, match="why must be"):
        Revealed(COMMITTED, "kept", T2, why=" ")
    for outcomes in ((), ("a",), ("a", "a"), ("a", ""), ("a", "b c"), ("a", "b\n")):
        with pytest.raises(ValueError, match="at least two"):
            pose(scenario(), outcomes, T0)


def test_the_learners_own_words() -> None:
    assert explain(REVEALED, "  m is too small\n").why == "m is too small"
    assert explain(explain(REVEALED, "one"), "two").why == "two"
    assert explain(REVEALED, "half \ud83d").why == "half ?"
    assert explain(REVEALED, "x" * WHY_LIMIT).answer == "kept"
    for text in ("", " \n", "x" * (WHY_LIMIT + 1)):
        with pytest.raises(ValueError, match="why must be 1 to 500"):
            explain(REVEALED, text)


def test_an_id_names_the_trial_in_every_phase() -> None:
    assert POSED.id == pose(scenario(), OUTCOMES, T0).id
    assert len(POSED.id) == 16
    others = {
        pose(scenario(), OUTCOMES, T1).id,
        pose(scenario(seed=2), OUTCOMES, T0).id,
        pose(scenario(), OUTCOMES[::-1], T0).id,
    }
    assert len(others | {POSED.id}) == 4


@pytest.mark.parametrize(
    "at",
    [
        "", "now", "2026-03-01", "2026-03-01T12:00:00", "2026-03-01T12:00:00+00:00",
        "2026-02-30T12:00:00Z", "2026-03-01T24:00:01Z", "2026-03-01 12:00:00Z",
        "2026-03-01T12:00:00Z\n", "٢026-03-01T12:00:00Z", 0, None,
    ],
)  # fmt: skip
def test_moments_that_are_refused(at: object) -> None:
    with pytest.raises(ValueError, match="at must be ISO 8601"):
        check_instant(at)
