"""What is provided is supplied; what is not is named."""

from __future__ import annotations

import pytest

from core import supplies


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supplies, "_held", {})


def test_what_is_provided_is_supplied_until_it_is_withdrawn() -> None:
    supplies.provide("a", b"1")
    supplies.provide("a", b"2")
    assert supplies.supplied("a") == b"2"
    supplies.withdraw()
    with pytest.raises(supplies.Missing):
        supplies.supplied("a")


def test_what_is_missing_is_named_with_what_there_is() -> None:
    supplies.provide("digits", b"")
    with pytest.raises(supplies.Missing, match=r"'nets' has not been provided; .*: digits") as told:
        supplies.supplied("nets")
    assert told.value.name == "nets"
    assert isinstance(told.value, KeyError)


def test_what_was_made_of_supplies_goes_with_them() -> None:
    made: list[str] = []

    @supplies.derived(maxsize=2)
    def parsed(name: str) -> str:
        made.append(name)
        return name.upper()

    assert (parsed("a"), parsed("a"), made) == ("A", "A", ["a"])
    supplies.withdraw()
    assert (parsed("a"), made) == ("A", ["a", "a"])
