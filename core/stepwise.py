"""Work in small steps: between two of them a page can draw, be asked, or stop it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeVar

Done = TypeVar("Done")
Told = TypeVar("Told")
Seen = TypeVar("Seen")


@dataclass(frozen=True, eq=False)
class Step:
    """How far a run is: `done` of `total` parts of work, and what may be drawn of it meanwhile."""

    done: int
    total: int
    snapshot: Any


def with_progress(
    work: Generator[Any, None, Done], step: Callable[[int], Told]
) -> Generator[Told, None, Done]:
    """The same work, telling `step` of how often it has paused, from 1 on; what it comes to."""
    pauses = 0
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Done = end.value
            return result
        pauses += 1
        yield step(pauses)


def retold(
    work: Generator[Seen, None, Done], tell: Callable[[Seen], Told]
) -> Generator[Told, None, Done]:
    """The same work, yielding what `tell` makes of each thing that it yields; what it comes to."""
    while True:
        try:
            seen = next(work)
        except StopIteration as end:
            result: Done = end.value
            return result
        yield tell(seen)


def run_to_end(work: Generator[Any, None, Done]) -> Done:
    """What work comes to, without a pause."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Done = end.value
            return result
