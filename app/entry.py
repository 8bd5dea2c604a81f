"""Where the page and Python meet: the documents, and the messages that go both ways.

`Entry` lives in the browser's worker (and in tests). From the page come
    patch    {patch}                what the learner did to a control
    visit    {search, trials}       go to an address, with what the browser keeps of open trials
    ledger   {text}                 the ledger grew in another tab
    rebase   {text, record}         it grew before `record` could be appended
    import   {text}                 a file of the learner's
    witness  {name}                 measure what a claim of the lesson says
To the page go `patch`, what the session posts (`state`, `keep`, `discard`, `append`, `replace`,
`notices`), and `witnessed` {name, value, relation, bound, holds}.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from bokeh.document import Document
from bokeh.util import serialization

from app.bench.record import RecordView
from app.kits import KITS
from app.link import PatchLink, dumps
from app.notices import notice_text
from app.session import Session
from core import witnesses

FIRST_ID = 1000  # Bokeh counts ids up from here: the same documents get the same ids anywhere
IDS = 100_000  # that a lab has for itself: Panel finds what it draws by id, whatever the document
SLICE = 0.04  # seconds of a run after which the page gets its turn
DRAWN = 0.15  # seconds between two pictures of a run
DOCUMENT_ID = "hunch"


class Entry:
    """The session of one lab, its views and its document.

    It is complete before anybody listens: a snapshot of the worker's memory holds one, and what
    listens belongs to the page. Nothing is sent before `begin`.
    """

    def __init__(self, lab: str = "strokes") -> None:
        """Make the one of this lab; its supplies must be there, see `core.supplies`."""
        first = FIRST_ID + IDS * list(KITS).index(lab)
        serialization._simple_id = first  # Bokeh has no public way to begin counting anew
        self._send: Callable[[str], None] | None = None
        self._outbox: list[dict[str, Any]] = []
        self._drawn = 0.0
        kit = KITS[lab]
        self.session = Session(kit.lab, kit.deck, self._post)
        self.view = kit.view(self.session)
        self.doc = Document(title="Hunch")
        self.roots: list[tuple[str, str]] = []
        with self.doc.models.freeze():  # or all models are gathered anew for each root
            for root in (*self.view.roots(), *RecordView(self.session).roots()):
                self._add(root)
        self._outbox.clear()
        self.link = PatchLink(self.doc, self._post)

    def documents(self) -> dict[str, Any]:
        """Return what the page draws: the document's JSON, and where each root belongs."""
        json_text = json.dumps(self.doc.to_json(deferred=False), allow_nan=False)
        tree = json.loads(json_text, object_hook=_ordered)
        return {"id": DOCUMENT_ID, "roots": self.roots, "json": tree}

    def connect(self, send: Callable[[str], None]) -> None:
        """Let `send` take what the page hears in one step: a list of messages, as JSON text."""
        self._send = send

    def begin(self, text: str) -> None:
        """Take what the browser kept, {"ledger", "search", "trials"}, and go to the address."""
        kept = json.loads(text)
        with self.link.here():
            self.session.load(kept["ledger"])
            self.session.visit(kept["search"], kept["trials"])
            self._answer()

    def handle(self, text: str) -> None:
        """Deal with one message of the page; see the top of this file."""
        with self.link.here():
            self._heed(json.loads(text))
            self._answer()

    @property
    def running(self) -> bool:
        """Whether there is a run to go on with, see `advance`."""
        return bool(self.session.running or self.view.running)

    def advance(self) -> None:
        """Go on with the run for a moment; the page hears of it when there is something to draw."""
        with self.link.here():
            began = time.perf_counter()
            while self.running and time.perf_counter() < began + SLICE:
                (self.session if self.session.running else self.view).advance()
            if self.running and began >= self._drawn + DRAWN:
                self._drawn = began
                self.view.draw_step()
            self._answer()

    def _heed(self, message: object) -> None:
        session = self.session
        match message:
            case {"type": "patch", "patch": patch}:
                self.link.apply(patch)
            case {"type": "visit", "search": search, "trials": trials}:
                session.visit(search, trials)
            case {"type": "ledger", "text": ledger}:
                session.load(ledger)
            case {"type": "rebase", "text": ledger, "record": record}:
                session.rebase(ledger, record)
            case {"type": "import", "text": file}:
                session.take(file)
            case {"type": "witness", "name": str(name)}:
                self._post({"type": "witnessed", **asdict(witnesses.call(name))})
            case _:
                raise ValueError(f"no message is like {message!r:.80}")

    def _answer(self) -> None:
        """Send what came of it; what takes longer to draw goes second."""
        self._deliver()
        self.view.draw_rest()
        self._deliver()

    def _add(self, root: Any) -> None:
        if hasattr(root, "server_doc"):
            root.server_doc(doc=self.doc, location=False)
            model = self.doc.roots[-1]
        else:
            self.doc.add_root(root)
            model = root
        self.roots.append((model.id, root.name))

    def _post(self, message: dict[str, Any]) -> None:
        self._outbox.append(message)

    def _deliver(self) -> None:
        """Send all at once, the figures first: the page unseals what is drawn in the same step."""
        said, self._outbox = self._outbox, []
        self.link.flush()
        messages, self._outbox = [*self._outbox, *map(_readable, said)], []
        if not messages:
            return
        if self._send is None:
            raise RuntimeError(f"nobody listens yet to a message like {messages[0]['type']!r}")
        self._send(dumps(messages))


def _readable(message: dict[str, Any]) -> dict[str, Any]:
    """Notices as texts; any other message as it is."""
    if message["type"] != "notices":
        return message
    texts = [n if isinstance(n, str) else notice_text(n) for n in message["notices"]]
    return {"type": "notices", "texts": texts}


def _ordered(node: dict[str, Any]) -> dict[str, Any]:
    """A set of the document's JSON in an order of its own: Python's depends on the hash seed."""
    if node.get("type") == "set":
        node["entries"] = sorted(node["entries"], key=str)
    return node
