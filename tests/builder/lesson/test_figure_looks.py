"""The lesson's figures show what their captions and questions rely on."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from builder.lesson.drawings.drawing import Drawing
from builder.lesson.drawings.pictures import PICTURES
from core.numerics.array_types import Floats

ROOT = Path(__file__).resolve().parents[3]
FIGURES = {
    one["id"]: one
    for one in tomllib.loads((ROOT / "content/en/lesson/figures.toml").read_text("utf-8"))["figure"]
}
LESSON = (ROOT / "app/page/lesson/lesson.css").read_text("utf-8")
LOOKS = re.findall(  # light, dark, print
    r":root \{([^}]*)\}", (ROOT / "app/page/shell/page.css").read_text("utf-8")
)
CENTRE = np.array([170.0, 170.0])  # of the square drawings
Box = tuple[float, float, float, float]


def drawn(name: str) -> Drawing:
    return PICTURES[name](FIGURES[name].get("labels", ()))


def shapes(drawing: Drawing, tag: str) -> list[dict[str, str]]:
    """The attributes of every shape of a kind."""
    found = re.findall(rf"<{tag} ([^>]*?)/?>", "".join(drawing.shapes))
    return [dict(re.findall(r'([\w-]+)="([^"]*)"', one)) for one in found]


def ends(line: dict[str, str]) -> Floats:
    return np.array([[float(line[f"{axis}{end}"]) for axis in "xy"] for end in (1, 2)])


def labels(drawing: Drawing) -> dict[str, tuple[Floats, Box]]:
    """Each text's middle, and the box that it takes at most."""
    found = {}
    for x, y, anchor, text in re.findall(
        r'<text x="([\d.-]+)" y="([\d.-]+)" text-anchor="(\w+)"[^>]*>([^<]*)<',
        "".join(drawing.shapes),
    ):
        wide = 9.0 * len(text)
        left = float(x) - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, float(y) - 11, left + wide, float(y) + 2)
        found[text] = (np.array([left + wide / 2, float(y) - 4.5]), box)
    return found


def crosses(box: Box, line: Floats) -> bool:
    points = line[0] + np.linspace(0, 1, 400)[:, None] * (line[1] - line[0])
    inside = (points > box[:2]) & (points < box[2:])
    return bool(inside.all(axis=1).any())


def contrast(a: str, b: str) -> float:
    """As WCAG counts it."""

    def light(colour: str) -> float:
        parts = np.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
        linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
        return float(linear @ [0.2126, 0.7152, 0.0722])

    low, high = sorted((light(a), light(b)))
    return (high + 0.05) / (low + 0.05)


def stroke(kind: str, look: str) -> str:
    """The colour of a class's lines in a look."""
    (rule,) = re.findall(rf"^\.drawing \.{kind} \{{([^}}]*)\}}", LESSON, re.M)
    (name,) = re.findall(r"stroke: var\((--[\w-]+)\)", rule)
    return colour(name, look)


def colour(name: str, look: str) -> str:
    (found,) = re.findall(rf"{name}: (#\w{{6}})", look)
    return str(found)


@pytest.mark.parametrize("kind", ["hatched", "cut", "way", "trial", "axis"])
@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "print"])
def test_lines_stand_out_from_what_they_lie_on(kind: str, look: str) -> None:
    for ground in ("--paint-ground", "--paint-card", "--paint-line"):  # the last: blobs
        assert contrast(stroke(kind, look), colour(ground, look)) >= 3


def test_what_was_never_seen_is_hatched_and_nothing_else() -> None:
    drawing = drawn("strangers")
    hatches = [one for one in shapes(drawing, "path") if one["class"] == "hatched"]
    plain = [one for one in shapes(drawing, "rect") if one["class"] == "fill clean"]
    seen = [row for row in drawing.rows if row[1] == FIGURES["strangers"]["labels"][1]]
    assert (len(plain), len(hatches)) == (len(seen), len(drawing.rows) - len(seen))
    for row, hatch in zip(drawing.rows[len(seen) :], hatches, strict=True):
        strokes = re.findall(r"M[\d.-]+ [\d.-]+L[\d.-]+ [\d.-]+(?=M|$)", hatch["d"])
        assert len(strokes) >= max(1, min(8, float(row[2]) * 400))
        for one in strokes:
            x, y, to_x, to_y = map(float, re.findall(r"[\d.]+", one))
            assert to_x > x
            assert to_y < y  # slanted
    rule = re.search(r"\.drawing \.hatched \{([^}]*)\}", LESSON)
    assert rule
    assert "fill: none" in rule[1]  # a fill would hide the strokes


def test_a_bar_that_is_cut_says_so() -> None:
    drawing = drawn("strangers")
    bars = [one for one in shapes(drawing, "path") if one["class"] == "hatched"]
    errors = [float(row[2]) for row in drawing.rows[-len(bars) :]]
    whole = [one for one, error in zip(bars, errors, strict=True) if error < 0.06]
    (cut,) = [one for one in bars if one not in whole]
    assert [one["d"].count("z") for one in whole] == [1] * len(whole)
    assert cut["d"].count("z") == 2  # two pieces, a gap between them
    marks = [ends(one) for one in shapes(drawing, "line") if one["class"] == "cut"]
    assert len(marks) == 2
    corners = np.array(re.findall(r"([\d.]+) ([\d.]+)", cut["d"]), dtype=float)
    (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
    for mark in marks:
        assert left < mark[:, 0].min() < mark[:, 0].max() < right
        assert mark[:, 1].min() < top < bottom < mark[:, 1].max()  # across the whole bar
        assert mark[0, 0] != mark[1, 0]  # slanted
    assert "cut" in FIGURES["strangers"]["caption"]


def test_every_line_that_turns_is_labelled() -> None:
    drawing = drawn("turning")
    trials = [ends(one) for one in shapes(drawing, "line") if one["class"] == "trial"]
    (axis,) = [ends(one) for one in shapes(drawing, "line") if one["class"] == "axis"]
    said, ways = labels(drawing), [row[0].split()[-1] for row in drawing.rows]
    assert set(said) == set(ways) == {"PCA", "1", "4", "8", "40"}
    for name, (middle, box) in said.items():
        assert 0 < box[0] < box[2] < drawing.width
        assert not any(crosses(box, line) for line in (*trials, axis)), name
        near = [min(np.linalg.norm(line - middle, axis=1)) for line in (*trials, axis)]
        if name in ("40", "PCA"):  # they lie on each other
            assert min(near[3], near[4]) == min(near)
        else:
            assert ways[1:].index(name) == np.argmin(near)
    for (_, a), (_, b) in combinations(said.values(), 2):
        assert a[2] < b[0] or b[2] < a[0] or a[3] < b[1] or b[3] < a[1]


def test_arrows_can_be_seen_and_lead_to_the_ring() -> None:
    drawing = drawn("uphill")
    shafts = [ends(one) for one in shapes(drawing, "line") if one["class"] == "way"][::3]
    dots = [one for one in shapes(drawing, "circle") if "corrupted" in one["class"]]
    starts = np.array([[float(one["cx"]), float(one["cy"])] for one in dots])
    assert len(shafts) == len(dots) - 1  # none at the centre
    inside = 0
    for start, tip in shafts:
        from_centre, to_centre = (np.linalg.norm(point - CENTRE) for point in (start, tip))
        assert np.linalg.norm(tip - start) >= 15
        outwards = from_centre < 100
        inside += bool(outwards)
        assert bool(to_centre > from_centre) is bool(outwards)
        assert abs(to_centre - 100) < abs(from_centre - 100)  # nearer to the ring
    assert inside >= 16
    for row in drawing.rows:  # what the table tells of is drawn
        x, y = (float(part.replace("−", "-")) for part in row[0].strip("()").split(","))
        away = np.linalg.norm(starts - CENTRE - 100 * np.array([x, -y]), axis=1)
        assert away.min() < 0.2
