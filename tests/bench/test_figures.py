"""The benchmark's arithmetic: percentiles, bars, tables, the names of tasks, what a line takes."""

from __future__ import annotations

import time

import pytest

from tests.bench.bars import Bar, bars
from tests.bench.condition import CONDITIONS
from tests.bench.line import Line
from tests.bench.moves import REVEAL, Series
from tests.bench.numbers import percentile, spread, summary
from tests.bench.report import as_json, as_text
from tests.bench.training import CONVNET, NETWORKS, OURS, WASM, Trained, written
from tests.bench.visit import Visit, timed
from tests.bench.wheels import light_panel, name_of, without_libraries


def test_a_percentile_is_one_of_the_values() -> None:
    twenty = list(range(20, 0, -1))
    assert percentile(twenty, 95) == 19
    assert percentile(twenty, 50) == 10
    assert percentile([7.0], 95) == 7
    with pytest.raises(ValueError, match="of 0 values"):
        percentile([], 95)


def test_a_summary_leaves_out_what_is_not_there() -> None:
    assert summary([3000, None, 1000, 2000]) == {"median": 2000, "least": 1000, "most": 3000}
    assert spread(summary([3000, 1000, 2000]), "s") == "2.00 (1.00–3.00)"
    assert spread(summary([2_500_000]), "MB") == "2.50"
    assert spread(summary([None]), "s") == "n/a"


@pytest.mark.parametrize(
    ("measured", "limit", "unit", "verdict"),
    [
        (1.0, 1, "s", "met: 1 s (≤ 1)"),
        (1.1, 1, "s", "MISSED: 1.1 s (≤ 1)"),
        (9.9, 10, "times", "MISSED: 9.9 times (≥ 10)"),
        (10, 10, "times", "met: 10 times (≥ 10)"),
        (None, 10, "times", "not measured (≥ 10)"),
    ],
)
def test_a_bar_tells_what_was_measured(
    measured: float | None, limit: float, unit: str, verdict: str
) -> None:
    assert str(Bar("it", measured, limit, unit)) == f"{verdict} it"


VISITS = {
    "plain": {
        "first": [
            Visit("", accepted=900, live=2000, bytes=15_000_000, longest=90, blocking=40),
            Visit("", accepted=1100, live=2000, bytes=17_000_000, longest=120, blocking=70),
            Visit("it broke"),
        ],
        "second": [Visit("", accepted=500, live=1000, bytes=0, longest=0, blocking=0)],
        "converted": [Visit("", accepted=11000, live=10000, bytes=28_000_000)],
    }
}
MOVES = {"plain": [Series(REVEAL, 300, (100.0, 110.0, 151.0), (50.0, 50.0, 50.0))]}


def test_the_bars_take_medians_and_the_worst_of_bytes_and_tasks() -> None:
    found = {bar.what: bar for bar in bars(VISITS, MOVES)}
    assert found["commitment accepted, first visit"].measured == 1.0
    sooner = found["Python live sooner than in the converted page, second visit"]
    assert (sooner.measured, sooner.met) == (10, True)
    assert found["first visit, over the wire"].measured == 17
    assert found["second visit, assets over the wire"].met is True
    assert found[f"{REVEAL}, 95th percentile"].measured == 151
    assert found["longest main-thread task after the first paint, first visit"].measured == 120
    older = Series(
        REVEAL, 900, (900.0,), (50.0,), older=True
    )  # is shown beside it, and promised nothing
    assert bars(VISITS, {"plain": [*MOVES["plain"], older]}) == bars(VISITS, MOVES)
    assert "(the older build) | this machine" in as_text({}, VISITS, {"plain": [older]})
    slow = [bar for what, bar in found.items() if "slowed" in what]
    assert slow
    assert {bar.met for bar in slow} == {None}


def test_the_report_tells_failures_and_holds_everything() -> None:
    text = as_text({"processor": "one"}, VISITS, MOVES)
    assert "- processor: one" in text
    assert "(1 of 3 failed)" in text
    assert "failed: it broke" in text
    assert "| 1.00 (0.90–1.10) |" in text
    lines = [line for line in text.splitlines() if line.startswith("|")]
    head, row = lines[0], lines[2]
    assert head.count("|") == row.count("|")
    whole = as_json({}, VISITS, MOVES)
    assert whole["summaries"]["plain"]["first"]["live"]["median"] == 2000
    assert whole["visits"]["plain"]["first"][2]["trouble"] == "it broke"


def test_training_is_told_beside_others() -> None:
    network = written(NETWORKS[0])
    assert network == "784-64-16-64-784"
    rates = {OURS: [900.0, 1000.0, 5000.0], WASM: [500.0, 400.0, 600.0]}
    losses = {OURS: 0.08, WASM: 0.09}
    trained = Trained({network: rates}, {network: losses}, ("ConvNetJS: it broke",))
    assert trained.times(network, WASM) == 2.0
    assert trained.times(network, CONVNET) is None
    found = {bar.what: bar for bar in bars({}, {}, trained)}
    (wasm,) = (bar for what, bar in found.items() if "wasm" in what)
    assert (wasm.measured, wasm.limit, wasm.met) == (2.0, 1.5, True)
    (convnet,) = (bar for what, bar in found.items() if "ConvNetJS" in what)
    assert convnet.met is None
    text = as_text({}, {}, {}, trained)
    assert "| 1,000 (900–5,000) |" in text
    assert "| 2.00× |" in text
    assert "- failed: ConvNetJS: it broke" in text
    assert as_json({}, {}, {}, trained)["training"]["rates"][network] == rates


def test_a_long_task_is_named_after_its_frame() -> None:
    script = {"invoker": "", "source": "a.js", "named": "draw", "duration": 80.4, "layout": 12}
    found = {
        "marks": {"paint": 100, "accepted": 300, "live": 400, "dealt": 500},
        "tasks": [{"start": 20, "duration": 70}, {"start": 200, "duration": 120}],
        "frames": [{"start": 200, "duration": 130, "render": 10, "scripts": [script]}],
    }
    figures = timed(found)
    assert figures["blocking"] == 20 + 70
    (task,) = figures["tasks"]  # the other was before the first paint
    assert task.what == "a.js draw 80 ms (layout 12); rendering 10 ms"
    assert figures["longest"] == 120


def test_a_line_takes_its_time() -> None:
    line = Line(bits=8e6)
    start = time.perf_counter()
    for _ in range(10):
        line.take(2000)
    assert time.perf_counter() - start >= 0.02
    assert CONDITIONS["plain"].line().bits is None


def test_wheels_lose_what_cannot_be_installed() -> None:
    assert name_of("charset_normalizer-3.4.7-py3-none-any.whl") == "charset-normalizer"
    metadata = b"Name: panel\nRequires-Dist: nh3\nRequires-Dist: pandas>=1.2\n"
    assert light_panel("panel-1.dist-info/METADATA", metadata) == (
        b"Name: panel\nRequires-Dist: pandas>=1.2\n"
    )
    assert light_panel("panel/dist/bundled/a.js", b"") is None
    assert light_panel("panel/dist/css/loading.css", b".") == b"."
    assert without_libraries("yaml/_yaml.so", b"") is None
    tagged = without_libraries("a.dist-info/WHEEL", b"Wheel-Version: 1.0\nTag: cp312-x\n")
    assert tagged == b"Wheel-Version: 1.0\nTag: py3-none-any\n"
