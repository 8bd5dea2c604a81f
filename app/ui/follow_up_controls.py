"""What follows the reveal in every lab: one's own words, the next case, play."""

from __future__ import annotations

from app.session.session import Session
from app.ui.components import Button, Control, TextBox, message
from app.ui.lab_phrases import LabPhrases
from core.trial.deck import is_fresh


class FollowUpControls:
    """The note and the two ways on."""

    def __init__(self, session: Session, say: LabPhrases) -> None:
        self.session = session
        self.say = say.words
        self.why = TextBox(
            name="why", label=self.say("note.label"), hint=self.say("note.hint"),
            placeholder=self.say("note.placeholder"),
            says=message(type="edit_why", text=None), says_left=message(type="save_why"),
        )  # fmt: skip
        label = self.say("buttons.next")
        self.next = Button(
            name="next", kind="primary", label=label, offered=False, says=message(type="next_case")
        )
        self.play = Button(
            name="play", label=self.say("buttons.play"), offered=False, says=message(type="play")
        )

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.why, self.next, self.play]

    def draw(self, next_hint: str) -> None:
        """Offer the ways on once it is revealed; `next_hint` says what the next case changes."""
        session, revealed = self.session, self.session.phase == "revealed"
        live = "_live" if session.live else ""
        if revealed and is_fresh(session.next_scenario):
            next_hint = self.say("buttons.next_hint_fresh")
        self.next.param.update(offered=revealed, hint=next_hint if revealed else "")
        self.play.param.update(
            offered=revealed and not session.playing and not session.play_forbidden,
            hint=self.say(f"buttons.play_hint{live}") if revealed else "",
        )
        self.why.text = session.why
