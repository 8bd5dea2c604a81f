"""Serve the built site on this machine: `python -m builder.serve dist`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from builder.errors import BuildError

HOST = "127.0.0.1"
PORTS = range(8000, 8020)


class Handler(SimpleHTTPRequestHandler):
    """Files with their right types, asked for anew each time; only failures are logged."""

    extensions_map = {  # noqa: RUF012  # the name and the kind are the standard library's
        **SimpleHTTPRequestHandler.extensions_map,
        ".css": "text/css",
        ".html": "text/html",
        ".js": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".wasm": "application/wasm",
        ".zip": "application/zip",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of what went well."""


class Server(ThreadingHTTPServer):
    """A browser that goes away in mid-answer is no news."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def open_server(folder: Path, ports: Iterable[int] = PORTS) -> Server:
    """A server of `folder` on the first port that is free."""
    if not (folder / "index.html").is_file():
        raise BuildError(f"{folder} has no index.html: run `make site` first")
    taken = []
    for port in ports:
        try:
            return Server((HOST, port), partial(Handler, directory=str(folder)))
        except OSError:
            taken.append(port)
    raise BuildError(f"no free port: tried {', '.join(map(str, taken))}")


def main() -> int:
    """Serve until Ctrl+C."""
    parser = argparse.ArgumentParser(prog="python -m builder.serve", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("dist"))
    parser.add_argument("--port", type=int, help=f"this one only (default: from {PORTS[0]} on)")
    options = parser.parse_args()
    try:
        server = open_server(options.folder, PORTS if options.port is None else [options.port])
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    with server:
        print(f"Hunch is at http://{HOST}:{server.server_port}/ (Ctrl+C stops it)", flush=True)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
