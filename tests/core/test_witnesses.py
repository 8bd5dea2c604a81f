"""Every witness holds, twice alike; one that does not hold would be seen."""

from __future__ import annotations

import math

import pytest

from core.witnesses import WITNESSES, call
from core.witnesses.witness import RELATIONS, Witness


@pytest.mark.parametrize("name", sorted(WITNESSES))
def test_it_holds(name: str) -> None:
    found = call(name)
    assert math.isfinite(found.value)
    assert found.holds, f"{found.value} is not {found.relation} {found.bound}"
    assert found.relation in RELATIONS
    assert WITNESSES[name].measure.__doc__
    assert call(name) == found


def test_one_that_fails_says_so() -> None:
    def three() -> float:
        return 3.0

    def none() -> float:
        return math.nan

    assert not Witness(three, "at most", 2.0).testify().holds
    assert Witness(three, "at least", 3.0).testify().holds
    assert not Witness(none, "at most", 2.0).testify().holds
    assert not Witness(none, "at least", 2.0).testify().holds


def test_an_unknown_name_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(ValueError, match=r"'gossip'; allowed: linear_finds_pca"):
        call("gossip")
