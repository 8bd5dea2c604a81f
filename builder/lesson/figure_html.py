"""Figures as they stand in the page: drawing, caption, and the same as text and table."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from builder.lesson import lesson_stage
from builder.lesson.drawings import svg
from builder.lesson.drawings.drawing import Drawing
from builder.lesson.drawings.pictures import PICTURES
from builder.lesson.entries import Entry, entries
from builder.lesson.id_registry import Known
from builder.lesson.prose import Prose
from core.theory.worked_example import worked_example

NEEDED = ("id", "title", "caption", "twin", "head")


def read(path: Path, known: Known) -> dict[str, Entry]:
    """Every figure's words. One that `pictures` cannot draw is refused."""
    found = {}
    for entry in entries(
        path, "figure", ("id", "title", "caption", "twin", "head"), ("labels", "stage")
    ):
        name = entry["id"]
        if name not in PICTURES:
            entry.place.refuse(f"nothing draws a figure {name!r}; allowed: {', '.join(PICTURES)}")
        if entry.get("stage"):
            lesson_stage.check(entry)
        known.add("figure", name, entry["title"], entry.place)
        found[name] = entry
    return found


@cache
def drawn(name: str, labels: tuple[str, ...]) -> Drawing:
    """The drawing; training takes a moment, so once."""
    return PICTURES[name](labels)


def figure(entry: Entry, prose: Prose) -> str:
    """The whole `<figure>`. A head that does not fit the drawing's rows is refused."""
    try:
        drawing = drawn(entry["id"], tuple(entry.get("labels", ())))
    except IndexError:
        entry.place.refuse(f"the figure {entry['id']} needs more labels than it has")
    if any(len(row) != len(entry["head"]) for row in drawing.rows):
        entry.place.refuse(f"head has {len(entry['head'])} columns, a row {drawing.rows[0]}")
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in entry["head"])
    rows = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in drawing.rows
    )
    picture = _picture(drawing, entry["twin"])
    if entry.get("stage"):
        told = escape(lesson_stage.told(entry, worked_example()))
        picture = f'<div class="picture" data-stage="{told}">{picture}</div>'
    label = prose.words["table"].format(title=entry["title"])
    caption = prose.inline(entry["caption"], entry.at(entry["caption"]))
    return (
        f'<figure class="plate" id="figure-{entry["id"]}">{picture}<figcaption>{caption}'
        f'<details class="twin"><summary>{escape(prose.words["twin"])}</summary>'
        f'<div role="group" tabindex="0" aria-label="{escape(label)}">'
        f"<p>{escape(entry['twin'])}</p><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div></details></figcaption></figure>\n"
    )


def _picture(drawing: Drawing, twin: str) -> str:
    """The drawings, side by side if there are several; one text tells of all of them."""
    first = svg.picture(drawing.width, drawing.height, drawing.shapes, twin)
    others = [svg.mute(one.width, one.height, one.shapes) for one in drawing.beside]
    return f'<div class="panels">{first}{"".join(others)}</div>' if others else first
