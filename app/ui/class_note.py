"""What an assignment's learner is told beside the prediction."""

from __future__ import annotations

from app.session.session import Session
from app.session.text_catalog import words
from app.ui.lab_phrases import LabPhrases, capital


def first_vote_hint() -> str:
    """Return what pressing "Commit prediction" means for a first vote."""
    return words("class")("first_vote_hint")


def class_note(session: Session, phrases: LabPhrases) -> str:
    """The first vote, while the second is due; or that the outcome waits for the other cases."""
    say = words("class")
    if session.phase == "committed" and session.withheld:
        return f"<p>{say('withheld')}</p>"
    vote = session.vote
    if vote is None or session.phase != "posed":
        return ""
    said = phrases.said(vote.choice, session.trial_scenario)
    return f"<p>{say('voted', said=capital(said), percent=vote.confidence)}</p>"
