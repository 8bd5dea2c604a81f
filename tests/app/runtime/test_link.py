"""Changes of a document leave as one patch in order; the page's own do not come back."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from bokeh.document import Document
from bokeh.models import ColumnDataSource, Range1d

from app.runtime.link import PatchLink, dumps


@pytest.fixture
def range_() -> Range1d:
    return Range1d(0, 1)


@pytest.fixture
def source() -> ColumnDataSource:
    return ColumnDataSource({"x": []})


@pytest.fixture
def sent() -> list[dict[str, Any]]:
    return []


@pytest.fixture
def link(range_: Range1d, source: ColumnDataSource, sent: list[dict[str, Any]]) -> PatchLink:
    doc = Document()
    doc.add_root(range_)
    doc.add_root(source)
    return PatchLink(doc, sent.append)


def test_nothing_changed_is_nothing_sent(link: PatchLink, sent: list[Any]) -> None:
    link.flush()
    assert sent == []


def test_changes_wait_for_the_flush_and_leave_in_order(
    link: PatchLink, sent: list[dict[str, Any]], range_: Range1d, source: ColumnDataSource
) -> None:
    range_.start = 3
    source.data = {"x": [1.5, 2.5]}
    range_.end = 4
    assert sent == []
    link.flush()
    (message,) = sent
    changed = [(e["model"]["id"], e["attr"]) for e in message["patch"]["events"]]
    assert changed == [(range_.id, "start"), (source.id, "data"), (range_.id, "end")]
    assert "[1.5,2.5]" in dumps(message)
    link.flush()
    assert len(sent) == 1


def test_what_the_page_knows_is_not_sent_and_what_comes_of_it_is(
    link: PatchLink, sent: list[Any], range_: Range1d
) -> None:
    range_.end = 2
    with link.known():
        range_.start = 7
    range_.reset_start = 8
    link.flush()
    assert range_.start == 7
    assert [(e["attr"], e["new"]) for e in sent[0]["patch"]["events"]] == [
        ("end", 2),
        ("reset_start", 8),
    ]


def test_a_change_made_here_reaches_a_twin(
    link: PatchLink, sent: list[Any], range_: Range1d
) -> None:
    twin = Document.from_json(link.doc.to_json())
    range_.start = 5
    link.flush()
    twin.apply_json_patch(json.loads(dumps(sent[0]["patch"])))
    assert twin.get_model_by_id(range_.id).start == 5


def test_an_array_goes_within_the_text(
    link: PatchLink, sent: list[Any], source: ColumnDataSource
) -> None:
    twin = Document.from_json(link.doc.to_json(deferred=False))
    source.data = {"x": np.arange(3, dtype=np.uint8)}
    link.flush()
    twin.apply_json_patch(json.loads(dumps(sent[-1]["patch"])))
    got = twin.get_model_by_id(source.id).data["x"]
    assert (got.dtype, got.tolist()) == (np.uint8, [0, 1, 2])


@pytest.mark.parametrize("value", [float("nan"), float("inf"), -float("inf")])
def test_what_json_has_not_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps({"x": [value]})


def test_texts_stay_readable() -> None:
    assert dumps({"a": "x̃", "b": 1}) == '{"a":"x̃","b":1}'
