"""The built site on a server of its own, in a subfolder as on Pages, and faults on request."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from urllib.request import urlopen

from builder.serve import HOST, Handler, Server

SUBFOLDER = "some/where/"
MISSING, CUT, STALLED = "missing", "cut", "stalled"
PATIENCE = 60  # seconds for anything that a browser has to do


@dataclass(frozen=True)
class Cut:
    """The connection breaks before this byte (counted from the end if negative)."""

    at: int


# With it other origins, so sandboxed frames, may read a host's files.
OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*"}
Fault = str | bytes | Cut  # one of the three above, or what is sent in the file's place


class Site:
    """A copy of `dist` and of this folder's own pages. `faults`: by a file's name.

    handler: how the host answers; place: the site's folder on it; `headers`: what it sends with
    every file.
    """

    def __init__(
        self, dist: Path, copy: Path, handler: type[SiteHandler] | None = None,
        place: str = SUBFOLDER,
    ) -> None:  # fmt: skip
        self.root = copy
        self.folder = copy / place
        shutil.copytree(dist, self.folder)
        self.faults: dict[str, Fault] = {}
        self.headers: dict[str, str] = {}
        self.stalled = Event()
        self.said: list[str] = []
        self._closing, self._coming = Event(), Event()
        self._server = Server(
            (HOST, 0), partial(handler or SiteHandler, site=self, directory=str(copy))
        )
        self._thread = Thread(target=self._server.serve_forever, args=[0.05])
        self._thread.start()
        self.origin = f"http://{HOST}:{self._server.server_port}"
        self.home = f"{self.origin}/{place}"
        with urlopen(self.home + "index.html", timeout=PATIENCE) as answer:
            assert answer.status == HTTPStatus.OK

    def file(self, pattern: str) -> Path:
        """The one file of the site that fits a pattern such as "**/hunch-*.zip"."""
        (path,) = self.folder.glob(pattern)
        return path

    @contextmanager
    def broken(self, path: Path, fault: Fault) -> Iterator[None]:
        """For a while this file is not what it should be; if stalled, it comes afterwards."""
        self.faults[path.name] = fault
        self.stalled.clear()
        self._coming.clear()
        try:
            yield
        finally:
            del self.faults[path.name]
            self._coming.set()

    def answer_badly(self, handler: SiteHandler) -> bool:
        """Act out the fault of the file that is asked for; False if it has none."""
        path = Path(handler.translate_path(handler.path))
        if path.is_dir():
            path /= "index.html"
        fault = self.faults.get(path.name)
        if fault is None:
            return False
        if fault == MISSING:
            handler.send_error(HTTPStatus.NOT_FOUND)
        elif fault == STALLED:
            self.stalled.set()
            self._coming.wait()
            return self._closing.is_set()
        else:
            whole = fault if isinstance(fault, bytes) else path.read_bytes()
            handler.send_response(HTTPStatus.OK)
            handler.send_header("Content-Type", handler.guess_type(str(path)))
            handler.send_header("Content-Length", str(len(whole)))
            handler.end_headers()
            end = fault.at if isinstance(fault, Cut) else len(whole) // 2 if fault == CUT else None
            handler.wfile.write(whole[:end])
        return True

    def stop(self) -> None:
        """Answer nothing any more, not even with a refusal."""
        self._closing.set()
        self._coming.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def close(self) -> None:
        """Stop serving, unless that has been done."""
        if not self._closing.is_set():
            self.stop()


class SiteHandler(Handler):
    """What may go wrong in this site, goes wrong; what is said of it is kept."""

    def __init__(self, *arguments: object, site: Site, **more: str) -> None:
        self.site = site
        super().__init__(*arguments, **more)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        if not self.site.answer_badly(self):
            super().do_GET()

    def end_headers(self) -> None:
        for header in self.site.headers.items():
            self.send_header(*header)
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        self.site.said.append(format % arguments)
