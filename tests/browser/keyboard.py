"""A learner at the keyboard: what has the focus, and where Tab leads."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

FOCUS = (Path(__file__).parent / "focus.js").read_text("utf-8").split("\n", 1)[1]


def focus(page: Page) -> str:
    """The name of what has the focus, which the eye must be able to see."""
    focus = page.evaluate(FOCUS)
    assert focus["visible"], f"the focus on {focus['name']!r} cannot be seen"
    return str(focus["name"])


def tab(page: Page) -> str:
    """Press Tab; the name of what has the focus then."""
    page.keyboard.press("Tab")
    return focus(page)


def back(page: Page) -> str:
    """Press Shift and Tab; the name of what has the focus then."""
    page.keyboard.press("Shift+Tab")
    return focus(page)


def tab_to(page: Page, name: str) -> int:
    """Press Tab until `name` has the focus; how often that took."""
    for count in range(60):
        if tab(page) == name:
            return count
    raise AssertionError(f"Tab does not lead to {name!r}")


def focused(page: Page, name: str) -> None:
    """Wait for the focus to move, which it does with the next frame.

    What is read next is no control: it may have the focus without a ring.
    """
    page.wait_for_function(f"name => ({FOCUS})().name === name", arg=name)
