"""The train lab in words: what its settings are called."""

from __future__ import annotations

from app.session.session import Session
from app.ui.lab_phrases import SEED, LabPhrases
from core.data import added_points
from core.labs.train.lab import is_curve
from core.trial.parameters import Value, fixed
from core.trial.scenario import Scenario


class TrainPhrases(LabPhrases):
    """As in all labs; points that were added are counted."""

    def value(self, name: str, value: Value) -> str:
        """As in all labs."""
        if name == "added" and value != added_points.NONE:
            return self.words("settings.added.some", count=len(added_points.read(str(value))))
        return super().value(name, value)

    def prediction_look(self, session: Session) -> str:
        """Marked points stand in a row."""
        return "scale" if is_curve(session.scenario.values) else ""


def differences(now: Scenario, coming: Scenario) -> list[str]:
    """The settings in which another case differs, but for those that it has no choice in."""
    return [
        name for name in now.values
        if name != SEED and now[name] != coming[name] and not fixed(coming.kind(name))
    ]  # fmt: skip
