"""Find every address that a page, a style sheet or a script names, with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

ATTRIBUTES = {"src", "href", "xlink:href", "poster", "action", "formaction"}
SETS = {"srcset", "imagesrcset"}
READER_FOLLOWS = {"a", "area"}
NOT_LOADED = {"alternate", "author", "canonical", "license", "me"}  # <link rel=…>

CSS_URL = re.compile(r"""url\(\s*(["']?)(?P<address>.*?)\1\s*\)""")
CSS_IMPORT = re.compile(r"""@import\s+(["'])(?P<address>.*?)\1""")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
JS_IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*(["'])(?P<address>\.{1,2}/[^"']*)\1""")
JS_URL = re.compile(r"""new URL\(\s*(["'])(?P<address>[^"']*)\1\s*,\s*import\.meta\.url""")
# Names of XML's vocabularies, which nobody loads: SVG's, and those of a SCORM manifest.
VOCABULARIES = r"www\.(?:w3\.org|imsproject\.org/xsd|adlnet\.org/xsd)/"
JS_FOREIGN = re.compile(
    rf"""(?P<address>\b(?:https?|wss?):(?:\\?/){{2}}(?!{VOCABULARIES})[^\s"'`)]*"""
    r"""|(?<=["'`])//[\w.-]+\.[^\s"'`)]*)"""
)
JSON_ASSET = re.compile(
    r"""(?P<address>https?:(?:\\?/){2}[^\s"'<>)]+"""
    r"""\.(?:css|m?js|json|wasm|zip|whl|woff2?|ttf|png|jpe?g|gif|svg|webp|ico)\b)"""
)


@dataclass(frozen=True)
class Reference:
    """An address and its line; a `link` is for the reader to follow, the others are loaded."""

    line: int
    address: str
    link: bool = False


class Page(HTMLParser):
    """The references and the ids of one HTML or SVG text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.ids: set[str] = set()
        self._inside: str | None = None  # "css", "js" or "json" while in <style> or <script>
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.add(values["id"])
        link = tag in READER_FOLLOWS or bool(NOT_LOADED & set(values.get("rel", "").split()))
        found = [value for name, value in values.items() if name in ATTRIBUTES]
        for name in SETS & values.keys():
            found += [part.split()[0] for part in values[name].split(",") if part.strip()]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            found += [values.get("content", "").partition("=")[2]]
        if tag == "base":
            self.references.append(Reference(line, "<base>"))
        self.references += [Reference(line, address.strip(), link) for address in found]
        self.references += in_css(values.get("style", ""), line)
        if tag == "style":
            self._inside = "css"
        elif tag == "script":
            plain = values.get("type", "") in ("", "module", "text/javascript")
            self._inside = "js" if plain else "json"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script"):
            self._inside = None

    def handle_data(self, data: str) -> None:
        if self._inside:
            reader = {"css": in_css, "js": in_js, "json": in_json}[self._inside]
            self.references += reader(data, self.getpos()[0])


def in_css(text: str, first_line: int = 1) -> list[Reference]:
    """What url() and @import name, comments left out."""
    bare = CSS_COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    return _matches(bare, first_line, CSS_URL, CSS_IMPORT)


def in_js(text: str, first_line: int = 1) -> list[Reference]:
    """Relative modules, and foreign addresses anywhere at all."""
    return _matches(text, first_line, JS_IMPORT, JS_URL, JS_FOREIGN)


def in_json(text: str, first_line: int = 1) -> list[Reference]:
    """Foreign addresses that look like something to load; a source's address is only data."""
    return _matches(text, first_line, JSON_ASSET)


def _matches(text: str, first_line: int, *patterns: re.Pattern[str]) -> list[Reference]:
    return [
        Reference(first_line + text.count("\n", 0, match.start()), match["address"])
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
