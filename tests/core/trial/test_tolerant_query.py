"""What an address asks for, whatever has become of it on its way."""

from __future__ import annotations

import pytest

from core.labs.strokes.lab import STROKES
from core.trial.scenario import address, asks_for_case, default_scenario, parse
from core.trial.tolerant_query import Asked, lab_of, read
from tests.asked import EXAMPLES, LABS, NAMES


@pytest.mark.parametrize(("query", "fields"), EXAMPLES, ids=[query for query, _ in EXAMPLES])
def test_what_is_asked_for(query: str, fields: dict[str, str]) -> None:
    first = dict(reversed(read(query, NAMES).fields))
    assert first == fields
    assert asks_for_case(query, LABS) is bool(fields)


@pytest.mark.parametrize("query", [query for query, fields in EXAMPLES if not fields])
def test_where_nothing_is_asked_nothing_is_said(query: str) -> None:
    assert parse(query, LABS) == (default_scenario(STROKES.name, STROKES.parameters()), ())


def test_a_link_that_was_passed_on_needs_no_notice() -> None:
    fine = {"lab": "strokes", "m": "4"}
    for query in (query for query, fields in EXAMPLES if fields == fine and "m=5" not in query):
        scenario, notices = parse(query, LABS)
        assert (scenario["m"], notices) == (4, ()), query


@pytest.mark.parametrize("lab", LABS)
def test_a_lab_is_known_in_capitals(lab: str) -> None:
    scenario, notices = parse(f"?LAB={lab.upper()}", LABS)
    assert (scenario.lab, notices) == (lab, ())


def test_all_values_are_known_in_capitals() -> None:
    for lab, parameters in LABS.items():
        scenario = default_scenario(lab, parameters)
        shouted = address(scenario).upper()
        assert parse(shouted, LABS) == (scenario, ())


def test_names_beside_a_case_make_one_notice_and_trackers_none() -> None:
    case = "?lab=strokes&m=4&"
    hundred = "&".join(f"p{i}=1" for i in range(100))
    (notice,) = parse(f"{case}{hundred}&utm_source=x", LABS)[1]
    assert (notice.problem, notice.name, notice.value) == (
        "unknown_parameters", "p0, p1, p2, …", "100"
    )  # fmt: skip
    assert parse(f"{case}fbclid=1&gclid=2&utm_x=3&embed=1&share=1&_ga=5&wbclid=6", LABS)[1] == ()
    assert parse(f"?{hundred}", LABS)[1] == ()
    (notice,) = parse(f"{case}famly=toy", LABS)[1]
    assert (notice.problem, notice.name) == ("unknown_parameter", "famly")
    (notice,) = parse("?k=4", LABS)[1]  # another lab's
    assert (notice.problem, notice.name) == ("unknown_parameter", "k")


def test_an_unknown_lab_is_told_all_there_are() -> None:
    (notice,) = parse("?lab=alchemy", LABS)[1]
    assert notice.allowed.allowed == tuple(LABS)  # type: ignore[union-attr]
    assert len(LABS) == 8


def test_foreign_names_are_told_once_each_without_what_they_held() -> None:
    assert read("?q=1&Q=2&w=%26m%3D7&z&m=3", NAMES) == Asked((("m", "3"),), ("q", "w"))


def test_the_lab_of_an_address() -> None:
    assert lab_of("?lab=pca&k=2") == "pca"
    assert lab_of("?m=2") == ""
