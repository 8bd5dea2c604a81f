"""What follows the reveal in every lab: one's own words, the next case, play."""

from __future__ import annotations

from app.bench.hearing import Ear
from app.bench.wording import Wording
from app.components import Button, Control, Note
from app.session import Session


class Onward:
    """The note and the two ways on."""

    def __init__(self, session: Session, ear: Ear, say: Wording) -> None:
        self.session = session
        self.say = say.words
        self.why = Note(
            name="why", label=self.say("note.label"), hint=self.say("note.hint"),
            placeholder=self.say("note.placeholder"),
        )  # fmt: skip
        label = self.say("buttons.next")
        self.next = Button(name="next", kind="primary", label=label, offered=False)
        self.play = Button(name="play", label=self.say("buttons.play"), offered=False)
        ear.listen(self.next, "clicks", lambda _: session.next_case())
        ear.listen(self.play, "clicks", lambda _: session.play())
        ear.listen(self.why, "text", session.write)
        ear.listen(self.why, "settled", lambda _: session.settle())

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [self.why, self.next, self.play]

    def draw(self, next_hint: str) -> None:
        """Offer the ways on once it is revealed; `next_hint` says what the next case changes."""
        session, revealed = self.session, self.session.phase == "revealed"
        live = "_live" if session.live else ""
        self.next.param.update(offered=revealed, hint=next_hint if revealed else "")
        self.play.param.update(
            offered=revealed and not session.playing,
            hint=self.say(f"buttons.play_hint{live}") if revealed else "",
        )
        self.why.text = session.why
