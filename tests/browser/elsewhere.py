"""A proxy for everything that is not this machine: it notes who was asked for, and refuses."""

from __future__ import annotations

from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from builder.serve import HOST

BROWSERS_OWN = ("content-autofill.googleapis.com",)  # Chromium asks it about any form, on any page


class OutboundProxy:
    """`asked`: each request to another host, whoever made it: page, worker or style sheet."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        asked = self.asked

        class Refuse(BaseHTTPRequestHandler):
            def refuse(self) -> None:
                if not self.path.startswith(BROWSERS_OWN):
                    asked.append(f"{self.command} {self.path}")
                self.send_error(HTTPStatus.FORBIDDEN)

            do_CONNECT = do_GET = do_POST = do_HEAD = refuse

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing; the list says it."""

        self._server = ThreadingHTTPServer((HOST, 0), Refuse)
        self._thread = Thread(target=self._server.serve_forever, args=[0.05])
        self._thread.start()
        self.address = f"http://{HOST}:{self._server.server_port}"

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
