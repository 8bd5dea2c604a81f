"""How the lab `train` looks, and what it says."""

from app.labs.registration import with_deck
from app.labs.train.view import TrainView
from core.labs.train.lab import DECK, SUPPLIES, TRAIN

REGISTRATION = with_deck(2, TRAIN, DECK, TrainView, SUPPLIES)
