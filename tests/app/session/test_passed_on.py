"""Whatever becomes of an address, a sensible case is posed and little is said. See `passed_on`."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from app.runtime.registry import REGISTERED_LABS
from app.session.address_notices import notice_text
from core.trial.scenario import address, asks_for_case, parse
from tests.app.fake_browser import FakeBrowser
from tests.asked import LABS
from tests.passed_on import passed_on
from tests.supplied import provide

COUNT = 12_000  # of each seed
MOST = 2 * (1 + max(len(parameters) for parameters in LABS.values())) + 1


@pytest.mark.long
@pytest.mark.parametrize("seed", [11, 110])
def test_any_address(seed: int) -> None:
    provide()
    desks = {
        lab: FakeBrowser(lab=each.lab, deck=each.deck) for lab, each in REGISTERED_LABS.items()
    }
    desks["strokes"].revealed("mixture").session.next_case()
    deck = REGISTERED_LABS["strokes"].deck
    coming = deck.follow(deck.first)
    seen: Counter[str] = Counter()
    for number, query in enumerate(passed_on(seed, COUNT)):
        named = parse(query, LABS)[0].lab
        desk = desks[
            named if number % 4 else list(REGISTERED_LABS)[number // 4 % len(REGISTERED_LABS)]
        ]
        session = desk.session
        scenario, notices = parse(query, session.labs)
        assert parse(address(scenario), LABS) == (scenario, ()), ascii(query)
        assert len(notices) <= MOST
        assert len({(n.problem, n.name) for n in notices}) == len(notices)
        texts = list(map(notice_text, notices))
        for text in texts:
            assert len(text) < 400, ascii(query)
            json.dumps(text, ensure_ascii=False).encode("utf-8")
        capitals = query.upper()
        if capitals.lower() == query.lower():
            assert parse(capitals, session.labs)[0] == scenario, ascii(query)
        desk.posted.clear()
        session.visit(query, desk.trials)
        if asks_for_case(query, LABS) and scenario.lab == session.lab.name:
            assert (session.trial_scenario, desk.told) == (scenario, texts), ascii(query)
            seen["a case"] += 1
        else:
            assert notices == () or asks_for_case(query, LABS)
            resumed = coming if session.lab.name == "strokes" else session.deck.first
            assert (session.trial_scenario, desk.told) == (resumed, []), ascii(query)
            seen["where one stopped"] += 1
        assert desk.posted[-1]["address"] == address(session.trial_scenario)
        seen.update(notice.problem for notice in notices)
    assert min(seen.values()) > 25, seen
    assert len(seen) > 8
    print(f"{COUNT} addresses of seed {seed}: {dict(seen)}")
