"""A page of another origin that shows the site in a frame, with whatever the frame may do."""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from builder.serve import HOST, Server
from tests.browser.visit import TIME_LIMIT, Visit

NAME = "site"  # of the frame
ALL = (
    "allow-scripts allow-same-origin allow-forms allow-downloads allow-modals allow-popups "
    "allow-top-navigation"
)


# It keeps what the frame tells it, and gives the frame the height that it asks for.
LISTENS = """<script>
  window.heard = [];
  addEventListener("message", ({ data, source }) => {
    if (source !== window.frames[0]) return;
    heard.push(data);
    const frame = document.querySelector("iframe[data-fitted]");
    if (frame && data.subject === "lti.frameResize") frame.style.height = `${data.height}px`;
  });
</script>"""


class Outer:
    """A server of such pages. The frame's address and its `sandbox` stand in the query, and where
    it is a part of the page, its width and what is above it.
    """

    def __init__(self) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = {
                    name: value
                    for name, (value,) in parse_qs(
                        urlsplit(self.path).query, keep_blank_values=True
                    ).items()
                }
                sandbox = f'sandbox="{escape(asked["sandbox"])}"' if "sandbox" in asked else ""
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                frame = f'<iframe name="{NAME}" {sandbox} src="{escape(asked.get("src", ""))}"'
                page = f'<!doctype html><link rel=icon href="data:,"><title>Outer</title>{LISTENS}'
                if "width" in asked:
                    page += f'<div style="height: {int(asked["above"])}px">Above</div>'
                    frame += ' data-fitted="yes"'
                    style = f'style="display: block; width: {int(asked["width"])}px; border: 0">'
                else:
                    style = (
                        'style="position: fixed; inset: 0; width: 100%; height: 100%; border: 0">'
                    )
                self.wfile.write(f"{page}{frame} {style}</iframe>".encode())

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

        self._server = Server((HOST, 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, args=[0.05])
        self._thread.start()
        self.origin = f"http://{HOST}:{self._server.server_port}"

    def address(self, src: str, sandbox: str | None, **part: int) -> str:
        """The page that shows `src` in a frame, without any sandbox if it is None.

        part: `width` of the frame and the height of what is `above` it, in pixels, where the frame
        is to be a part of the page, as high as it says; else it takes all of it.
        """
        asked = {"src": src, **part} | ({} if sandbox is None else {"sandbox": sandbox})
        return f"{self.origin}/?{urlencode(asked)}"

    def show(self, visit: Visit, sandbox: str | None, search: str = "", **part: int) -> Any:
        """Open the site in a frame. From here on the visit's page is the frame; the outer one."""
        outer = visit.page
        visit.beside.append(self.origin)
        # a blocked registration, as tests have it, is an error where there are no service workers
        visit.expect("Service worker is disabled")
        outer.goto(self.address(visit.site.home + search, sandbox, **part))
        frame: Any = outer.frame(name=NAME)
        visit.page = frame
        frame.wait_for_function("() => document.body", timeout=TIME_LIMIT)
        return outer

    def close(self) -> None:
        """Stop serving."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
