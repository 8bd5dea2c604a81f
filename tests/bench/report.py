"""The results as JSON, and as tables in Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from statistics import median
from typing import Any

from tests.bench import training
from tests.bench.bars import Visits, bars, figures, middle, over
from tests.bench.condition import CONDITIONS
from tests.bench.moves import Series
from tests.bench.numbers import P95, percentile, spread, summary
from tests.bench.training import Trained

WORK = (
    "A step of each is 128 examples forward and back through the same widths (ReLU, linear code, "
    "ReLU, sigmoid output), squared error, and one update of all weights."
)

VARIANTS = {
    "first": "a. first visit",
    "second": "b. second visit",
    "again": "b′. second visit, with a record",
    "cold": "c. first visit, no snapshot",
    "lab": "e. first visit to a lab's own page",
    "converted": "d. as `panel convert` loads it",
    "older": "f. first visit, the older build",
    "older_second": "g. second visit, the older build",
}
OLDER = ("older", "older_second")  # only where there is one
COLUMNS = (  # a figure, its heading, its unit
    ("paint", "first contentful paint, s", "s"),
    ("accepted", "commitment accepted, s", "s"),
    ("live", "Python live, s", "s"),
    ("bytes", "transferred, MB", "MB"),
    ("requests", "requests", ""),
    ("blocking", "blocked, ms", ""),
    ("longest", "longest task after paint, ms", ""),
    ("memory", "peak memory, MB", ""),
)


def as_json(
    about: Mapping[str, Any],
    visits: Visits,
    moves: Mapping[str, Sequence[Series]],
    trained: Trained | None = None,
) -> dict[str, Any]:
    """Everything: each visit, each move, and what came of them."""
    return {
        "about": about,
        "bars": [asdict(bar) | {"met": bar.met} for bar in bars(visits, moves, trained)],
        "summaries": {
            condition: {
                variant: {
                    name: summary(figures(visits, condition, variant, name))
                    for name, _, _ in COLUMNS
                }
                for variant in made
            }
            for condition, made in visits.items()
        },
        "visits": {
            condition: {
                variant: [asdict(one) for one in all_of] for variant, all_of in made.items()
            }
            for condition, made in visits.items()
        },
        "moves": {
            condition: [asdict(one) for one in all_of] for condition, all_of in moves.items()
        },
        "training": trained and asdict(trained),
    }


def as_text(
    about: Mapping[str, Any],
    visits: Visits,
    moves: Mapping[str, Sequence[Series]],
    trained: Trained | None = None,
) -> str:
    """The same for people."""
    parts = [
        "# Benchmark",
        "\n".join(f"- {name}: {value}" for name, value in about.items()),
        "Medians; in brackets the least and the most. Times begin with the navigation.",
        "## Bars",
        "\n".join(f"- {bar}" for bar in bars(visits, moves, trained)),
    ]
    for condition in visits:
        parts += [f"## {CONDITIONS[condition].title}", visit_table(visits, condition)]
        parts += notes(visits, condition)
    if moves:
        parts += ["## Until a move can be seen", move_table(moves)]
    if trained:
        parts += ["## Training in the browser", WORK, table(training.rows(trained))]
        parts += [f"- failed: {trouble}" for trouble in trained.trouble]
    return "\n\n".join(parts) + "\n"


def visit_table(visits: Visits, condition: str) -> str:
    """One condition: a row for each kind of visit."""
    ready = middle(visits, condition, "converted", "live")
    rows = [["visit", *(title for _, title, _ in COLUMNS), "d ready / accepted", "d ready / live"]]
    for variant, made in visits[condition].items():
        row = [f"{VARIANTS[variant]}{failed(made)}"]
        row += [
            spread(summary(figures(visits, condition, variant, name)), unit)
            for name, _, unit in COLUMNS
        ]
        for name in ("accepted", "live"):
            ratio = over(ready, middle(visits, condition, variant, name))
            row.append("n/a" if ratio is None or variant == "converted" else f"{ratio:.1f}×")
        rows.append(row)
    return table(rows)


def failed(made: Sequence[Any]) -> str:
    """How many visits came to nothing."""
    count = sum(bool(one.trouble) for one in made)
    return f" ({count} of {len(made)} failed)" if count else ""


def notes(visits: Visits, condition: str) -> list[str]:
    """How Python came, what was asked for beside the assets, troubles, the longest tasks."""
    lines = []
    for variant, made in visits[condition].items():
        title = VARIANTS[variant]
        ways = sorted({one.way for one in made if one.way})
        if ways:
            lines.append(f"- {title}: Python {', '.join(ways)}")
        for name, what in (
            ("bytes_to_keep", "of the bytes, fetched by the service worker"),
            ("update_bytes", "for the service worker's script"),
        ):
            most = max(figures(visits, condition, variant, name), default=0)
            if most:
                lines.append(f"- {title}: {most:,.0f} bytes {what}")
        lines += [f"- {title}: failed: {one.trouble}" for one in made if one.trouble]
        tasks = sorted(
            (task for one in made for task in one.tasks), key=lambda task: -task.duration
        )
        lines += [
            f"- {title}: task of {task.duration:.0f} ms at {task.start:.0f} ms: {task.what}"
            for task in tasks[:4]
        ]
    return ["\n".join(lines)] if lines else []


def move_table(moves: Mapping[str, Sequence[Series]]) -> str:
    """A row for each kind of move."""
    head = [
        "move",
        "condition",
        "count",
        "first, ms",
        "median, ms",
        "p95, ms",
        "most, ms",
        "until the patch, median",
    ]
    rows = [head]
    for condition, all_of in moves.items():
        for one in all_of:
            values = [
                one.first,
                median(one.seen),
                percentile(one.seen, P95),
                max(one.seen),
                median(one.patch),
            ]
            first = [one.title, CONDITIONS[condition].title, str(len(one.seen))]
            rows.append(first + [f"{value:.0f}" for value in values])
    return table(rows)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of which the first row is the head."""
    head, *others = rows
    lines = [head, ["---"] * len(head), *others]
    return "\n".join(f"| {' | '.join(row)} |" for row in lines)
