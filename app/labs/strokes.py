"""The strokes lab on the page: the evidence, the settings, the prediction.

What is sealed until the reveal is drawn by `app/labs/strokes_result.py`.
"""

from __future__ import annotations

from typing import Any

from app.components import Button, Choice, Picker, Prose, Slider
from app.figures.gallery import Gallery
from app.figures.grid import PixelGrid
from app.labs.phrases import Phrases
from app.labs.strokes_result import StrokesResult
from app.session import Session
from core.parameters import Choice as Names
from core.parameters import Decimal, Integer
from core.scoring import least_confidence
from core.strokes import Observation

CONFIDENCE_STEP = 5  # percent


class StrokesView:
    """Controls and evidence; every widget is named after the slot of the page it goes to."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = Phrases()
        say = self.say.words
        least = least_confidence(len(session.outcomes))
        self.percents = sorted({least, *range(least + -least % CONFIDENCE_STEP, 101, CONFIDENCE_STEP)})
        self.brief = Prose(name="brief")
        self.evidence = PixelGrid("evidence", "corrupted")
        self.gallery = Gallery("gallery")
        self.family = Picker(name="family", label=say("controls.family"))
        self.width = Slider(name="width", label=say("controls.width"))
        self.kind = Picker(name="kind", label=say("controls.kind"))
        self.level = Slider(name="level")
        self.mode = Choice(name="mode", label=say("modes.label"), compact=True)
        self.fresh = Button(name="fresh", label=say("controls.new_case"))
        self.prediction = Choice(
            name="prediction", label=say("prediction.label"),
            options=[[name, *self.say.outcome(name)] for name in session.outcomes],
        )  # fmt: skip
        self.confidence = Slider(
            name="confidence", label=say("controls.confidence"),
            texts=[self.say.percent(p, least) for p in self.percents], values=self.percents,
        )  # fmt: skip
        self.missing = Prose(name="missing", live="alert", kind="missing")
        self.commit = Button(name="commit", kind="primary", label=say("buttons.commit"))
        self.see = Button(name="see", kind="primary", label=say("buttons.see"), offered=False)
        self.result = StrokesResult(session, self.say, self.gallery)
        self._drawing = False
        self._listen()
        session.param.watch(lambda _: self.draw(), "tick")
        self.draw()

    def roots(self) -> list[Any]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.brief, self.evidence.plot, self.gallery.plot, self.family, self.width, self.kind,
            self.level, self.mode, self.fresh, self.prediction, self.confidence, self.missing,
            self.commit, self.see, *self.result.roots(),
        ]  # fmt: skip

    def _listen(self) -> None:
        session = self.session
        actions = [
            (self.family, "value", lambda value: session.change("family", value)),
            (self.kind, "value", lambda value: session.change("kind", value)),
            (self.mode, "value", lambda value: session.change("mode", value)),
            (self.width, "position", lambda at: session.change("m", at + 1)),
            (self.level, "position", lambda at: session.change("level", self._levels()[at])),
            (self.fresh, "clicks", lambda _: session.new_case()),
            (self.prediction, "value", session.predict),
            (self.confidence, "position", lambda at: session.weigh(self.percents[at])),
            (self.commit, "clicks", lambda _: session.commit()),
            (self.see, "clicks", lambda _: session.reveal()),
        ]
        for control, name, act in actions:
            control.param.watch(lambda event, act=act: self._act(act, event.new), name)

    def _act(self, act: Any, value: Any) -> None:
        """Do what the learner asked; what `draw` itself sets is not asked by anybody."""
        if not self._drawing:
            act(value)
            self.draw()  # also when nothing came of it: then the control goes back

    def draw(self) -> None:
        """Bring every control and figure in line with the session."""
        self._drawing = True
        try:
            self._draw_look()
            self._draw_settings()
            self._draw_prediction()
            self.result.draw()
        finally:
            self._drawing = False

    def draw_rest(self) -> None:
        """Draw what may come a moment later."""
        self.result.draw_map()

    def _draw_look(self) -> None:
        shown: Observation = self.session.shown
        self.brief.html = self.say.brief(shown)
        self.evidence.show(shown.x_tilde, shown.grid, self.say.evidence(shown))
        self.gallery.show(shown.gallery, shown.gallery_names, shown.grid)
        self.gallery.describe(*self.say.gallery(shown))

    def _draw_settings(self) -> None:
        session, scenario = self.session, self.session.scenario
        locked = session.phase != "posed" and not session.playing
        for control in (self.family, self.width, self.kind, self.level, self.mode):
            control.locked = locked
        families, kinds, widths = (scenario.kind(name) for name in ("family", "kind", "m"))
        assert isinstance(families, Names) and isinstance(kinds, Names)
        assert isinstance(widths, Integer)
        self.family.param.update(
            options=[[name, self.say.family(name)] for name in families.allowed],
            value=scenario.text("family"),
        )
        self.kind.param.update(
            options=[[name, self.say.kind(name)] for name in kinds.allowed],
            value=scenario.text("kind"),
        )
        self.mode.param.update(options=self.say.modes(), value=scenario.text("mode"))
        self.width.param.update(
            texts=[self.say.width(m, widths.hi) for m in range(1, widths.hi + 1)],
            position=scenario.integer("m") - 1,
        )
        levels = self._levels()
        self.level.param.update(
            label=self.say.words(f"kinds.{scenario.text('kind')}.level"),
            texts=[self.say.level(scenario.text("kind"), level) for level in levels],
            position=levels.index(scenario.decimal("level")),
        )
        self.fresh.param.update(
            offered=session.phase == "posed" or session.playing,
            label=self.say.words("buttons.new_case_play" if session.playing else "controls.new_case"),
        )

    def _draw_prediction(self) -> None:
        session, posed = self.session, self.session.phase == "posed"
        self.prediction.param.update(value=session.choice, locked=not posed)
        self.confidence.param.update(
            position=self.percents.index(session.confidence), locked=not posed
        )
        self.missing.html = self.say.refused(session.refused)
        self.commit.param.update(offered=posed, hint=self.say.words("buttons.commit_hint"))
        committed = session.phase == "committed"
        self.see.param.update(
            offered=committed,
            hint=self.say.see(session.choice, session.confidence) if committed else "",
        )

    def _levels(self) -> list[float]:
        kind = self.session.scenario.kind("level")
        assert isinstance(kind, Decimal)
        return list(kind.values())
