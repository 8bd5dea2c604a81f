"""A page that talks to `LabRuntime`: what it enters goes in as messages, what comes out is kept."""

from __future__ import annotations

import json
from typing import Any

from app.runtime.lab_runtime import LabRuntime
from app.runtime.link import dumps
from app.session.session import now
from core.trial.scenario import address
from tests.app.fake_browser import FIRST


class FakePage:
    """`entry`, the texts that it `sent`, and the models of its roots by name."""

    def __init__(self, lab: str = "strokes", **kept: Any) -> None:
        self.steps: list[str] = []
        self.entry = LabRuntime(lab)
        self.entry.connect(self.steps.append)
        self.built = list(self.sent)
        self.models: dict[str, Any] = {}
        for root in self.entry.doc.roots:
            model = getattr(root, "data", root)
            self.models[model.name] = model
        begin = {
            "assignment": "", "suspended": "", "records": [], "checks": {}, "shown": [],
            "search": address(FIRST), "played": None, "trials": {},
        }  # fmt: skip
        self.entry.begin(json.dumps(begin | kept))

    @property
    def sent(self) -> list[str]:
        """Each message that the page got, as text."""
        return [dumps(message) for step in self.steps for message in json.loads(step)]

    def ask(self, **message: Any) -> list[dict[str, Any]]:
        """Send one message; what it is answered with."""
        before = len(self.sent)
        self.entry.handle(json.dumps(message))
        return [json.loads(text) for text in self.sent[before:]]

    def enter(self, name: str, value: Any = None) -> list[dict[str, Any]]:
        """What the page says when the learner enters this in a control; presses it, without."""
        message = {key: value if told is None else told for key, told in self.models[name].says}
        return self.ask(**message)

    def press(self, name: str) -> list[dict[str, Any]]:
        """Press a button."""
        if name == "commit":
            return self.commit(self.session.choice)
        return self.enter(name)

    def commit(self, choice: str = "blend") -> list[dict[str, Any]]:
        """Choose and commit, at 65 % unless another confidence was entered."""
        if choice != self.session.choice:
            self.enter("prediction", choice)
        return self.ask(
            type="commit", address=address(self.session.trial_scenario), choice=choice,
            confidence=self.session.confidence or 65, at=now(),
        )  # fmt: skip

    @property
    def said(self) -> str:
        """All that was sent, as one text."""
        return "\n".join(self.sent)

    @property
    def session(self) -> Any:
        """The session behind it."""
        return self.entry.session


def events(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The document events of all patches."""
    return [e for m in messages if m["type"] == "patch" for e in m["patch"]["events"]]
