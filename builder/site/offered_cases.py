"""The cases of every lab's decks as a teacher chooses from them: what is asked, set and shown.

All of it is what a learner sees before the commit, taken from the lab's own view; nothing of what
happens is computed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from app.labs.registration import LabRegistration
from app.runtime.registry import REGISTERED_LABS
from app.session.session import Session
from app.ui.lab_phrases import SEED
from app.ui.lab_view import LabView
from builder.site.case_pictures import pattern, pictures, png
from core.trial.parameters import Choice, Parameter, fixed
from core.trial.scenario import Scenario, address, default_scenario, parse

Keep = Callable[[str], int]


class Pool:
    """Texts that come more than once, each by its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def __call__(self, text: str) -> int:
        """Its number, from 0; the same for the same text."""
        return self._numbers.setdefault(text, len(self._numbers))

    @property
    def texts(self) -> list[str]:
        """All texts, by number."""
        return list(self._numbers)


def offered(more: Iterable[str], picture: Keep) -> list[dict[str, Any]]:
    """Every case of every deck, lab by lab, then those of `more` (addresses) that are in none.

    A case is `{"address", "lab", "asked", "choices", "sure", "set", "layers", "told", "sheet"}`.
    asked: the question; choices: [text, explanation, picture or None] of each answer, or none where
    a picture is painted, whose rows and columns are the sheet; sure: [percent, text] of each
    confidence; set: the settings in words; layers: pictures that lie on each other; told: what
    they show. Pictures are the numbers that `picture` gave their addresses.
    """
    labs = {name: each.lab for name, each in REGISTERED_LABS.items()}
    parameters = {name: lab.parameters() for name, lab in labs.items()}
    others = [parse(each, parameters)[0] for each in more]
    found = []
    for name, registration in REGISTERED_LABS.items():
        session = Session(registration.lab, registration.deck, lambda _: None, all_labs=labs)
        view = registration.view(session)
        own = [case for case in others if case.lab == name]
        for case in dict.fromkeys((*deck_cases(registration), *own)):
            session.visit(address(case), {}, None)
            found.append(_case(session, view, picture))
    return found


def deck_cases(registration: LabRegistration) -> Iterator[Scenario]:
    """All cases of a lab's decks: some labs have one for each name of their first setting."""
    lab, rules = registration.lab, registration.deck
    start = default_scenario(lab.name, lab.parameters())
    first = lab.parameters()[0]
    kind = first.kind({})
    starts = [start]
    if isinstance(kind, Choice):
        starts += [start.with_values(**{first.name: name}) for name in kind.allowed]
    yield from dict.fromkeys(case for each in (rules.first, *starts) for case in rules.cases(each))


def settings_in_words(view: LabView, scenario: Scenario) -> list[str]:
    """What is set in a case, but for what can be no other, and what came later and is as before."""
    return [
        view.say.setting(each.name, scenario)
        for each in scenario.parameters
        if each.name != SEED
        and not fixed(scenario.kind(each.name))
        and not _unstated(each, scenario)
    ]


def text_of(html: str) -> str:
    """The text of a piece of HTML, with a space between two paragraphs."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.parts).split(" ")).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "p":
            self.parts.append(" ")


def _case(session: Session, view: LabView, picture: Keep) -> dict[str, Any]:
    layers, told = pictures(view)
    painted = session.parts > 1
    return {
        "address": address(session.scenario),
        "lab": session.lab.name,
        "asked": text_of(view.brief.html),
        "choices": [_choice(each, picture) for each in view.say.options(session)],
        "sure": [[percent, text] for percent, text, *_ in view.prediction.confidence.options],
        "set": settings_in_words(view, session.scenario),
        "layers": [picture(layer) for layer in layers],
        "told": told,
        "sheet": list(session.observation.grid) if painted else [],
    }


def _choice(option: list[Any], picture: Keep) -> list[Any]:
    _, title, hint, *shown = option
    if not shown:
        return [title, text_of(hint), None]
    columns, levels = shown[0]
    ink = pattern([int(level, 16) / 15 for level in levels], columns)
    return [title, text_of(hint), picture(png(ink))]


def _unstated(parameter: Parameter, scenario: Scenario) -> bool:
    kind = scenario.kind(parameter.name)
    return parameter.later and scenario[parameter.name] == kind.default
