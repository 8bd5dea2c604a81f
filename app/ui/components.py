"""The controls of the labs: native elements behind Panel components.

A control shows what it is told, and says what the learner does as a message of its own (`says`). It
never hears itself: what comes of it is drawn from the session.

Stock widgets have no accessible name on a slider's handle and draw their own radio buttons; a
native element brings its keyboard, its focus and its screen-reader role with it. Each class here
holds the state, the ES module of the same name under `page/lab/components/` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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

    says = param.List(doc="the message of an entry, as [name, value]; None for what is entered")
    _render_policy = "manual"

    def take(self, message: Mapping[str, Any]) -> None:
        """Show what was entered here, if the message is of this control."""
        if self.is_of(message, self.says):
            for name, told in self.says:
                if told is None:
                    self._enter(message[name])

    @staticmethod
    def is_of(message: Mapping[str, Any], says: Iterable[Sequence[Any]]) -> bool:
        """Whether a message is what is said so."""
        return bool(says) and all(
            name in message and told in (None, message[name]) for name, told in says
        )

    def _enter(self, value: Any) -> None:
        """Show this; a control that holds nothing has nothing to show."""

    def _get_properties(self, doc: Document | None) -> dict[str, Any]:
        properties: dict[str, Any] = super()._get_properties(doc)
        properties["stylesheets"] = _style_sheets(doc, self._esm.with_suffix(".css").name)
        properties["bundle"] = "url"  # a file beside the page, see `page/import_shim.js`
        properties["esm"] = self._esm.name
        return properties


class Choice(Control):
    """A question with a few exclusive answers; `value` is "" until one is chosen."""

    label = param.String()
    options = param.List(
        doc="[value, title, hint] for each answer; of its picture, if any, [columns, levels 0 to f]"
    )
    value = param.String()
    locked = param.Boolean()
    look = param.Selector(
        default="", objects=["", "compact", "keys", "scale", "pictures"], doc="a class name"
    )
    _esm = MODULES / "choice.js"

    def _enter(self, value: Any) -> None:
        self.value = value


class Scale(Choice):
    """A question whose answers are numbers; `value` is 0 until one is chosen."""

    value = param.Integer(default=0)


class Slider(Control):
    """A position on a list of `texts`; what a position means is the owner's business."""

    label = param.String()
    texts = param.List(doc="the words for each position")
    values = param.List(doc="what each position stands for")
    position = param.Integer(bounds=(0, None))
    locked = param.Boolean()
    _esm = MODULES / "slider.js"

    def _enter(self, value: Any) -> None:
        if value in self.values:  # else it stood on other stops when it was moved
            self.position = self.values.index(value)


class Select(Control):
    """One of a few named things, `[value, title]` each."""

    label = param.String()
    options = param.List()
    value = param.String()
    locked = param.Boolean()
    _esm = MODULES / "select.js"

    def _enter(self, value: Any) -> None:
        self.value = value


class Button(Control):
    """A button; `kind` is "primary" or "plain"."""

    label = param.String()
    kind = param.Selector(default="plain", objects=["primary", "plain"])
    hint = param.String(doc="a line below the button")
    offered = param.Boolean(default=True)
    _esm = MODULES / "button.js"


class Prose(Control):
    """A run of HTML; `live` is "" or "status" (whether a change is read out)."""

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
    says_left = param.List(doc="the message when the learner leaves the field, like `says`")
    _esm = MODULES / "text_box.js"

    def _enter(self, value: Any) -> None:
        self.text = value


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

    def _enter(self, value: Any) -> None:
        self.ink = value


class Painting(Control):
    """A grid that is painted: `value` is a character for each pixel, 0 empty, 1 half, 2 full."""

    label = param.String()
    shape = param.List(doc="rows and columns")
    value = param.String(doc='"" until something is painted')
    words = param.List(doc="[name, text] of hint, cell, the three levels, clear")
    offered = param.Boolean()
    locked = param.Boolean()
    _esm = MODULES / "painting.js"

    def take(self, message: Mapping[str, Any]) -> None:
        """Show what was painted; where nothing is painted, outcomes are chosen."""
        if self.offered:
            super().take(message)

    def _enter(self, value: Any) -> None:
        self.value = value


class PatternEditor(Control):
    """A set of patterns that is drawn: `value` spells it out, see `core.data.own_patterns`."""

    label = param.String()
    value = param.String()
    words = param.List(doc="[name, text] of what it says, as in `content/<language>/strokes.toml`")
    problem = param.String(doc='what is the matter with it, or ""')
    offered = param.Boolean()
    locked = param.Boolean()
    _esm = MODULES / "pattern_editor.js"

    def _enter(self, value: Any) -> None:
        self.value = value


class FilePicker(Control):
    """A button to choose a file with: it says its name and its bytes, as base64."""

    label = param.String()
    hint = param.String()
    accept = param.String(doc="endings and types that are offered first")
    limit = param.Integer(doc="bytes; of a larger file none is read")
    says_refused = param.List(doc="the message of a file that is not read, too_large or unreadable")
    _esm = MODULES / "file_picker.js"


class Table(Control):
    """A table that can be scrolled and, where there are words for it, copied."""

    label = param.String()
    head = param.List()
    rows = param.List(doc="as many texts each as the head has; the first names the row")
    copy = param.String(doc='the words of the button that copies it, or ""')
    copied = param.String(doc="what is said when it is copied")
    refused = param.String(doc="and when the browser does not allow it")
    _esm = MODULES / "table.js"


def message(**fields: str | None) -> list[list[str | None]]:
    """What a control says, see `Control.says`; its type, and what is always the same, or None."""
    return [[name, value] for name, value in fields.items()]


def lab_input(control: str) -> list[list[str | None]]:
    """What a control says that only one lab has."""
    return message(type="lab_input", control=control, value=None)


def _style_sheets(doc: Document | None, own: str) -> list[InlineStyleSheet]:
    """Return what all controls of a document share, and what those of one kind do, if they do."""
    if doc is None:
        raise ValueError("a control is drawn into a document; received None")
    names = [name for name in ("components.css", own) if (MODULES / name).exists()]
    sheets = _SHEETS.setdefault(doc, {})
    for name in names:
        if name not in sheets:
            sheets[name] = InlineStyleSheet(css=(MODULES / name).read_text("utf-8"))
    return [sheets[name] for name in names]


_SHEETS: WeakKeyDictionary[Document, dict[str, InlineStyleSheet]] = WeakKeyDictionary()
