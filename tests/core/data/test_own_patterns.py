"""A learner's own patterns in a name: there and back, one spelling, every fault told apart."""

from __future__ import annotations

import numpy as np
import pytest

from core.data.own_patterns import (
    LARGEST_SIDE,
    MOST,
    PREFIX,
    OwnPatternsError,
    own_family,
    own_name,
    own_seed,
    spelled,
)
from core.data.pattern_families import FamilyError
from core.labs.strokes.lab import STROKES, family_of
from core.theory.surrogate import reconstruct
from core.trial.lab import parameters_by_lab
from core.trial.scenario import address, parse

LABS = parameters_by_lab([STROKES])
BIT = [f"-{1 << at:04x}" for at in range(13)]


def test_a_name_by_hand() -> None:
    # 2 rows of 3: ## . / . # #  is 110011, which is 33 in hexadecimal; .#. / .#. is 010010, 12
    family = own_family("own-2x3-2-33-12")
    assert (family.grid, family.d, family.n) == ((2, 3), 6, 2)
    assert family.patterns.tolist() == [[1, 1, 0, 0, 1, 1], [0, 1, 0, 0, 1, 0]]
    assert family.pattern_names == ("A", "B")
    assert family.map_widths == (1, 2, 3, 4, 6)
    assert spelled(family.patterns, family.grid) == family.name == "own-2x3-2-33-12"


def test_any_set_is_read_as_it_was_spelled() -> None:
    rng = np.random.default_rng(7)
    for _ in range(200):
        rows, columns = rng.integers(1, LARGEST_SIDE + 1, 2).tolist()
        d = rows * columns
        if d < 4:
            continue
        drawn = np.unique(rng.integers(0, 2, (MOST, d)), axis=0).astype(float)
        drawn = rng.permutation(drawn[drawn.any(axis=1)])
        if len(drawn) < 2:
            continue
        name = spelled(drawn, (rows, columns))
        family = own_family(name)
        np.testing.assert_array_equal(family.patterns, drawn)
        assert (family.grid, family.name, own_name(name.upper())) == ((rows, columns), name, name)


def test_it_begins_with_something_to_look_at() -> None:
    begun = own_family(PREFIX)
    assert (begun.grid, begun.n) == ((5, 5), 3)
    assert own_name("OWN") == begun.name
    assert begun.patterns[2].reshape(5, 5)[2].tolist() == [1, 1, 1, 1, 1]  # the plus's arm


@pytest.mark.parametrize(
    ("name", "problem", "letters"),
    [
        ("own-", "unreadable", ""), ("own-2x2", "unreadable", ""),
        ("own-2x2-2-1-g", "unreadable", ""),
        ("own-2x2-3-1-2", "unreadable", ""), ("own-2x2-2-1-2-4", "unreadable", ""),
        ("own-2x2-2-1-", "unreadable", ""), ("own-2x2-2-1-1f", "unreadable", ""),
        ("own-5x5-2-1-2", "unreadable", ""), ("own-1x3-2-1-9", "unreadable", ""),
        ("own-٢x2-2-1-2", "unreadable", ""), ("own-9999x2-2-1-2", "unreadable", ""),
        ("own-0x0-2-1-2", "grid", ""), ("own-99x99-2-1-2", "grid", ""),
        ("own-1x1-2-0-1", "grid", ""),
        ("own-9x1-2-001-002", "grid", ""), ("own-2x2-0", "few", ""), ("own-2x2-1-1", "few", ""),
        ("own-4x4-13" + "".join(BIT), "many", ""),
        ("own-2x2-3-1-0-0", "blank", "B"), ("own-2x2-3-1-2-2", "same", "BC"),
    ],
)  # fmt: skip
def test_what_spells_no_set_is_told(name: str, problem: str, letters: str) -> None:
    with pytest.raises(OwnPatternsError) as caught:
        own_family(name)
    assert (caught.value.problem, caught.value.letters) == (problem, letters)
    assert name[:30] in str(caught.value)
    assert "allowed: 2 to 12" in str(caught.value)


def test_other_names_are_families_with_files_or_none() -> None:
    assert own_name("segments") is own_name("owner") is own_name("") is None
    assert family_of("segments").n == 10
    with pytest.raises(FamilyError, match="no family 'owner'"):
        family_of("owner")


def test_an_address_carries_them() -> None:
    scenario, notices = parse("?lab=strokes&family=OWN-2X3-2-33-12&m=9&ask=stroke", LABS)
    assert scenario.text("family") == "own-2x3-2-33-12"
    assert scenario["m"] == 6
    assert scenario["ask"] == "verdict"  # nobody has named their strokes
    assert [notice.problem for notice in notices] == ["out_of_range", "unknown_choice"]
    assert parse(address(scenario), LABS) == (scenario, ())
    cut = address(scenario)[: len("?lab=strokes&family=own-2x3-2-33")]
    again, (notice,) = parse(cut, LABS)
    assert (again.text("family"), notice.problem) == ("segments", "broken_name")


def test_the_surrogate_answers_for_the_largest_set() -> None:
    rng = np.random.default_rng(3)
    drawn = rng.integers(0, 2, (MOST, LARGEST_SIDE**2)).astype(float)
    name = spelled(drawn, (LARGEST_SIDE, LARGEST_SIDE))
    assert len(name) < 250
    family = own_family(name)
    clean = reconstruct(family, family.patterns[4], family.d, "mask", 0.3, "denoising")
    np.testing.assert_allclose(clean.x_hat, drawn[4], atol=1e-6)


def test_other_patterns_have_other_draws() -> None:
    assert own_seed("own-2x3-2-33-12") != own_seed("own-2x3-2-33-13")
