"""Every name, reason and problem has its words, filled in, and no value becomes markup."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import product
from typing import Any, get_args

import pytest

from app.labs.strokes.phrases_after import PhrasesAfter
from app.labs.strokes.phrases_before import PhrasesBefore
from app.labs.strokes.shared_phrases import Phrases
from app.session.address_notices import notice_text
from app.session.ledger_store import refusal_text
from app.session.text_catalog import words
from core.data.pattern_families import family_names, load_family
from core.labs.strokes.deck import default_scenarios, draw_of, next_case
from core.labs.strokes.explanation import REASONS, Explanation, explanation
from core.labs.strokes.lab import STROKES
from core.labs.strokes.outcome_map import outcome_map
from core.labs.strokes.question import ASKS
from core.numerics.corruption import KINDS
from core.theory.surrogate import MODES
from core.theory.verdict import CLEARLY_OFF, CLEARLY_ON, VERDICTS
from core.trial.ledger_errors import LedgerRefused, Refusal
from core.trial.parameters import Problem
from core.trial.scenario import address, parse
from tests.app.fake_browser import FIRST, FakeBrowser

BEFORE, AFTER = PhrasesBefore(), PhrasesAfter()
LABS = {"strokes": STROKES.parameters()}
HOSTILE = "<img src=x onerror=alert(1)>"
CASES = [case for family in family_names() for case in default_scenarios(family)]


def whole(text: str) -> str:
    """`text`, checked: there is one, and nothing in it was left to fill in."""
    assert text.strip() == text != ""
    assert not re.search(r"[{}]|None|nan|  ", text), text
    return text


def plain(html: str) -> str:
    """The text of a run of HTML that must be well formed: every element that opens closes."""
    opened = re.findall(r"<([a-z0-9]+)[^>]*>", html)
    closed = re.findall(r"</([a-z0-9]+)>", html)
    assert sorted(opened) == sorted(closed), html
    return whole(re.sub(r"<[^>]*>", "", html))


SESSION = FakeBrowser().session
SHOWN = {"?lab=strokes": {"seen": [draw_of(FIRST)]}}


# ---- names


def test_everything_that_can_be_set_or_happen_has_a_name() -> None:
    say = words("strokes")
    for family in family_names():
        assert Phrases().family(family) != family
        assert Phrases().patterns(family) != family
        assert say.has(f"families.{family}.the")
        assert load_family(family).pattern_names[0] in Phrases().pattern(
            family, load_family(family).pattern_names[0]
        )
    for kind in KINDS:
        assert Phrases().kind(kind) != kind
        whole(Phrases().level(kind, 0.35))
        whole(say(f"kinds.{kind}.level"))
    assert [mode for mode, _, _ in Phrases().modes()] == list(MODES)
    for outcome in VERDICTS:
        for text in (*Phrases().option(outcome, SESSION)[1:], *Phrases().looks(VERDICTS)[outcome]):
            whole(text)
    signs = [sign for _, sign in Phrases().looks(VERDICTS).values()]
    assert len(set(signs)) == len(VERDICTS)


def test_a_family_without_words_goes_by_its_bare_name() -> None:
    assert (Phrases().family("dice"), Phrases().patterns("dice")) == ("dice", "dice")
    assert Phrases().pattern("dice", "six") == "six"


def test_numbers_levels_and_confidences() -> None:
    say = Phrases()
    assert (say.numbers(1), say.numbers(3)) == ("one number", "3 numbers")
    assert (say.width(3, 7), say.width(7, 7)) == ("3", "7 (all 7 pixels)")
    assert (say.level("mask", 0.35), say.level("gaussian", 0.35)) == ("35\u00a0%", "0.35")
    five = say.confidences((25, 45, 65, 80, 100))
    assert five[0] == [25, "a guess", "25\u00a0%"]
    assert five[-1] == [100, "certain", "100\u00a0%"]
    assert say.confidences((25, 63, 100))[1] == [63, "63\u00a0%", ""]


# ---- before the reveal


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("family", family_names())
def test_the_question_names_patterns_and_width(family: str, mode: str) -> None:
    shown = STROKES.observe(default_scenarios(family)[0].with_values(mode=mode, m=4))
    text = plain(BEFORE.brief(shown))
    assert Phrases().patterns(family) in text
    assert "4 numbers" in text
    rows, columns = shown.grid
    assert f"{rows} rows of {columns} pixels" in whole(BEFORE.stage(shown))


def test_the_gallery_in_words_is_the_gallery() -> None:
    for family in family_names():
        shown = STROKES.observe(default_scenarios(family)[0])
        label, head, rows = BEFORE.gallery(shown)
        whole(label)
        assert len(head) == 2
        columns = shown.grid[1]
        for (name, full), title, pattern in zip(
            rows, shown.gallery_names, shown.gallery, strict=True
        ):
            assert name == title
            cells = [tuple(map(int, cell.split("·"))) for cell in full.split(", ") if cell]
            assert [(r - 1) * columns + c - 1 for r, c in cells] == pattern.nonzero()[0].tolist()


def test_what_was_said_stands_below_the_button() -> None:
    for ask in ASKS:
        for shown in (False, True):
            desk = FakeBrowser()
            desk.session.visit(address(FIRST.with_values(ask=ask)), {})
            session = desk.session
            if shown:
                desk.session.visit(address(FIRST.with_values(ask=ask)), SHOWN)
            choice = session.outcomes[0] * session.parts
            session.commit(choice, 80)
            text = whole(BEFORE.see(session))
            assert BEFORE.said(choice, session.trial_scenario) in text
            assert "80\u00a0%" in text
            assert ("does not count" in text) is shown


def test_pictures_are_offered_where_pictures_are_asked_for() -> None:
    for family in family_names():
        case = default_scenarios(family)[0]
        for ask in ASKS:
            desk = FakeBrowser()
            desk.session.visit(address(case.with_values(ask=ask)), {})
            options = BEFORE.options(desk.session)
            d = load_family(family).d
            if ask == "paint":
                assert options == []
            elif ask == "verdict":
                assert all(len(option) == 3 for option in options)
            else:
                assert [option[0] for option in options] == list(desk.session.outcomes)
                assert len({option[1] for option in options}) == len(options)
                for *_, (columns, levels) in options:
                    assert d % columns == 0
                    assert len(levels) == d
                    assert set(levels) <= set("0123456789abcdef")


# ---- after the reveal


def facts(reason: str, **others: Any) -> Explanation:
    verdict = reason.rpartition("_")[2]
    member = {"recovered": "5", "another": "3"}.get(verdict)
    return Explanation(**{
        "reason": reason, "verdict": verdict, "target": "5", "target_weight": 0.4404,
        "rival": "3", "rival_weight": 0.331, "member": member,
        "member_weight": None if member is None else 0.331, "unlimited": "another",
        "unlimited_member": "9", "m": 4, "used": 4, "strokes": 7, "pixels": 45, "damaged": 6,
        "kept_share": 0.617, "error": 0.0321,
    } | others)  # fmt: skip


@pytest.mark.parametrize("unlimited", VERDICTS)
@pytest.mark.parametrize("reason", REASONS)
def test_every_reason_has_a_sentence_of_its_own_numbers(reason: str, unlimited: str) -> None:
    free = {"recovered": "5", "another": "9"}.get(unlimited)
    known = facts(reason, unlimited=unlimited, unlimited_member=free)
    html = AFTER.verdict(
        known, "segments", known.verdict, FakeBrowser().revealed("kept", 70).session
    )
    text = plain(html)
    assert text.startswith("The 5 came back")
    assert "the ." not in text
    assert "the ," not in text
    template = words("strokes").at(f"why.{reason.rpartition('_')[0]}.{known.verdict}")
    values = {
        "target_weight": "0.44", "rival_weight": "0.33", "member_weight": "0.33",
        "kept_share": "62\u00a0%", "strokes": "7",
        "numbers": "4 numbers", "numbers_start": "4 numbers",
    }  # fmt: skip
    for name, value in values.items():
        assert f"{{{name}}}" not in template or value in text, name


def test_the_reasons_sentences_differ() -> None:
    session = FakeBrowser().revealed().session
    texts = {
        AFTER.verdict(facts(r), "segments", facts(r).verdict, session).partition("</h3>")[2]
        for r in REASONS
    }
    assert len(texts) == len(REASONS)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_the_sentence_says_how_the_prediction_fared(verdict: str) -> None:
    session = FakeBrowser().revealed("kept", 65).session
    known = facts(f"plain_evidence_{verdict}")
    text = plain(AFTER.verdict(known, "segments", known.verdict, session))
    right = "You called it"
    assert (right in text) == (verdict == "kept")
    assert (
        "92 points" if verdict == "kept" else "39 points"
    ) in text  # 1 - (0.35² + 0.35² / 3) / 2
    assert "65\u00a0%" in text
    if verdict != "kept":
        assert Phrases().said("kept", session.trial_scenario) in text
    session.play()
    text = plain(AFTER.verdict(known, "segments", known.verdict, session))
    assert right not in text
    assert "65\u00a0%" not in text
    assert words("strokes")("verdict.play") in text


@pytest.mark.parametrize(
    ("damaged", "words_for"), [(0, "hardly"), (2, "hardly"), (3, "only 3 of 45")]
)
def test_slight_damage_is_called_so(damaged: int, words_for: str) -> None:
    known = facts("plain_evidence_recovered", damaged=damaged)
    assert words_for in AFTER.verdict(
        known, "segments", known.verdict, FakeBrowser().revealed().session
    )


@pytest.mark.parametrize(
    ("share", "text"), [(-0.2, "0\u00a0%"), (0.5, "50\u00a0%"), (1.13, "100\u00a0%")]
)
def test_no_more_than_all_of_the_damage_comes_out(share: float, text: str) -> None:
    known = facts("plain_evidence_kept", kept_share=share)
    assert f" {text} of it" in AFTER.verdict(
        known, "segments", known.verdict, FakeBrowser().revealed().session
    )


def test_every_case_of_every_deck_is_told_whole() -> None:
    session = FakeBrowser().revealed().session
    reasons = set()
    for case in CASES:
        truth = STROKES.outcome(case)
        known = explanation(truth)
        reasons.add(known.reason)
        family = case.text("family")
        plain(AFTER.verdict(known, family, known.verdict, session))
        whole(AFTER.clean(family, truth.target_name))
        whole(AFTER.error(known.error, 1, 2))
        assert f"{truth.verdict.error:.3f}" in plain(AFTER.error_value(known.error))
        label, head, rows = AFTER.weighed(truth)
        whole(label)
        assert len(head) == len(rows[0]) == 3
        assert [row[0] for row in rows] == list(truth.pattern_names)
        roles = [row[2] for row in rows]
        assert roles[truth.target] == words("strokes")("figures.target_role")
        assert sum(map(bool, roles)) == 1 + (truth.verdict.name == "another")
    assert len(reasons) > 5


def test_the_map_in_words_is_the_map() -> None:
    for family in family_names():
        case = default_scenarios(family)[1]
        grown = outcome_map(case)
        label, head, rows = AFTER.map(grown, case.text("kind"), STROKES.outcome(case).verdict.name)
        whole(label)
        assert len(head) == 1 + len(grown.levels)
        assert [row[0] for row in rows] == [str(width) for width in reversed(grown.widths)]
        short = {words("strokes")(f"outcomes.{o}.short"): o for o in VERDICTS}
        told = tuple(tuple(short[text] for text in row[1:]) for row in reversed(rows))
        assert told == grown.names
        key = AFTER.map_key(case.text("kind"), VERDICTS)
        assert all(text in plain(key) for text in short)


def test_the_next_case_is_announced_as_what_it_is() -> None:
    for case in CASES:
        coming = next_case(case)
        text = whole(AFTER.next_hint(case, coming))
        changed = {name for name in case.values if case[name] != coming[name]}
        if changed <= {"m", "seed"} and "m" in changed:
            assert f"m = {coming['m']}" in text


@pytest.mark.parametrize(
    ("probability", "text"),
    [(0.0, "0.00"), (1e-9, "below 0.01"), (0.0049, "below 0.01"), (0.005, "0.01"), (0.5, "0.50"),
     (0.9949, "0.99"), (0.995, "above 0.99"), (1 - 1e-12, "above 0.99"), (1.0, "1.00")],
)  # fmt: skip
def test_a_share_never_claims_certainty_it_has_not(probability: float, text: str) -> None:
    assert PhrasesAfter()._share(probability) == text


def test_the_words_on_clear_pixels_name_the_verdicts_limits() -> None:
    text = whole(AFTER.stage(STROKES.observe(default_scenarios("segments")[0])))
    assert f"{CLEARLY_OFF:.2f}" in text
    assert f"{CLEARLY_ON:.2f}" in text


# ---- notices and refusals

ADDRESSES = {
    "unknown_choice": "?family=" + HOSTILE, "broken_name": "?family=own-5x5-3-1f8c63f",
    "not_a_number": "?m=½", "not_whole": "?m=2.5",
    "out_of_range": "?level=-1", "off_step": "?level=0.41", "empty": "?m=",
    "repeated": "?m=2&m=5", "unknown_parameter": "?m=3&{x}y=1",
    "unknown_parameters": "?m=3&" + "&".join(f"p{i}=1" for i in range(70)),
}  # fmt: skip


@pytest.mark.parametrize("problem", get_args(Problem))
def test_every_problem_of_an_address_is_told(problem: str) -> None:
    scenario, notices = parse(ADDRESSES[problem], LABS)
    (notice,) = [n for n in notices if n.problem == problem]
    text = notice_text(notice)
    assert not re.search(r"None|  | [.,;:]|: \.", text), text
    if problem not in ("unknown_parameter", "empty"):
        assert notice.value in text
    if problem in (
        "unknown_choice",
        "not_a_number",
        "not_whole",
        "out_of_range",
        "off_step",
        "empty",
    ):
        assert "Allowed: " in text
        assert str(notice.used) in text
    assert scenario.lab == "strokes"


def test_a_notice_names_the_allowed_range() -> None:
    for query, allowed in (
        ("?m=0", "1 to 45"), ("?level=7", "0 to 0.9 in steps of 0.05"),
        ("?mode=x", "denoising, plain"), ("?lab=x", "strokes"),
    ):  # fmt: skip
        (notice,) = parse(query, LABS)[1]
        assert allowed in notice_text(notice)


def test_a_value_from_right_to_left_does_not_turn_the_sentence() -> None:
    (notice,) = parse("?family=שלום", LABS)[1]
    assert "family “\u2068שלום\u2069” is not known here." in notice_text(notice)
    (name,) = parse("?m=3&عرض=3", LABS)[1]
    assert "“\u2068عرض\u2069” means nothing here" in notice_text(name)
    (turning,) = parse("?family=\u202esdrawkcab", LABS)[1]  # no sign that turns is read
    assert "“sdrawkcab”" in notice_text(turning)
    (plain,) = parse("?family=größe", LABS)[1]
    assert "family “größe” is" in notice_text(plain)


@pytest.mark.parametrize("number", [None, 3])
@pytest.mark.parametrize("code", get_args(Refusal))
def test_every_refusal_of_a_ledger_is_told(code: Refusal, number: int | None) -> None:
    text = refusal_text(LedgerRefused(code, number))
    assert text.endswith(".")
    assert not re.search(r"[{}]|None|  ", text)
    assert number is None or "{" not in text
    if number and "{where}" in words("record").at(f"refused.{code}"):
        assert text.startswith("Record 3 ")


def test_refusals_differ() -> None:
    texts = [refusal_text(LedgerRefused(code, 1)) for code in get_args(Refusal)]
    assert len(set(texts)) == len(texts)


def test_explanations_know_all_combinations() -> None:
    assert set(REASONS) == {
        "_".join(parts) for parts in product(MODES, ("evidence", "bottleneck"), VERDICTS)
    }
    assert replace(facts(REASONS[0]), m=1).m == 1
