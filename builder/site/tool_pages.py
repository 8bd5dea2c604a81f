"""The pages beside the labs: the teacher's (`teach/`) and the class report (`report/`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from builder.site.hashed_files import place_hashed
from builder.site.offline import integrity
from builder.site.pages import LANGUAGE, PAGE
from builder.site.policy import policy
from builder.site.template_markup import inline, marked

CLASSROOM = "classroom/"  # in app/page: a folder for each tool, named like its page


@dataclass(frozen=True)
class Tool:
    """A page of its own.

    name: its folder in the site, its folder in `app/page/classroom/` with template, script and
    style of that name, and the topic of its words. assets: what `asset_urls.js` reads. data: what
    its script reads from `#data`.
    """

    name: str
    assets: Mapping[str, Any]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class ToolPages:
    """What they have in common. modules: the paths in the site of a script and all it needs."""

    environment: Environment
    source: Path
    out: Path
    words: Mapping[str, Any]
    files: Mapping[str, Any]
    modules: Callable[[str], list[str]]
    mended: str

    def write(self, tool: Tool) -> None:
        """Write the page of one tool into its folder."""
        name, place = tool.name, f"{CLASSROOM}{tool.name}/{tool.name}"
        style = place_hashed(
            self.out, f"assets/{name}.css", (self.source / f"{place}.css").read_bytes()
        )
        words = self.words[name]
        body = self.environment.get_template(f"{place}.html").render(
            words=marked(words), data=tool.data, base="../"
        )
        text = self.environment.get_template("shell/tool.html").render(
            language=LANGUAGE, base="../", name=name, words=marked(words),
            page=marked(self.words["page"]), files=self.files,
            styles=[self.files["style"], style], modules=self.modules(f"{place}.js"),
            integrity=lambda path: integrity((self.out / path).read_bytes()),
            policy=policy(self.mended), mended=Markup(self.mended), body=Markup(body),
            said=inline(words["said"]), assets=inline({"home": "../", **tool.assets}),
            data=inline(tool.data),
        )  # fmt: skip
        (self.out / name).mkdir(parents=True, exist_ok=True)
        (self.out / name / PAGE).write_text(text, "utf-8")
