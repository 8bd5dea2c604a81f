"""Put the lesson together: what was gathered and checked becomes a narrative with its panels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from builder.lesson import figure_html, note_targets
from builder.lesson.content import Gathered
from builder.lesson.panel_context import FIELDS
from builder.lesson.prose import Heading, Prose
from builder.lesson.source_errors import Place, called

PACE = 180  # words a minute: slower than a novel, for there are formulas
Words = dict[str, Any]


@dataclass(frozen=True)
class Lesson:
    """The narrative's parts as HTML, its headings, its objects, and how long it is."""

    parts: list[Markup]
    headings: list[Heading]
    objects: list[dict[str, Any]]
    words: int

    @property
    def minutes(self) -> int:
        """Reading time, without trying anything."""
        return round(self.words / PACE)


def lesson(content: Path, environment: Environment, words: Words) -> Lesson:
    """Read `content` and render it; words: those of the panels' own buttons and headings."""
    held = Gathered(content)
    used: set[str] = set()
    inner = Prose(held.known, words["prose"])
    panel = partial(_panel, held, inner, environment, words, used)
    prose = Prose(held.known, words["prose"], panel)
    parts = []
    for path, text in held.texts.items():
        html = prose.block(text, Place(called(path), 1))
        parts.append(Markup(html))
    found = note_targets.listed(held, words["questions"])
    note_targets.placed(found, "".join(parts))
    told = [one.told() for one in found]
    return Lesson(parts, prose.headings, told, _count("\n".join(held.texts.values())))


def _panel(
    held: Gathered,
    prose: Prose,
    environment: Environment,
    words: Words,
    used: set[str],
    name: str,
    which: str | None,
    place: Place,
) -> str:
    """The HTML of a panel that the narrative asks for."""
    key = f"{name} {which or ''}".strip()
    if key in used:
        place.refuse(f"::{key} stands here a second time")
    used.add(key)
    if name == "figure":
        held.known.need("figure", which or "", place)
        if which in {one["figure"] for one in held.inquiry}:
            place.refuse(f"the figure {which} stands in an inquiry already")
        return figure_html.figure(held.figures[which or ""], prose)
    if name not in FIELDS or which:
        place.refuse(f"no panel ::{key}; allowed: ::figure name, ::{', ::'.join(FIELDS)}")
    fields = FIELDS[name](held, prose)
    template = environment.get_template(f"lesson/{name}.html")
    return template.render(words=_marked(words), **_marked(fields)) + "\n"


def _marked(tree: Any) -> Any:
    if isinstance(tree, str):
        return Markup(tree)
    if isinstance(tree, list):
        return [_marked(item) for item in tree]
    if isinstance(tree, dict):
        return {name: _marked(item) for name, item in tree.items()}
    return tree


def _count(markdown: str) -> int:
    """Words of the narrative, without its panels; a formula reads like a word."""
    return len(re.sub(r"\$\$.*?\$\$|\$[^$]*\$", " x ", markdown, flags=re.S).split())
