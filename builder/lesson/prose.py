"""Markdown as the lesson writes it, to HTML; whatever does not resolve is refused with its line.

Beyond plain Markdown (no raw HTML): $…$ and $$…$$ (id) mathematics; citations [@source],
[@source, where], [@one; @other]; links to term:…, case:…, claim:…, eq:…, misconception:…,
lab:query (a case of another lab) and #heading; headings end in {#id}; a paragraph ::panel or
::panel name puts in a panel; :::derivation Title … ::: folds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.container import container_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin

from builder.lesson.id_registry import KINDS, Known
from builder.lesson.lab_links import page_of
from builder.lesson.maths import mathml
from builder.lesson.source_errors import Place

CITATIONS = re.compile(r"\[(@[^\]]*)\]")
CITATION = re.compile(r"@(?P<name>[\w-]+)(?:,\s*(?P<where>.+))?")
PANEL = re.compile(r"::(?P<panel>[a-z]+)(?: (?P<name>[\w-]+))?")
HEADING = re.compile(r"^(?P<text>.*?)\s*\{#(?P<id>[a-z][\w-]*)\}$")
LINKED = {"term": "term", "case": "case", "claim": "claim", "eq": "equation",
          "misconception": "misconception", "code": "code"}  # fmt: skip
RENDERED = ("math_inline", "math_block", "math_block_label", "heading_open", "link_open",
            "citation", "paragraph_open", "table_open", "table_close")  # fmt: skip
Panel = Callable[[str, str | None, Place], str]


@dataclass(frozen=True)
class Heading:
    """A heading of the narrative."""

    level: int
    id: str
    text: str
    html: str


class Prose:
    """Renders one text after another; `headings` grows with them."""

    def __init__(self, known: Known, words: dict[str, str], panel: Panel | None = None) -> None:
        self.known, self.words, self.panel = known, words, panel
        self.headings: list[Heading] = []
        self.place = Place("", 0)
        self.md = MarkdownIt("commonmark", {"html": False}, renderer_cls=RendererHTML).enable(
            "table"
        )
        renderer = self.md.renderer
        assert isinstance(renderer, RendererHTML)  # as asked for
        self.renderer = renderer
        self.md.use(dollarmath_plugin, allow_space=False, double_inline=False)
        self.md.use(
            container_plugin, "derivation", render=lambda _, *given: self._derivation(*given)
        )
        self.md.inline.ruler.before("link", "citation", _citation)
        for name in RENDERED:
            self.renderer.rules[name] = getattr(self, f"_{name}")

    def block(self, text: str, place: Place) -> str:
        """A whole text whose first line stands at `place`."""
        self.place = place
        tokens = self.md.parse(text)
        self._prepare(tokens)
        return str(self.md.renderer.render(tokens, self.md.options, {}))

    def inline(self, text: str, place: Place) -> str:
        """A sentence or two without paragraphs."""
        self.place = place
        tokens = self.md.parseInline(text)
        self._locate(tokens, 0)
        return str(self.md.renderer.render(tokens, self.md.options, {}))

    # ---- before rendering: where everything stands, headings, panels

    def _prepare(self, tokens: list[Token]) -> None:
        line = 0
        for number, token in enumerate(tokens):
            line = token.map[0] if token.map else line
            token.meta = {**token.meta, "line": line}
            if token.type == "inline":
                self._locate([token], line)
                if tokens[number - 1].type == "heading_open":
                    self._heading(tokens[number - 1], token, line)
                elif tokens[number - 1].type == "paragraph_open":
                    self._put_panel(tokens[number - 1 : number + 2], line)

    def _locate(self, tokens: Sequence[Token], line: int) -> None:
        for token in tokens:
            for child in token.children or []:
                child.meta = {**child.meta, "line": line}
                if child.type == "code_inline":
                    child.attrSet("translate", "no")
                line += child.type in ("softbreak", "hardbreak")

    def _heading(self, opening: Token, inline: Token, line: int) -> None:
        place = self.place.below(line)
        found = HEADING.match(inline.content)
        if not found:
            place.refuse(f"the heading {inline.content!r} has no {{#id}}")
        level = int(opening.tag[1])
        above = self.headings[-1].level if self.headings else 1
        if level > above + 1 or level < 2:
            place.refuse(f"the heading {found['text']!r} skips from level {above} to {level}")
        inline.content = found["text"]
        inline.children = self.md.parseInline(found["text"])[0].children
        self._locate([inline], line)
        html = str(self.renderer.renderInline(inline.children or [], self.md.options, {}))
        opening.attrSet("id", found["id"])
        self.headings.append(Heading(level, found["id"], found["text"], html))

    def _put_panel(self, tokens: Sequence[Token], line: int) -> None:
        opening, inline, closing = tokens
        found = PANEL.fullmatch(inline.content.strip())
        if not found:
            return
        place = self.place.below(line)
        if self.panel is None:
            place.refuse(f"no panel can stand here: {inline.content}")
        opening.meta["panel"] = self.panel(found["panel"], found["name"], place)
        inline.children, closing.hidden = [], True

    # ---- rendering

    def _at(self, token: Token) -> Place:
        return self.place.below(int(token.meta.get("line", 0)))

    def _math(self, token: Token, display: bool) -> str:
        try:
            return mathml(token.content.strip(), display)
        except ValueError as error:
            self._at(token).refuse(f"this formula does not parse: {token.content!r}: {error}")

    def _math_inline(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return self._math(tokens[at], display=False)

    def _math_block(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        label = escape(self.words["formula"])
        return (
            f'<div class="equation" role="group" tabindex="0" aria-label="{label}">'
            f"{self._math(tokens[at], display=True)}</div>\n"
        )

    def _math_block_label(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        name = token.info
        title = self.known.need("equation", name, self._at(token))
        number = list(self.known.titles["equation"]).index(name) + 1
        return (
            f'<div class="equation" id="eq-{name}" data-key="equation:{name}" '
            f'role="group" tabindex="0" aria-label="{escape(title)}">'
            f"{self._math(token, display=True)}"
            f'<a class="number" href="#eq-{name}" title="{escape(title)}">({number})</a></div>\n'
        )

    def _heading_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        name, text = str(token.attrs["id"]), tokens[at + 1].content
        label = escape(self.words["anchor"].format(title=text))
        anchor = f'<a class="anchor" href="#{name}" aria-label="{label}">#</a>'
        return f'<{token.tag} id="{name}" tabindex="-1">{anchor}'

    def _paragraph_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        return str(token.meta.get("panel", "" if token.hidden else "<p>"))

    def _table_open(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        above = self.headings[-1].text if self.headings else ""
        label = escape(self.words["table"].format(title=above))
        return f'<div class="scroll" role="group" tabindex="0" aria-label="{label}"><table>\n'

    def _table_close(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        return "</table></div>\n"

    def _link_open(self, tokens: Sequence[Token], at: int, *given: Any) -> str:
        token, place = tokens[at], self._at(tokens[at])
        address = str(token.attrs["href"])
        scheme, _, name = address.partition(":")
        if address.startswith("#"):
            self.known.need("heading", address[1:], place)
            return f'<a href="{escape(address)}">'
        if scheme == "lab" and name:
            return f'<a href="{escape(page_of(name, place))}">'
        if scheme not in LINKED or not name:
            allowed = f"#heading, lab:query, {', '.join(LINKED)}:id"
            place.refuse(f"a link leads to {address!r}; allowed: {allowed}")
        kind = LINKED[scheme]
        self.known.need(kind, name, place)
        if kind == "case":
            return f'<a class="case" href="{escape(self.known.addresses[name])}#lab">'
        if kind == "equation" and tokens[at + 1].type == "link_close":
            number = list(self.known.titles["equation"]).index(name) + 1
            title = escape(self.known.titles["equation"][name])
            return f'<a class="eq" href="#eq-{name}" title="{title}">({number})'
        colour = self.known.roles.get(name, "") if kind == "term" else ""
        classes = f"{scheme} {colour}".strip()
        return f'<a class="{classes}" href="#{KINDS[kind]}{name}">'

    def _citation(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        text, place = tokens[at].content, self._at(tokens[at])
        cited = CITATION.fullmatch(text)
        if not cited:
            place.refuse(f"a citation reads {text!r}; allowed: @source, @source, where")
        name = cited["name"]
        title = self.known.need("source", name, place)
        tail = f", {escape(cited['where'])}" if cited["where"] else ""
        return f'<a class="cite" href="#source-{name}">[{escape(title)}{tail}]</a>'

    def _derivation(self, tokens: Sequence[Token], at: int, *_: Any) -> str:
        token = tokens[at]
        if token.nesting < 0:
            return "</div></details>\n"
        title = token.info.strip().removeprefix("derivation").strip()
        if not title:
            self._at(token).refuse("a derivation has no title")
        return f'<details class="derivation"><summary>{escape(title)}</summary><div>\n'


def _citation(state: StateInline, silent: bool) -> bool:
    found = CITATIONS.match(state.src, state.pos)
    if not found:
        return False
    for number, part in enumerate(() if silent else found[1].split(";")):
        if number:
            state.push("text", "", 0).content = " "
        state.push("citation", "", 0).content = part.strip()
    state.pos = found.end()
    return True
