"""Training in the browser beside others: the same network, batch and data, in turns, in one tab.

Each contender is in a worker of its own, and trains only when it is asked. A step of all of them is
128 examples in [0, 1] forward and back through the same widths, ReLU, linear code, ReLU, sigmoid
output, mean squared error, and one update of all weights; what differs is told with the figures.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from shutil import copyfile, copytree
from statistics import median
from typing import Any

from playwright.sync_api import Error

from tests.bench.host import Host
from tests.bench.numbers import summary
from tests.bench.sites import ASSETS
from tests.bench.tab import Tab

HERE = Path(__file__).parent / "contenders"
FOLDER = "training"
NETWORKS = ((784, 64, 16, 64, 784), (64, 64, 8, 64, 64))
SECONDS = 1.5  # of each turn, about
OURS, WASM, CPU, CONVNET = "ours", "tfjs-wasm", "tfjs-cpu", "convnetjs"
LIMITS = {WASM: 1.5, CONVNET: 4.0}  # how many times faster we promise to be, with the first network
TITLES = {
    OURS: "ours: Python, NumPy and the kernel of the built site",
    WASM: "TensorFlow.js 4.22.0, wasm (SIMD, one thread)",
    CPU: "TensorFlow.js 4.22.0, cpu",
    CONVNET: "ConvNetJS 0.3.0",
}
STEPS = {
    OURS: "Adam; float32; draws its batches; yields progress every ten steps",
    WASM: "Adam; float32; its layers, loss and gradients; the batches are tensors beforehand",
    CPU: "the same",
    CONVNET: "Adadelta, for it has no Adam, but two numbers for each weight, too; float64; one "
    "example after the other, made beforehand",
}
WORKERS: dict[str, dict[str, Any]] = {
    OURS: {"script": "ours.js", "kind": "module"},
    WASM: {"script": "tfjs.js", "kind": "classic", "backend": "wasm"},
    CPU: {"script": "tfjs.js", "kind": "classic", "backend": "cpu"},
    CONVNET: {"script": "convnet.js", "kind": "classic"},
}


def written(widths: tuple[int, ...]) -> str:
    """A network as people write it."""
    return "-".join(map(str, widths))


@dataclass(frozen=True)
class Trained:
    """Samples a second in each turn, by network and contender; what could not be had, and why."""

    rates: Mapping[str, Mapping[str, list[float]]] = field(default_factory=dict)
    losses: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # the last ones
    trouble: tuple[str, ...] = ()

    def times(self, network: str, peer: str) -> float | None:
        """How many times faster we are: the quotient of the medians."""
        ours, theirs = (self.rates.get(network, {}).get(name) for name in (OURS, peer))
        return median(ours) / median(theirs) if ours and theirs else None


def stage(host: Host, files: Mapping[str, Path]) -> None:
    """Put the contenders beside the site that `host` serves."""
    folder = host.folder / FOLDER
    copytree(HERE, folder)
    for name, path in files.items():
        copyfile(path, folder / name)


def train(
    tab: Tab, host: Host, contenders: list[str], rounds: int, say: Callable[[str], None]
) -> Trained:
    """Let them train in turns. Who fails once is told and left out from then on."""
    found = ASSETS.search((host.folder / "index.html").read_text("utf-8"))
    assert found
    assets = json.loads(found[2])
    scripts = assets["worker"].rpartition("/")[0] + "/"
    ours = {"home": host.home, "assets": {**assets, "scripts": scripts, "code": "ours.py"}}
    rates: dict[str, dict[str, list[float]]] = {written(one): {} for one in NETWORKS}
    losses: dict[str, dict[str, float]] = {written(one): {} for one in NETWORKS}
    trouble: list[str] = []
    tab.page.goto(f"{host.home}{FOLDER}/")
    for number in range(rounds):
        say(f"training: round {number + 1} of {rounds}")
        for widths in NETWORKS:
            for name in list(contenders):
                about = WORKERS[name] | (ours if name == OURS else {})
                try:
                    made = tab.page.evaluate(
                        "(given) => train(...given)", [name, about, list(widths), SECONDS]
                    )
                except Error as error:
                    trouble.append(f"{TITLES[name]}: {error.message.splitlines()[0]}")
                    contenders.remove(name)
                    say(f"  {trouble[-1]}")
                    continue
                rate = made["samples"] / made["seconds"]
                rates[written(widths)].setdefault(name, []).append(rate)
                losses[written(widths)][name] = made["loss"]
                say(f"  {written(widths)}, {name}: {rate:,.0f} samples/s, loss {made['loss']:.4f}")
    return Trained(rates, losses, tuple(trouble))


def rows(trained: Trained) -> list[list[str]]:
    """A table: a row for each contender and network, the head first."""
    found = [["network", "who", "samples/s", "ours is faster", "last loss", "a step of theirs"]]
    for network, by_name in trained.rates.items():
        for name, values in by_name.items():
            of = summary(values) or {}
            times = trained.times(network, name)
            found.append(
                [
                    network,
                    TITLES[name],
                    f"{of['median']:,.0f} ({of['least']:,.0f}–{of['most']:,.0f})",
                    "" if name == OURS or times is None else f"{times:.2f}×",
                    f"{trained.losses[network][name]:.4f}",
                    STEPS[name],
                ]
            )
    return found
