"""The teacher's page: what it offers to choose from, and what it checks addresses against."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import CONTENT, gathered, words
from app.ui.lab_phrases import SEED, LabPhrases
from builder.site.offered_cases import Pool, offered
from builder.site.pages import HOME_LAB, LABS, LANGUAGE
from builder.site.parameter_tables import parameter_table
from builder.site.tool_pages import Tool
from core.trial.scenario import Scenario, default_scenario


def teach(runtime: Mapping[str, Any]) -> Tool:
    """Return the page `teach/`. runtime: what the labs' pages need of Python, which it does not.

    The labs' data must be provided. Its own data: `labs` with their parameters, `cases` as in
    `offered_cases`, `pictures` that these name by number, `path`, the home page's assignment,
    and `shell`, the words of the SCORM package's page.
    """
    say = words("path")
    steps = [step["case"] for step in say.at("steps")]
    pool = Pool()
    cases = offered(steps, pool)
    return Tool("teach", {}, {
        "labs": [_lab(name) for name in REGISTERED_LABS],
        "cases": cases,
        "pictures": pool.texts,
        "path": {"title": say("title"), "cases": steps},
        "shell": gathered("scorm", CONTENT / LANGUAGE),
    })  # fmt: skip


def _lab(name: str) -> dict[str, Any]:
    registration = REGISTERED_LABS[name]
    phrases = registration.view.wording(name)
    parameters = registration.lab.parameters()
    scenario = default_scenario(name, parameters)
    return {
        "name": name,
        "title": phrases.words("card.title"),
        "page": "index.html" if name == HOME_LAB else f"{LABS}{name}/index.html",
        "parameters": [
            {**row, **_said(phrases, row, scenario)} for row in parameter_table(parameters)
        ],
    }


def _said(phrases: LabPhrases, row: Mapping[str, Any], scenario: Scenario) -> dict[str, Any]:
    """What a parameter is called, and each of its names. row: as in `parameter_table`."""
    if row["name"] == SEED:
        return {"label": "", "names": {}}
    label = phrases.setting(row["name"], scenario).partition(": ")[0]
    names = {}
    for values, kind in row["kinds"].items():
        there = scenario.with_values(**dict(zip(row["by"], values.split(","), strict=False)))
        for name in kind.get("names", []):
            text = phrases.setting(row["name"], there.with_values(**{row["name"]: name}))
            names[name] = text.partition(": ")[2]
    return {"label": label, "names": names}
