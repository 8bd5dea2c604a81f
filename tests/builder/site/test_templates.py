"""What every template keeps to, so that the page works in a frame that may not do everything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "app/page"
TEMPLATES = sorted([*PAGE.rglob("*.html"), *PAGE.parent.glob("labs/*/template.html")])
SCRIPTS = sorted(path for path in PAGE.rglob("*.js") if "editor" not in path.parts)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_what_is_checked_is_asked_for_by_leave_and_nothing_is_a_form(path: Path) -> None:
    """A frame without `allow-forms` submits none; without a site of its own it checks no file

    that it was not given leave to read.
    """
    text = path.read_text("utf-8")
    assert "<form" not in text
    assert 'type="submit"' not in text
    tags = re.findall(r"<[a-z][^<]*? integrity=[^<]*?>", text)
    assert [tag for tag in tags if " crossorigin " not in tag] == []
    if path.name == "page.html":
        assert len(tags) == 5


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_does_what_a_frame_forbids_silently(path: Path) -> None:
    """Forms, windows, questions by the browser; workers begin in one place."""
    text = path.read_text("utf-8")
    for forbidden in (
        r"requestSubmit|\.submit\(|\"submit\"",
        r"\b(alert|confirm)\(",
        r"_blank",  # see initLinks
    ):
        assert not re.search(forbidden, text), forbidden
    if path.name != "new_worker.js":
        assert "new Worker(" not in text


def test_the_page_reads_a_record_of_thirty_thousand_trials() -> None:
    found = re.search(r"LIMIT = (\S+);", (PAGE / "storage/record_file.js").read_text("utf-8"))
    assert found
    assert float(found[1]) >= 30_000 * 1_600  # bytes that a trial takes in a file
