"""The train lab on the page: a film of points and their curve, or pictures and what is restored."""

from __future__ import annotations

from typing import Any

from app.labs.train.curve_film import CurveFilm
from app.labs.train.damage_pictures import DamagePictures
from app.labs.train.phrases import TrainPhrases, differences
from app.ui.lab_phrases import capital
from app.ui.lab_view import FigureSlot, LabView
from app.ui.settings import Settings
from core.data import added_points
from core.labs.train.damage_left import DamageObservation, DamageOutcome
from core.labs.train.decoded_curve import CurveObservation, CurveOutcome
from core.stepwise import Step


class TrainView(LabView):
    """What belongs to the other question is empty, and the lab's style sheet hides it."""

    wording = TrainPhrases
    panels = (
        FigureSlot("film", sealed=False, wide=True, watched=True),
        FigureSlot("samples", "x", "clean", sealed=False),
        FigureSlot("damaged", "x̃", "corrupted", sealed=False),
        FigureSlot("reconstructed", "x̂", "reconstruction", watched=True),
        FigureSlot("loss", "e", "error"),
        FigureSlot("strokes", note="strokes_note"),
    )

    def controls(self) -> Settings:
        """The settings; points are added in the film."""
        return Settings(self.session, self.say, by_hand=("added",))

    def build(self) -> None:
        """Make the figures."""
        self.film = CurveFilm(self.session, self.say)
        self.pictures = DamagePictures(self.session, self.say)

    def evidence(self) -> list[Any]:
        """The plane with its points; the examples, clean and damaged."""
        return [self.film.film, *self.pictures.evidence()]

    def sealed(self) -> list[Any]:
        """What the other question shows; the film's frames come into its plane."""
        return self.pictures.sealed()

    def draw_evidence(self, shown: CurveObservation | DamageObservation) -> str:
        """Draw what is asked about."""
        if isinstance(shown, CurveObservation):
            self.pictures.leave()
            brief = self.film.pose(shown)
        else:
            self.film.leave()
            brief = self.pictures.pose(shown)
        return f"<p>{brief}</p>"

    def clear(self) -> None:
        """Empty all that is sealed."""
        self.film.clear()
        self.pictures.clear()

    def draw_snapshot(self, step: Step) -> None:
        """Draw what came since the last one."""
        if isinstance(self.session.observation, CurveObservation):
            self.film.follow(step.snapshot)
        else:
            self.pictures.follow(step.snapshot)

    def draw_outcome(self, happened: CurveOutcome | DamageOutcome) -> str:
        """Draw the end of it, and say why."""
        if isinstance(happened, CurveOutcome):
            headline, why = self.film.show(happened)
        else:
            headline, why = self.pictures.show(happened)
        return self.headed(capital(headline), happened.answer, why)

    def next_hint(self) -> str:
        """What the next case changes."""
        now, coming = self.session.trial_scenario, self.session.next_scenario
        changed = differences(now, coming)
        if not changed:
            return self.say.words("buttons.next_hint_first")
        listed = ", ".join(self.say.setting(name, coming) for name in changed)
        return self.say.words("buttons.next_hint", changes=listed)

    def own_input(self, control: str, value: Any) -> None:
        """What is done to the points in play; before, there is nothing that could be."""
        match control:
            case "point" if self.session.playing:
                self.session.change("added", self.film.with_point(value))
            case "remove" if self.session.playing:
                self.session.change("added", added_points.NONE)
            case "point" | "remove":
                self.draw()
            case _:
                super().own_input(control, value)
