"""What a reconstruction amounts to: exactly one of four verdicts.

What is compared is what can be seen: pixels clipped to 0..1, and every comparison is rounded to 9
decimals, so that machines whose last bits differ agree. A pixel is clearly off at 0.15 or less and
clearly on at 0.85 or more; between lies the grey zone. In this order:

recovered  every pixel is clear and as in the target
another    every pixel is clear and as in another member of the family
kept       neither, and the output's squared error against the damaged input is less than half of
           its squared error against every member: it resembles what went in, not a pattern
blend      everything else: grey pixels, or a mixture of strokes that is no member

The target is a member, so "kept" implies that more than half of the damage comes back out: that
kept_share, the least-squares share <x_hat - x, v - x> / <v - x, v - x> of the visible damage v - x
in the output, is above 0.58. It asks for more: an output that resembles some other pattern, only
greyer, is a blend, and so is one that is as far from the input as from the patterns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.numerics.array_types import Floats

VERDICTS = ("recovered", "another", "blend", "kept")
CLEARLY_OFF = 0.15
CLEARLY_ON = 0.85
KEPT_RATIO = 0.5  # clearly nearer: 1 would let a hair decide, and agrees with networks less often
DECIMALS = 9


@dataclass(frozen=True)
class Verdict:
    """name in VERDICTS; member: index of the pattern it equals, or None; kept_share: see above, 0
    when no damage is visible; error: mean squared error between x_hat and the target."""

    name: str
    member: int | None
    kept_share: float
    error: float


def classify(patterns: Floats, target: int, x_tilde: Floats, x_hat: Floats) -> Verdict:
    """Judge x_hat (d,) against patterns (n, d), whose row `target` was damaged into x_tilde (d,).

    Raises ValueError for a target outside 0..n-1 or shapes that do not fit.
    """
    n, d = patterns.shape
    if not 0 <= target < n:
        raise ValueError(f"target is {target}; allowed: 0 to {n - 1}")
    if x_tilde.shape != (d,) or x_hat.shape != (d,):
        raise ValueError(f"shapes are {x_tilde.shape} and {x_hat.shape}; allowed: ({d},) for both")
    x = patterns[target]
    seen = np.round(x_hat, DECIMALS)
    error = float(np.mean((x_hat - x) ** 2))
    share = kept_share(x, x_tilde, x_hat)
    member = clear_member(patterns, seen)
    if member is not None:
        return Verdict("recovered" if member == target else "another", member, share, error)
    kept = resembles_input(patterns, x_tilde, x_hat)
    return Verdict("kept" if kept else "blend", None, share, error)


def clear_member(patterns: Floats, seen: Floats) -> int | None:
    """Index of the pattern that seen (d,), already rounded, clearly shows, or None."""
    on, off = seen >= CLEARLY_ON, seen <= CLEARLY_OFF
    if not (on | off).all():
        return None
    matches = np.flatnonzero((patterns == on).all(axis=1))
    return int(matches[0]) if len(matches) else None


def resembles_input(patterns: Floats, x_tilde: Floats, x_hat: Floats) -> bool:
    """Whether x_hat (d,) is clearly nearer to visible x_tilde (d,) than to all patterns (n, d)."""
    to_input = ((x_hat - np.clip(x_tilde, 0.0, 1.0)) ** 2).sum()
    to_members = ((x_hat - patterns) ** 2).sum(axis=1)  # (n,)
    return bool(np.round(KEPT_RATIO * to_members.min() - to_input, DECIMALS) > 0.0)


def kept_share(x: Floats, x_tilde: Floats, x_hat: Floats) -> float:
    """Least-squares share of the visible damage in the output, rounded to 9 decimals."""
    damage = np.clip(x_tilde, 0.0, 1.0) - x
    power = float((damage * damage).sum())
    if power == 0.0:
        return 0.0
    return round(float(((x_hat - x) * damage).sum()) / power, DECIMALS)
