"""An assignment's code comes back exactly, and no changed character goes unnoticed."""

from __future__ import annotations

import random
import string
import zlib
from base64 import urlsafe_b64encode

import pytest

from app.runtime.registry import REGISTERED_LABS
from core.classroom.assignment import (
    CASES_LIMIT,
    Assignment,
    AssignmentRefused,
    read_code,
    write_code,
)
from core.trial.scenario import address

ADDRESSES = [
    address(case) for each in REGISTERED_LABS.values() for case in each.deck.cases(each.deck.first)
]  # what a teacher chooses from
SIGNS = string.printable[:95] + "\n“„äß漢字🙂​ש"
LINK = "https://school.example/hunch/index.html#class="
TEN = Assignment("Autoencoders, week 3", tuple(ADDRESSES[:10]), "First alone, then together.", 2)


def text_of(random: random.Random, most: int) -> str:
    return "".join(random.choices(SIGNS, k=random.randrange(most))).strip(" \n")


def any_assignment(random: random.Random) -> Assignment:
    title = text_of(random, 80).replace("\n", "")
    cases = random.sample(ADDRESSES, random.randrange(1, min(CASES_LIMIT, len(ADDRESSES)) + 1))
    return Assignment(
        title.strip() or "x", tuple(cases), text_of(random, 600), random.choice((1, 2)),
        random.choice(("once", "end")), random.choice(("none", "pseudonym", "name")),
        random.random() < 0.5, random.random() < 0.5,
    )  # fmt: skip


def refused(code: str) -> str:
    with pytest.raises(AssignmentRefused) as caught:
        read_code(code)
    return caught.value.code


def test_ten_thousand_assignments_come_back() -> None:
    source = random.Random(7)
    for _ in range(10_000):
        given = any_assignment(source)
        assert read_code(write_code(given)) == given


def test_twenty_cases_fit_a_link() -> None:
    source = random.Random(8)
    for _ in range(200):
        cases = tuple(source.sample(ADDRESSES, 20))
        assert (
            len(LINK + write_code(Assignment("Week 3", cases, ("Alone first. " * 10).strip())))
            <= 2000
        )


def test_every_changed_character_is_noticed() -> None:
    code = write_code(TEN)
    for at, sign in enumerate(code):
        for other in {*string.ascii_letters, *string.digits, *"._-~ "} - {sign}:
            assert refused(code[:at] + other + code[at + 1 :])


def test_every_cut_and_every_doubled_character_is_noticed() -> None:
    code = write_code(TEN)
    for at in range(len(code)):
        assert refused(code[:at])
        assert refused(code[:at] + code[at] + code[at:]) or code[at] == code[at - 1]


def packed(text: bytes, version: str = "1") -> str:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    held = packer.compress(text) + packer.flush()
    said = urlsafe_b64encode(held).decode().rstrip("=")
    return f"{version}.{zlib.crc32(held):08x}.{said}"


MORE = tuple(f"{ADDRESSES[0][:-1]}{n}" for n in range(500))


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "foreign"),
        ("hello", "foreign"),
        ("1.00000000.@@", "foreign"),
        (packed(TEN.canonical.encode(), "2"), "newer"),
        (packed(TEN.canonical.encode(), "999999999"), "newer"),
        (packed(TEN.canonical.encode(), "01"), "damaged"),
        (packed(b"x" * 10_000_000), "damaged"),
        (packed(b"\xff"), "damaged"),
        (packed(b"[" * 100_000), "damaged"),
        (packed(b"{}"), "bad_value"),
        (packed(TEN.canonical.replace(",", ", ").encode()), "bad_value"),
        (packed(TEN.canonical.replace('"votes":2', '"votes":2.0').encode()), "bad_value"),
        (packed(b"[]"), "bad_value"),
        (packed(b"7"), "bad_value"),
        (packed(TEN.canonical.replace('"votes":2', '"votes":true').encode()), "bad_value"),
        (packed(TEN.canonical.replace('"votes":2', '"votes":3').encode()), "bad_value"),
        (packed(TEN.canonical.replace('"once"', '"never"').encode()), "bad_value"),
        (packed(TEN.canonical.replace('"name":"none"', '"name":null').encode()), "bad_value"),
        (packed(TEN.canonical.replace("?lab=", "javascript:").encode()), "bad_value"),
        (packed(TEN.canonical.replace("Autoencoders", "\\ud800").encode()), "bad_value"),
        (packed(TEN.canonical.replace("Autoencoders", "\\u0000").encode()), "bad_value"),
        (packed(TEN.canonical.replace("Autoencoders", "x" * 80).encode()), "bad_value"),
        (packed(TEN.canonical.replace(ADDRESSES[1], ADDRESSES[0]).encode()), "bad_value"),
    ],
)
def test_what_is_no_assignment(code: str, fault: str) -> None:
    assert refused(code) == fault


def test_too_many_cases_are_refused() -> None:
    with pytest.raises(AssignmentRefused) as caught:
        Assignment("Five hundred", MORE)
    assert caught.value.code == "too_many"


def test_a_fingerprint_stands_for_all_of_it() -> None:
    source = random.Random(9)
    found = {any_assignment(source).fingerprint for _ in range(500)}
    assert len(found) == 500
    assert TEN.fingerprint == read_code(write_code(TEN)).fingerprint
