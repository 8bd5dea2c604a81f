"""The networks that the labs start from, out of the cache or trained and put there.

What was trained is kept by the hash of its recipe, of the digits and of the code that it depends
on. Beside each network lie its test figures, as it was trained and as it is sent.
"""

from __future__ import annotations

import ast
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from builder.inputs.fetch import store
from builder.models.network_metrics import metrics
from builder.models.network_specs import NetworkSpec, network_specs
from builder.models.training import make
from core.data.digits import read

ROOT = Path(__file__).resolve().parents[2]
RECIPES = ROOT / "content" / "networks.toml"
THREADS = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "VECLIB_MAXIMUM_THREADS": "1"}
INIT = "__init__.py"
SENT, FIGURES = "compact.bin", "figures.json"  # the last one is written last


@dataclass(frozen=True)
class Trained:
    """A network's name, its bytes as they are sent (None: it is not), its test figures."""

    name: str
    sent: bytes | None
    figures: Mapping[str, Any]


def networks(digits: Mapping[str, bytes], kept: Path, recipes: Path = RECIPES) -> list[Trained]:
    """All networks of the file `recipes`; those that the cache folder `kept` has not are trained.

    digits: the files in content/data/, by name.
    """
    asked = network_specs(recipes)
    folders = [kept / "networks" / f"{one.name}-{key(one, digits)}" for one in asked]
    missing = [
        (one, digits, folder)
        for one, folder in zip(asked, folders, strict=True)
        if not (folder / FIGURES).exists()
    ]
    if missing:
        _train_all(missing)
    return [
        Trained(
            one.name,
            (folder / SENT).read_bytes() if one.bits else None,
            json.loads((folder / FIGURES).read_text("utf-8")),
        )
        for one, folder in zip(asked, folders, strict=True)
    ]


def table(found: Sequence[Trained], digits: Mapping[str, bytes]) -> bytes:
    """The figures of all networks and of what they are compared with, for people to read."""
    learnt, test = (read(digits[f"digits-28-{part}"]) for part in ("train", "test"))
    told = {
        "networks": {one.name: one.figures for one in found},
        "compared": metrics(learnt, test),
    }
    return json.dumps(told, indent=1).encode()


def key(one: NetworkSpec, digits: Mapping[str, bytes]) -> str:
    """Of all that a network and its figures are made of."""
    sums = sha256(json.dumps([asdict(one), np.__version__]).encode())
    for part in ("train", "test"):
        sums.update(sha256(digits[f"{one.digits}-{part}"]).digest())
    sums.update(code("builder.models.training"))
    return sums.hexdigest()[:16]


@cache
def code(module: str) -> bytes:
    """A hash of the module's code and of all modules of ours that it imports, near and far.

    Comments, docstrings and layout do not count.
    """
    found: dict[str, bytes] = {}
    waiting = [module]
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if name not in found and path:
            tree = ast.parse(path.read_bytes())
            package = name if path.name == INIT else name.rpartition(".")[0]
            waiting += _imported(tree, package)
            bare = _undocumented(tree)
            found[name] = ast.dump(bare).encode() if bare.body else b""
    told = [sha256(found[name]).digest() for name in sorted(found) if found[name]]
    return sha256(b"".join(told)).digest()


def _train_all(missing: Sequence[tuple[NetworkSpec, Mapping[str, bytes], Path]]) -> None:
    """A process for each core, and a thread for each process: these matrices are small."""
    with (
        _environment(THREADS),
        ProcessPoolExecutor(mp_context=get_context("spawn")) as pool,
    ):
        waiting = {pool.submit(_trained, *each): each[0].name for each in missing}
        for number, done in enumerate(as_completed(waiting), 1):
            figures = done.result()
            told = ", ".join(f"{name} {value:g}" for name, value in figures["trained"].items())
            place = f"{number} of {len(waiting)}: {waiting[done]}"
            print(f"  {place}, {figures['seconds']} s: {told}", flush=True)


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    """With these variables, for the processes that begin meanwhile."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def _trained(one: NetworkSpec, digits: Mapping[str, bytes], folder: Path) -> Mapping[str, Any]:
    learnt, test = (read(digits[f"{one.digits}-{part}"]) for part in ("train", "test"))
    made = make(one, learnt, test)
    if made.sent is not None:
        store(folder / SENT, made.sent)
    store(folder / FIGURES, json.dumps(made.figures, indent=1).encode())
    return made.figures


def _undocumented(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(
            node
        ):
            del node.body[0]
    return tree


def _file(module: str) -> Path | None:
    """The file of a module or package, if it is one of ours."""
    place = ROOT.joinpath(*module.split("."))
    files = (place.with_suffix(".py"), place / INIT)
    return next((path for path in files if path.exists()), None)


def _imported(tree: ast.Module, package: str) -> Iterator[str]:
    """The modules that are run by what a module of `package` imports, packages on the way too."""
    for node in ast.walk(tree):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: package.count(".") + 2 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))
