"""The settings of a lab, made from its parameters: a control for each but the seed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from app.session.session import Session
from app.ui.components import Button, Control, Select, Slider, message
from app.ui.lab_phrases import SEED, LabPhrases
from core.trial.parameters import Choice, Decimal, Integer, ParameterKind, Value, fixed

DIGITS = 9  # decimals that a step's arithmetic keeps


class Settings:
    """Pickers for names, sliders for numbers; their words stand under `settings.<name>`."""

    def __init__(self, session: Session, say: LabPhrases, by_hand: Collection[str] = ()) -> None:
        """by_hand: the parameters that are set in the picture, and have no control here."""
        self.session = session
        self.say = say
        self.controls: dict[str, Control] = {}
        self._stops: dict[str, tuple[Value, ...]] = {}
        for parameter in session.lab.parameters():
            if parameter.name not in (SEED, *by_hand):
                self._add(parameter.name)
        label = self.say.words("controls.new_case")
        self.fresh = Button(name="fresh", label=label, says=message(type="new_case"))

    def roots(self) -> list[Control]:
        """Return everything that becomes a root of the document, in the parameters' order."""
        return [*self.controls.values(), self.fresh]

    def draw(self) -> None:
        """Bring every control in line with the session."""
        session = self.session
        free = session.phase == "posed" or session.playing
        for name, control in self.controls.items():
            stops = _stops(session.scenario.kind(name))
            changes: dict[str, Any] = {"locked": not free or len(stops) == 1}
            if self._stops.get(name) != stops:
                changes |= self._words(name, control, stops)
                self._stops[name] = stops
            value = session.scenario[name]
            at = stops.index(value)
            changes |= {"position": at} if isinstance(control, Slider) else {"value": value}
            control.param.update(**changes)
        self.fresh.offered = free and not fixed(session.scenario.kind(SEED))

    def _add(self, name: str) -> None:
        control = Select if isinstance(self.session.scenario.kind(name), Choice) else Slider
        self.controls[name] = control(
            name=f"set-{name}", label=self.say.words(f"settings.{name}.label"), says=changes(name)
        )

    def _words(self, name: str, control: Control, stops: tuple[Value, ...]) -> dict[str, Any]:
        texts = [self.say.value(name, stop) for stop in stops]
        if isinstance(control, Slider):
            return {"texts": texts, "values": list(stops)}
        return {"options": [[stop, text] for stop, text in zip(stops, texts, strict=True)]}


def changes(name: str) -> list[list[str | None]]:
    """What a control says that sets this parameter."""
    return message(type="change", name=name, value=None)


def _stops(kind: ParameterKind) -> tuple[Value, ...]:
    """Every value that a control can take."""
    match kind:
        case Choice(allowed=names):
            return names
        case Integer(lo=lo, hi=hi):
            return tuple(range(lo, hi + 1))
        case Decimal(lo=lo, hi=hi, step=step):
            count = round((hi - lo) / step)
            return tuple(round(lo + at * step, DIGITS) for at in range(count + 1))
        case _:
            raise TypeError(f"a parameter is {kind!r}; allowed: Choice, Integer, Decimal")
