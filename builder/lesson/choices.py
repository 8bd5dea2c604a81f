"""A question with a few answers, one of them right; each says what speaks for or against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from builder.lesson.entries import Entry
from builder.lesson.prose import Prose

FEWEST = 2


def check(entry: Entry, needed: Sequence[str] = ()) -> list[Entry]:
    """The options. Refuses a choice that cannot turn out: no right answer, or more than one.

    needed: what each option has beyond its texts.
    """
    options = entry.parts("options", ("text", "says", *needed), ("right",))
    right = [option for option in options if option.get("right") is True]
    if len(options) < FEWEST or len(right) != 1:
        entry.place.refuse(
            f"the choice of {entry['id']} has {len(options)} options, {len(right)} of them right; "
            f"allowed: at least {FEWEST}, exactly one of them right"
        )
    return options


def render(entry: Entry, prose: Prose, needed: Sequence[str] = ()) -> dict[str, Any]:
    """Question and options as HTML; the place of the right one."""
    options = check(entry, needed)
    return {
        "question": prose.inline(entry["question"], entry.at(entry["question"])),
        "options": [
            {
                "text": prose.inline(option["text"], option.place),
                "says": prose.inline(option["says"], option.at(option["says"])),
                "right": option.get("right") is True,
            }
            for option in options
        ],
    }
