"""A lab is added as CONTRIBUTING says, in a copy of the tree: its own files, and nothing else."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FILES = {
    "core/labs/coin/__init__.py": '"""The lab `coin`: which side a coin shows."""\n',
    "core/labs/coin/lab.py": '''"""Which side does a coin show?"""

from dataclasses import dataclass

import numpy as np

from core.trial.deck import deck_of
from core.trial.parameters import Choice, Integer
from core.trial.scenario import SEED_LIMIT, Scenario
from core.trial.lab import Parameter

SUPPLIES = ()


@dataclass(frozen=True)
class CoinOutcome:
    answer: str
    image: np.ndarray


class CoinLab:
    name = "coin"

    def parameters(self):
        sides = Parameter("side", Choice(("heads", "tails"), "heads"))
        return sides, Parameter("seed", Integer(0, SEED_LIMIT, 0))

    def observe(self, scenario):
        return np.full(4, float(scenario.text("side") == "heads"))

    def outcomes(self, scenario):
        return "same", "other"

    def outcome(self, scenario):
        other = np.random.default_rng(scenario.integer("seed")).random() < 0.5
        image = self.observe(scenario)
        return CoinOutcome("other" if other else "same", 1.0 - image if other else image)


COIN = CoinLab()
DECK = deck_of(COIN, [{"seed": seed} for seed in range(3)])
''',
    "app/labs/coin/__init__.py": '''"""How the lab `coin` looks, and what it says."""

from app.labs.coin.view import CoinView
from app.labs.registration import with_deck
from core.labs.coin.lab import COIN, DECK, SUPPLIES

REGISTRATION = with_deck(9, COIN, DECK, CoinView, SUPPLIES)
''',
    "app/labs/coin/view.py": '''"""The coin before, and after."""

from app.ui.figures.image_rows import Images
from app.ui.lab_view import FigureSlot, LabView


class CoinView(LabView):
    panels = (FigureSlot("before", sealed=False), FigureSlot("after"))

    def build(self):
        self.before, self.after = Images("before", 1, 40), Images("after", 1, 40)

    def evidence(self):
        return [self.before.plot]

    def sealed(self):
        return [self.after.plot]

    def draw_evidence(self, shown):
        self.before.show([shown], [""], self.say.words("headings.before"))
        return self.say.words("brief.text")

    def clear(self):
        self.after.clear()

    def draw_outcome(self, happened):
        say = self.say.words
        self.after.show([happened.image], [""], say("headings.after"))
        return self.headed(say(f"outcomes.{happened.answer}.title"), happened.answer, "")

    def next_hint(self):
        return self.say.words("buttons.next_hint")
''',
    "content/en/coin.toml": """base = "lab"
title = "Which side?"

[card]
title = "Coin"
text = "A coin is tossed."

[page]
title = "Coin"
description = "A coin."
heading = "Coin"
opening = ["A coin is tossed."]

[brief]
text = "It is tossed once."

[headings]
before = "before"
after = "after"

[settings.side]
label = "Side"
heads = "heads"
tails = "tails"

[outcomes.same]
title = "The same side"
hint = ""

[outcomes.other]
title = "The other side"
hint = ""

[buttons]
next_hint = "Another toss."
""",
}
STAY = """
import json
from app.runtime.lab_runtime import LabRuntime
from app.runtime.registry import REGISTERED_LABS

runtime, sent = LabRuntime("coin"), []
drawn = runtime.documents()
runtime.connect(lambda text: sent.extend(json.loads(text)))
kept = {
    "assignment": "", "suspended": "", "records": [], "checks": {}, "shown": [],
    "search": "?lab=coin&side=tails", "played": None, "trials": {},
}
runtime.begin(json.dumps(kept))
session = runtime.session
session.predict("same")
session.commit(session.choice, 65)
before = [json.dumps(message) for message in sent]
session.reveal()
runtime.handle(json.dumps({"type": "shown", "trials": {}}))
print(json.dumps({
    "labs": [*REGISTERED_LABS], "slots": [name for _, name in drawn["roots"]],
    "phase": session.phase, "side": session.scenario["side"], "answer": session.trial.answer,
    "early": any('"answer"' in text for text in before),
    "kinds": [record.kind for record in session.ledger.records],
}))
"""


def test_its_files_are_all_that_a_lab_needs(tmp_path: Path) -> None:
    for top in ("core", "app", "content"):
        shutil.copytree(
            ROOT / top, tmp_path / top, ignore=shutil.ignore_patterns("__pycache__", "editor")
        )
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STAY], cwd=tmp_path, check=True, text=True, capture_output=True,
    )  # fmt: skip
    told = json.loads(done.stdout)
    assert told["labs"][-1] == "coin"
    assert {"before", "after", "set-side", "prediction", "commit", "score"} <= set(told["slots"])
    assert (told["phase"], told["side"]) == ("revealed", "tails")
    assert told["answer"] in ("same", "other")
    assert not told["early"]
    assert told["kinds"] == ["commitment", "outcome"]
