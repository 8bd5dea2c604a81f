"""What a lab's view has drawn behind its envelopes, and how a test comes to the reveal."""

from __future__ import annotations

from typing import Any

from bokeh.models import ColumnDataSource

from app.ui.lab_view import LabView


def revealed(view: LabView, choice: str) -> Any:
    """Predict, commit, see to the end; what happened."""
    session = view.session
    session.predict(choice)
    session.commit(session.choice, 65)
    session.reveal()
    while session.running:
        session.advance()
    return session.outcome


def drawn(view: LabView) -> dict[str, int]:
    """How many numbers and texts each sealed figure holds."""
    plots = [root for root in view.sealed() if hasattr(root, "renderers")]
    return {
        plot.name: sum(
            len(column)
            for renderer in plot.renderers
            if isinstance(renderer.data_source, ColumnDataSource)
            for column in renderer.data_source.data.values()
        )
        for plot in plots
    }
