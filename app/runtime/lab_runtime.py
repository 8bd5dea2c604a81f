"""Where the page and Python meet: the documents, and the messages that go both ways.

`LabRuntime` lives in the browser's worker (and in tests). `app/session/page_messages.py` lists what
is said.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, assert_never

from bokeh.document import Document
from bokeh.util import serialization

from app.runtime.link import PatchLink, dumps
from app.runtime.registry import REGISTERED_LABS
from app.session.page_messages import FROM_PAGE, FromPage, FromPython, Input, SessionInput, check
from app.session.session import Session
from app.ui.history import HistoryView
from app.ui.path_score import PathScore
from app.ui.record import RecordView
from core import witnesses
from core.trial.scenario import address

FIRST_ID = 1000  # Bokeh counts ids up from here: the same documents get the same ids anywhere
IDS = 100_000  # that a lab has for itself: Panel finds what it draws by id, whatever the document
SLICE = 0.04  # seconds of a run after which the page gets its turn
DRAWN = 0.15  # seconds between two pictures of a run
DOCUMENT_ID = "hunch"


class LabRuntime:
    """The session of one lab, its views and its document.

    It is complete before anybody listens: a snapshot of the worker's memory holds one, and what
    listens belongs to the page. Nothing is sent before `begin`.
    """

    def __init__(self, lab: str = "strokes") -> None:
        """Make the one of this lab; its supplies must be there, see `core.data.provided_files`."""
        first = FIRST_ID + IDS * list(REGISTERED_LABS).index(lab)
        serialization._simple_id = first  # Bokeh has no public way to begin counting anew
        self._send: Callable[[str], None] | None = None
        self._outbox: list[FromPython] = []
        self._drawn = 0.0
        registration = REGISTERED_LABS[lab]
        labs = {name: each.lab for name, each in REGISTERED_LABS.items()}
        self.session = Session(registration.lab, registration.deck, self._post, all_labs=labs)
        self.view = registration.view(self.session)
        self.doc = Document(title="Hunch")
        self.roots: list[tuple[str, str]] = []
        with self.doc.models.freeze():  # or all models are gathered anew for each root
            phrases = {name: each.view.wording(name) for name, each in REGISTERED_LABS.items()}
            self.history = HistoryView(self.session, phrases)
            records = RecordView(self.session), self.history, PathScore(self.session)
            for root in (*self.view.roots(), *(root for each in records for root in each.roots())):
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
        """Take what the browser kept, go to the address `search`, and on with what was `played`.

        {"assignment", "suspended"}: the code of the link, what was suspended elsewhere, or "";
        {"records", "checks"}: the ledger; {"shown"}: addresses; {"trials"}: see
        `app/session/kept_trial.py`.
        """
        kept = json.loads(text)
        with self.link.here():
            self.session.assign(kept["assignment"])
            self.session.load_shown(kept["shown"])
            self.session.load(kept["records"], kept["checks"])
            trials = self.session.resume(kept["suspended"], kept["trials"])
            self.session.visit(kept["search"], trials, kept["played"])
            self._answer()

    def handle(self, text: str) -> None:
        """Deal with one message of the page. Raises ValueError for what is none."""
        with self.link.here():
            message = json.loads(text)
            check(message, FROM_PAGE)
            self._dispatch(message)
            self._answer()

    @property
    def running(self) -> bool:
        """Whether there is a run to go on with, see `advance`."""
        return bool(self.session.running or self.view.running or self.session.has_ledger_work)

    @property
    def rest(self) -> float:
        """Seconds until `advance` has something to do, of which the worker makes a pause."""
        waits = self.view.running and not self.session.running
        return self.view.rest if waits and not self.session.has_ledger_work else 0.0

    def advance(self) -> None:
        """Go on with the run for a moment; the page hears of it when there is something to draw."""
        with self.link.here():
            began = time.perf_counter()
            while self.running and not self.rest and time.perf_counter() < began + SLICE:
                self._step()
            watched = self.session.running or self.view.running
            if watched and began >= self._drawn + DRAWN:
                self._drawn = began
                self.view.draw_step()
            self._answer()

    def _step(self) -> None:
        """One step: of what the learner watches, or else of what the books have to do."""
        if self.session.running:
            self.session.advance()
        elif self.view.running and not self.view.rest:
            self.view.advance()
        else:
            self.session.do_ledger_work()

    def _dispatch(self, message: FromPage) -> None:
        session = self.session
        match message["type"]:
            case "visit":
                session.visit(message["search"], message["trials"], message["played"])
            case "shown":
                session.adopt_seen(message["trials"])
            case "ledger":
                session.load(message["records"], message["checks"], message["after"])
            case "rebase":
                session.rebase(
                    message["records"], message["record"], message["checks"], message["after"]
                )
            case "import":
                session.import_file(message["text"])
            case "hand_in":
                session.hand_in(message["name"], message["content"])
            case "suspend":
                session.suspend(message["trials"])
            case "witness":
                finding = witnesses.call(message["name"])
                self._post({
                    "type": "witnessed", "name": finding.name, "value": finding.value,
                    "relation": finding.relation, "bound": finding.bound, "holds": finding.holds,
                })  # fmt: skip
            case _:
                self._hear(message)

    def _hear(self, message: Input) -> None:
        """Do what the learner did. The page shows it already; what nothing comes of goes back."""
        with self.link.known():
            self.view.take(message)
        if message["type"] == "lab_input":
            self.view.own_input(message["control"], message["value"])
            return
        before = self.session.revision
        self._act(message)
        if self.session.revision == before:
            self.view.draw()

    def _act(self, message: SessionInput) -> None:
        session = self.session
        match message["type"]:
            case "change":
                session.change(message["name"], message["value"])
            case "predict":
                session.predict(message["choice"])
            case "confidence":
                session.set_confidence(message["confidence"])
            case "vote":
                if message["address"] == address(session.trial_scenario):
                    session.cast_vote(message["choice"], message["confidence"], message["at"])
            case "commit":
                if message["address"] == address(session.trial_scenario):
                    session.commit(message["choice"], message["confidence"], message["at"])
            case "reveal":
                session.reveal()
            case "pause":
                session.pause()
            case "edit_why":
                session.edit_why(message["text"])
            case "save_why":
                session.save_why()
            case "next_case":
                session.next_case()
            case "new_case":
                session.new_case()
            case "play":
                session.play()
            case _:
                assert_never(message)

    def _answer(self) -> None:
        """Send what came of it; what takes longer to draw goes second."""
        self._deliver()
        self.view.draw_idle()
        self.history.draw_idle()
        self._deliver()

    def _add(self, root: Any) -> None:
        if hasattr(root, "server_doc"):
            root.server_doc(doc=self.doc, location=False)
            model = self.doc.roots[-1]
        else:
            self.doc.add_root(root)
            model = root
        self.roots.append((model.id, root.name))

    def _post(self, message: FromPython) -> None:
        self._outbox.append(message)

    def _deliver(self) -> None:
        """Send all at once, the figures first: the page unseals what is drawn in the same step."""
        said, self._outbox = self._outbox, []
        self.link.flush()
        messages, self._outbox = [*self._outbox, *said], []
        if not messages:
            return
        if self._send is None:
            raise RuntimeError(f"nobody listens yet to a message like {messages[0]['type']!r}")
        self._send(dumps(messages))


def _ordered(node: dict[str, Any]) -> dict[str, Any]:
    """A set of the document's JSON in an order of its own: Python's depends on the hash seed."""
    if node.get("type") == "set":
        node["entries"] = sorted(node["entries"], key=str)
    return node
