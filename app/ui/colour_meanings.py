"""Colours by meaning. A figure names what it shows; the page says which colour that is.

The page's style sheet is the only place that knows colours, light and dark. A Bokeh canvas cannot
read it, so each model that paints carries a tag `{"ink": {property: meaning}}`, and the page's
`palette.js` sets the property whenever the theme is known or changes. Python writes no colour. A
tag `{"ramp": [low, high]}` gives a colour mapper all the shades between two meanings.
"""

from __future__ import annotations

from typing import Final, TypeVar

from bokeh.model import Model

M = TypeVar("M", bound=Model)
MEANINGS: Final = (
    "ground", "card", "ink", "soft", "line", "empty",
    "clean", "corrupted", "code", "reconstruction", "error", "action",
)  # fmt: skip


def paint(model: M, **meanings: str) -> M:
    """Mark `model` so that each named property takes the colour of its meaning; return it."""
    for name, meaning in meanings.items():
        _check(meaning)
        if name not in model.properties():
            raise ValueError(f"{type(model).__name__} has no property {name!r} to paint")
    model.tags = [*model.tags, {"ink": meanings}]
    return model


def colour_ramp(mapper: M, low: str, high: str) -> M:
    """Mark a colour mapper so that its palette goes from one meaning's colour to the other's."""
    _check(low)
    _check(high)
    mapper.tags = [*mapper.tags, {"ramp": [low, high]}]
    return mapper


def _check(meaning: str) -> None:
    if meaning not in MEANINGS:
        raise ValueError(f"no colour means {meaning!r}; allowed: {', '.join(MEANINGS)}")
