"""How the lab `pca` looks, and what it says."""

from app.labs.pca.view import PcaView
from app.labs.registration import with_deck
from core.labs.pca.lab import DECK, PCA, SUPPLIES

REGISTRATION = with_deck(3, PCA, DECK, PcaView, SUPPLIES)
