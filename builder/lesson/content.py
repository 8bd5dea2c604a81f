"""Everything that the content folder holds for the lesson, read and checked against each other."""

from __future__ import annotations

from pathlib import Path

from builder.lesson import (
    annotated_program,
    figure_html,
    panel_sources,
    program_prediction,
    storyboard,
)
from builder.lesson.entries import entries
from builder.lesson.fidelity_sentences import Sentences
from builder.lesson.id_registry import Known
from builder.lesson.prose import HEADING
from builder.lesson.source_errors import Place, called

SOURCE = ("id", "short", "authors", "year", "title", "place", "supports")


class Gathered:
    """Each list by its name; `known` holds all ids."""

    def __init__(self, content: Path) -> None:
        folder = content / "lesson"
        self.known = Known()
        self.sources = entries(content / "sources.toml", "source", SOURCE, ("link",))
        for source in self.sources:
            self.known.add("source", source["id"], source["short"], source.place)
        self.texts = {path: path.read_text("utf-8") for path in sorted(folder.glob("*.md"))}
        for path, text in self.texts.items():
            _note_headings(path, text, self.known)
        self.equations = entries(
            folder / "equations.toml", "equation", ("id", "title", "evidence", "question")
        )
        for equation in self.equations:
            self.known.add("equation", equation["id"], equation["title"], equation.place)
        self.glossary = panel_sources.read_glossary(folder / "glossary.toml", self.known)
        self.cases = panel_sources.read_cases(folder / "cases.toml", self.known)
        self.figures = figure_html.read(folder / "figures.toml", self.known)
        self.program = annotated_program.read(folder / "toy.py", self.known)
        self.prediction = program_prediction.read(folder / "prediction.toml", self.program)
        self.claims = panel_sources.read_claims(folder / "claims.toml", self.known)
        self.unwitnessed = panel_sources.read_unwitnessed(folder / "unwitnessed.toml", self.known)
        self.misconceptions = panel_sources.read_misconceptions(
            folder / "misconceptions.toml", self.known
        )
        self.sentences = Sentences(content)
        self.practice = panel_sources.read_practice(folder / "practice.toml")
        self.inquiry = panel_sources.read_inquiry(folder / "inquiry.toml", self.known)
        self.storyboard = storyboard.read(folder / "storyboard.toml")
        self.stations = entries(folder / "map.toml", "station", ("id", "title", "text"), ("to",))
        for station in self.stations:
            if station.get("to"):
                self.known.need("heading", station["to"], station.place)


def _note_headings(path: Path, text: str, known: Known) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        found = HEADING.match(line.lstrip("# ")) if line.startswith("#") else None
        if found:
            known.add("heading", found["id"], found["text"], Place(called(path), number))
