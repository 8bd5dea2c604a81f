"""What every lab's tests need: the digits and networks, whoever withdrew them before."""

from __future__ import annotations

import pytest

from tests.supplied import provide


@pytest.fixture(autouse=True, scope="module")
def _supplied_to_what_is_shared() -> None:
    provide()


@pytest.fixture(autouse=True)
def _supplied(_supplied_to_what_is_shared: None) -> None:
    provide()
