"""What each panel's template is given, by the name that the narrative calls the panel by."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from builder.lesson import (
    annotated_program,
    choices,
    fidelity_sentences,
    figure_html,
    panel_sources,
    program_prediction,
    storyboard,
)
from builder.lesson.content import Gathered
from builder.lesson.panel_sources import spoken
from builder.lesson.prose import Prose

Fields = dict[str, Any]


def _map(held: Gathered, prose: Prose) -> Fields:
    return {"stations": [{"to": ""} | spoken(one, prose, "text") for one in held.stations]}


def _program(held: Gathered, prose: Prose) -> Fields:
    lines = [
        {
            "number": number,
            "code": line.code,
            "id": line.id,
            "title": line.title,
            "formula": prose.inline(line.formula, line.place) if line.formula else "",
        }
        for number, line in enumerate(held.program, 1)
    ]
    return {
        "lines": lines,
        "plain": annotated_program.plain(held.program),
        "prints": held.prediction["prints"],
        "choice": choices.render(held.prediction, prose, program_prediction.NEEDED),
    }


def _cases(held: Gathered, prose: Prose) -> Fields:
    return {"cases": [spoken(case, prose, "try") for case in held.cases]}


def _storyboard(held: Gathered, prose: Prose) -> Fields:
    return {"frames": storyboard.render(held.storyboard, prose)}


def _inquiry(held: Gathered, prose: Prose) -> Fields:
    return {
        "inquiries": [
            spoken(one, prose, "after")
            | {"choice": choices.render(one, prose)}
            | {"picture": figure_html.figure(held.figures[one["figure"]], prose)}
            for one in held.inquiry
        ]
    }


def _practice(held: Gathered, prose: Prose) -> Fields:
    texts = ("task", "nudges", "answer", "criteria")
    return {"items": [spoken(item, prose, *texts) for item in held.practice]}


def _misconceptions(held: Gathered, prose: Prose) -> Fields:
    return {
        "misconceptions": [
            spoken(one, prose, "belief", "predict", "breaks")
            | {"address": held.known.addresses[one["case"]]}
            | {"claims": held.known.all("claim", one["claims"], one.place)}
            for one in held.misconceptions
        ]
    }


def _claims(held: Gathered, prose: Prose) -> Fields:
    return {"claims": panel_sources.claims(held.claims, prose, held.known)}


def _unwitnessed(held: Gathered, prose: Prose) -> Fields:
    return {
        "statements": [
            spoken(one, prose, "statement", "why")
            | {"sources": panel_sources.supports(one, prose, held.known)}
            for one in held.unwitnessed
        ]
    }


def _fidelity(held: Gathered, prose: Prose) -> Fields:
    return fidelity_sentences.overview(held.sentences, prose)


def _weakest(held: Gathered, prose: Prose) -> Fields:
    return fidelity_sentences.weakest(held.sentences, prose)


def _glossary(held: Gathered, prose: Prose) -> Fields:
    return {
        "terms": [
            spoken(term, prose, "means")
            | {"role": term.get("role", "")}
            | {"symbol": prose.inline(term.get("symbol", ""), term.place)}
            for term in sorted(held.glossary, key=lambda term: str(term["name"]).lower())
        ]
    }


def _sources(held: Gathered, prose: Prose) -> Fields:
    return {
        "sources": [
            spoken(one, prose, "supports") | {"link": one.get("link", "")} for one in held.sources
        ]
    }


def _nothing(held: Gathered, prose: Prose) -> Fields:
    return {}


FIELDS: dict[str, Callable[[Gathered, Prose], Fields]] = {
    "map": _map,
    "program": _program,
    "cases": _cases,
    "storyboard": _storyboard,
    "inquiry": _inquiry,
    "practice": _practice,
    "misconceptions": _misconceptions,
    "claims": _claims,
    "unwitnessed": _unwitnessed,
    "fidelity": _fidelity,
    "weakest": _weakest,
    "glossary": _glossary,
    "sources": _sources,
    "room": _nothing,
    "cite": _nothing,
}
