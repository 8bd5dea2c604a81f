"""Make the wine table in content/data/ anew from the package that carries it.

Run by hand, not by the build, with a wheel that pip has downloaded:

    pip download --no-deps --dest . scikit-learn==1.9.1
    python -m builder.inputs.wine scikit_learn-*.whl

The table gets a provenance file beside it, which says all that was chosen here.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from hashlib import sha256
from zipfile import ZipFile

from builder.errors import BuildError
from builder.inputs.digits import DATA, toml

STEM = "table-wine"
FILE = "sklearn/datasets/data/wine_data.csv"
SHA256 = "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede"
NAMES = (  # of the columns, as the package lists them; the last one of the source is the class
    "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols",
    "flavanoids", "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue",
    "OD280/OD315", "proline",
)  # fmt: skip


def main(wheels: Sequence[str]) -> int:
    """Write the table and its provenance."""
    if len(wheels) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with ZipFile(wheels[0]) as archive:
        data = table(archive.read(FILE))
    (DATA / f"{STEM}.csv").write_bytes(data)
    (DATA / f"{STEM}.toml").write_text(toml(provenance(data)), "utf-8")
    print(f"{STEM}: {len(data):,} bytes")
    return 0


def table(source: bytes) -> bytes:
    """The source without its class, under a header. BuildError for bytes that are others."""
    if (found := sha256(source).hexdigest()) != SHA256:
        raise BuildError(f"{FILE} has sha256 {found}, not {SHA256}")
    _, *lines = source.decode().splitlines()  # the first line counts rows and columns
    rows = [line.split(",")[: len(NAMES)] for line in lines]
    return "".join(",".join(row) + "\n" for row in (NAMES, *rows)).encode()


def provenance(data: bytes) -> Mapping[str, str | int]:
    """What stands beside the table."""
    return {
        "about": "Wine recognition: 13 measurements of wines by three growers of one region of "
        "Italy, by M. Forina et al., 1988.",
        "package": "scikit-learn",
        "version": "1.9.1",
        "file": FILE,
        "source_sha256": SHA256,
        "licence": "The package: BSD 3-Clause (COPYING). Of these data it says that they are a "
        "copy of the UCI ML Wine recognition datasets; that repository's are CC BY 4.0.",
        "selection": "All rows in the order of the source, every number as it is written there; "
        "the class is left out (builder/inputs/wine.py).",
        "rows": data.count(b"\n") - 1,
        "columns": len(NAMES),
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
