"""The lesson as it is; and each kind of bad content, made in a copy, is refused by its place."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from html import unescape
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from builder.errors import BuildError
from builder.lesson.content import Gathered
from builder.lesson.lesson import Lesson, lesson
from core.labs.strokes.lab import STROKES
from core.theory.worked_example import worked_example
from core.trial.scenario import parse
from core.witnesses import WITNESSES

ROOT = Path(__file__).resolve().parents[3]
CONTENT = ROOT / "content" / "en"
WORDS = tomllib.loads((CONTENT / "lesson.toml").read_text("utf-8"))


def told(content: Path) -> Lesson:
    """The lesson of a content folder."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "app/page"), undefined=StrictUndefined, autoescape=True,
        trim_blocks=True,
    )  # fmt: skip
    return lesson(content, environment, WORDS)


@pytest.fixture(scope="module")
def whole() -> Lesson:
    return told(CONTENT)


@pytest.fixture(scope="module")
def held() -> Gathered:
    return Gathered(CONTENT)


def test_it_has_what_the_issue_asks_for(held: Gathered) -> None:
    assert len(held.inquiry) >= 4
    assert len(held.practice) >= 8
    assert len(held.misconceptions) >= 6
    assert {claim["witness"] for claim in held.claims} == set(WITNESSES)
    assert {figure["figure"] for figure in held.inquiry} <= set(held.figures)


def test_every_id_on_it_is_there_once_and_every_object_has_its_place(whole: Lesson) -> None:
    html = "".join(whole.parts)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(set(ids)) == len(ids)
    keys = re.findall(r'data-key="([^"]+)"', html)
    assert sorted(keys) == sorted(one["key"] for one in whole.objects)
    for one in whole.objects:
        assert one["anchor"] in ids
        assert one["title"]
        assert one["question"].endswith(("?", ".", "look."))
    kinds = {key.partition(":")[0] for key in keys}
    assert kinds == {"concept", "equation", "source", "code", "claim", "misconception", "lab"}
    for address in re.findall(r'href="#([^"]+)"', html):
        assert address in ids
    assert "[@" not in html  # a citation that was not read as one


def test_what_scrolls_sideways_is_a_named_stop_of_the_keyboard(whole: Lesson) -> None:
    html = "".join(whole.parts)
    boxes = re.findall(r'<div class="(?:scroll|equation)"[^>]*>|<pre[^>]*>', html)
    boxes += re.findall(r'<details class="twin"><summary>[^<]*</summary>(<div[^>]*>)', html)
    assert len(boxes) > 20
    for box in boxes:
        assert 'tabindex="0"' in box, box
        assert re.search(r' aria-label(?:ledby)?="[^"]+"', box), box
        assert re.search(r' role="(?:group|region)"', box), box


def test_what_a_translator_would_spoil_says_so(whole: Lesson) -> None:
    html = "".join(whole.parts)
    said = {
        "math": "notranslate",
        "svg": "notranslate",
        "cite": 'translate="no"',
        "pre": 'translate="no"',
    }
    for tag, mark in said.items():
        assert f"<{tag}" in html
        assert re.findall(rf"<{tag}\b(?![^>]*(?:{mark}|aria-hidden))[^>]*>", html) == []
    outside = re.sub(r"<pre.*?</pre>", "", html, flags=re.S)
    assert re.findall(r'<code\b(?![^>]*translate="no")[^>]*>', outside) == []


def test_what_is_evidence_exists(whole: Lesson) -> None:
    keys = {one["key"] for one in whole.objects}
    for one in whole.objects:
        for evidence in one["evidence"]:
            kind, _, name = evidence.partition(":")
            if kind == "module":
                assert (ROOT / f"{name.replace('.', '/')}.py").exists()
            elif kind == "witness":
                assert name in WITNESSES
            else:
                assert evidence in keys, f"{one['key']}: {evidence}"


def test_every_figure_has_its_text(whole: Lesson) -> None:
    html = "".join(whole.parts)
    drawings = [one for one in re.findall(r"<svg[^>]*>", html) if "aria-hidden" not in one]
    assert len(drawings) > 10
    assert all('role="img" aria-label="' in one for one in drawings)


BROKEN = {  # which outcomes would bear the belief out: the case must have another
    "understands": {"recovered", "blend"}, "likely": {"recovered", "blend", "another"},
    "truth": {"recovered"}, "wider": {"recovered"}, "vae": {"recovered", "another"},
    "beats-pca": {"blend", "another", "kept"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_case_of_a_misconception_breaks_it(held: Gathered, name: str) -> None:
    (one,) = (m for m in held.misconceptions if m["id"] == name)
    address = held.known.addresses[one["case"]]
    scenario, notices = parse(address, {"strokes": STROKES.parameters()})
    assert notices == ()
    assert STROKES.outcome(scenario).answer not in BROKEN[name]


def test_a_misconception_says_in_words_what_is_wrong_and_what_is_right(
    whole: Lesson, held: Gathered
) -> None:
    html = "".join(whole.parts)
    for one in held.misconceptions:
        (shown,) = re.findall(
            rf'<li id="misconception-{one["id"]}".*?(?=<li id="misconception-|</ol>)', html, re.S
        )
        told = unescape(re.sub(r"<[^>]+>", "", shown))
        wrong, right = told.find(f"Wrong: {one['belief']}"), told.find(f"Right: {one['breaks']}")
        assert 0 <= wrong < right
        assert "<details><summary>" in shown[: shown.index("Right:")]  # after the reader's own look


def test_the_program_prints_what_the_page_says() -> None:
    run = subprocess.run(
        [sys.executable, "-W", "error", CONTENT / "lesson" / "toy.py"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    lines = [re.fullmatch(r"([a-z ]+?)\s+([-\[\d].*)", line) for line in run.stdout.splitlines()]
    printed = {
        line[1]: [float(number) for number in re.findall(r"-?\d+\.?\d*", line[2])]
        for line in lines
        if line
    }
    truth = worked_example()
    assert printed["code"] == [round(float(v), 2) for v in truth.final_z]
    assert printed["reconstruction"] == [round(float(v), 2) for v in truth.final]
    assert printed["error after"] == [round(truth.error_final, 3)]


BAD = [
    # file, what stands there, what is put in its place, what is told
    ("lesson/claims.toml", 'witness = "linear_finds_pca"', 'witness = "hearsay"', "no witness"),
    ("lesson/claims.toml", 'witness = "linear_finds_pca"\n', "", "has no witness"),
    ("lesson/claims.toml", '{ id = "baldi-1989"', '{ id = "gone-1989"', "no source 'gone-1989'"),
    ("lesson/claims.toml", re.compile(r"sources = \[.*?\n\]", re.S), "sources = []",
     "has no sources"),
    ("lesson/claims.toml", re.compile(r"unsourced = .*"), "",
     "has no sources and does not say why"),
    ("lesson/claims.toml", "\ncaveat", "\ncave", "has no caveat"),
    ("lesson/inquiry.toml", ", right = true", "", "0 of them right"),
    ("lesson/storyboard.toml", ", right = true", "", "0 of them right"),
    ("lesson/inquiry.toml", 'figure = "turning"', 'figure = "gone"', "no figure 'gone'"),
    ("lesson/storyboard.toml", '"0.09"]', '"0.10"]', "but core computes ['-0.16', '0.09']"),
    ("lesson/storyboard.toml", "numbers = { x =", "numbers = { y =", "computes no 'y'"),
    ("lesson/storyboard.toml", 'name = "x_tilde"', 'name = "x_gone"', "no strip is called"),
    ("lesson/storyboard.toml", 'network = "start"', 'network = "later"', "network is 'later'"),
    ("lesson/storyboard.toml", 'code = "z"', 'code = "zz"', "code is 'zz'"),
    ("lesson/storyboard.toml", "marked = true", "marked = 3", "marked is 3"),
    ("lesson/storyboard.toml", 'given = "x", ', "", "stage has no given"),
    ("lesson/figures.toml", re.compile(r"twin = .*"), 'twin = ""', "has no twin"),
    ("lesson/figures.toml", 'id = "repair"', 'id = "unknown"', "nothing draws a figure"),
    ("lesson/figures.toml", 'head = ["what", "direction"]', 'head = ["what"]', "1 columns"),
    ("lesson/cases.toml", "&m=7&", "&m=99&", "is not taken as it stands"),
    ("lesson/misconceptions.toml", 'case = "lost"', 'case = "gone"', "there is no case 'gone'"),
    ("lesson/misconceptions.toml", '["lost", ', '["gone", ', "there is no claim 'gone'"),
    ("lesson/practice.toml", re.compile(r'nudges = \["[^"]*", '), "nudges = [", "2 nudges"),
    ("lesson/practice.toml", 'id = "recall-target"', 'id = "recall-parts"', "given twice"),
    ("lesson/practice.toml", "level = ", "grade = ", "has no level"),
    ("lesson/map.toml", 'to = "code"', 'to = "gone"', "there is no heading 'gone'"),
    ("lesson/glossary.toml", 'role = "clean"', 'role = "pink"', "role is 'pink'"),
    ("lesson/glossary.toml", '"code:damage"]', '"code:gone"]', "there is no code 'gone'"),
    ("lesson/glossary.toml", '"core.numerics.corruption"]', '"core.n"]', "no module 'core.n'"),
    ("lesson/glossary.toml", '["brier-1950"]', '["gone-1950"]', "there is no source 'gone-1950'"),
    ("lesson/equations.toml", '"claim:elbo"]', '"witness:gone"]', "no witness 'gone'"),
    ("lesson/equations.toml", '"claim:elbo"]', '"hearsay:elbo"]', "evidence is 'hearsay:elbo'"),
    ("lesson/50-demonstration.md", "::cases", "", "no text shows the lab"),
    ("lesson/98-glossary.md", "::glossary", "", "no text shows the concept"),
    ("lesson/equations.toml", 'id = "split"', 'id = "spilt"', "there is no equation 'split'"),
    ("lesson/10-map.md", "::map", "::mop", "no panel ::mop"),
    ("lesson/20-intuition.md", "::figure pairs", "::figure gone", "there is no figure 'gone'"),
    ("lesson/20-intuition.md", "::figure pairs", "::figure uphill", "in an inquiry already"),
    ("lesson/70-inquiry.md", "::inquiry", "::claims", "a second time"),
    ("lesson/prediction.toml", "{3}", "{7}", "there is no value {7}"),
    ("lesson/prediction.toml", "pixels = [3], right", "pixels = [9], right", "no pixel 9"),
    ("lesson/prediction.toml", "pixels = [2]", "pixels = [2, 3]", "the least sure pixel is [3]"),
    ("lesson/prediction.toml", '"reconstruction"', '"gone"', "prints no values after 'gone'"),
    ("lesson/toy.py", "steps = 2, 0.3", "steps = 2, 0.0001", "the least sure pixel is"),
    ("lesson/toy.py", "#= seen | ", "#= ", "a note must be"),
    ("lesson/toy.py", "for _ in", "for _ at", "no Python"),
    ("sources.toml", re.compile(r'supports = "Encoder.*"'), 'supports = ""', "has no supports"),
    ("sources.toml", "[[source]]", "[[source", "content/en/sources.toml:"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "reason"), BAD, ids=lambda v: str(v)[:32])
def test_bad_content_is_refused(
    tmp_path: Path, file: str, before: str | re.Pattern[str], after: str, reason: str
) -> None:
    content = tmp_path / "content" / "en"
    shutil.copytree(CONTENT, content)
    text = (content / file).read_text("utf-8")
    if isinstance(before, str):
        assert before in text
        broken = text.replace(before, after, 1)
    else:
        broken = before.sub(lambda _: after, text, count=1)
    assert broken != text
    (content / file).write_text(broken, "utf-8")
    with pytest.raises(BuildError) as refused:
        told(content)
    assert re.match(r"content/en/[\w./-]+:\d+: ", str(refused.value))
    assert reason in str(refused.value)
