"""The settings of the strokes lab: family, training, width, damage, and another case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.labs.strokes.own_patterns import OwnPatterns
from app.labs.strokes.shared_phrases import Phrases
from app.session.session import Session
from app.ui.components import Button, Choice, Control, Select, Slider, message
from app.ui.settings import changes
from core.data.own_patterns import PREFIX
from core.labs.strokes.lab import family_of
from core.trial.parameters import Choice as Names
from core.trial.parameters import Decimal, Integer

NARROW = 10  # up to here every width is a stop of the slider
Stops = tuple[str | float, ...]


class StrokesSettings:
    """A control for each parameter but the seed, which a button moves on."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.say = Phrases()
        say = self.say.words
        self.family = Select(name="family", label=say("controls.family"), says=changes("family"))
        self.own = OwnPatterns(session, self.say)
        self.width = Slider(name="width", label=say("controls.width"), says=changes("m"))
        self.kind = Select(name="kind", label=say("controls.kind"), says=changes("kind"))
        self.level = Slider(name="level", says=changes("level"))
        self.mode = Choice(
            name="mode", label=say("modes.label"), look="compact", says=changes("mode")
        )
        self.fresh = Button(
            name="fresh", label=say("controls.new_case"), says=message(type="new_case")
        )
        self._stops: dict[str, Stops] = {}  # by slider, what its texts were made from

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document, in a fixed order."""
        return [
            self.width, self.level, self.mode, self.kind, self.family, *self.own.roots(),
            self.fresh,
        ]  # fmt: skip

    def draw(self) -> None:
        """Bring every control in line with the session."""
        session = self.session
        free = session.phase == "posed" or session.playing
        for control in (self.family, self.width, self.kind, self.level, self.mode):
            control.locked = not free
        label = "buttons.new_case_play" if session.playing else "controls.new_case"
        self.fresh.param.update(offered=free, label=self.say.words(label))
        self.own.draw(free)
        self._draw_names()
        self._draw_numbers()

    def _draw_names(self) -> None:
        scenario = self.session.scenario
        for picker, name, title in (
            (self.family, "family", self.say.family), (self.kind, "kind", self.say.kind)
        ):  # fmt: skip
            names = scenario.kind(name)
            assert isinstance(names, Names)
            options = [[each, title(each)] for each in names.allowed]
            if names.beyond is not None:
                options.append([self.own.last or PREFIX, self.say.words("own.option")])
            if picker.options != options:
                picker.options = options
            picker.value = scenario.text(name)
        if not self.mode.options:
            self.mode.options = self.say.modes()
        self.mode.value = scenario.text("mode")

    def _draw_numbers(self) -> None:
        """Set the sliders. Their texts, which cost the most, only where the stops are others."""
        say, scenario = self.say, self.session.scenario
        widths, levels, kind = self.widths(), self._levels().values(), scenario.text("kind")
        self._place(
            self.width, ("m", *widths), widths.index(scenario.integer("m")),
            lambda: {"texts": [say.width(m, widths[-1]) for m in widths], "values": widths},
        )  # fmt: skip
        self._place(
            self.level, (kind, *levels), levels.index(scenario.decimal("level")),
            lambda: {
                "label": say.words(f"kinds.{kind}.level"),
                "texts": [say.level(kind, level) for level in levels], "values": list(levels),
            },
        )  # fmt: skip

    def _place(
        self, slider: Slider, stops: Stops, position: int, words: Callable[[], dict[str, Any]]
    ) -> None:
        if self._stops.get(slider.name) == stops:
            slider.position = position
        else:
            slider.param.update(position=position, **words())
            self._stops[slider.name] = stops

    def widths(self) -> list[int]:
        """Where the slider stops: each narrow width, the map's wide ones, the one that is set."""
        scenario = self.session.scenario
        widths = scenario.kind("m")
        assert isinstance(widths, Integer)
        wide = family_of(scenario.text("family")).map_widths
        return sorted(
            {*range(1, min(NARROW, widths.hi) + 1), *wide, widths.hi, scenario.integer("m")}
        )

    def _levels(self) -> Decimal:
        levels = self.session.scenario.kind("level")
        assert isinstance(levels, Decimal)
        return levels
