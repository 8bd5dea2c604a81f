"""Foreign text for the midst of a sentence: whichever way it runs, the sentence runs its own."""

from __future__ import annotations

from unicodedata import bidirectional

FIRST_STRONG, POP = "\u2068", "\u2069"  # between them the text's first letter sets the direction
LEFTWARD = {"R", "AL", "AN"}


def isolated(text: str) -> str:
    """Return `text`, which is printable, between isolates if any of it runs from right to left.

    Printable text holds no sign of its own that turns a direction: none could end the isolate.
    """
    if any(bidirectional(sign) in LEFTWARD for sign in text):
        return f"{FIRST_STRONG}{text}{POP}"
    return text
