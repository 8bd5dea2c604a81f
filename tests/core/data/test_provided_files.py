"""What is provided is supplied; what is not is named."""

from __future__ import annotations

import pytest

from core.data import provided_files


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provided_files, "_held", {})


def test_what_is_provided_is_supplied_until_it_is_withdrawn() -> None:
    provided_files.register("a", b"1")
    provided_files.register("a", b"2")
    assert provided_files.data_file("a") == b"2"
    provided_files.clear()
    with pytest.raises(provided_files.MissingData):
        provided_files.data_file("a")


def test_what_is_missing_is_named_with_what_there_is() -> None:
    provided_files.register("digits", b"")
    with pytest.raises(
        provided_files.MissingData, match=r"'nets' has not been provided; .*: digits"
    ) as told:
        provided_files.data_file("nets")
    assert told.value.name == "nets"
    assert isinstance(told.value, KeyError)


def test_what_was_made_of_supplies_goes_with_them() -> None:
    made: list[str] = []

    @provided_files.cached(maxsize=2)
    def parsed(name: str) -> str:
        made.append(name)
        return name.upper()

    assert (parsed("a"), parsed("a"), made) == ("A", "A", ["a"])
    provided_files.clear()
    assert (parsed("a"), made) == ("A", ["a", "a"])
