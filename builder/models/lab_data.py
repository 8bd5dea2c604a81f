"""The labs' data, digits, tables and networks: provided to `core`, and placed in the site."""

from __future__ import annotations

from pathlib import Path

from builder.errors import BuildError
from builder.models.networks import Trained, networks, table
from builder.site.hashed_files import place_hashed
from core.data.provided_files import register

DATA = Path(__file__).resolve().parents[2] / "content" / "data"
MOST = 2_000_000  # bytes of all labs' data together
FIGURES = "networks.json"  # at the site's top, for people; no page fetches it


def digits() -> dict[str, bytes]:
    """Each digits file under its name without the ending, such as "digits-28-test"."""
    return {path.stem: path.read_bytes() for path in sorted(DATA.glob("digits-*.bin"))}


def tables() -> dict[str, bytes]:
    """Each table under its file's name without the ending, such as "table-wine"."""
    return {path.stem: path.read_bytes() for path in sorted(DATA.glob("table-*.csv"))}


def provide_digits() -> None:
    """Provide the digits alone, for tests and studies in CPython."""
    for name, data in digits().items():
        register(name, data)


def provide_all(cache: Path) -> None:
    """Provide all of them, in CPython; what the cache lacks is trained."""
    for name, data in named(networks(digits(), cache)).items():
        register(name, data)


def lab_data(out: Path, cache: Path) -> dict[str, str]:
    """Provide all data and place it in the site; by name, where it is."""
    found = networks(digits(), cache)
    (out / FIGURES).write_bytes(table(found, digits()))
    placed = {}
    for name, data in named(found).items():
        register(name, data)
        placed[name] = place_hashed(out, f"assets/data/{name}.bin", data)
    if (size := sum((out / path).stat().st_size for path in placed.values())) > MOST:
        raise BuildError(f"supply: the labs' data has {size:,} bytes; allowed: {MOST:,}")
    return placed


def named(found: list[Trained]) -> dict[str, bytes]:
    """All by the names under which `core` asks for them: "digits-…", "table-…", "network-…"."""
    sent = {f"network-{one.name}": one.sent for one in found if one.sent is not None}
    return digits() | tables() | sent
