"""The list of messages: what fits passes, what does not is named, the page says no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.runtime.lab_runtime import LabRuntime
from app.runtime.registry import REGISTERED_LABS
from app.session.page_messages import FROM_PAGE, FROM_PYTHON, check
from tests.supplied import provide

SAYS = ("says", "says_left", "says_code", "says_back", "says_refused")
PAGE = Path(__file__).parents[3] / "app" / "page"


def test_what_is_listed_passes() -> None:
    check({"type": "import", "text": ""}, FROM_PAGE)
    check({"type": "discard", "address": "?lab=strokes"}, FROM_PYTHON)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ({"type": "tell"}, "no message is like {'type': 'tell'}; allowed: change, predict"),
        ({"text": ""}, "no message is like"),
        ([], "no message is like"),
        ({"type": []}, "no message is like"),
        ({"type": "import"}, r"the message 'import' has \['type'\]; allowed: \['text', 'type'\]"),
        ({"type": "import", "text": "", "lab": "pca"}, r"has \['lab', 'text', 'type'\]; allowed"),
    ],
)
def test_what_is_not_is_named(message: object, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        check(message, FROM_PAGE)


def test_the_page_says_no_other_messages_and_each_of_these() -> None:
    provide()
    said = {
        name
        for path in PAGE.rglob("*.js")
        if PAGE / "classroom" / "report" not in path.parents  # it talks to a runtime of its own
        for name in re.findall(r"(?:ask\(|return )\{ type: \"(\w+)\"", path.read_text("utf-8"))
    }
    for lab in REGISTERED_LABS:
        for root in LabRuntime(lab).doc.roots:
            says = [getattr(getattr(root, "data", None), name, []) for name in SAYS]
            for pairs in filter(None, says):
                message = {name: "" if told is None else told for name, told in pairs}
                said.add(message["type"])
                if message["type"] != "commit":  # the page adds to it what is committed to
                    check(message, FROM_PAGE)
    assert said == set(FROM_PAGE)


def test_the_page_deals_with_each_message_of_python() -> None:
    dealt = {
        name
        for path in (PAGE / "main.js", PAGE / "lesson" / "claim_witnesses.js")
        for name in re.findall(r"(?:message|detail)\.type === \"(\w+)\"", path.read_text("utf-8"))
    }
    assert dealt == set(FROM_PYTHON)
