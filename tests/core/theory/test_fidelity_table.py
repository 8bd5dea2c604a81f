"""What is published: it is of the present grid, slices of it come out again; its arithmetic."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.data.pattern_families import load_family
from core.theory.fidelity_study import published_grid, study
from core.theory.fidelity_table import MARGIN, Agreement, read, to_toml, totals
from core.theory.surrogate import MODES

FILE = Path(__file__).resolve().parents[3] / "content" / "data" / "fidelity.toml"
PUBLISHED = read(FILE.read_text("utf-8"))
FIRST = Agreement("toy", 2, "plain", "mask", 0.1, 0.5, 0.75)
SECOND = replace(FIRST, level=0.3, surrogate=0.7, networks=0.71)
OTHER = replace(FIRST, kind="flip_on", level=0.2, surrogate=0.0, networks=0.03)
WIDE = [replace(one, m=6, surrogate=0.25, networks=0.5) for one in (FIRST, SECOND, OTHER)]


def small():
    return read(to_toml([FIRST, SECOND, OTHER, *WIDE], {"seed": 3, "code": "ab"}))


def test_it_has_every_setting_of_the_present_grid_and_no_other():
    grid = published_grid()
    assert [(a.family, a.m, a.mode, a.kind, a.level) for a in PUBLISHED.agreements] == [
        (name, m, mode, *setting)
        for name in grid.families
        for m in load_family(name).map_widths
        for mode in MODES
        for setting in grid.settings
    ]
    assert PUBLISHED.settings == grid.settings
    depends = PUBLISHED.depends
    made_with = {name: depends[name] for name in ("seed", "seeds", "draws", "steps")}
    assert replace(grid, **made_with) == grid


# One row of each family in which no machine's rounding changes a verdict; see fidelity_study.
@pytest.mark.parametrize(("family", "m"), [("toy", 2), ("glyphs", 25), ("segments", 45)])
def test_a_slice_comes_out_again(family, m):
    slice_of = replace(published_grid(), families=(family,), widths=(m,))
    again = read(to_toml(list(study(slice_of)), {})).agreements
    assert len(again) == len(MODES) * len(PUBLISHED.settings)
    assert list(again) == [a for a in PUBLISHED.agreements if (a.family, a.m) == (family, m)]


def test_the_bar():
    surrogate, networks = totals(PUBLISHED.agreements)
    assert surrogate >= networks - MARGIN
    assert 0.8 < surrogate < networks < 0.95


def test_the_readme_says_the_same():
    told = " ".join((FILE.parents[2] / "README.md").read_text("utf-8").split())
    surrogate, networks = (f"{100 * share:.1f} %" for share in totals(PUBLISHED.agreements))
    assert f"{surrogate} against {networks} over {len(PUBLISHED.agreements)} settings" in told


def test_what_is_written_is_read():
    again = small()
    assert again.depends == {"seed": 3, "code": "ab"}
    assert again.settings == (("mask", 0.1), ("mask", 0.3), ("flip_on", 0.2))
    assert list(again.agreements) == [FIRST, SECOND, OTHER, *WIDE]
    assert read(to_toml(PUBLISHED.agreements, PUBLISHED.depends)) == PUBLISHED


def test_rows_of_other_settings_are_refused():
    with pytest.raises(ValueError, match="toy, m = 6, plain has other settings"):
        to_toml([FIRST, SECOND, WIDE[0]], {})


def test_what_counts_as_lower():
    assert [one.lower for one in (FIRST, SECOND, OTHER)] == [True, False, False]
    assert OTHER.shortfall == MARGIN  # exactly the margin is not more than it


def test_totals_need_something():
    with pytest.raises(ValueError, match="at least one"):
        totals([])


def test_what_is_expected_is_the_mean_over_levels_at_the_nearest_width():
    found = small().near("toy", 2, "mask", "plain")
    assert (found.m, found.surrogate, found.networks) == pytest.approx((2, 0.6, 0.73))
    for m, nearest in ((1, 2), (3, 2), (4, 6), (9, 6)):  # 3 is 1.5 times 2, and 6 twice 3
        assert small().near("toy", m, "flip_on", "plain").m == nearest


@pytest.mark.parametrize(
    ("family", "kind", "mode"),
    [("runes", "mask", "plain"), ("toy", "gaussian", "plain"), ("toy", "mask", "denoising")],
)
def test_nothing_is_expected_of_what_was_not_measured(family, kind, mode):
    assert small().near(family, 2, kind, mode) is None
