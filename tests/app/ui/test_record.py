"""The learner's record: a sentence from the first trial on, a plot once there are enough."""

from __future__ import annotations

from app.ui.record import ENOUGH, RecordView
from core.trial.scoring import points, summary
from tests.app.fake_browser import FakeBrowser
from tests.results import results_of


def after(trials: int, choice: str, confidence: int) -> tuple[FakeBrowser, RecordView]:
    desk = FakeBrowser()
    view = RecordView(desk.session)
    for _ in range(trials):
        desk.revealed(choice, confidence)
        desk.session._pose(desk.session.deck.another(desk.session.trial_scenario))
    return desk, view


def twin(view: RecordView) -> dict[str, object]:
    (held,) = [tag["twin"] for tag in view.plot.plot.tags if "twin" in tag]
    return held


def test_without_a_trial_it_says_so() -> None:
    _, view = after(0, "blend", 50)
    assert "No prediction revealed yet" in view.score.html
    assert twin(view)["rows"] == []


def test_before_there_are_enough_there_is_a_score_but_no_plot() -> None:
    desk, view = after(ENOUGH - 1, "blend", 55)
    figures = summary(results_of(desk.session.ledger))
    assert f"{ENOUGH - 1} predictions revealed" in view.score.html
    assert f"From {ENOUGH} of them on" in view.score.html
    assert f"<b>{points(figures.brier):.0f} points</b>" in view.score.html
    assert twin(view)["rows"] == []


def test_once_there_are_enough_the_plot_shows_every_bin() -> None:
    desk, view = after(ENOUGH + 3, "blend", 55)
    figures = summary(results_of(desk.session.ledger))
    assert figures.count == ENOUGH + 3
    (bin_,) = figures.bins
    (row,) = twin(view)["rows"]
    assert row[:3] == ["40 to 60\u00a0%", str(bin_.count), f"{round(100 * bin_.right)}\u00a0%"]
    assert row[3] == f"{round(100 * bin_.low)} to {round(100 * bin_.high)}\u00a0%"
    assert view.plot._dots.data["y"] == [bin_.right]
    assert view.plot._dots.data["x"] == [bin_.confidence]


def test_too_sure_not_sure_enough_and_neither() -> None:
    _, view = after(ENOUGH, "recovered", 100)
    assert "You have been too sure: by" in view.score.html
    desk, view = after(0, "blend", 50)

    def right(confidence: int) -> None:
        for _ in range(ENOUGH):
            truth = desk.session.lab.outcome(desk.session.trial_scenario)
            desk.revealed(truth.answer, confidence)
            desk.session._pose(desk.session.deck.another(desk.session.trial_scenario))

    right(25)
    assert "more often than you said, by 75 to 75 percentage points" in view.score.html
    right(100)
    desk, view = after(0, "blend", 50)
    right(100)
    assert "Nothing says that your confidence does not fit" in view.score.html
