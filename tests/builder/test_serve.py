"""The local server: right types, no stale copies, another port when one is taken."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

import pytest

from builder.errors import BuildError
from builder.serve import Server, open_server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A running server of a small site, on a port of the system's choice."""
    for name in ("index.html", "a.wasm", "a.js", "a.json", "a.css", "a.zip"):
        (tmp_path / name).write_text(name)
    with open_server(tmp_path, [0]) as running:
        thread = Thread(target=running.serve_forever, args=[0.01])
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("", "text/html"),
        ("a.wasm", "application/wasm"),
        ("a.js", "text/javascript"),
        ("a.json", "application/json"),
        ("a.css", "text/css"),
        ("a.zip", "application/zip"),
    ],
)
def test_types_and_caching(
    server: Server, name: str, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with urlopen(f"http://127.0.0.1:{server.server_port}/{name}") as answer:
        assert answer.headers["Content-Type"] == kind
        assert answer.headers["Cache-Control"] == "no-cache"
        assert answer.read() == (name or "index.html").encode()
    assert capfd.readouterr().err == ""


def test_the_next_port_when_one_is_taken(server: Server, tmp_path: Path) -> None:
    with open_server(tmp_path, [server.server_port, 0]) as other:
        assert other.server_port != server.server_port


def test_no_port_left(server: Server, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=f"no free port: tried {server.server_port}"):
        open_server(tmp_path, [server.server_port])


def test_nothing_built_yet(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"no index\.html: run `make site`"):
        open_server(tmp_path)
