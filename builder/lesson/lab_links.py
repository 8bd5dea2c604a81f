"""Links of the narrative to a case of any lab, on that lab's own page."""

from __future__ import annotations

from app.runtime.registry import REGISTERED_LABS
from builder.lesson.source_errors import Place
from core.trial.lab import parameters_by_lab
from core.trial.scenario import address, parse

FIRST = next(iter(REGISTERED_LABS))  # whose page carries the lesson


def page_of(query: str, place: Place) -> str:
    """Where `lab=…&…` leads from the lesson; refused unless the lab takes it as it stands."""
    labs = parameters_by_lab([each.lab for each in REGISTERED_LABS.values()])
    scenario, notices = parse(query, labs)
    asked = dict(part.partition("=")[::2] for part in query.split("&"))
    taken = dict(part.partition("=")[::2] for part in address(scenario).lstrip("?").split("&"))
    if notices or any(taken.get(name) != value for name, value in asked.items()):
        place.refuse(f"{query} is not taken as it stands: {address(scenario)}")
    if scenario.lab == FIRST:
        place.refuse(f"{query} is a case of the lab above; allowed: case:id")
    return f"labs/{scenario.lab}/index.html?{query}#lab"
