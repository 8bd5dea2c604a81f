"""Signs of life while modules are imported."""

from __future__ import annotations

import importlib
import sys

from app.runtime import import_progress


def test_a_sign_is_given_for_modules_now_and_then() -> None:
    given: list[int] = []
    before = list(sys.meta_path)
    import_progress.begin(lambda: given.append(1))
    sys.modules.pop("json.tool", None)
    try:
        importlib.import_module("json.tool")  # what it is looked up by afterwards is not touched
        assert sys.modules["json.tool"].__name__ == "json.tool"
        assert given == [1]  # and no second one at once
    finally:
        import_progress.end()
    assert sys.meta_path == before
    sys.modules.pop("json.tool")
    importlib.import_module("json.tool")
    assert given == [1]
