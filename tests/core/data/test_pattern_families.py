"""Families: what the shipped files hold, and what a broken file is told."""

import re

import numpy as np
import pytest

from core.data.pattern_families import FamilyError, family_names, load_family, parse_family

GOOD = """
grid = [1, 3]
map_widths = [1, 3]
[strokes]
left = "#.."
pair = ".##"
[patterns]
L = ["left"]
all = ["left", "pair"]
"""


def test_toy_is_the_seed_programs():
    toy = load_family("toy")
    rows = ["".join(str(int(v)) for v in row) for row in toy.patterns]
    assert rows == ["111000", "110000", "000111", "000011"]
    assert tuple(rows) == toy.pattern_names


def test_segments_are_ten_digits_of_three_pixel_strokes():
    segments = load_family("segments")
    assert segments.grid == (9, 5)
    assert segments.pattern_names == tuple("0123456789")
    assert segments.strokes.shape == (7, 45)
    assert (segments.strokes.sum(axis=1) == 3).all()
    assert (segments.strokes.sum(axis=0) <= 1).all()  # strokes do not touch
    lit = segments.patterns.sum(axis=1) / 3
    assert lit.tolist() == [6, 2, 5, 5, 4, 5, 6, 3, 7, 6]
    assert segments.patterns[:, [0, 4, 40, 44]].sum() == 0  # corners


@pytest.mark.parametrize("name", family_names())
def test_patterns_are_distinct_unions_of_their_strokes(name):
    family = load_family(name)
    assert family.patterns.dtype == np.float64
    assert family.patterns.shape == (family.n, family.d)
    assert family.d == family.grid[0] * family.grid[1]
    assert len(np.unique(family.patterns, axis=0)) == family.n
    for members, pixels in zip(family.members, family.patterns, strict=True):
        rows = [family.strokes[family.stroke_names.index(s)] for s in members]
        assert (np.maximum.reduce(rows) == pixels).all()


def test_glyphs_have_near_neighbours():
    glyphs = load_family("glyphs")
    apart = np.abs(glyphs.patterns[:, None] - glyphs.patterns).sum(axis=2)
    assert 10 <= glyphs.n <= 12
    assert ((apart <= 3).sum(axis=1) > 1).sum() >= 10  # one stroke away from another


def test_arrays_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        load_family("toy").patterns[0, 0] = 0.5


def test_a_new_file_needs_no_code():
    family = parse_family("mine", GOOD)
    assert family.patterns.tolist() == [[1, 0, 0], [1, 1, 1]]
    assert family.map_widths == (1, 3)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[1, 3]\nmap", "[1, 1]\nmap", "grid is [1, 1]"),
        ('"#.."', '"#."', "stroke 'left' is ['#.']; allowed: 1 rows of 3"),
        ('"#.."', '"#x."', "stroke 'left'"),
        ('"#.."', '"..."', "stroke 'left' has no '#'"),
        ('"#.."', "3", "stroke 'left' is 3"),
        ('L = ["left"]', 'L = ["lift"]', "pattern 'L' uses stroke 'lift'; allowed: ['left', 'pa"),
        ('L = ["left"]', "L = []", "pattern 'L' is []"),
        ('L = ["left"]', 'L = ["left", "pair"]', "patterns 'L' and 'all' have the same pixels"),
        ('L = ["left"]\n', "", "[patterns] must name at least two"),
        ("map_widths = [1, 3]", "map_widths = [1, 4]", "map_widths is [1, 4]"),
        ("map_widths = [1, 3]", "map_widths = [3, 1]", "map_widths is [3, 1]"),
        ("[strokes]", "colour = 3\n[strokes]", "unknown key 'colour'"),
        ("[strokes]", "[strokes", "mine.toml:"),
    ],
)
def test_a_broken_file_is_named_with_the_entry(old, new, told):
    assert GOOD.count(old) >= 1
    with pytest.raises(FamilyError, match=re.escape(told)) as caught:
        parse_family("mine", GOOD.replace(old, new, 1))
    assert str(caught.value).startswith("mine.toml:")


@pytest.mark.parametrize("name", ["nope", "../toy", "", "toy.toml"])
def test_an_unknown_family_is_refused(name):
    with pytest.raises(FamilyError, match="no family"):
        load_family(name)
