"""Patterns of the learner's own: drawn, answered for like any others, passed on by a link."""

from __future__ import annotations

from html import escape

from app.labs.strokes.shared_phrases import Phrases
from app.session.session import Session
from app.ui.components import Control, PatternEditor, Prose, lab_input
from core.data.own_patterns import OwnPatternsError, is_own, own_family
from core.labs.strokes.deck import default_scenarios
from core.trial.scenario import address

PARTS = ("hint", "pattern", "pixel", "full", "empty", "add", "remove", "clear", "rows", "columns",
         "most")  # fmt: skip


class OwnPatterns:
    """The editor and the link; both are there while the family is one of the learner's own."""

    def __init__(self, session: Session, say: Phrases) -> None:
        self.session = session
        self.say = say.words
        self.editor = PatternEditor(
            name="own", label=self.say("own.label"),
            words=[[part, self.say(f"own.{part}")] for part in PARTS], says=lab_input("own"),
        )  # fmt: skip
        self.link = Prose(name="own_link", kind="figure")
        self.last = ""  # the set that was drawn last, to come back to

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document."""
        return [self.editor, self.link]

    def draw(self, free: bool) -> None:
        """Show the set that lies on the bench, if it is one; free: whether it may be changed."""
        family = self.session.scenario.text("family")
        offered = is_own(family)
        self.editor.param.update(offered=offered, locked=not free)
        if offered and family != self.last:
            self.editor.param.update(value=family, problem="")
            self.last = family
        self.link.html = self._link(family) if offered else ""

    def _link(self, family: str) -> str:
        """Where others are asked about them, as HTML."""
        href = escape(address(default_scenarios(family)[0]))
        return f'<p><a href="{href}">{self.say("own.link")}</a>. {self.say("own.link_note")}</p>'

    def set(self, name: str) -> None:
        """Put a set on the bench that was drawn; one that is none is told, and waits."""
        try:
            family = own_family(name).name
        except OwnPatternsError as error:
            key, letters = f"own.problems.{error.problem}", error.letters
            self.editor.problem = self.say(key, first=letters[:1], last=letters[-1:])
            return
        self.editor.problem = ""
        self.last = family
        self.session.change("family", family)
        if self.session.scenario["family"] != family:  # it may not be changed now
            self.last = ""
            self.session.revision += 1
