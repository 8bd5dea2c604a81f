"""The link from a Bokeh document here to its twin in the page: patches as JSON texts.

Panel's own link speaks through Pyodide's proxies; texts need none, can be searched and tested, and
are the same in CPython. An array (the pixels of an image) goes as base64 within the text.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from bokeh.core.serialization import Serializer
from bokeh.document import Document
from bokeh.document.events import DocumentPatchedEvent
from panel.io.state import set_curdoc, state

from app.session.page_messages import Patch


class PatchLink:
    """Collects what Python changes in `doc` until `flush`."""

    def __init__(self, doc: Document, send: Callable[[Patch], None]) -> None:
        self.doc = doc
        self._send = send
        self._events: list[DocumentPatchedEvent] = []
        # As Panel's own links do. Without the first it keeps its changes back; without the second
        # it takes CPython's thread for a foreign one and waits for a server's loop.
        state._connected[doc] = True
        state._thread_id_[doc] = threading.get_ident()
        doc.on_change(self._collect)

    def here(self) -> AbstractContextManager[None]:
        """Within it the document is the current one; CPython's Panel keeps changes back without."""
        context: AbstractContextManager[None] = set_curdoc(self.doc)
        return context

    @contextmanager
    def known(self) -> Iterator[None]:
        """What changes within is so in the page already: it is not sent."""
        events = self._events
        self._events = []
        try:
            yield
        finally:
            self._events = events

    def flush(self) -> None:
        """Send everything that was collected, as one patch in order."""
        events, self._events = self._events, []
        if not events:
            return
        serializer = Serializer(references=self.doc.models.synced_references, deferred=False)
        content = {"events": serializer.encode(events)}
        self.doc.models.flush_synced(lambda model: not serializer.has_ref(model))
        self._send({"type": "patch", "patch": content})

    def _collect(self, event: Any) -> None:
        if isinstance(event, DocumentPatchedEvent):
            self._events.append(event)


def dumps(message: object) -> str:
    """Return one message or several as JSON; nan and infinities, not JSON, raise ValueError."""
    return json.dumps(message, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
