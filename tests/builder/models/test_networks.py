"""Networks are trained once, measured as they are sent, and trained anew when anything changes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from builder.models import networks as module
from builder.models.lab_data import digits
from builder.models.network_specs import network_specs
from builder.models.networks import code, key, networks, table
from core.data.digits import read
from core.network import quantized_file
from core.network.objective import squared_error

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

[[network]]
name = "variational"
digits = "digits-8"
first = 200
bits = 4
beta = 1
recipe = { widths = [64, 8, 2, 8, 64], objective = { loss = "cross_entropy" }, epochs = 2 }
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
    assert "of 3: tiny, " in capsys.readouterr().out
    assert networks(digits(), tmp_path / "kept", recipes) == first
    assert capsys.readouterr().out == ""


def test_figures_are_those_of_the_network_that_is_sent(recipes: Path, tmp_path: Path) -> None:
    tiny, components, _ = networks(digits(), tmp_path, recipes)
    test = read(digits()["digits-8-test"])
    assert tiny.sent is not None
    sent = quantized_file.unpack(tiny.sent)
    assert tiny.figures["sent"]["clean"] == pytest.approx(
        squared_error(sent, test.x, test.x), abs=1e-6
    )
    assert tiny.figures["bytes"] == len(tiny.sent)
    assert components.sent is None
    assert components.figures["trained"].keys() >= {"auroc", "clean, unseen class"}


def test_of_a_variational_one_the_mean_is_sent_and_the_elbo_measured(
    recipes: Path, tmp_path: Path
) -> None:
    *_, one = networks(digits(), tmp_path, recipes)
    test = read(digits()["digits-8-test"])
    assert one.sent is not None
    sent = quantized_file.unpack(one.sent)
    assert sent.widths == (64, 8, 2, 8, 64)
    told = one.figures["sent"]
    assert told["clean"] == pytest.approx(squared_error(sent, test.x, test.x), abs=1e-6)
    assert told["elbo"] == pytest.approx(
        told["reconstruction"] - told["kl 1"] - told["kl 2"], abs=1e-5
    )
    for way in ("trained", "sent"):
        assert -64 * np.log(2) - 5.0 < one.figures[way]["elbo"] < 0.0
        assert 0.0 <= one.figures[way]["passing, normal"] <= 1.0


def test_the_key_follows_recipe_digits_and_code(
    recipes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = digits()
    tiny, components, _ = network_specs(recipes)
    known = key(tiny, held)
    assert known == key(tiny, held) != key(components, held)
    assert known != key(tiny, held | {"digits-8-test": b"another"})
    assert known == key(tiny, held | {"digits-28-test": b"another"})
    monkeypatch.setattr(module, "code", lambda name: b"changed")
    assert known != key(tiny, held)


@pytest.mark.parametrize(
    ("statement", "runs"),
    [
        ("from far import x", ["far.py"]),
        ("import far", ["far.py"]),
        ("import far as f, os", ["far.py"]),
        ("import os, far", ["far.py"]),
        ("def late():\n    import far", ["far.py"]),
        ("import box.far", ["box/__init__.py", "box/far.py"]),
        ("import box.far as f", ["box/__init__.py", "box/far.py"]),
        ("from box import far", ["box/__init__.py", "box/far.py"]),
        ("from box import x", ["box/__init__.py"]),
        ("from box.far import x", ["box/__init__.py", "box/far.py"]),
        ("import box.sub.deep", ["box/far.py", "box/sub/__init__.py", "box/sub/deep.py"]),
        ("import box.near", ["box/near.py", "box/far.py", "box/sub/deep.py"]),
        ("from . import far", ["far.py"]),
        ("from .far import x", ["far.py"]),
    ],
)
def test_the_code_is_what_is_imported_near_and_far(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, runs: list[str]
) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    texts = {
        "far.py": "x = 1",
        "other.py": "y = 1",
        "box/__init__.py": "x = 1",
        "box/far.py": "x = 1",
        "box/near.py": "from .far import x\nfrom .sub import deep",
        "box/sub/__init__.py": "x = 1",
        "box/sub/deep.py": "from .. import far\nfrom ..far import x",
        "near.py": statement,
    }

    def told(**changed: str) -> bytes:
        for name, text in (texts | changed).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text)
        code.cache_clear()
        return code("near")

    first = told()
    documented = '"""Far."""\n\n' + texts[runs[0]] + "  # two"
    assert told(**{runs[0]: documented}) == told(**{"other.py": ""}) == first
    assert len({first, *(told(**{name: texts[name] + "\nz = 2"}) for name in runs)}) == 1 + len(
        runs
    )
    code.cache_clear()


def test_a_package_without_code_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "box").mkdir()
    (tmp_path / "box/far.py").write_text("x = 1")
    code.cache_clear()
    first = code("box.far")
    for text in ("", '"""Only words."""'):
        (tmp_path / "box/__init__.py").write_text(text)
        code.cache_clear()
        assert code("box.far") == first
    code.cache_clear()


def test_the_table_is_json_with_what_they_are_compared_with() -> None:
    told = json.loads(table([module.Trained("a", None, {"bytes": 1})], digits()))
    assert told["networks"] == {"a": {"bytes": 1}}
    errors = told["compared"]
    for damage, least in (("mask 0.3", 0.0126), ("gaussian 0.5", 0.0203)):
        assert errors["ridge"][damage] == pytest.approx(least, rel=0.02)
        assert errors["ridge"][damage] < errors["as damaged"][damage]
    assert np.isclose(errors["mean digit"]["clean"], 0.0685, rtol=0.01)
