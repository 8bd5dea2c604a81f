"""Files are read each by itself; what is false or copied is marked; the rest is counted."""

from __future__ import annotations

import json
import random
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from core.classroom.assignment import Assignment, write_code
from core.classroom.case_answers import CaseAnswers
from core.classroom.class_report import ClassReport
from core.classroom.hand_in import read, write
from core.classroom.marks import Mark, marks
from core.labs.ledger_check import answer_steps
from tests.classes import (
    CASES,
    LABS,
    a_class,
    assignment,
    backdate,
    bodies,
    falsify,
    readable,
    rehashed,
    reorder,
    sealed,
    sharpen,
    truths,
)

TRUTHS = truths(CASES)
GIVEN = assignment()
OTHER = assignment(CASES[2:6], "Week 4")


WAYS = ("false", "sharpen", "time", "order", "other", "copy", "part", "no")


def reported(*files: tuple[str, str]) -> ClassReport:
    """A report of these files, with all outcomes computed."""
    report = ClassReport(CaseAnswers(LABS))
    for file, text in files:
        report.add(file, text)
    while report.working:
        report.advance()
    return report


def kinds(report: ClassReport, number: int) -> set[str]:
    return {mark.kind for mark in marks(report, report.learners[number - 1])}


CLASS = a_class(12, GIVEN, TRUTHS, whole=1)
TEXTS = [text for _, text in CLASS]


def changed(text: str, **fields: Any) -> str:
    return sealed(json.loads(text) | fields)


def test_an_honest_class_has_no_marks_and_all_of_it_counts() -> None:
    report = reported(*CLASS)
    assert [marks(report, learner) for learner in report.learners] == [()] * 12
    assert (report.broken, report.duplicates) == ([], [])
    group = report.chosen
    assert group is not None
    for tally in group.tallies.values():
        figures = tally.figures()
        assert (figures.first, figures.last) == (12, 12)
    told = report.summary()
    assert told is not None
    assert told.count == 48
    scores = [report.score(learner) for learner in report.learners]
    assert sum(score.right for score in scores) == pytest.approx(told.right * 48)
    assert all(score.done == score.count == 4 for score in scores)


def test_a_thousand_tampered_files_none_of_which_stops_the_others() -> None:
    """Every false outcome and every copy among them is marked, or its file is not read at all."""
    source = random.Random(11)
    honest = a_class(1000, GIVEN, TRUTHS, seed=5)
    false, copies, wrong_times, others = set(), set(), set(), set()
    files: list[tuple[str, str]] = []
    ways = source.choices(
        ("false", "sharpen", "time", "order", "other", "copy", "part", "no"), k=1000
    )
    as_made = [text for way, (_, text) in zip(ways, honest, strict=True) if way == "no"]
    for way, (name, text) in zip(ways, honest, strict=True):
        file = json.loads(text)
        hashes = source.random() < 0.8
        if way == "false" and falsify(file, source):
            false.add(name)
        elif way == "sharpen":
            sharpen(file, source)
        elif way == "time":
            backdate(file, source)
            wrong_times.add(name)
        elif way == "order":
            reorder(file, source)
        elif way == "other":
            file |= set_to(OTHER)
            others.add(name)
        elif way == "copy":
            file["records"] = json.loads(source.choice(as_made))["records"]
            copies.add(name)
        elif way == "part":
            part_of(file, json.loads(source.choice(as_made)), source)
            copies.add(name)
        files.append((name, rehashed(file) if hashes else json.dumps(file)))
    report = reported(*files)
    unread = {broken.file for broken in report.broken}
    assert unread == {name for name, text in files if not readable(text)}
    assert len(report.learners) + len(unread) + len(report.duplicates) == 1000
    found: dict[str, set[str]] = {each.file: kinds(report, each.number) for each in report.learners}
    assert min(map(len, (false - unread, copies - unread, wrong_times - unread))) > 60
    assert all("otherwise" in found[name] for name in false - unread)
    assert {name for name, held in found.items() if "otherwise" in held} == false - unread
    assert all(found[name] & {"shared", "replaced"} for name in copies & found.keys())
    assert all("times" in found[name] for name in wrong_times - unread)
    assert all("assignment" in found[name] for name in others - unread)
    innocent = {name for name, _ in files} - false - copies - wrong_times - others
    shared_with = {report.learners[o - 1].file for e in report.learners for o in e.shared}
    for name in (innocent - shared_with) & found.keys():
        assert not found[name] & {"otherwise", "shared", "replaced", "times", "assignment"}


def part_of(file: dict[str, Any], other: dict[str, Any], source: random.Random) -> None:
    """One case is the neighbour's, under another trial's id."""
    where = source.choice(GIVEN.cases)
    fresh = f"{source.getrandbits(64):016x}"
    taken = [record for record in other["records"] if record["address"] == where]
    for record in taken:
        record["body"]["trial"] = fresh
    kept = [record for record in file["records"] if record["address"] != where]
    file["records"] = taken + kept


def test_a_false_outcome_does_not_count_and_comes_late_or_early() -> None:
    file = json.loads(TEXTS[0])
    falsify(file, random.Random(1))
    text = rehashed(file)
    for files in ([("a", text), *CLASS[1:]], [*CLASS[1:], ("a", text)]):
        report = reported(*files)
        (bad,) = (each for each in report.learners if each.file == "a")
        (mark,) = marks(report, bad)
        assert mark.kind == "otherwise"
        assert report.chosen is not None
        for where, tally in report.chosen.tallies.items():
            assert tally.figures().last == (11 if where in mark.cases else 12)
        late = ClassReport(CaseAnswers(LABS))
        for each in CLASS[1:]:
            late.add(*each)
        while late.working:
            late.advance()
        late.add("a", text)
        assert late.summary() == report.summary()


def test_each_case_is_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    computed: Counter[str] = Counter()

    def counted(lab: Any, scenario: Any) -> Any:
        computed[str(scenario)] += 1
        return answer_steps(lab, scenario)

    monkeypatch.setattr("core.classroom.case_answers.answer_steps", counted)
    reported(*CLASS)
    assert set(computed.values()) == {1}
    assert len(computed) == len(GIVEN.cases)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"), ("\ufeff \n", "empty"), ("x" * 4_000_001, "too_large"),
        (TEXTS[0][:-9], "not_json"), ("[" * 10_000, "not_json"), ("{}", "foreign"),
        ("<script>alert(1)</script>", "not_json"),
        (changed(TEXTS[0], version=2), "newer_version"),
        (changed(TEXTS[0], name=7), "wrong_type"),
        (changed(TEXTS[0], assignment="1.0.x"), "assignment"),
        (TEXTS[0].replace('"confidence": ', '"confidence": -', 1), "records"),
    ],
)  # fmt: skip
def test_what_is_none_is_listed_with_the_reason(text: str, code: str) -> None:
    report = reported(("bad", text), *CLASS)
    assert [(broken.file, broken.code) for broken in report.broken] == [("bad", code)]
    assert len(report.learners) == 12


def test_a_file_that_comes_twice_counts_once() -> None:
    report = reported(*CLASS, ("again.json", f"\ufeff{TEXTS[4]}\n\n"))
    assert report.duplicates == [("again.json", 5)]
    assert report.summary() == reported(*CLASS).summary()


def test_of_two_files_of_one_learner_the_newer_counts() -> None:
    handed = read(TEXTS[0])
    early = write(replace(handed, ledger=replace(handed.ledger, records=handed.ledger.records[:4])))
    later = changed(TEXTS[0], at="2026-11-30T20:00:00Z")
    for files in ([("early", early), ("later", later)], [("later", later), ("early", early)]):
        report = reported(*files, *CLASS[1:])
        by_file = {each.file: each for each in report.learners}
        newer = by_file["later"].number
        assert marks(report, by_file["early"]) == (Mark("replaced", other=newer),)
        assert report.summary() == reported(*CLASS).summary()
    third = changed(TEXTS[0], at="2026-11-30T21:00:00Z")
    report = reported(("early", early), ("later", later), ("third", third), *CLASS[1:])
    assert [each.replaced for each in report.learners[:3]] == [2, 3, 0]
    assert report.summary() == reported(*CLASS).summary()


def test_a_copy_under_another_name_is_marked_on_both() -> None:
    copied = changed(TEXTS[0], name="Somebody else")
    report = reported(*CLASS, ("copy", copied), ("more", changed(TEXTS[0], name="A third")))
    assert marks(report, report.learners[0]) == (Mark("shared", count=4, other=13, more=1),)
    assert marks(report, report.learners[12]) == (Mark("shared", count=4, other=1),)


def test_a_file_without_a_name_replaces_nothing() -> None:
    texts = [changed(TEXTS[0], name="", at=f"2026-11-30T2{n}:00:00Z") for n in range(2)]
    report = reported(("a", texts[0]), ("b", texts[1]))
    assert [kinds(report, number) for number in (1, 2)] == [{"shared"}, {"shared"}]


def set_to(given: Assignment) -> dict[str, str]:
    """The fields of a file that say of which assignment it is."""
    return {"assignment": write_code(given), "fingerprint": given.fingerprint}


def test_other_marks() -> None:
    file = json.loads(TEXTS[0])
    seen = json.loads(TEXTS[1])
    for record in bodies(seen, "commitment")[:1]:
        record["body"]["seen"] = True
    foreign = json.loads(TEXTS[2])
    for record in foreign["records"]:
        if record["kind"] in ("vote", "commitment"):
            record["body"]["outcomes"].append("z")
    report = reported(
        ("seal", json.dumps(file | {"name": "Changed"})),
        ("seen", rehashed(seen)), ("unknown", rehashed(foreign)),
        ("content", changed(TEXTS[3], content="another")),
        ("extra", changed(TEXTS[4], **set_to(GIVEN_LESS))),
        *CLASS[5:],
    )  # fmt: skip
    content = report.content()
    found = [{m.kind for m in marks(report, e, content)} for e in report.learners[:6]]
    assert found == [{"seal"}, {"seen"}, {"unknown"}, {"content"}, {"extra", "assignment"}, set()]
    assert report.score(report.learners[1]).count == 3
    assert report.score(report.learners[2]).count == 0


GIVEN_LESS = assignment(CASES[:3])


def test_a_report_is_on_the_assignment_of_most_or_on_the_chosen_one() -> None:
    others = a_class(3, OTHER, TRUTHS, seed=2)
    report = reported(*others, *CLASS)
    assert report.chosen is not None
    assert report.chosen.assignment == GIVEN
    assert kinds(report, 1) == {"assignment"}
    report.choose(OTHER.fingerprint)
    assert report.chosen.assignment == OTHER
    assert kinds(report, 1) == set()
    report.choose("")
    assert report.chosen.assignment == GIVEN


def test_an_empty_report() -> None:
    report = reported()
    assert (report.chosen, report.summary(), report.working) == (None, None, False)
