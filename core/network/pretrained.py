"""The networks that were trained ahead, by the names of content/networks.toml."""

from __future__ import annotations

from core.data.provided_files import cached, data_file
from core.network.network import Network
from core.network.quantized_file import unpack

read = cached(maxsize=64)(unpack)  # the same bytes give the same object


def network(name: str) -> Network:
    """The one called `name`, which `core.data.provided_files` holds as "network-<name>".

    Raises MissingData if it was not provided, ValueError if the file cannot be read.
    """
    return read(data_file(f"network-{name}"))
