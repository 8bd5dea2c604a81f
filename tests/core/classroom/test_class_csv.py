"""The table comes back as it was written, in Python and in a spreadsheet, and holds no formula."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from core.classroom.case_answers import CaseAnswers
from core.classroom.class_csv import COLUMNS, FORMULA, csv_steps, defused
from core.classroom.class_report import ClassReport
from tests.classes import CASES, LABS, WHYS, a_class, assignment, truths

TRUTHS = truths(CASES[:3])
GIVEN = assignment(CASES[:3], "=Week 3")


def report_of(count: int) -> ClassReport:
    report = ClassReport(CaseAnswers(LABS))
    for file, text in a_class(count, GIVEN, TRUTHS):
        report.add(f"@{file}", text)
    while report.working:
        report.advance()
    return report


def table(report: ClassReport) -> str:
    return "".join(csv_steps(report, lambda choice, where: f"=said {choice[:9]}"))


TEXT = table(report_of(16))
ROWS = list(csv.reader(io.StringIO(TEXT.removeprefix("\ufeff"), newline="")))


def test_one_row_a_vote_under_the_documented_head() -> None:
    assert TEXT.startswith("\ufefffile,")
    assert TEXT.endswith("\r\n")
    assert ROWS[0] == list(COLUMNS)
    report = report_of(16)
    votes = sum(len(work.votes) for each in report.learners for work in each.work.values())
    assert len(ROWS) - 1 == votes == 16 * 3 * 2
    assert {len(row) for row in ROWS} == {len(COLUMNS)}


def test_cells_come_back_and_none_is_a_formula() -> None:
    report = report_of(16)
    told = [dict(zip(COLUMNS, row, strict=True)) for row in ROWS[1:]]
    assert not [cell for row in ROWS for cell in row if cell.startswith(FORMULA)]
    by_file = {f"'@{each.file[1:]}": each for each in report.learners}
    for row in told:
        learner = by_file[row["file"]]
        work = learner.work[GIVEN.cases[int(row["case_number"]) - 1]]
        vote = work.votes[int(row["vote"]) - 1]
        assert row["name"] == defused(learner.name)
        assert (row["choice"], int(row["confidence"])) == (defused(vote.choice), vote.confidence)
        assert row["answer"] == defused(TRUTHS[work.address].answer)
        assert row["why"] == (defused(work.why) if row["vote"] == "2" else "")
    said = {row["why"] for row in told}
    assert {defused(why) for why in WHYS} <= said
    assert "Ein „so“\nund so" in said


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "0012", "1" * 45])
def test_a_formula_begins_with_an_apostrophe(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "a=1", "1-1", "'=1", " =1", "7", "0", "100"])
def test_what_is_none_stays(cell: str) -> None:
    assert defused(cell) == cell


def test_an_empty_class_has_a_head() -> None:
    assert table(ClassReport(CaseAnswers(LABS))) == "\ufeff" + ",".join(COLUMNS) + "\r\n"


@pytest.mark.skipif(not shutil.which("soffice"), reason="there is no LibreOffice here")
def test_a_spreadsheet_reads_it_alike(tmp_path: Path) -> None:
    given = tmp_path / "class.csv"
    given.write_text(TEXT, "utf-8", newline="")
    before = "CSV:44,34,UTF8,1"  # comma, quote, encoding, first line
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         f"--infilter={before}", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1",
         "--outdir", str(tmp_path / "out"), str(given)],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    read = (tmp_path / "out" / "class.csv").read_text("utf-8-sig")
    found = list(csv.reader(io.StringIO(read, newline="")))
    texts = [COLUMNS.index(name) for name in ("file", "name", "choice", "why", "standing")]
    told = [[[row[at] for at in texts] for row in rows] for rows in (found, ROWS)]
    assert told[0] == told[1]
