"""What `make test` is said to run of the browser's tests is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.tiers import EVERY_RUN, is_long

HERE = Path(__file__).parent / "browser"


@pytest.mark.parametrize("file", EVERY_RUN)
def test_each_is_there(file: str) -> None:
    tests = re.findall(r"^def (test_\w+)\(", (HERE / file).read_text("utf-8"), re.MULTILINE)
    assert set(EVERY_RUN[file]) <= {"", *tests}


def test_what_is_not_named_is_long() -> None:
    assert is_long("test_hosts.py", "test_no_type_but_the_commonest_is_needed")
    assert is_long("test_labs.py", "test_a_trial_by_keyboard")
    assert not is_long("test_labs.py", "test_a_trial_by_mouse")
    assert not is_long("test_trial.py", "test_a_trial_by_keyboard")
