"""How the lab `strokes` looks, and what it says."""

from app.labs.registration import LabRegistration
from app.labs.strokes.view import StrokesView
from app.session.seen_cases import DeckRules
from core.labs.strokes import deck
from core.labs.strokes.lab import STROKES
from core.trial.scenario import default_scenario

FAMILY = default_scenario(STROKES.name, STROKES.parameters()).text("family")
RULES = DeckRules(
    deck.default_scenarios(FAMILY)[0], deck.next_case, deck.next_case,
    lambda scenario: deck.default_scenarios(scenario.text("family")),
    mark=deck.draw_of,
)  # fmt: skip

REGISTRATION = LabRegistration(1, STROKES, RULES, StrokesView)
