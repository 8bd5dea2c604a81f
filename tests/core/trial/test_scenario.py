import json
import random
from collections.abc import Mapping
from dataclasses import FrozenInstanceError
from urllib.parse import quote

import pytest

from core.trial.scenario import (
    SEED_LIMIT,
    Choice,
    Decimal,
    Integer,
    Notice,
    Parameter,
    Scenario,
    Value,
    address,
    adjust,
    default_scenario,
    parse,
)

SIZES = {"toy": 6, "segments": 7, "glyphs": 25}


def width(before: Mapping[str, Value]) -> Integer:
    return Integer(1, SIZES[str(before["family"])], 3)


def level(before: Mapping[str, Value]) -> Decimal:
    if before["kind"] == "gaussian":
        return Decimal(0.1, 2.0, 0.1, 0.5)
    return Decimal(0, 0.9, 0.05, 0.4)


STROKES = (
    Parameter("family", Choice(tuple(SIZES), "segments")),
    Parameter("m", width),
    Parameter("kind", Choice(("mask", "flip_on", "gaussian"), "mask")),
    Parameter("level", level),
    Parameter("mode", Choice(("denoising", "plain"), "denoising")),
    Parameter("seed", Integer(0, SEED_LIMIT, 1)),
)
LABS = {"strokes": STROKES, "odd": (Parameter("word", Choice(("a.b", "ready-1_2", "c"), "c")),)}
CASE = "?lab=strokes&family=segments&m=3&kind=mask&level=0.4&mode=denoising&seed=7"


def read(query: str) -> tuple[Scenario, tuple[Notice, ...]]:
    return parse(query, LABS)


def test_the_example_of_the_design() -> None:
    for query in (CASE, CASE[1:]):
        scenario, notices = read(query)
        assert notices == ()
        assert scenario.lab == "strokes"
        assert dict(scenario.values) == {
            "family": "segments", "m": 3, "kind": "mask", "level": 0.4,
            "mode": "denoising", "seed": 7,
        }  # fmt: skip
        assert address(scenario) == CASE


def test_what_is_missing_takes_its_default_in_silence() -> None:
    for query in ("", "?", "&", "?lab=strokes"):
        assert read(query) == (default_scenario("strokes", STROKES), ())


def test_order_in_the_address_does_not_matter() -> None:
    fields = CASE[1:].split("&")
    for turn in range(20):
        random.Random(turn).shuffle(fields)
        assert address(read("&".join(fields))[0]) == CASE


def test_every_value_makes_the_round_trip() -> None:
    rng = random.Random(1)
    for _ in range(300):
        kind = rng.choice(("mask", "flip_on", "gaussian"))
        steps = rng.randint(1, 20) / 10 if kind == "gaussian" else rng.randint(0, 18) / 20
        family = rng.choice(tuple(SIZES))
        scenario = default_scenario("strokes", STROKES).with_values(
            family=family, m=rng.randint(1, SIZES[family]), kind=kind, level=steps,
            mode=rng.choice(("denoising", "plain")), seed=rng.randint(0, SEED_LIMIT),
        )  # fmt: skip
        assert scenario["level"] == steps
        assert parse(address(scenario), LABS) == (scenario, ())
    for word in ("a.b", "ready-1_2", "c"):
        odd = default_scenario("odd", LABS["odd"]).with_values(word=word)
        assert parse(address(odd), LABS) == (odd, ())


@pytest.mark.parametrize(
    ("query", "problem", "name", "value", "used"),
    [
        ("lab=nothing", "unknown_choice", "lab", "nothing", "strokes"),
        ("lab=", "empty", "lab", "", "strokes"),
        ("family=Runes", "unknown_choice", "family", "Runes", "segments"),
        ("m=0", "out_of_range", "m", "0", 1),
        ("m=99", "out_of_range", "m", "99", 7),
        ("m=many", "not_a_number", "m", "many", 3),
        ("family=toy&m=7", "out_of_range", "m", "7", 6),
        ("m=7&family=toy", "out_of_range", "m", "7", 6),
        ("m=", "empty", "m", "", 3),
        ("m", "empty", "m", "", 3),
        ("m=3.5", "not_whole", "m", "3.5", 4),
        ("m=%D9%A3", "not_a_number", "m", "٣", 3),
        ("m=%zz", "not_a_number", "m", "%zz", 3),
        ("m=%ff", "not_a_number", "m", "\ufffd", 3),
        ("m=%00", "empty", "m", "", 3),
        ("m=3,5%0A", "not_a_number", "m", "3,5\ufffd", 3),
        ("level=-1", "out_of_range", "level", "-1", 0.0),
        ("level=nan", "not_a_number", "level", "nan", 0.4),
        ("level=inf", "not_a_number", "level", "inf", 0.4),
        ("level=½", "not_a_number", "level", "½", 0.4),
        ("level=%C2%BD", "not_a_number", "level", "½", 0.4),
        ("level=1e999", "out_of_range", "level", "1e999", 0.9),
        ("kind=gaussian&level=0", "out_of_range", "level", "0", 0.1),
        ("level=0.41", "off_step", "level", "0.41", 0.4),
        ("seed=x", "not_a_number", "seed", "x", 1),
        ("seed=1.25", "not_whole", "seed", "1.25", 1),
        ("seed=-1", "out_of_range", "seed", "-1", 0),
        ("seed=2147483648", "out_of_range", "seed", "2147483648", SEED_LIMIT),
        ("m=2&m=5", "repeated", "m", "5", 2),
        ("lab=strokes&lab=odd", "repeated", "lab", "odd", "strokes"),
        ("m=2&m=5&m=7&m=2", "repeated", "m", "5", 2),
        ("m=3&zoom=2", "unknown_parameter", "zoom", "1", None),
        ("m=3&zoom=2&famly=toy&zoom=3", "unknown_parameters", "zoom, famly", "2", None),
        ("word=c", "unknown_parameter", "word", "1", None),
    ],
)
def test_bad_input_gives_one_notice(
    query: str, problem: str, name: str, value: str, used: Value | None
) -> None:
    scenario, notices = read(query)
    assert [(n.problem, n.name, n.value, n.used) for n in notices] == [(problem, name, value, used)]
    if used is not None:
        assert notices[0].allowed is not None
        assert used == (scenario.lab if name == "lab" else scenario[name])


@pytest.mark.parametrize("query", ["m=3.0", "m=+3", "m=%2B3", "m=03", "M=3"])
def test_another_spelling_of_an_allowed_value_needs_no_notice(query: str) -> None:
    scenario, notices = read(query)
    assert (scenario["m"], notices) == (3, ())
    assert "&m=3&" in address(scenario)


def test_a_notice_names_the_range_of_the_family_at_hand() -> None:
    assert read("family=glyphs&m=99")[1][0].allowed == Integer(1, 25, 3)
    assert read("family=toy&m=99")[1][0].allowed == Integer(1, 6, 3)


def test_notices_come_in_a_fixed_order() -> None:
    query = "b=1&seed=x&a=1&m=many&m=2&family=no&lab=no&utm_source=x"
    got = [(n.problem, n.name) for n in read(query)[1]]
    assert got == [
        ("unknown_choice", "lab"), ("unknown_choice", "family"), ("not_a_number", "m"),
        ("not_a_number", "seed"), ("repeated", "m"), ("unknown_parameters", "b, a"),
    ]  # fmt: skip


def test_long_input_is_shortened_and_bounded() -> None:
    notice = read("m=" + "x" * 100_000)[1][0]
    assert len(notice.value) == 40
    assert notice.value.endswith("…")
    scenario, notices = read("&".join(f"p{i}=1" for i in range(50_000)) + "&m=5")
    assert notices == (Notice("unknown_parameters", "p0, p1, p2, …", "50000", None, None),)
    assert scenario["m"] == 5
    assert len(read("&".join(f"m={i}" for i in range(1000)))[1]) == 2  # m=0, and more than once


PIECES = [
    "lab=", "family=", "m=", "kind=", "level=", "mode=", "seed=", "&", "=", "?", "#", ";", "%",
    "%2", "%e2%82", "+", "-", ".", "e", "E99", "nan", "inf", "½", "٣", "²", "Ⅷ", "strokes",
    "toy", "mask", "gaussian", "\x00", "\n", "\ud800", "\udfff", "\u202e", "🙂", "9" * 5000,
    "0.1", "1e999", "_", " ",
]  # fmt: skip


def test_parse_survives_any_string() -> None:
    rng = random.Random(20)
    problems = set()
    for turn in range(4000):
        if turn % 2:
            query = "".join(rng.choices(PIECES, k=rng.randint(0, 30)))
        else:
            query = "".join(chr(rng.randrange(0x110000)) for _ in range(rng.randint(0, 40)))
            query = rng.choice(PIECES) + (quote(query, errors="replace") if turn % 4 else query)
        scenario, notices = read(query)
        assert parse(address(scenario), LABS) == (scenario, ())
        assert address(scenario).isascii()
        problems |= {notice.problem for notice in notices}
        for notice in notices:
            assert len(notice.value) <= 40
            json.dumps([notice.name, notice.value], ensure_ascii=False).encode("utf-8")
    assert {"unknown_choice", "not_a_number", "out_of_range", "empty", "repeated"} <= problems


def test_a_scenario_is_a_value() -> None:
    one, other = read(CASE)[0], read(CASE + "&zoom=1")[0]
    assert one == other
    assert hash(one) == hash(other)
    assert one != one.with_values(seed=8)
    with pytest.raises(FrozenInstanceError):
        one.lab = "odd"  # type: ignore[misc]
    with pytest.raises(TypeError):
        one.values["m"] = 5  # type: ignore[index]


def test_typed_access() -> None:
    scenario = read(CASE)[0]
    assert scenario.text("family") == "segments"
    assert scenario.integer("m") == 3
    assert scenario.decimal("level") == 0.4
    assert scenario.kind("m") == Integer(1, 7, 3)
    with pytest.raises(TypeError, match="m is 3"):
        scenario.text("m")
    with pytest.raises(TypeError, match=r"level is 0\.4"):
        scenario.integer("level")
    with pytest.raises(TypeError, match="m is 3"):
        scenario.decimal("m")
    for ask in (scenario.__getitem__, scenario.text, scenario.kind):
        with pytest.raises(KeyError, match="zoom"):
            ask("zoom")


def test_with_values_settles_what_depends_on_the_change() -> None:
    big = read("family=glyphs&m=25&level=0")[0]
    assert big.with_values(m=9)["m"] == 9
    assert big.with_values(family="toy")["m"] == 6
    assert big.with_values(family="toy", m=2)["m"] == 2
    assert big.with_values(kind="gaussian")["level"] == 0.1
    assert big["m"] == 25
    _, notices = adjust(big, {"family": "toy"})
    assert notices == (Notice("out_of_range", "m", "25", Integer(1, 6, 3), 6),)
    with pytest.raises(KeyError, match="zoom"):
        big.with_values(zoom=1)


@pytest.mark.parametrize(
    "items",
    [
        (),
        (("word", "d"),),
        (("wort", "c"),),
        (("word", "c"), ("word", "c")),
        (("word", 3),),
    ],
)
def test_no_invalid_scenario_can_be_made(items: tuple[tuple[str, Value], ...]) -> None:
    with pytest.raises(ValueError, match="word"):
        Scenario("odd", items, LABS["odd"])


def test_two_declarations_of_one_lab_give_equal_scenarios() -> None:
    def declare() -> tuple[Parameter, ...]:
        return (Parameter("m", lambda before: Integer(1, 7, 3)),)

    assert default_scenario("one", declare()) == default_scenario("one", declare())
    assert "Parameter" not in repr(default_scenario("one", declare()))
