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
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from bokeh.document import Document
from bokeh.util import serialization

from app.labs.record import RecordView
from app.labs.strokes import StrokesView
from app.link import PatchLink, dumps
from app.notices import notice_text
from app.session import Session
from app.state import Deck
from core import cases, witnesses
from core.scenario import default_scenario
from core.strokes import STROKES

FIRST_ID = 1000  # Bokeh counts ids up from here: the same documents get the same ids anywhere
DOCUMENT_ID = "hunch"


class Entry:
    """The session, its views and its document.

    It is complete before anybody listens: a snapshot of the worker's memory holds one, and what
    listens belongs to the page. Nothing is sent before `begin`.
    """

    def __init__(self) -> None:
        serialization._simple_id = FIRST_ID  # Bokeh has no public way to begin counting anew
        self._send: Callable[[str], None] | None = None
        self._outbox: list[dict[str, Any]] = []
        family = default_scenario(STROKES.name, STROKES.parameters()).text("family")
        deck = Deck(cases.default_scenarios(family)[0], cases.follow_up, cases.next_case)
        self.session = Session(STROKES, deck, self._post)
        self.strokes = StrokesView(self.session)
        self.doc = Document(title="Hunch")
        self.roots: list[tuple[str, str]] = []
        with self.doc.models.freeze():  # or all models are gathered anew for each root
            for root in (*self.strokes.roots(), *RecordView(self.session).roots()):
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
        self.strokes.draw_rest()
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
