"""The stage as the lesson shows it: the toy network of the worked example, drawn in the page.

Content says what is shown of it; whatever there is not is refused.
"""

from __future__ import annotations

import json

import numpy as np

from builder.lesson.entries import Entry
from core.data.pattern_families import load_family
from core.labs.strokes.pixel_errors import difference
from core.labs.strokes.stage import wires
from core.theory.worked_example import WorkedExample

PAINT = {  # what can be drawn, and in which colour
    "x": "clean", "x_tilde": "corrupted", "preactivation": "code", "z": "code", "after_z": "code",
    "x_hat": "reconstruction", "e": "error", "after": "reconstruction", "final_z": "code",
    "final": "reconstruction", "final_e": "error", "clean_z": "code",
}  # fmt: skip
NETWORKS = ("start", "once", "trained")
STAGE_NEEDED, STAGE_ALLOWED = ("network", "given", "words"), ("code", "usual", "output", "marked")


def check(entry: Entry) -> None:
    """Refuse a stage that shows what there is not."""
    (stage,) = entry.parts("stage", STAGE_NEEDED, STAGE_ALLOWED)
    for key, name in stage.values.items():
        allowed = {"network": NETWORKS, "words": (stage["words"],), "marked": (True,)}
        if name not in allowed.get(key, PAINT):
            stage.place.refuse(f"{key} is {name!r}; allowed: {sorted(allowed.get(key, PAINT))}")


def told(entry: Entry, truth: WorkedExample) -> str:
    """What `page/lab/components/stage_drawing.js` draws of an entry, as JSON."""
    shown = entry["stage"][0]
    network = getattr(truth, shown["network"])

    def numbers(key: str) -> list[float]:
        return np.round(getattr(truth, shown[key]), 4).tolist() if key in shown else []

    output = numbers("output")
    wrong = difference(truth.x, np.array(output)) if shown.get("marked") else None
    state = {
        "label": entry["twin"], "heads": shown["words"], "shape": load_family("toy").grid,
        "m": network.W1.shape[1], "limit": 1.0, "free": False, "sealed": "",
        "wires": wires(network.W1.T), "writes": wires(network.W2),
        "clean": shown["given"] == "x", "given": numbers("given"),
        "code": numbers("code"), "usual": numbers("usual"),
        "output": output, "missed": wrong.missed if wrong else [],
        "invented": wrong.invented if wrong else [],
    }  # fmt: skip
    return json.dumps(state, ensure_ascii=False)
