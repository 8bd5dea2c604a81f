"""The strokes lab on the page: the evidence, and the settings that only it has.

What is sealed until the reveal is drawn by `result.py` and `trained_network.py`.
"""

from __future__ import annotations

from typing import Any

from app.labs.strokes.phrases_after import PhrasesAfter
from app.labs.strokes.phrases_before import PhrasesBefore
from app.labs.strokes.result import StrokesResult
from app.labs.strokes.set_by_hand import SetByHand
from app.labs.strokes.settings import StrokesSettings
from app.labs.strokes.shared_phrases import Phrases
from app.labs.strokes.trained_network import StrokesTrained
from app.session.text_catalog import CONTENT
from app.ui.components import Prose, lab_input
from app.ui.figures.training_patterns import Gallery
from app.ui.hand import Hand
from app.ui.lab_view import LabView
from app.ui.stage import Stage
from core.labs.strokes.lab import StrokesObservation, StrokesOutcome
from core.labs.strokes.stage import Decoded, decoded, fits, wires
from core.theory.fidelity_table import read

PUBLISHED = CONTENT / "data" / "fidelity.toml"


class StrokesView(LabView):
    """A damaged pattern before; after the reveal what came out, why, and where on the map."""

    wording = Phrases

    def controls(self) -> StrokesSettings:
        """The settings, whose words depend on each other."""
        return StrokesSettings(self.session)

    def build(self) -> None:
        """Make the figures."""
        self.before, self.after = PhrasesBefore(), PhrasesAfter()
        self.hand = Hand()  # behind it is all but the output of what it has set
        say = self.before.words
        self.stage = Stage(
            name="stage", sealed=say("stage.sealed"),
            heads=[say("stage.given"), "", say("stage.made")],
            words=[[name, say(f"stage.play.{name}")] for name in say.at("stage.play")],
            says=lab_input("given"), says_code=lab_input("code"), says_back=lab_input("back"),
            says_width=lab_input("waist"),
        )  # fmt: skip
        self.stand_in = Prose(name="stand_in", kind="figure")
        self._fidelity = read(PUBLISHED.read_text("utf-8"))
        self.by_hand = SetByHand(self.session)
        self.gallery = Gallery("gallery")
        self.result = StrokesResult(self.session, self.stage, self.gallery)
        self.trained = StrokesTrained(self.session, self._fidelity)

    def evidence(self) -> list[Any]:
        """The autoencoder, and the damaged pattern that it gets."""
        return [self.stage]

    def reference(self) -> list[Any]:
        """All patterns of the family, and what stands in for a network."""
        return [self.gallery.plot, self.stand_in]

    def sealed(self) -> list[Any]:
        """What happened, and a network that is trained on the same case."""
        return [*self.result.roots(), *self.trained.roots()]

    def draw_evidence(self, shown: StrokesObservation) -> str:
        """Draw the damaged pattern and those that it may be."""
        self.by_hand.follow()
        own = self.by_hand.outcome
        say = self.before if self.session.outcome is None else self.after
        given = shown.x_tilde if own is None else own.x_tilde
        label = say.stage(shown, own=own is not None)
        self.stage.pose(
            given, shown.grid, shown.m, wires(shown.directions), label, say.numbers(shown.m)
        )
        self.stage.widths = self.settings.widths()
        self.gallery.show(shown.gallery, shown.gallery_names, shown.grid)
        if self.session.outcome is None:
            self.gallery.unweigh()
            self.gallery.describe(*self.before.gallery(shown))
        near = self._fidelity.near(shown.family, shown.m, shown.kind, shown.mode)
        self.stand_in.html = self.before.stand_in(near)
        return self.before.brief(shown)

    def clear(self) -> None:
        """Empty all that is sealed."""
        self.hand.caught_up()
        self.result.clear()
        self.trained.draw()

    def draw_outcome(self, happened: StrokesOutcome) -> str:
        """Draw what happened."""
        self.hand.caught_up()
        self.trained.draw()
        self.stage.free = self.session.playing
        own = self.by_hand.outcome
        told = self.result.show(own or happened)
        self.result.show_errors(self._show_output())
        if self.by_hand.decoded is not None:
            return self.after.by_hand()
        return (
            told if own is None else self.after.own(own, fits(self.session.scenario, own.x_tilde))
        )

    def _show_output(self) -> Decoded:
        happened, made = self.by_hand.outcome or self.session.outcome, self.by_hand.decoded
        shown = made or decoded(happened)
        self.result.show_output(happened, shown, made is not None)
        return shown

    def _follow_hand(self) -> None:
        """What comes out at once; all else once no more is being moved, see `advance`."""
        self._show_output()
        self.hand.move()

    def next_hint(self) -> str:
        """What the next case changes."""
        return self.after.next_hint(self.session.trial_scenario, self.session.next_scenario)

    def own_input(self, control: str, value: Any) -> None:
        """What is done on the stage in play, or with a network on the case in view."""
        match control:
            case "given" if self.by_hand.set_input(value):
                self._follow_hand()
            case "code" if self.by_hand.set_code(value):
                self._follow_hand()
            case "given" | "code":
                self.draw()
            case "waist":
                self.session.change("m", value)
            case "own":
                self.settings.own.set(str(value))
            case "back":
                self.by_hand.forget()
                self.session.play_case()
            case "train":
                self.trained.begin()
            case "halt":
                self.trained.stop()
            case _:
                super().own_input(control, value)

    @property
    def running(self) -> bool:
        """Whether something is to be drawn after the hand, or a network is being trained."""
        return self.hand.ahead or self.trained.running

    def advance(self) -> None:
        """Draw what is behind the hand, or train the network on for a moment."""
        if self.hand.ahead:
            if not self.rest:
                self.draw()
            return
        self.trained.advance()
        if not self.running:
            self.draw_step()

    @property
    def rest(self) -> float:
        """As long as the hand moves on, what is behind it waits."""
        return 0.0 if self.trained.running else self.hand.rest

    def draw_step(self) -> None:
        """Draw how far that is; what happened is there at once."""
        self.trained.draw()

    def draw_idle(self) -> None:
        """Draw the map, which takes longer than all the rest."""
        self.result.draw_map()
