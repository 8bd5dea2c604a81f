"""A lab that takes a table of the learner's own in play, beside its cases."""

from __future__ import annotations

from typing import Any

from app.ui.lab_view import LabView
from app.ui.own_table import PREFIX, OwnTablePanel


class OwnTableView(LabView):
    """The panel draws itself; it runs while the lab is played with."""

    own_panel: OwnTablePanel  # which `build` makes

    def roots(self) -> list[Any]:
        """The lab's own, then the panel's."""
        return [*super().roots(), *self.own_panel.roots()]

    def draw(self) -> None:
        """Draw the lab; a run of the panel stops where play ends."""
        super().draw()
        if self.own_panel.own.running and not self.session.playing:
            self.own_panel.own.pause()
            self.own_panel.draw()

    def own_input(self, control: str, value: Any) -> None:
        """What is entered in the panel's controls."""
        if not control.startswith(PREFIX):
            super().own_input(control, value)
        elif self.session.playing:
            self.own_panel.enter(control, value)
        else:
            self.own_panel.draw()

    @property
    def running(self) -> bool:
        """Whether the panel computes something."""
        return self.own_panel.own.running

    def advance(self) -> None:
        """Go on with that for a step."""
        self.own_panel.own.advance()
        if not self.running:
            self.own_panel.draw()

    def draw_step(self) -> None:
        """Draw the last step of the lab's run, or of the panel's."""
        if self.session.running:
            super().draw_step()
        if self.running:
            self.own_panel.draw_step()
