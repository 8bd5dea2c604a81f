"""What a prediction may be: one outcome, or an outcome for each of several parts.

A painted picture has a part for each pixel. Its outcomes are single characters, and so the whole of
it is a text as long as it has parts: "0012" says 0 of the first, 0 of the second, and so on.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

MOST_PARTS = 1024


def check_outcomes(outcomes: object, parts: object = 1) -> tuple[str, ...]:
    """`outcomes` if it is a tuple of at least two distinct names, else ValueError.

    parts: of a prediction, 1 to MOST_PARTS; for more than one a name is one character.
    """
    if type(parts) is not int or not 1 <= parts <= MOST_PARTS:
        raise ValueError(f"parts must be 1 to {MOST_PARTS}, got {parts!r:.60}")
    form = "[a-z0-9_]+" if parts == 1 else "[a-z0-9_]"
    texts = isinstance(outcomes, tuple) and all(isinstance(name, str) for name in outcomes)
    if isinstance(outcomes, tuple) and texts and _are_named(outcomes, form):
        return outcomes
    raise ValueError(f"outcomes must be at least two distinct names ({form}), got {outcomes!r:.99}")


@lru_cache(maxsize=256)  # a ledger says the same again and again
def _are_named(outcomes: tuple[str, ...], form: str) -> bool:
    named = len(outcomes) >= 2 and all(re.fullmatch(form, name) for name in outcomes)
    return named and len(set(outcomes)) == len(outcomes)


def is_prediction(said: object, outcomes: Sequence[str], parts: int = 1) -> bool:
    """Whether `said` is an outcome, or one for each part."""
    if not isinstance(said, str):
        return False
    return said in outcomes if parts == 1 else len(said) == parts and set(said) <= set(outcomes)


def by_part(said: str, parts: int) -> tuple[str, ...]:
    """The outcome of each part."""
    return (said,) if parts == 1 else tuple(said)


def share_right(choice: str, answer: str, parts: int = 1) -> float:
    """The share of the parts, 0 to 1, in which what was chosen is what happened."""
    pairs = zip(by_part(choice, parts), by_part(answer, parts), strict=True)
    return sum(said == was for said, was in pairs) / parts
