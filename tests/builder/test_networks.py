"""Networks are trained once, measured as they are sent, and trained anew when anything changes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from builder import networks as module
from builder.networks import code, key, networks, table
from builder.supplies import digits
from builder.wanted import wanted
from core import archive, compact
from core.digits import read
from core.objective import squared_error

RECIPES = """
[[network]]
name = "tiny"
digits = "digits-8"
first = 200
bits = 4
recipe = { widths = [64, 8, 64], epochs = 2, batch = 32 }

[[network]]
name = "components"
digits = "digits-8"
without = 1
pca = 4
"""


@pytest.fixture
def recipes(tmp_path: Path) -> Path:
    path = tmp_path / "recipes.toml"
    path.write_text(RECIPES)
    return path


def test_a_second_time_nothing_is_trained(
    recipes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = networks(digits(), tmp_path / "kept", recipes)
    assert "of 2: tiny, " in capsys.readouterr().out
    assert networks(digits(), tmp_path / "kept", recipes) == first
    assert capsys.readouterr().out == ""


def test_figures_are_those_of_the_network_that_is_sent(recipes: Path, tmp_path: Path) -> None:
    tiny, components = networks(digits(), tmp_path, recipes)
    test = read(digits()["digits-8-test"])
    assert tiny.sent is not None
    sent = compact.unpack(tiny.sent)
    assert tiny.figures["sent"]["clean"] == pytest.approx(
        squared_error(sent, test.x, test.x), abs=1e-6
    )
    assert tiny.figures["bytes"] == len(tiny.sent)
    (path,) = (tmp_path / "networks").glob("tiny-*/network.npz")
    whole = archive.load(path.read_bytes())
    assert whole.recipe == wanted(recipes)[0].recipe
    assert whole.figures == tiny.figures["trained"]
    assert components.sent is None
    assert components.figures["trained"].keys() >= {"auroc", "clean, unseen class"}


def test_the_key_follows_recipe_digits_and_code(
    recipes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = digits()
    tiny, components = wanted(recipes)
    known = key(tiny, held)
    assert known == key(tiny, held) != key(components, held)
    assert known != key(tiny, held | {"digits-8-test": b"another"})
    assert known == key(tiny, held | {"digits-28-test": b"another"})
    monkeypatch.setattr(module, "code", lambda name: b"changed")
    assert known != key(tiny, held)


def test_the_code_is_what_is_imported_near_and_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "far.py").write_text("x = 1")
    (tmp_path / "near.py").write_text("from far import x")
    (tmp_path / "other.py").write_text("y = 1")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    seen = []
    documented = '"""Far."""\n\nx = 2  # two'
    for name, text in (("far", "x = 1"), ("far", "x = 2"), ("far", documented), ("other", "")):
        (tmp_path / f"{name}.py").write_text(text)
        code.cache_clear()
        seen.append(code("near"))
    code.cache_clear()
    assert seen[0] != seen[1] == seen[2] == seen[3]


def test_the_table_is_json_with_what_they_are_compared_with() -> None:
    told = json.loads(table([module.Trained("a", None, {"bytes": 1})], digits()))
    assert told["networks"] == {"a": {"bytes": 1}}
    errors = told["compared"]
    for damage, least in (("mask 0.3", 0.0126), ("gaussian 0.5", 0.0203)):
        assert errors["ridge"][damage] == pytest.approx(least, rel=0.02)
        assert errors["ridge"][damage] < errors["as damaged"][damage]
    assert np.isclose(errors["mean digit"]["clean"], 0.0685, rtol=0.01)
