"""The results of a ledger, as the score takes them."""

from core.trial.history import revealed
from core.trial.ledger import Ledger
from core.trial.scoring import Result


def results_of(ledger: Ledger) -> tuple[Result, ...]:
    """In the order of their outcomes."""
    return tuple(past.result for past in revealed(ledger))
