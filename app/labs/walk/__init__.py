"""How the lab `walk` looks, and what it says."""

from app.labs.registration import with_deck
from app.labs.walk.view import WalkView
from core.labs.walk.lab import DECK, SUPPLIES, WALK

REGISTRATION = with_deck(8, WALK, DECK, WalkView, SUPPLIES)
