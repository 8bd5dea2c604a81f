"""The networks that were trained ahead, by the names of content/networks.toml."""

from __future__ import annotations

from core.compact import unpack
from core.network import Network
from core.supplies import derived, supplied

read = derived(maxsize=64)(unpack)  # the same bytes give the same object


def network(name: str) -> Network:
    """The one called `name`, which `core.supplies` holds as "network-<name>".

    Raises Missing if it was not provided, ValueError if the file cannot be read.
    """
    return read(supplied(f"network-{name}"))
