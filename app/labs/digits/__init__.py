"""How the lab `digits` looks, and what it says."""

from app.labs.digits.view import DigitsView
from app.labs.registration import with_deck
from core.labs.digits.lab import DECK, DIGITS, SUPPLIES

REGISTRATION = with_deck(4, DIGITS, DECK, DigitsView, SUPPLIES)
