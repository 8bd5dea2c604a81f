"""The report's worker: files in, figures out, in slices; data is asked for and may not come."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

from app.runtime.registry import REGISTERED_LABS
from app.runtime.report_runtime import ReportRuntime
from core.classroom.assignment import Assignment
from core.classroom.class_csv import COLUMNS
from core.data import provided_files
from core.labs.ledger_check import case_of
from core.labs.train.lab import TRAIN
from tests.classes import CASES, Truth, a_class, assignment, truths
from tests.supplied import provide, provided

DATA = "?lab=anomaly&held=1&method=autoencoder&score=plain&seed=1"
LIVE = "?lab=train&data=toy&m=2&noise=0.3&penalty=none&seed=1"
TRUTHS = truths(CASES)
GIVEN = assignment()
CLASS = a_class(9, GIVEN, TRUTHS, whole=1)


class Desk:
    """The page's part."""

    def __init__(self) -> None:
        self.runtime = ReportRuntime()
        self.heard: list[dict[str, Any]] = []
        self.runtime.connect(lambda text: self.heard.extend(json.loads(text)))
        self.runtime.begin(json.dumps({"content": ""}))

    def tell(self, kind: str, **fields: object) -> Desk:
        self.runtime.handle(json.dumps({"type": kind, **fields}))
        return self

    def add(self, *files: tuple[str, str]) -> Desk:
        return self.tell("add", files=[{"name": name, "text": text} for name, text in files])

    def work(self) -> Desk:
        while self.runtime.running:
            self.runtime.advance()
        return self

    def last(self, kind: str = "report") -> dict[str, Any]:
        return next(message for message in reversed(self.heard) if message["type"] == kind)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def no_data() -> Iterator[None]:
    provided_files.clear()
    yield
    provide()


def test_a_class_is_read_and_told(desk: Desk) -> None:
    report = desk.add(*CLASS).work().last()
    assert (report["read"], report["waiting"], report["working"]) == (9, 0, False)
    assert report["title"] == GIVEN.title
    assert [case["address"] for case in report["cases"]] == list(GIVEN.cases)
    for case in report["cases"]:
        assert case["state"] == "computed"
        assert case["question"].startswith("<p>")
        assert case["picture"].startswith("<svg")
        assert case["last"] == sum(choice["last"] for choice in case["choices"]) == 9
    assert sorted(report["worth"]) == [
        case["number"] for case in report["cases"] if case["confident_errors"]
    ]
    assert report["class"]["count"] == 36
    assert [learner["marks"] for learner in report["learners"]] == [[]] * 9


def test_choices_are_told_in_the_labs_words_and_paintings_as_pictures(desk: Desk) -> None:
    report = desk.add(*CLASS).work().last()
    named, painted = report["cases"][0], next(c for c in report["cases"] if c["parts"] > 1)
    assert all(choice["title"] and not choice["picture"] for choice in named["choices"])
    assert named["answer"] in {choice["title"] for choice in named["choices"]}
    assert all(each["picture"].startswith("<svg") for each in painted["choices"] if each["name"])


def test_broken_files_and_duplicates_do_not_stop_the_rest(desk: Desk) -> None:
    files = [("empty", ""), CLASS[0], ("cut", CLASS[1][1][:-40]), ("same", CLASS[0][1]), *CLASS[1:]]
    report = desk.add(*files).work().last()
    assert [each["file"] for each in report["broken"]] == ["empty", "cut"]
    assert report["duplicates"] == [["same", CLASS[0][0]]]
    assert report["read"] == 9


def test_words_on_why_come_when_asked_for(desk: Desk) -> None:
    where = GIVEN.cases[1]
    told = desk.add(*CLASS).work().tell("whys", case=where).last("whys")
    said = [json.loads(text) for _, text in CLASS]
    whys = [r["body"]["text"] for f in said for r in f["records"]
            if r["kind"] == "why" and r["address"] == where]  # fmt: skip
    assert sorted(row["text"] for row in told["rows"]) == sorted(whys)
    sure = [row["confidence"] for row in told["rows"]]
    assert sure == sorted(sure, reverse=True)
    assert desk.tell("whys", case="?lab=none").last("whys")["rows"] == []


def test_the_table_is_of_all_votes(desk: Desk) -> None:
    pieces = desk.add(*CLASS).work().tell("table").work().last("table")["pieces"]
    rows = list(csv.reader(io.StringIO("".join(pieces), newline="")))
    assert rows[0] == [f"\ufeff{COLUMNS[0]}", *COLUMNS[1:]]
    assert len(rows) == 1 + 9 * 4 * 2
    assert rows[1][COLUMNS.index("choice_in_words")] != rows[1][COLUMNS.index("choice")]


def test_it_stops_and_goes_on(desk: Desk) -> None:
    desk.add(*CLASS).tell("stop")
    assert not desk.runtime.running
    report = desk.last()
    assert (report["waiting"], report["working"]) == (9, False)
    assert desk.tell("go_on").work().last()["read"] == 9


def test_all_is_removed_and_read_again(desk: Desk) -> None:
    desk.add(*CLASS).work().tell("forget")
    gone = desk.last()
    assert (gone["read"], gone["cases"], gone["class"], gone["learners"]) == (0, [], None, [])
    assert desk.add(*CLASS[:2]).work().last()["read"] == 2


def test_another_assignment_is_chosen(desk: Desk) -> None:
    other = assignment(CASES[1:4], "Week 4")
    desk.add(*CLASS, *a_class(2, other, TRUTHS, seed=3)).work()
    report = desk.last()
    assert [(a["title"], a["count"]) for a in report["assignments"]] == [
        ("Week 3", 9),
        ("Week 4", 2),
    ]
    assert [m["kind"] for m in report["learners"][-1]["marks"]] == ["assignment"]
    report = desk.tell("choose", fingerprint=other.fingerprint).work().last()
    assert (report["title"], len(report["cases"])) == ("Week 4", 3)
    assert report["cases"][0]["question"]
    assert report["learners"][-1]["marks"] == []


@pytest.mark.usefixtures("no_data")
def test_data_is_asked_for_once_and_waited_for(desk: Desk) -> None:
    labs = {name: each.lab for name, each in REGISTERED_LABS.items()}
    provide()
    told = truths([DATA], labs)
    provided_files.clear()
    given = Assignment("x", (DATA,), votes=2)
    files = a_class(3, given, told, whole=1)
    desk.add(*files).work()
    assert [m["names"] for m in desk.heard if m["type"] == "wants"] == [
        sorted(REGISTERED_LABS["anomaly"].supplies)
    ]
    (case,) = desk.last()["cases"]
    assert (case["state"], case["last"], case["question"]) == ("waiting", 3, "")
    for name in REGISTERED_LABS["anomaly"].supplies:
        desk.runtime.supply(name, provided()[name])
    (case,) = desk.work().last()["cases"]
    assert case["state"] == "computed"
    assert case["question"]


@pytest.mark.usefixtures("no_data")
def test_without_its_data_a_case_is_told_unchecked(desk: Desk) -> None:
    found = case_of(DATA, {"anomaly": REGISTERED_LABS["anomaly"].lab})
    assert found is not None
    names = found[0].outcomes(found[1])
    files = a_class(3, Assignment("x", (DATA,)), {DATA: Truth(names, names[0], 1)})
    desk.add(*files).work().tell("lacks", names=list(REGISTERED_LABS["anomaly"].supplies)).work()
    (case,) = desk.last()["cases"]
    assert (case["state"], case["last"], case["right"]) == ("unchecked", 3, None)


def test_a_long_run_is_taken_in_steps(desk: Desk) -> None:
    told = truths([LIVE], {TRAIN.name: TRAIN})
    for name in REGISTERED_LABS[TRAIN.name].supplies:
        desk.runtime.supply(name, provided()[name])
    desk.add(*a_class(2, Assignment("x", (LIVE,)), told)).work()
    assert [case["state"] for case in desk.last()["cases"]] == ["computed"]
    assert "waiting" in {case["state"] for m in desk.heard for case in m.get("cases", [])}


@pytest.mark.parametrize("text", ["{}", '{"type": "commit"}', "nonsense"])
def test_what_is_no_message_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(ValueError, match=r"messages are|Expecting value"):
        desk.runtime.handle(text)
