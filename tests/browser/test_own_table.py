"""A table of one's own in play: predicted, computed in steps, refused in words, kept nowhere."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from app.session.text_catalog import words
from core.data.csv_table import read_table
from core.data.prepared_table import PreparedTable, prepare
from core.labs.anomaly.own_table import ANOMALY_TABLE
from core.labs.pca.own_table import PCA_TABLE
from core.stepwise import run_to_end
from tests.browser.axe import violations
from tests.browser.hidden_values.strokes import NUMBER
from tests.browser.keyboard import focused, tab, tab_to
from tests.browser.visit import Visit, Visits

SAY = words("own_table")
QUESTIONS = {"pca": {"kept": "half", "better": "tie"}, "anomaly": {"stands_out": "second"}}
COPIES = """window.copied = [];
navigator.clipboard.writeText = async (text) => { window.copied.push(text); };"""


def in_play(visit: Visit, lab: str) -> Visit:
    visit.open_lab(lab).guess().phase("committed").see().play()
    expect(panel(visit)).to_be_visible()
    return visit.at_rest()


def panel(visit: Visit) -> Locator:
    return visit.page.get_by_role("region", name=SAY("title"), exact=True)


def button(visit: Visit, key: str) -> Locator:
    return panel(visit).get_by_role("button", name=SAY(key), exact=True)


def bring(visit: Visit, path: Path) -> Visit:
    with visit.page.expect_file_chooser() as chooser:
        button(visit, "file.choose").click()
    chooser.value.set_files(path)
    return visit.settled()


def written(path: Path, rows: int = 60) -> Path:
    """A file that a spreadsheet program in Germany might have written."""
    x = np.random.default_rng(0).standard_normal((rows, 4)) @ np.diag([3.0, 2.0, 1.0, 0.5])
    lines = [";".join(f"{value:.3f}" for value in row).replace(".", ",") for row in x]
    path.write_bytes("\r\n".join(["Länge;Breite;Höhe;Gewicht", *lines]).encode("utf-16"))
    return path


def predict(visit: Visit, lab: str) -> None:
    for name, choice in QUESTIONS[lab].items():
        visit.slot(f"own_{name}").locator(f"input[value={choice}]").check()


def table(path: Path) -> PreparedTable:
    return prepare(read_table(path.read_bytes()))


@pytest.mark.parametrize("lab", QUESTIONS)
def test_a_file_is_predicted_and_then_computed(visits: Visits, lab: str, tmp_path: Path) -> None:
    visit = in_play(visits(COPIES), lab)
    path = written(tmp_path / "maße.csv")
    bring(visit, path)
    read = visit.slot("own_read")
    expect(read).to_contain_text("“maße.csv” was read: 60 rows, 4 columns.")
    expect(read).to_contain_text("Decimals are written with a comma")
    made = table(path)
    happened = run_to_end((PCA_TABLE if lab == "pca" else ANOMALY_TABLE).run(made, 2))
    if lab == "pca":
        telling = [f"{happened.pca_error:.4f}", f"{100 * happened.shares[0]:.1f}"]
    else:
        telling = [f"{happened.scores[1, place]:.3f}" for place in happened.highest(3)]

    predict(visit, lab)
    visit.settled()
    held = visit.everything()
    numbers = {number for text in held.values() for number in NUMBER.findall(text)}
    assert not numbers & set(telling)  # whole numbers: within a longer one it tells nothing
    button(visit, "buttons.commit").click()
    heading = visit.slot("own_verdict").get_by_role("heading")
    expect(heading).to_be_visible()
    answers = happened.answers
    right = sum(answers[name] == choice for name, choice in QUESTIONS[lab].items())
    expect(visit.slot("own_verdict").locator(".fared.right")).to_have_count(right)
    expect(visit.slot("own_results").locator("table")).to_contain_text(telling[0])
    visit.check_messages()

    button(visit, "buttons.copy").click()
    expect(visit.slot("own_results").get_by_role("status")).to_have_text(SAY("buttons.copied"))
    (copied,) = visit.page.evaluate("window.copied")
    rows = [line.split("\t") for line in copied.split("\n")]
    assert len({len(row) for row in rows}) == 1
    assert telling[0] in copied
    assert violations(visit, "own table") == []

    # it is not entered, and nothing of it is kept
    assert len(visit.records()) == 2
    visit.reload().phase("revealed")
    held = visit.everything()
    assert not [place for place, text in held.items() if "maße.csv" in text or "Breite" in text]


def test_a_file_that_is_none_is_told_and_the_table_stays(visits: Visits, tmp_path: Path) -> None:
    visit = in_play(visits(), "pca")
    button(visit, "file.example").click()
    read, problem = visit.slot("own_read"), visit.slot("own_problem")
    expect(read).to_contain_text("178 wines, 13 measurements")
    predict(visit, "pca")
    lines = ["a,b,c", *["1,2,3"] * 20]
    lines[6] = "1,tall,3"
    (tmp_path / "text.csv").write_text("\n".join(lines), "utf-8")
    bring(visit, tmp_path / "text.csv")
    expect(problem).to_contain_text("At row 7, column 2 (b) stands “tall”, which is no number.")
    expect(problem).to_contain_text(SAY("problems.stays"))
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(100_000_000)
    asked = "recorded.log.filter((text) => text.includes('own_file')).length"
    before = visit.page.evaluate(asked)
    bring(visit, tmp_path / "large.csv")
    expect(problem).to_contain_text("larger than 10 MB, so none of it was read")
    assert visit.page.evaluate(asked) == before
    (tmp_path / "empty.csv").touch()
    bring(visit, tmp_path / "empty.csv")
    expect(problem).to_contain_text("This file is empty.")
    expect(read).to_contain_text("178 wines")
    expect(visit.slot("own_kept").locator("input[value=half]")).to_be_checked()
    bring(visit, written(tmp_path / "good.csv"))
    expect(problem).to_have_text("")
    expect(read).to_contain_text("good.csv")


def test_the_panel_by_keyboard_alone(visits: Visits) -> None:
    visit = in_play(visits(), "pca")
    page, keys = visit.page, visit.page.keyboard
    button(visit, "file.choose").focus()
    keys.press("Shift+Tab")
    assert tab(page) == SAY("file.choose")
    tab_to(page, SAY("file.example"))
    keys.press("Enter")
    visit.settled()
    tab_to(page, "Width k")
    keys.press("ArrowDown")
    visit.settled()
    expect(visit.slot("own_better").locator("legend")).to_contain_text("3 numbers")
    tab_to(page, "all")
    keys.press("Space")
    tab_to(page, "autoencoder")
    keys.press("Space")
    tab_to(page, SAY("buttons.commit"))
    keys.press("Enter")
    expect(visit.slot("own_verdict").locator(".verdict")).to_be_focused()  # by way of "Stop"
    tab_to(page, SAY("buttons.copy"))
    tab_to(page, SAY("buttons.again"))
    keys.press("Enter")
    expect(button(visit, "buttons.commit")).to_be_visible()
    focused(page, SAY("buttons.copy"))  # the nearest before what has gone
    expect(visit.slot("own_kept").locator("fieldset")).to_be_hidden()


def test_it_is_stopped_and_goes_on(visits: Visits, tmp_path: Path) -> None:
    visit = in_play(visits(), "anomaly")
    path = written(tmp_path / "long.csv", 3000)
    bring(visit, path)
    predict(visit, "anomaly")
    button(visit, "buttons.commit").click()
    expect(button(visit, "buttons.stop")).to_be_focused()
    button(visit, "buttons.stop").click()
    expect(button(visit, "buttons.go_on")).to_be_focused()
    line = visit.slot("own_meter").locator("p")
    expect(line).to_contain_text("Stopped after step")
    at = line.inner_text()
    visit.settled()
    assert line.inner_text() == at
    button(visit, "buttons.go_on").click()
    expect(visit.slot("own_verdict").get_by_role("heading")).to_be_visible()
    happened = run_to_end(ANOMALY_TABLE.run(table(path), 2))
    first = visit.slot("own_results").locator("tbody th").first
    expect(first).to_have_text(str(table(path).rows[happened.highest(1)[0]]))
    visit.next()
    expect(panel(visit)).to_be_hidden()


def test_what_leaves_for_python_is_the_file(visits: Visits, tmp_path: Path) -> None:
    visit = in_play(visits(), "pca")
    path = written(tmp_path / "a.csv")
    bring(visit, path)
    (sent,) = visit.page.evaluate(
        """recorded.log.filter((text) => text.startsWith("to worker: "))
          .map((text) => JSON.parse(text.slice(11)))
          .filter(({ control }) => control === "own_file").map(({ value }) => value)"""
    )
    assert sent[0] == "a.csv"
    assert b64decode(sent[1]) == path.read_bytes()
