"""The labs: each with its deck, its view, and the data that it needs, in the page's order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.labs.strokes import StrokesView
from app.session import Session
from app.state import Deck
from core import cases
from core.lab import Lab
from core.scenario import default_scenario
from core.strokes import STROKES


@dataclass(frozen=True)
class Kit:
    """A lab and what belongs to it. supplies: its data, by name in `core.supplies`."""

    lab: Lab[Any, Any]
    deck: Deck
    view: Callable[[Session], Any]
    supplies: tuple[str, ...] = ()


def _strokes() -> Kit:
    family = default_scenario(STROKES.name, STROKES.parameters()).text("family")
    deck = Deck(cases.default_scenarios(family)[0], cases.follow_up, cases.next_case)
    return Kit(STROKES, deck, StrokesView)


KITS: dict[str, Kit] = {kit.lab.name: kit for kit in (_strokes(),)}
