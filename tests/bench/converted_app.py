# The strokes lab as a plain Panel app, for the page that `panel convert` would make. The same
# session and the same views as in app/entry.py; nothing of that page's own link and storage.
from panel.config import config
from panel.io.state import state

from app.bench.record import RecordView
from app.labs.strokes import StrokesView
from app.session import Session
from app.state import Deck
from core import cases
from core.labs.strokes import STROKES
from core.scenario import default_scenario

family = default_scenario(STROKES.name, STROKES.parameters()).text("family")
deck = Deck(cases.default_scenarios(family)[0], cases.follow_up, cases.next_case)
session = Session(STROKES, deck, lambda message: None)
document = state.curdoc
config.browser_info = False  # or one more root would need a place in the page
for root in (*StrokesView(session).roots(), *RecordView(session).roots()):
    if hasattr(root, "server_doc"):
        root.server_doc(doc=document, location=False)
    else:
        document.add_root(root)
