"""Witnesses: named checks of what the lesson claims. Each measures one number against a bound.

The same checks run in the test suite and, on a press, in the reader's browser. Each takes at most
about two seconds there, has its seeds fixed, and leaves a margin between number and bound that is
far larger than what two machines can differ by.
"""

from __future__ import annotations

from core.witnesses import (
    convolution,
    denoising,
    likelihood,
    limits,
    linear,
    regularisers,
    trained_networks,
    variational,
)
from core.witnesses.witness import Finding, Witness

__all__ = ["WITNESSES", "Finding", "Witness", "call"]

WITNESSES: dict[str, Witness] = {
    witness.name: witness
    for part in (
        linear,
        denoising,
        trained_networks,
        regularisers,
        likelihood,
        convolution,
        variational,
        limits,
    )
    for witness in part.WITNESSES
}


def call(name: str) -> Finding:
    """Measure. Raises ValueError for a name that no witness has."""
    if name not in WITNESSES:
        raise ValueError(f"witness is {name!r:.60}; allowed: {', '.join(WITNESSES)}")
    return WITNESSES[name].testify()
