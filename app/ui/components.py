"""The controls of the labs: native elements behind Panel components.

Stock widgets have no accessible name on a slider's handle and draw their own radio buttons; a
native element brings its keyboard, its focus and its screen-reader role with it. Each class here
holds the state, the ES module of the same name under `page/lab/components/` draws it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import param
from bokeh.document import Document
from bokeh.models.css import InlineStyleSheet
from panel.custom import JSComponent

MODULES = Path(__file__).parents[1] / "page" / "lab" / "components"


class Control(JSComponent):  # type: ignore[misc]  # Panel ships no types for its bases
    """What all controls share: one style sheet of ours in place of Panel's, which come by URL."""

    _render_policy = "manual"

    def _get_properties(self, doc: Document | None) -> dict[str, Any]:
        properties: dict[str, Any] = super()._get_properties(doc)
        properties["stylesheets"] = [_style_sheet(doc)]
        properties["bundle"] = "url"  # a file beside the page, see `page/import_shim.js`
        properties["esm"] = self._esm.name
        return properties


class Choice(Control):
    """A question with a few exclusive answers; `value` is "" until one is chosen."""

    label = param.String()
    options = param.List(doc="[value, title, hint] for each answer")
    value = param.String()
    locked = param.Boolean()
    compact = param.Boolean(doc="side by side instead of one below the other")
    _esm = MODULES / "choice.js"


class Slider(Control):
    """A position on a list of `texts`; what a position means is the owner's business."""

    label = param.String()
    texts = param.List(doc="the words for each position")
    values = param.List(doc="what each position stands for, for the page to store")
    position = param.Integer(bounds=(0, None))
    locked = param.Boolean()
    _esm = MODULES / "slider.js"


class Select(Control):
    """One of a few named things, `[value, title]` each."""

    label = param.String()
    options = param.List()
    value = param.String()
    locked = param.Boolean()
    _esm = MODULES / "select.js"


class Button(Control):
    """A button that counts its presses; `kind` is "primary" or "plain"."""

    label = param.String()
    kind = param.Selector(default="plain", objects=["primary", "plain"])
    hint = param.String(doc="a line below the button")
    offered = param.Boolean(default=True)
    clicks = param.Integer()
    _esm = MODULES / "button.js"


class Prose(Control):
    """A run of HTML; `live` is "", "status" or "alert" (how eagerly a change is read out)."""

    html = param.String()
    kind = param.String(doc="a class name for its look")
    live = param.String()
    _esm = MODULES / "prose.js"


class Meter(Control):
    """How far something is that takes time."""

    label = param.String()
    value = param.Number(default=0.0, bounds=(0, 1))
    text = param.String()
    shown = param.Boolean()
    _esm = MODULES / "meter.js"


class TextBox(Control):
    """The learner's own words."""

    label = param.String()
    text = param.String()
    hint = param.String()
    placeholder = param.String()
    longest = param.Integer(default=500, doc="characters")
    settled = param.Integer(doc="how often the learner has left the field")
    _esm = MODULES / "text_box.js"


class Pad(Control):
    """A sheet to draw on; `ink` is a hexadecimal digit for each of its 56 x 56 squares, or ""."""

    label = param.String()
    hint = param.String(doc="how to draw on it")
    clear = param.String(doc="the words of the button that empties it")
    down = param.String(doc="what is said when the keys put the pen down")
    up = param.String(doc="and when they lift it")
    ink = param.String()
    offered = param.Boolean()
    _esm = MODULES / "pad.js"


def _style_sheet(doc: Document | None) -> InlineStyleSheet:
    """Return the one style sheet model that all controls of a document share."""
    if doc is None:
        raise ValueError("a control is drawn into a document; received None")
    if doc not in _SHEETS:
        css = (MODULES / "components.css").read_text("utf-8")
        _SHEETS[doc] = InlineStyleSheet(css=css)
    return _SHEETS[doc]


_SHEETS: WeakKeyDictionary[Document, InlineStyleSheet] = WeakKeyDictionary()
