"""Stands in for the package of this name: with it, Panel does not import pandas in the browser."""


def patch_all() -> None:
    """Nothing here asks for anything over HTTP from Python."""
