from __future__ import annotations

import pytest

from app.ui import hand
from app.ui.hand import PAUSE, Hand


def test_a_hand_rests_once_it_has_not_moved_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(hand.time, "monotonic", lambda: now[0])
    one = Hand()
    assert (one.ahead, one.rest) == (False, 0.0)
    one.move()
    assert one.ahead
    assert one.rest == pytest.approx(PAUSE)
    now[0] += PAUSE / 2
    one.move()
    now[0] += PAUSE / 2
    assert one.rest == pytest.approx(PAUSE / 2)
    now[0] += PAUSE
    assert one.rest == 0.0
    assert one.ahead  # there is still something to draw
    one.caught_up()
    assert not one.ahead
