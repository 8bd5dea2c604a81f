"""The walk lab on the page: the map with its flag, and what the decoder draws there."""

from __future__ import annotations

from typing import Any

from app.labs.walk.phrases import WalkPhrases
from app.ui.code_map import CodeMapControl
from app.ui.compared_rows import ComparedRows
from app.ui.components import lab_input
from app.ui.hand import Hand
from app.ui.lab_view import FigureSlot, LabView
from app.ui.settings import Settings
from core.labs.walk.by_hand import decoded_at, offsets_to
from core.labs.walk.line import MIDDLE
from core.labs.walk.question import NOWHERE, WalkObservation, WalkOutcome
from core.numerics.array_types import Array

COLUMNS, SIZE = 5, 56  # so that it fits a phone of 360


class WalkView(LabView):
    """The map is evidence; what is decoded stays sealed."""

    wording = WalkPhrases
    panels = (
        FigureSlot("map", "z", "code", sealed=False),
        FigureSlot("result", "x̂", "reconstruction", note="result_note"),
        FigureSlot("compared", note="compared_note"),
    )
    say: WalkPhrases

    def controls(self) -> Settings:
        """Where the flag stands is set on the map."""
        return Settings(self.session, self.say, by_hand=("x", "y"))

    def build(self) -> None:
        """See `LabView`."""
        words = self.say.words
        self.map = CodeMapControl(
            name="map", says=lab_input("mark"),
            words=[[name, words(f"map.{name}")] for name in words.at("map")],
        )  # fmt: skip
        self.rows = ComparedRows(COLUMNS, SIZE)
        self.hand = Hand()
        self._held: Any = None  # the place that the hand has set and the session has not heard of

    def evidence(self) -> list[Any]:
        """See `LabView`."""
        return [self.map]

    def sealed(self) -> list[Any]:
        """See `LabView`."""
        return self.rows.roots()

    def draw_evidence(self, shown: WalkObservation) -> str:
        """See `LabView`."""
        self.hand.caught_up()
        session, say = self.session, self.say
        self.map.pose(say.map(shown), shown.places, shown.labels.tolist(), shown.faces)
        self.map.describe(*say.map_table(shown))
        dots = NOWHERE if session.outcome is None else session.outcome.dots
        self.map.mark(shown.marks, dots)
        self.map.free = session.phase == "posed" or session.playing
        return say.brief(shown)

    def clear(self) -> None:
        """See `LabView`."""
        self.map.show(None, sealed=self.session.scenario["ask"] != "samples")
        self.rows.clear()

    def draw_outcome(self, happened: WalkOutcome) -> str:
        """See `LabView`."""
        say = self.say
        self.rows.draw(happened, say)
        self.map.show(*self._at_mark(happened))
        verdict = self.headed(say.headline(happened), happened.answer, say.why(happened))
        return f"{verdict}<p>{say.beyond(happened)}</p>"

    def _at_mark(self, happened: WalkOutcome) -> tuple[Array | None, str]:
        """The image beside the map, and what the reader takes it for: at the flag, or half way."""
        if happened.scenario["ask"] == "samples":
            return None, ""
        at = 0 if happened.scenario["ask"] == "flag" else MIDDLE
        return happened.result.images[at], self.say.read(happened.result.readings[at])

    def next_hint(self) -> str:
        """See `LabView`."""
        return self.say.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def own_input(self, control: str, value: Any) -> None:
        """Move the flag: in play the decoder answers at once, all else when the hand rests."""
        if control != "mark":
            super().own_input(control, value)
        session = self.session
        offsets_to(session.scenario, value)  # refuses what is no place
        if session.scenario["ask"] == "samples" or not self.map.free:
            return
        if session.playing and session.scenario["ask"] == "flag":
            self.map.show(decoded_at(session.scenario, value))
        self._held = value
        self.hand.move()

    @property
    def running(self) -> bool:
        """Whether the hand has moved the flag and the session has not heard of it."""
        return self.hand.ahead

    @property
    def rest(self) -> float:
        """See `Hand`."""
        return self.hand.rest

    def advance(self) -> None:
        """Once the hand rests, let the case be the one with the flag there."""
        if self.hand.ahead and not self.rest:
            self.hand.caught_up()
            self.session.change_all(offsets_to(self.session.scenario, self._held))

    def draw_step(self) -> None:
        """Nothing is shown of a hand that has not come to rest."""
