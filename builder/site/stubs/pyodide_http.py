"""Stands in for the package of this name: with it, Panel does not import pandas in the browser."""

import pyodide.code  # type: ignore[import-not-found]


def patch_all() -> None:
    """Nothing here asks for anything over HTTP from Python.

    Panel calls this while it is imported, and then has a text run as JavaScript, for a link that is
    not ours. A policy forbids that to our workers where it reaches them (`new_worker.js`), so the
    text is dropped; no JavaScript object stays behind that a snapshot could not keep.
    """
    pyodide.code.run_js = lambda text: None
