"""Templates are found and filled, and what is missing is named."""

from __future__ import annotations

import pytest

from app.session.text_catalog import CONTENT, Words, words

SAY = Words("topic", {"a": {"b": "{x} & {y}", "c": ["one"]}, "plain": "as it is"})


def test_a_template_is_filled() -> None:
    assert SAY("a.b", x=1, y="<i>") == "1 & <i>"
    assert SAY("plain") == "as it is"
    assert SAY.at("a.c") == ["one"]


def test_fields_can_be_escaped_the_template_is_not() -> None:
    assert SAY.html("a.b", x="<script>", y='"') == "&lt;script&gt; & &quot;"


def test_braces_in_a_field_are_no_template() -> None:
    assert SAY("a.b", x="{y}", y="{0.__class__}") == "{y} & {0.__class__}"


@pytest.mark.parametrize("key", ["a.x", "x", "a.b.c", "", "a.c.0"])
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(KeyError, match="topic: there are no words for"):
        SAY.at(key)
    assert not SAY.has(key)
    assert SAY.has("a.b")


def test_a_missing_field_is_named() -> None:
    with pytest.raises(KeyError, match=r"'a\.b' needs a field 'y'"):
        SAY("a.b", x=1)


def test_a_table_is_no_text() -> None:
    with pytest.raises(KeyError, match="is no text but a dict"):
        SAY("a")


def test_topics_are_the_files_of_the_language() -> None:
    for path in (CONTENT / "en").glob("*.toml"):
        assert words(path.stem).topic == path.stem
    with pytest.raises(FileNotFoundError):
        words("nothing")
