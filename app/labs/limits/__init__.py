"""How the lab `limits` looks, and what it says."""

from app.labs.limits.view import LimitsView
from app.labs.registration import with_deck
from core.labs.limits.lab import DECK, LIMITS, SUPPLIES

REGISTRATION = with_deck(7, LIMITS, DECK, LimitsView, SUPPLIES)
