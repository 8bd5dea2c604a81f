"""Files of networks: there and back, the same bytes again, and whatever is no such file refused."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest

from core import container
from core.archive import KIND, Archived, load, save
from core.learning import Point
from core.network import build
from core.objective import Objective
from core.recipe import Recipe
from core.weights import vector

RECIPE = Recipe((5, 4, 2, 4, 5), tied=True, objective=Objective(sparsity=0.1), epochs=3)
HISTORY = (Point(10, 0.5, None), Point(20, 0.25, 0.3))
FIGURES = {"mse": 0.017, "noisy": 1}


def network(tied=False, dtype=np.float32):
    return build(
        (5, 4, 2, 4, 5), "relu", "linear", "sigmoid", np.random.default_rng(0), tied, dtype
    )


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("tied", [False, True])
def test_there_and_back(tied, dtype):
    one = network(tied, dtype)
    data = save(one, RECIPE, HISTORY, FIGURES)
    found = load(data)
    assert (found.recipe, found.history, found.figures) == (RECIPE, HISTORY, FIGURES)
    assert (found.network.dtype, found.network.tied) == (dtype, tied)
    assert (vector(found.network) == vector(one)).all()
    x = np.random.default_rng(1).random((3, 5))
    assert (found.network.reconstruct(x) == one.reconstruct(x)).all()
    assert save(one, RECIPE, HISTORY, FIGURES) == data


def test_a_network_alone_and_numpy_reads_it():
    data = save(network())
    assert load(data).recipe is None
    assert isinstance(load(data), Archived)
    with np.load(BytesIO(data), allow_pickle=False) as file:
        assert (file["weights"] == vector(network())).all()
        assert json.loads(file["about"].tobytes())["version"] == container.VERSION


def changed(**more):
    about, arrays = container.unpack(KIND, save(network(), RECIPE, HISTORY, FIGURES))
    return container.pack(KIND, about | more, arrays)


def test_another_version_or_kind_is_named(monkeypatch):
    with pytest.raises(
        ValueError, match="the file is hunch training, version 1; allowed: hunch ne"
    ):
        load(container.pack("hunch training", {}, {}))
    data = save(network())
    monkeypatch.setattr(container, "VERSION", 2)
    with pytest.raises(ValueError, match=r"is hunch network, version 1; allowed: .* version 2"):
        load(data)


def test_every_cut_is_refused():
    data = save(network(), RECIPE)
    for end in range(0, len(data), 7):
        with pytest.raises(ValueError, match=f"{end} bytes are no whole file of ours"):
            load(data[:end])


def test_every_damage_is_refused_or_harmless():
    data = save(network(), RECIPE, HISTORY, FIGURES)
    refused = 0
    for i in range(len(data)):
        damaged = data[:i] + bytes([data[i] ^ 0x41]) + data[i + 1 :]
        try:
            found = load(damaged)
        except ValueError:
            refused += 1
        else:  # a date or the like, which nobody reads
            assert (vector(found.network) == vector(network())).all()
            assert (found.recipe, found.history, found.figures) == (RECIPE, HISTORY, FIGURES)
    assert refused > 0.8 * len(data)


@pytest.mark.parametrize("data", [b"", b"PK", b"\x93NUMPY\x01\x00", b"{}", bytes(1000)])
def test_foreign_bytes_are_refused(data):
    with pytest.raises(ValueError, match="allowed: hunch network, version 1"):
        load(data)


def test_nothing_is_unpickled():
    box = BytesIO()
    np.savez(box, about=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load(box.getvalue())


def test_a_foreign_npz_is_refused():
    box = BytesIO()
    np.savez(box, weights=np.zeros(3))
    with pytest.raises(ValueError, match="no whole file of ours"):
        load(box.getvalue())
    box = BytesIO()
    with ZipFile(box, "w") as file:
        file.writestr("about.npy", "hello")
    with pytest.raises(ValueError, match="no whole file of ours"):
        load(box.getvalue())


def test_a_file_too_large_is_not_read(monkeypatch):
    data = save(network())
    monkeypatch.setattr(container, "MOST", 100)
    with pytest.raises(ValueError, match=r"has .* bytes; allowed: 100"):
        load(data)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"plan": 3}, "the file has .* allowed: plan, recipe, history, figures and float32"),
        ({"other": 3}, r"the file has .*'other'"),
        ({"plan": {"widths": [5, 5]}}, "a network's plan is"),
        ({"recipe": {"widths": [5, 0, 5]}}, "is 0; allowed: 1 and up"),
        ({"history": [[1, 2]]}, r"the history has \[1, 2\]; allowed"),
        ({"figures": {"mse": "small"}}, "a figure is 'small'; allowed: a number"),
    ],
)
def test_what_it_says_is_checked(more, message):
    with pytest.raises(ValueError, match=message):
        load(changed(**more))


def test_weights_are_checked():
    about, arrays = container.unpack(KIND, save(network()))
    with pytest.raises(ValueError, match=r"shape \(64,\); allowed: \(71,\)"):
        load(container.pack(KIND, about, {"weights": arrays["weights"][:64]}))
    with pytest.raises(ValueError, match=r"allowed: plan, .* float32 or float64 weights"):
        load(container.pack(KIND, about, {"weights": np.arange(71)}))
    broken = arrays["weights"].copy()
    broken[3] = np.nan
    with pytest.raises(ValueError, match="a weight is nan; allowed: finite numbers"):
        load(container.pack(KIND, about, {"weights": broken}))


def test_a_recipe_that_is_new_is_kept_as_it_is():
    other = replace(RECIPE, patience=3, corruption="gaussian", level=0.5)
    assert load(save(network(), other)).recipe == other
