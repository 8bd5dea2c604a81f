"""What is said of a network that was trained on a case: each sentence with what core gives."""

from string import Formatter

import pytest

from app.session.text_catalog import CONTENT, words
from core.data.pattern_families import family_names, load_family
from core.numerics.corruption import KINDS
from core.theory.fidelity_table import read
from core.theory.surrogate import MODES
from core.theory.verdict import VERDICTS

SAY = words("strokes")
PUBLISHED = read((CONTENT / "data" / "fidelity.toml").read_text("utf-8"))
FIELDS = {
    "progress": {"step", "steps", "loss"}, "figure": {"step", "steps"},
    "stopped": {"step", "steps"}, "differs": {"short"},
    "often": {"m", "surrogate", "networks"}, "often_near": {"m", "near", "surrogate", "networks"},
}  # fmt: skip


@pytest.mark.parametrize("key", sorted(set(SAY.at("trained")) - {"gave"}))
def test_a_sentence_asks_for_what_there_is(key):
    asked = {field for _, field, _, _ in Formatter().parse(SAY.at(f"trained.{key}")) if field}
    assert asked == FIELDS.get(key, set())


def test_every_verdict_has_its_sentence():
    assert set(SAY.at("trained.gave")) == set(VERDICTS)
    for verdict in VERDICTS:
        assert "the 3" in SAY(f"trained.gave.{verdict}", target="the 3", member="the 8")
        assert SAY(f"outcomes.{verdict}.short") in SAY(
            "trained.differs", short=SAY(f"outcomes.{verdict}.short")
        )


@pytest.mark.parametrize("family", family_names())
def test_every_case_of_the_lab_has_something_measured_near(family):
    for m in range(1, load_family(family).d + 1):
        for kind in KINDS:
            for mode in MODES:
                found = PUBLISHED.near(family, m, kind, mode)
                assert found is not None
                assert (found.m == m) == (m in load_family(family).map_widths)
                assert 0.0 < found.surrogate <= 1.0
                assert 0.0 < found.networks <= 1.0
