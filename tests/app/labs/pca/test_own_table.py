"""The panel of one's own table, as the page meets it: sealed, streamed, told, never too early."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any, get_args

import numpy as np
import pytest

from app.session.own_table import OwnTable
from app.ui.own_table_phrases import OwnTablePhrases
from core.data.csv_records import Place, Problem, TableRefused
from core.labs.pca.own_table import PCA_TABLE
from tests.app.fake_page import FakePage
from tests.supplied import provide

LABS = {"pca": ("kept", "better"), "anomaly": ("stands_out",)}


@pytest.fixture(autouse=True)
def _supplied() -> None:
    provide()


def in_play(lab: str = "pca") -> FakePage:
    page = FakePage(lab, search="")
    page.commit(page.session.outcomes[0])
    page.press("see")
    watch(page)
    page.press("play")
    return page


def watch(page: FakePage) -> None:
    while page.entry.running:
        page.entry.advance()


def bring(page: FakePage, text: str, name: str = "mine.csv") -> None:
    page.enter("own_file", [name, b64encode(text.encode()).decode()])


def predict(page: FakePage, lab: str) -> None:
    for name in LABS[lab]:
        control = page.models[f"own_{name}"]
        page.enter(f"own_{name}", control.options[0][0])


def numbers(n: int = 30, names: str = "a,b,c") -> str:
    x = np.random.default_rng(0).standard_normal((n, 3)).round(3)
    return "\n".join([names, *(",".join(map(str, row)) for row in x.tolist())])


def plotted(page: FakePage) -> int:
    """How much the panel's figures hold."""
    return sum(
        len(column)
        for name, model in page.models.items()
        if name.startswith("own_") and hasattr(model, "renderers")
        for renderer in model.renderers
        for column in renderer.data_source.data.values()
    )


@pytest.mark.parametrize("lab", LABS)
def test_nothing_is_told_before_the_commit_and_all_after(lab: str) -> None:
    page = in_play(lab)
    page.press("own_example")
    models = page.models
    assert "178 wines, 13 measurements" in models["own_read"].html
    page.press("own_commit")
    assert "each question" in models["own_missing"].html
    assert not page.entry.running
    predict(page, lab)
    assert (plotted(page), models["own_verdict"].html, models["own_results"].rows) == (0, "", [])
    page.press("own_commit")
    assert page.entry.running
    assert (models["own_verdict"].html, models["own_results"].rows) == ("", [])
    assert models["own_stop"].offered
    assert all(models[f"own_{name}"].locked for name in (*LABS[lab], "width"))
    watch(page)
    assert plotted(page) > 0
    assert "<h3>" in models["own_verdict"].html
    assert models["own_verdict"].html.count('class="fared') == len(LABS[lab])
    assert not re.search(r"[{}]", models["own_verdict"].html + models["own_read"].html)
    width = len(models["own_results"].head)
    assert {len(row) for row in models["own_results"].rows} == {width}
    assert not models["own_meter"].shown
    assert models["own_again"].offered


@pytest.mark.parametrize("lab", LABS)
def test_it_streams_stops_and_goes_on(lab: str) -> None:
    page = in_play(lab)
    page.press("own_example")
    predict(page, lab)
    page.press("own_commit")
    own = page.entry.view.own_panel.own
    while own.step is None or own.step.done < 200:
        page.entry.view.advance()
    page.entry.view.draw_step()
    assert re.match(r"Step \d+ of [\d,]+$", page.models["own_meter"].text)
    page.press("own_stop")
    assert page.models["own_meter"].text.startswith("Stopped after step")
    assert not page.entry.running
    assert page.models["own_go"].offered
    page.press("own_go")
    assert not page.models["own_go"].offered
    watch(page)
    assert page.models["own_verdict"].html


def test_where_play_ends_the_run_stops() -> None:
    page = in_play()
    page.press("own_example")
    predict(page, "pca")
    page.press("own_commit")
    page.press("next")
    assert not page.entry.running
    page.press("own_go")  # it is not play
    assert not page.entry.running
    assert page.models["own_read"].html  # the table is there again in the next play


def test_outside_play_nothing_is_taken() -> None:
    page = FakePage("pca", search="")
    bring(page, numbers())
    page.press("own_example")
    assert page.models["own_read"].html == ""
    assert page.entry.view.own_panel.own.phase == "empty"


def test_what_was_read_is_told() -> None:
    page = in_play()
    bring(page, numbers(), "<b>wines</b>.csv")
    told = page.models["own_read"].html
    assert "“&lt;b&gt;wines&lt;/b&gt;.csv” was read: 30 rows, 3 columns." in told
    assert "columns' names" in told
    bring(page, numbers().replace(".", ",").replace("a,b,c", "a").replace(",", ";"))
    assert page.models["own_problem"].html  # rows of six
    lines = [line.replace(",", ";").replace(".", ",") + ";7" for line in numbers().splitlines()]
    bring(page, "\n".join(lines[1:]))
    told = page.models["own_read"].html
    for words in ("30 rows, 4 columns", "no header", "with a comma", "column 4"):
        assert words in told
    assert page.models["own_problem"].html == ""


def test_a_bad_file_is_told_and_the_table_stays() -> None:
    page = in_play()
    page.press("own_example")
    page.enter("own_better", "tie")
    read = page.models["own_read"].html
    bring(page, numbers().replace("b", "<i>").replace("\n", "\n,", 1))
    told = page.models["own_problem"].html
    assert "Row 2 has another number of values (4) than most (3)" in told
    assert "What was here stays." in told
    lines = numbers(names="a,<i>b</i>,c").splitlines()
    lines[4] = "1,tall & wide,3"
    bring(page, "\n".join(lines))
    told = page.models["own_problem"].html
    assert "row 5, column 2 (&lt;i&gt;b&lt;/i&gt;) stands “tall &amp; wide”" in told
    for problem in ("too_large", "unreadable"):
        page.ask(type="lab_input", control="own_refused", value=problem)
        assert page.models["own_problem"].html != told
    assert page.models["own_read"].html == read
    assert page.models["own_better"].value == "tie"


def test_every_problem_has_its_sentence() -> None:
    phrases, said = OwnTablePhrases(), set()
    places = [Place(5, 2, "x", "1.5"), Place(6, 1), Place(7, 3, "y")]
    for problem in get_args(Problem):
        own = OwnTable(PCA_TABLE)
        own.problem = TableRefused(problem, "", places, 9, 4)
        html = phrases.problem(own)
        assert not re.search(r"[{}]", html)
        assert "llowed" in html or "Save the sheet" in html
        said.add(html)
    assert len(said) == len(get_args(Problem))


@pytest.mark.parametrize(("count", "told"), [(3, "column 3 (y)."), (4, "in one more cell"),
                                             (1003, "in 1,000 more cells")])  # fmt: skip
def test_cells_that_are_not_named_are_counted(count: int, told: str) -> None:
    own = OwnTable(PCA_TABLE)
    places = [Place(5, 2, "x"), Place(6, 1), Place(7, 3, "y")]
    own.problem = TableRefused("missing", "", places, count)
    html = OwnTablePhrases().problem(own)
    assert "row 5, column 2 (x); row 6, column 1; row 7, column 3 (y)" in html
    assert told in html


def test_another_width_is_asked_and_the_table_grows() -> None:
    page = in_play()
    page.press("own_example")
    predict(page, "pca")
    page.press("own_commit")
    watch(page)
    page.press("own_again")
    models = page.models
    assert models["own_kept"].options == []
    assert models["own_verdict"].html == ""
    assert plotted(page) == 0
    page.enter("own_width", "8")
    assert "8 numbers" in models["own_better"].label
    page.enter("own_better", "pca")
    page.press("own_commit")
    watch(page)
    assert [row[0] for row in models["own_results"].rows] == ["2", "8"]
    assert "You called it" in models["own_verdict"].html


def test_what_the_lab_itself_runs_is_left_alone() -> None:
    page = in_play()
    verdict: Any = page.models["verdict"].html
    page.press("own_example")
    predict(page, "pca")
    page.press("own_commit")
    watch(page)
    assert page.models["verdict"].html == verdict
    assert page.session.phase == "revealed"
    assert len([text for text in page.sent if '"append"' in text]) == 2  # of the case alone


def test_the_panel_refuses_a_control_that_it_has_not() -> None:
    page = in_play()
    with pytest.raises(ValueError, match="no control 'own_other' of the panel"):
        page.ask(type="lab_input", control="own_other", value=1)


def test_a_table_that_pca_gives_back_whole_and_one_far_out() -> None:
    page = in_play()
    x = np.random.default_rng(1).standard_normal((40, 1)) * [1.0, 2.0, -1.0]
    bring(page, "\n".join(",".join(map(repr, row)) for row in x.tolist()))
    predict(page, "pca")
    page.press("own_commit")
    watch(page)
    assert "more than ten times as large" in page.models["own_verdict"].html
    x[5] = 1e12
    bring(page, "\n".join(",".join(map(repr, row)) for row in x.tolist()))
    predict(page, "pca")
    page.press("own_commit")
    watch(page)
    assert all(len(cell) < 12 for cell in page.models["own_results"].rows[0])


@pytest.mark.parametrize("lab", LABS)
def test_only_training_that_ran_away_is_said_to_have(lab: str) -> None:
    page = in_play(lab)
    page.press("own_example")
    predict(page, lab)
    page.press("own_commit")
    watch(page)
    assert "ran away" not in page.models["own_verdict"].html
    x = 1e-3 * np.random.default_rng(0).standard_normal((800, 4))
    x[17:21] = 40.0  # far out in every column, so one batch's loss is a hundred times another's
    bring(page, "\n".join(",".join(map(repr, row)) for row in x.tolist()))
    predict(page, lab)
    page.press("own_commit")
    watch(page)
    assert "ran away" in page.models["own_verdict"].html
