"""The history: each trial in words, newest first, and how far the learner is in each lab."""

from __future__ import annotations

from app.runtime.registry import REGISTERED_LABS
from app.ui.history import SHOWN, HistoryView
from core.labs.strokes.deck import default_scenarios
from core.trial.scenario import address
from core.trial.scored_outcomes import Account
from tests.app.fake_browser import FakeBrowser

PHRASES = {name: each.view.wording(name) for name, each in REGISTERED_LABS.items()}


def drawn(desk: FakeBrowser) -> str:
    view = HistoryView(desk.session, PHRASES)
    return str(view.list.html)


def test_without_a_trial_there_is_nothing() -> None:
    assert drawn(FakeBrowser()) == ""
    assert drawn(FakeBrowser().committed()) == ""


def test_each_kind_of_question_reads_well() -> None:
    desk = FakeBrowser()
    session = desk.session
    for case in default_scenarios("segments")[:8]:
        session.visit(address(case), {})
        session.commit(session.outcomes[0] * session.parts, 100)
        session.reveal()
    html = drawn(desk)
    assert html.count('class="small-grid"') == 8
    assert "Your predictions so far: 8" in html
    assert html.count("✓") + html.count("✗") == 8
    assert "The 0, at 100\u00a0%; it was: the 2." in html
    assert "of 45 pixels right, at 100\u00a0%" in html
    assert "The stroke “top”" in html
    # newest first
    assert html.index("The stroke “top”") < html.index("it was: the 2.")


def test_what_does_not_count_says_so_and_stays_out_of_the_means() -> None:
    desk = FakeBrowser().revealed()
    assert "(not counted)" not in drawn(desk)
    first = len(desk.session.ledger.records)
    desk.session.account = Account(otherwise=(first,))
    html = drawn(desk)
    assert "(not counted)" in html
    assert "called," not in html


def test_a_long_history_is_cut_and_says_so() -> None:
    desk = FakeBrowser()
    for _ in range(SHOWN + 2):
        desk.revealed().session.next_case()
    html = drawn(desk)
    assert html.count("<li class=") == SHOWN
    assert "And 2 before these" in html


def test_it_is_drawn_after_the_rest_and_only_when_there_is_news() -> None:
    desk = FakeBrowser()
    view = HistoryView(desk.session, PHRASES)
    desk.revealed()
    assert view.list.html == ""
    view.draw_idle()
    before = view.list.html
    assert "so far: 1" in before
    view.list.html = "as it was"
    view.draw_idle()
    assert view.list.html == "as it was"


def test_what_this_version_does_not_know_is_called_so() -> None:
    desk = FakeBrowser().revealed()
    desk.session.labs = {"strokes": desk.session.labs["strokes"][:2]}  # it has fewer settings
    assert "A case that this version does not have" in drawn(desk)
