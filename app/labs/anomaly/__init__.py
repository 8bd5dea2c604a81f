"""How the lab `anomaly` looks, and what it says."""

from app.labs.anomaly.view import AnomalyView
from app.labs.registration import with_deck
from core.labs.anomaly.lab import ANOMALY, DECK, SUPPLIES

REGISTRATION = with_deck(5, ANOMALY, DECK, AnomalyView, SUPPLIES)
