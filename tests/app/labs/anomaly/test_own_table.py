"""One's own table in the anomaly lab: the two rows beforehand, the worst rows afterwards."""

from __future__ import annotations

import numpy as np
import pytest

from app.labs.anomaly.own_table import HIGHEST, AnomalyTableDrawing
from app.session.own_table import EXAMPLE, OwnTable
from app.ui.lab_phrases import LabPhrases
from builder.models.lab_data import tables
from core.data.provided_files import register
from core.labs.anomaly.own_table import ANOMALY_TABLE, ANSWERS, rows_asked_about


@pytest.fixture
def own() -> OwnTable:
    register(EXAMPLE, tables()[EXAMPLE])
    table = OwnTable(ANOMALY_TABLE)
    table.load_example()
    return table


@pytest.fixture
def drawing() -> AnomalyTableDrawing:
    return AnomalyTableDrawing(LabPhrases("anomaly"))


def finish(own: OwnTable) -> None:
    own.predict("stands_out", "first")
    own.commit()
    while own.running:
        own.advance()


def test_the_two_rows_are_shown_in_standard_deviations(
    own: OwnTable, drawing: AnomalyTableDrawing
) -> None:
    table = own.table
    assert table is not None
    _, head, rows = drawing.evidence(table)
    first, second = rows_asked_about(table)
    assert head[1:] == [f"row {first + 2}", f"row {second + 2}"]
    raw = np.genfromtxt(tables()[EXAMPLE].decode().splitlines(), delimiter=",", skip_header=1)
    z = (raw - raw.mean(axis=0)) / raw.std(axis=0)
    assert [row[1] for row in rows] == [f"{value:.1f}".replace("-", "−") for value in z[first]]
    assert [row[2] for row in rows] == [f"{value:.1f}".replace("-", "−") for value in z[second]]
    assert rows[0][0] == "alcohol"
    text, answers = drawing.question(own, "stands_out")
    assert "2 numbers" in text
    assert answers[0][1] == f"Row {first + 2}"


def test_the_worst_rows_stand_in_the_table_worst_first(
    own: OwnTable, drawing: AnomalyTableDrawing
) -> None:
    finish(own)
    label, head, rows = drawing.results(own)
    assert f"{HIGHEST} rows of 178" in label
    assert len(rows) == HIGHEST
    errors = [float(row[1]) for row in rows]
    assert errors == sorted(errors, reverse=True)
    happened, table = own.outcome, own.table
    assert table is not None
    place = int(happened.scores[0].argmax())
    assert rows[0][0] == str(table.rows[place])
    assert rows[0][3] == str(1 + int((happened.scores[1] > happened.scores[1, place]).sum()))
    assert len(head) == 5


def test_every_answer_has_a_headline(own: OwnTable, drawing: AnomalyTableDrawing) -> None:
    said = set()
    finish(own)
    for answer in ANSWERS:
        own.outcome.answers["stands_out"] = answer
        said.add(drawing.draw_outcome(own)[0])
    assert len(said) == len(ANSWERS)
