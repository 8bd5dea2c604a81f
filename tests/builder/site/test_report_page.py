"""The class report has words for all that it may say, and data that its script starts from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from app.session.text_catalog import gathered
from builder.site.offline import integrity
from builder.site.report_page import report
from core.classroom import hand_in
from core.classroom.case_tally import Advice
from core.classroom.class_csv import COLUMNS
from core.classroom.marks import Kind
from core.trial.ledger_errors import Refusal

ROOT = Path(__file__).resolve().parents[3]
EN = ROOT / "content" / "en"
WORDS = {topic: gathered(topic, EN) for topic in ("report", "page", "record")}
SAID = WORDS["report"]["said"]


def test_every_column_is_documented_in_its_order() -> None:
    assert [column["name"] for column in WORDS["report"]["table"]["column"]] == list(COLUMNS)


def test_every_mark_has_its_words() -> None:
    assert set(SAID["overview"]["marks"]) == set(get_args(Kind))
    assert set(SAID["marks"]) == {*get_args(Kind), "shared_more"}


@pytest.mark.parametrize("fault", get_args(hand_in.Fault))
def test_every_file_that_is_not_read_gets_a_reason(fault: str) -> None:
    assert SAID["refused"][fault]


def test_every_advice_has_its_words() -> None:
    assert set(SAID["advice"]) == set(get_args(Advice))


def test_the_page_is_given_what_starts_python(tmp_path: Path) -> None:
    (tmp_path / "digits.bin").write_bytes(b"data")
    tool = report(
        tmp_path,
        {"runtime": "r/", "content": "0123456789"},
        "js/w.js",
        {"digits": "digits.bin"},
        WORDS,
    )
    assert tool.assets["worker"] == "js/w.js"
    assert tool.assets["supplies"] == {"digits": ("digits.bin", integrity(b"data"))}
    assert "python" in tool.data["page"]["failed"]
    assert tool.data["refused"].keys() & set(get_args(Refusal))


def test_every_refusal_of_a_script_has_its_words() -> None:
    page = ROOT / "app" / "page"
    scripts = [*(page / "classroom" / "report").glob("*.js"), page / "storage" / "text_file.js"]
    reasons = {
        reason
        for path in scripts
        for reason in re.findall(r'new Unread\("(\w+)"', path.read_text("utf-8"))
    }
    assert {"zip_nested", "not_text"} < reasons
    assert reasons <= SAID["refused"].keys()


def test_every_dotted_key_of_the_scripts_has_its_words() -> None:
    asked: set[str] = set()
    for path in (ROOT / "app" / "page" / "classroom" / "report").glob("*.js"):
        asked |= set(re.findall(r"(?<!this\.)\bwords\.(\w+\.\w+)\b(?!\()", path.read_text("utf-8")))
    assert len(asked) > 20
    known = {f"{topic}.{key}" for topic, held in SAID.items() if isinstance(held, dict)
             for key in held}  # fmt: skip
    assert asked <= known
