"""A search for what must not exist before the reveal, through everything that an object holds."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from types import BuiltinFunctionType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

from app.session.text_catalog import words
from core.labs.strokes.explanation import Explanation
from core.labs.strokes.lab import StrokesOutcome
from core.labs.strokes.outcome_map import OutcomeMap
from core.theory.surrogate import Reconstruction
from core.theory.verdict import Verdict

CLOSED = (ModuleType, CodeType, BuiltinFunctionType, type)
TELLING = (StrokesOutcome, Reconstruction, Verdict, Explanation, OutcomeMap)
SECRETS = {"target", "clean", "code", "reconstruction", "weights", "error", "verdict"}


def reachable(*roots: Any) -> Iterator[Any]:
    """Every object that hangs on `roots`: attributes, slots, items, closures, bound selves."""
    seen: set[int] = set()
    held: list[Any] = []  # so that no id is used twice
    waiting = deque(roots)
    while waiting:
        one = waiting.popleft()
        if id(one) in seen or isinstance(one, CLOSED):
            continue
        seen.add(id(one))
        held.append(one)
        yield one
        waiting.extend(_parts(one))


def _parts(one: Any) -> Iterator[Any]:
    if isinstance(one, str | bytes | int | float | np.ndarray):
        return
    if isinstance(one, Mapping):
        yield from one.keys()
        yield from one.values()
    elif isinstance(one, list | tuple | set | frozenset | deque):
        yield from one
    elif isinstance(one, MethodType):
        yield one.__self__
        yield one.__func__
    elif isinstance(one, FunctionType):
        yield from (cell.cell_contents for cell in one.__closure__ or ())
        yield from one.__defaults__ or ()
    yield from getattr(one, "__dict__", {}).values()
    for kind in type(one).__mro__:
        slots = kind.__dict__.get("__slots__", ())
        for name in (slots,) if isinstance(slots, str) else slots:
            if name != "__weakref__" and hasattr(one, name):
                yield getattr(one, name)


def secrets_in(objects: Iterable[Any], truth: StrokesOutcome) -> set[str]:
    """Which of SECRETS show in `objects`, given what will happen."""
    result, found = truth.reconstruction, set()
    runs = {
        "clean": truth.x, "code": result.code, "reconstruction": result.x_hat,
        "weights": result.weights,
    }  # fmt: skip
    error = truth.verdict.error
    for one in objects:
        if isinstance(one, TELLING):
            found.add("verdict")
        elif isinstance(one, str):
            found |= {name for name, sign in texts(truth).items() if sign in one}
        elif isinstance(one, float) and one == error:
            found.add("error")
        elif isinstance(one, np.ndarray | list | tuple):
            found |= {name for name, run in runs.items() if _same(one, run)}
    return found


def texts(truth: StrokesOutcome) -> dict[str, str]:
    """How the secrets read in a sentence, a twin or a message, for the digits."""
    say = words("strokes")
    name = say("families.segments.the", name=truth.target_name)
    headline = say(f"verdict.headline.{truth.verdict.name}", target=name, member="").strip(" .")
    error = {"error": f"{truth.verdict.error:.3f}"} if round(truth.verdict.error, 3) else {}
    return error | {
        "target": say("figures.clean", target=name),
        "verdict": headline[1:],
        "clean": _listed(truth.x),
        "reconstruction": _listed(truth.reconstruction.x_hat),
    }


def _listed(run: np.ndarray) -> str:
    return ",".join(map(repr, run.tolist()))


def _same(one: Any, run: np.ndarray) -> bool:
    if isinstance(one, list | tuple) and not all(isinstance(x, float | int) for x in one):
        return False
    return np.shape(one) == run.shape and bool(np.array_equal(one, run))
