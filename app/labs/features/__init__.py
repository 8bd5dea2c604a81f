"""How the lab `features` looks, and what it says."""

from app.labs.features.view import FeaturesView
from app.labs.registration import with_deck
from core.labs.features.lab import DECK, FEATURES, SUPPLIES

REGISTRATION = with_deck(6, FEATURES, DECK, FeaturesView, SUPPLIES)
