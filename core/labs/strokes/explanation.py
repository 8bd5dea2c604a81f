"""Why it came out so: the facts for one sentence, as data. The words are content."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from core.labs.strokes.lab import StrokesOutcome
from core.theory.surrogate import MODES
from core.theory.verdict import VERDICTS

CAUSES = ("evidence", "bottleneck")
REASONS = tuple("_".join(parts) for parts in product(MODES, CAUSES, VERDICTS))


@dataclass(frozen=True)
class Explanation:
    """reason, one of REASONS: "<mode>_<cause>_<verdict>". cause is "evidence" when the output
    would amount to the same with every number passing, and "bottleneck" when the width changed it.

    target, member, rival: pattern names. member is what came out, None unless it is a pattern;
    rival is the likeliest member other than the target; *_weight: posterior probabilities 0..1.
    unlimited: the verdict if every number passed, and unlimited_member its pattern or None.
    m: width; used: code numbers that carry anything; strokes: strokes in the family; pixels: d.
    damaged: pixels that visibly changed by more than 0.3; kept_share and error as in the verdict.
    """

    reason: str
    verdict: str
    target: str
    target_weight: float
    rival: str
    rival_weight: float
    member: str | None
    member_weight: float | None
    unlimited: str
    unlimited_member: str | None
    m: int
    used: int
    strokes: int
    pixels: int
    damaged: int
    kept_share: float
    error: float


def explanation(outcome: StrokesOutcome) -> Explanation:
    """The facts behind an outcome."""
    weights, names = outcome.reconstruction.weights, outcome.pattern_names
    others = np.round(weights, 9)
    others[outcome.target] = -1.0
    rival = int(np.argmax(others))  # first of equals
    v, free = outcome.verdict, outcome.unlimited
    same = (v.name, v.member) == (free.name, free.member)
    visible = np.abs(np.clip(outcome.x_tilde, 0.0, 1.0) - outcome.x)
    return Explanation(
        reason=f"{outcome.mode}_{CAUSES[0] if same else CAUSES[1]}_{v.name}",
        verdict=v.name,
        target=outcome.target_name,
        target_weight=float(weights[outcome.target]),
        rival=names[rival],
        rival_weight=float(weights[rival]),
        member=outcome.member_name,
        member_weight=None if v.member is None else float(weights[v.member]),
        unlimited=free.name,
        unlimited_member=None if free.member is None else names[free.member],
        m=outcome.m,
        used=int(np.any(outcome.reconstruction.directions != 0.0, axis=1).sum()),
        strokes=outcome.stroke_count,
        pixels=len(outcome.x),
        damaged=int((np.round(visible, 9) > 0.3).sum()),
        kept_share=v.kept_share,
        error=v.error,
    )
