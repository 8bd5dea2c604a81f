# The strokes lab as a plain Panel app, for the page that `panel convert` would make. The same
# session and the same views as in app/runtime/lab_runtime.py; nothing of that page's own link and
# storage. What a control says comes as a text in a property that nothing else changes meanwhile.
import json

from panel.config import config
from panel.io.state import state

from app.labs.strokes.view import StrokesView
from app.session.seen_cases import DeckRules
from app.session.session import Session
from app.ui.record import RecordView
from core.labs.strokes import deck
from core.labs.strokes.lab import STROKES
from core.trial.scenario import default_scenario

family = default_scenario(STROKES.name, STROKES.parameters()).text("family")
asked = deck.default_scenarios(family)
deck = DeckRules(asked[0], deck.next_case, deck.next_case, lambda scenario: asked)
session = Session(STROKES, deck, lambda message: None)
document = state.curdoc
config.browser_info = False  # or one more root would need a place in the page
view = StrokesView(session)


def hear(change):
    message = json.loads(change.new)
    view.take(message)
    if message["type"] == "predict":
        session.predict(message["choice"])
    elif message["type"] == "commit":
        session.commit(session.choice, 65)


view.follow_up.why.param.watch(hear, "placeholder")
for root in (*view.roots(), *RecordView(session).roots()):
    if hasattr(root, "server_doc"):
        root.server_doc(doc=document, location=False)
    else:
        document.add_root(root)
