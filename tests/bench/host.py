"""Serve a folder as GitHub Pages does, and count what goes over the wire.

Text is compressed, nothing else is; whatever its name, a file may be kept for ten minutes. Bytes
are counted here, headers included, since the browser's tools tell little of what a service worker
fetches.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache, partial
from hashlib import sha256
from http import HTTPStatus
from pathlib import Path
from threading import Lock, Thread

from builder.serve import HOST, Handler, Server
from tests.bench.line import PIECE, Line

SUBFOLDER = "hunch/"  # as the site of a repository
TEXT = (".css", ".html", ".js", ".json", ".mjs", ".svg", ".webmanifest")
KEEPER = "service-worker.js"


@dataclass(frozen=True)
class Answer:
    """What was sent for one request; `keeper`: the service worker asked."""

    path: str
    size: int
    keeper: bool


class Host:
    """A server of `root`; the site lies in its subfolder."""

    def __init__(self, root: Path) -> None:
        self.folder = root / SUBFOLDER
        self.line = Line()
        self._answers: list[Answer] = []
        self._lock = Lock()
        self._server = Server((HOST, 0), partial(_Handler, host=self, directory=str(root)))
        self._server.daemon_threads = True
        Thread(target=self._server.serve_forever, args=[0.05], daemon=True).start()
        self.home = f"http://{HOST}:{self._server.server_port}/{SUBFOLDER}"

    def note(self, answer: Answer) -> None:
        with self._lock:
            self._answers.append(answer)

    def answers(self) -> list[Answer]:
        """All since the last time that this was asked."""
        with self._lock:
            answers, self._answers = self._answers, []
        return answers

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@cache
def body(path: Path, changed: int) -> tuple[bytes, str]:
    """What is sent of a file, and a tag that changes with it; compressed once, as a CDN does."""
    data = path.read_bytes()
    sent = gzip.compress(data, 6) if path.suffix in TEXT else data
    return sent, f'"{sha256(data).hexdigest()[:16]}"'


class _Handler(Handler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, host: Host, **more: str) -> None:
        self.host = host
        self.sent = 0
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def setup(self) -> None:
        super().setup()
        self.host.line.wait()

    def do_GET(self) -> None:
        self.sent = 0
        self.host.line.wait()
        try:
            self._answer(Path(self.translate_path(self.path)))
        finally:
            keeper = self.headers.get("Referer", "").endswith(KEEPER)
            self.host.note(Answer(self.path, self.sent, keeper))

    def _answer(self, path: Path) -> None:
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self._head(HTTPStatus.NOT_FOUND, {"Content-Length": "0"})
            return
        data, tag = body(path, path.stat().st_mtime_ns)
        headers = {"Cache-Control": "max-age=600", "ETag": tag}
        if self.headers.get("If-None-Match") == tag:
            self._head(HTTPStatus.NOT_MODIFIED, headers)
            return
        headers["Content-Type"] = self.guess_type(str(path))
        headers["Content-Length"] = str(len(data))
        if path.suffix in TEXT:
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
        self._head(HTTPStatus.OK, headers)
        for at in range(0, len(data), PIECE):
            self._send(data[at : at + PIECE])

    def _head(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n")
        head = b"".join(self._headers_buffer)
        self._headers_buffer = []
        self._send(head)

    def _send(self, data: bytes) -> None:
        self.host.line.take(len(data))
        self.wfile.write(data)
        self.sent += len(data)

    def log_error(self, format: str, *arguments: object) -> None:
        """A connection that is left open ends in a time-out, which is no news."""
