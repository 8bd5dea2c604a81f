"""The lesson's fidelity part: its map and its sentences hold what was measured."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from builder.errors import BuildError
from builder.lesson.drawings.agreement_map import LOWER, TINTS, found, percent
from builder.lesson.drawings.pictures import PICTURES
from builder.lesson.fidelity_sentences import WEAKEST, Sentences, overview, weakest
from builder.lesson.id_registry import Known
from builder.lesson.prose import Prose
from builder.site.pack import OWN, PACKAGES, chosen_of_tree
from core.labs.strokes.lab import STROKES
from core.theory.fidelity_table import MARGIN, totals
from core.trial.scenario import parse

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content" / "en"
FIGURES = {
    one["id"]: one
    for one in tomllib.loads((CONTENT / "lesson/figures.toml").read_text("utf-8"))["figure"]
}
MAPS = {mode: FIGURES[f"agreement_{mode}"] for mode in ("denoising", "plain")}


@pytest.fixture
def sentences() -> Sentences:
    return Sentences(CONTENT)


@pytest.fixture
def prose() -> Prose:
    known = Known()
    known.titles["heading"] = {"code": "The program"}
    return Prose(known, {"anchor": "{title}", "twin": ""})


def plain(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html)


def test_python_in_the_browser_gets_it_for_the_lab_s_sentences() -> None:
    rules = tomllib.loads(PACKAGES.read_text("utf-8"))[OWN]
    sent = chosen_of_tree(ROOT, rules["take"], rules["drop"])
    assert [name for name in sent if name.startswith("content/data/")] == [
        "content/data/fidelity.toml"
    ]


@pytest.mark.parametrize("mode", MAPS)
def test_the_map_shows_every_setting_once(mode: str) -> None:
    drawing = PICTURES[f"agreement_{mode}"](MAPS[mode]["labels"])
    svg = "".join(drawing.shapes)
    measured = [one for one in found().agreements if one.mode == mode]
    numbers = re.findall(r"<tspan[^>]*>([^<]*)</tspan>", svg)[len(found().settings) :]
    upper = [f"{percent(one.surrogate)}{LOWER if one.lower else ''}" for one in measured]
    lower = [percent(one.networks) for one in measured]
    across = len(found().settings)
    rows = [numbers[at : at + across] for at in range(0, len(numbers), across)]
    assert [number for row in rows[0::2] for number in row] == upper
    assert [number for row in rows[1::2] for number in row] == lower
    (frames,) = re.findall(r'<path d="([^"]*)" class="short"/>', svg)
    assert frames.count("M") == sum(one.lower for one in measured)
    tinted = re.findall(r'<path d="([^"]*)" class="tint-\d"/>', svg)
    assert sum(path.count("M") for path in tinted) == len(measured)
    css = (ROOT / "app/page/lesson/lesson.css").read_text("utf-8")
    assert all(f".tint-{tint} " in css for tint in range(1, TINTS + 1))


@pytest.mark.parametrize("mode", MAPS)
def test_its_table_says_the_same(mode: str) -> None:
    drawing = PICTURES[f"agreement_{mode}"](MAPS[mode]["labels"])
    measured = [one for one in found().agreements if one.mode == mode]
    told = [cell.split("\N{NO-BREAK SPACE}") for row in drawing.rows for cell in row[2:]]
    assert [(cell[0], cell[2], len(cell) == 4) for cell in told] == [
        (percent(one.surrogate), percent(one.networks), one.lower) for one in measured
    ]


@pytest.mark.parametrize("mode", MAPS)
def test_its_words_fit_the_study(mode: str, sentences: Sentences) -> None:
    families = list(dict.fromkeys(one.family for one in found().agreements))
    assert MAPS[mode]["labels"][5:] == [sentences.titled(family) for family in families]
    levels = [re.findall(r"[\d.]+", cell)[-1] for cell in MAPS[mode]["head"][2:]]
    assert levels == [
        f"{level:g}" if kind == "gaussian" else percent(level) for kind, level in found().settings
    ]
    assert MARGIN == 0.03  # "three points", in captions and sentences


def test_the_totals_are_those_of_the_data(sentences: Sentences, prose: Prose) -> None:
    fields = overview(sentences, prose)
    surrogate, networks = totals(found().agreements)
    for number in (f"{surrogate:.1%}", f"{networks:.1%}", f"{networks - MARGIN:.1%}"):
        assert number.replace("%", " %") in plain(fields["total"])
    assert len(fields["rows"]) == 2 * 3 + 1
    assert fields["rows"][-1]["settings"] == len(found().agreements)
    assert sum(row["lower"] for row in fields["rows"][:-1]) == fields["rows"][-1]["lower"] > 0
    for row in fields["rows"]:
        gap = float(row["difference"].split()[0].replace("−", "-"))
        assert gap == pytest.approx(float(row["surrogate"]) - float(row["networks"]), abs=0.11)
        assert (LOWER in row["difference"]) == (gap < -100 * MARGIN)


def test_the_weakest_are_named_and_open_in_the_lab(sentences: Sentences, prose: Prose) -> None:
    items = weakest(sentences, prose)["items"]
    assert len(items) == WEAKEST
    short = sorted((one.shortfall for one in found().agreements), reverse=True)[:WEAKEST]
    for item, shortfall in zip(items, short, strict=True):
        scenario, notices = parse(item["address"], {STROKES.name: STROKES.parameters()})
        assert notices == ()
        lab, networks = map(int, re.findall(r"(\d+) %", plain(item["text"]))[-2:])
        assert networks - lab == pytest.approx(100 * shortfall, abs=1.1)
        bends = scenario.text("family") == "toy" and 2 <= scenario.integer("m") <= 4
        cleans = (scenario.text("mode"), scenario.text("kind")) == ("plain", "gaussian")
        assert bends or (cleans and scenario.integer("m") >= 14)  # the two sorts that are told of


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [('id = "made"', 'id = "mode"', "missing or unknown: 'made'"),
     ("{surrogate}", "{surrogates}", "total has no number 'surrogates'")],
)  # fmt: skip
def test_bad_words_are_refused(tmp_path: Path, before: str, after: str, reason: str) -> None:
    (tmp_path / "content/en/lesson").mkdir(parents=True)
    text = (CONTENT / "lesson/fidelity.toml").read_text("utf-8")
    assert before in text
    (tmp_path / "content/en/lesson/fidelity.toml").write_text(
        text.replace(before, after, 1), "utf-8"
    )
    (tmp_path / "content/en/strokes.toml").write_bytes((CONTENT / "strokes.toml").read_bytes())
    with pytest.raises(BuildError, match=f"content/en/lesson/fidelity.toml:\\d+: {reason}"):
        Sentences(tmp_path / "content/en")
