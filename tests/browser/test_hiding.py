"""Until the reveal nothing that the browser holds tells target, code, output, error or verdict."""

from __future__ import annotations

from itertools import product

from core.data.pattern_families import family_names
from core.theory.surrogate import MODES
from core.trial.scenario import Scenario, address
from tests.browser.hidden_values.strokes import (
    KINDS,
    Haystack,
    HiddenValue,
    hidden_values,
    scenarios,
)
from tests.browser.visit import Visits

ANSWER = '"answer":'  # how any answer would be named in a message, in storage and in the export


def test_nothing_before_the_reveal_and_all_of_it_after(visits: Visits) -> None:
    cases = scenarios()
    wanted = set(product(family_names(), MODES))
    assert {(case["family"], case["mode"]) for case in cases} == wanted
    hidden = [needle for case in cases for needle in hidden_values(case)]
    visit = visits().open(address(cases[0]))

    for case in cases:
        visit.go(address(case))
        visit.predict("kept", 2).settled()
        assert _found(visit.everything(), hidden) == []
        visit.commit("kept")
        held = visit.everything()
        assert _found(held, hidden) == []
        assert not any(ANSWER in text.replace(": ", ":") for text in held.values())
        assert '"confidence"' in held["export"]  # what may be known is there
        assert '"confidence"' in held["databases"]

    visit.reload()  # Python starts with all that was kept
    assert _found(visit.everything(), hidden) == []

    for number, case in enumerate(cases):
        visit.go(address(case))
        visit.see()
        visit.page.wait_for_function("() => recorded.log.some((text) => text.includes('\"rows\"'))")
        haystack = Haystack(visit.everything())
        _all_kinds_found(case, haystack)
        still = [needle for other in cases[number + 1 :] for needle in hidden_values(other)]
        known = {(n.text, n.run) for other in cases[: number + 1] for n in hidden_values(other)}
        assert _places(haystack, [n for n in still if (n.text, n.run) not in known]) == []


def _all_kinds_found(case: Scenario, haystack: Haystack) -> None:
    """The search itself works: after the reveal it finds each kind, in each place that shows it."""
    places: dict[str, set[str]] = {kind: set() for kind in KINDS}
    for needle in hidden_values(case):
        places[needle.kind] |= set(haystack.places(needle))
    for kind in ("target", "reconstruction", "error", "verdict", "weights"):
        assert {"dom", "bokeh", "messages"} <= places[kind], (kind, places[kind])
    assert {"bokeh", "messages"} <= places["code"], places["code"]
    assert {"databases", "export"} <= {
        place for place, text in haystack.texts.items() if ANSWER in text.replace(": ", ":")
    }


def _found(held: dict[str, str], hidden: list[HiddenValue]) -> list[tuple[HiddenValue, list[str]]]:
    assert set(held) >= {"dom", "bokeh", "messages", "address", "databases", "export", "caches"}
    assert min(len(held[place]) for place in ("dom", "bokeh", "messages", "databases")) > 200
    return _places(Haystack(held), hidden)


def _places(haystack: Haystack, hidden: list[HiddenValue]) -> list[tuple[HiddenValue, list[str]]]:
    return [(needle, places) for needle in hidden if (places := haystack.places(needle))]
