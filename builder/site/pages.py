"""The labs' pages: what all have in common, and what is one lab's."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bokeh.models import Plot
from jinja2 import Environment
from markupsafe import Markup

from app.runtime.lab_runtime import LabRuntime
from app.runtime.registry import REGISTERED_LABS
from builder.errors import BuildError
from builder.site.offline import integrity
from builder.site.policy import policy
from builder.site.template_markup import inline, marked
from core.trial.lab import parameters_by_lab
from core.trial.parameters import Parameter
from core.trial.scenario import address, names, parse

LANGUAGE = "en"
HOME_LAB = "strokes"  # the lab on the first page
LABS = "labs/"  # the folder of the labs' own pages
PAGE = "index.html"  # links name it: not every host looks into a folder


@dataclass(frozen=True)
class Pages:
    """What all pages have in common."""

    environment: Environment
    out: Path
    words: Mapping[str, Any]
    files: Mapping[str, Any]
    runtime: Mapping[str, Any]
    supplies: Mapping[str, str]
    mended: str  # repair_redirected_url.js, which stands in the page itself

    def write(
        self, lab: str, entry: LabRuntime, documents: object, folder: str, base: str, **more: Markup
    ) -> None:
        """Write the page of one lab into `folder`, from which the site's top is `base`."""
        words, say = self.words["page"], self.words[lab]
        text = self.environment.get_template("shell/page.html").render(
            language=LANGUAGE,
            base=base,
            alone=not more,
            words=marked(words),
            heading=marked(words if more else say["page"]),
            lab=self._lab(lab, entry),
            path=self._path(lab, base),
            class_panel=self._class_panel(),
            labs=self._labs(lab, base),
            record=self._record(entry),
            files=self.files,
            modules=[*self.files["modules"], *self._controls(entry)],
            integrity=lambda path: integrity((self.out / path).read_bytes()),
            policy=policy(self.mended),
            mended=Markup(self.mended),
            page_words=inline(words["page"]),
            page_assets=inline(self._assets(lab, base)),
            documents=inline(documents),
            **{"lesson": "", "lesson_words": "", "objects": ""} | more,
        )
        (self.out / folder).mkdir(parents=True, exist_ok=True)
        (self.out / folder / PAGE).write_text(text, "utf-8")

    def _controls(self, entry: LabRuntime) -> list[str]:
        """The scripts of the controls that a page draws."""
        names = sorted({root.esm for root in entry.doc.roots if hasattr(root, "esm")})
        return [f"{self.files['controls']}{name}" for name in names]

    def _lab(self, lab: str, entry: LabRuntime) -> Markup:
        say = self.words[lab]
        own = f"{lab}/template.html"
        known = own in self.environment.list_templates()
        view = entry.view
        return self._part(
            own if known else "lab/templates/common_lab.html", say,
            lab=lab, live=entry.session.live, address=address(entry.session.trial_scenario),
            said=json.dumps(say["said"], ensure_ascii=False),
            panels=[] if known else view.panels,
            settings=[] if known else list(view.settings.controls),
            own=getattr(view, "own_panel", None), own_words=marked(self.words["own_table"]),
            pictures=self._pictures(entry),
        )  # fmt: skip

    def _pictures(self, entry: LabRuntime) -> dict[str, str]:
        """By slot, what each figure shows, for those who do not see it; see `describe`."""
        sealed = str(self.words["page"]["page"]["sealed"])
        pictures = {}
        for plot in entry.doc.roots:
            if isinstance(plot, Plot):
                twin: dict[str, Any] = next((tag["twin"] for tag in plot.tags if "twin" in tag), {})
                pictures[str(plot.name)] = str(twin.get("label") or sealed)
        return pictures

    def _labs(self, lab: str, base: str) -> Markup:
        """The way to the other labs."""
        cards = [
            {
                "to": f"{base}{LABS}{name}/{PAGE}",
                "picture": self._card_picture(name),
                **marked(self.words[name]["card"]),
            }
            for name in REGISTERED_LABS
            if name != lab
        ]
        return self._part("lab/templates/lab_links.html", self.words["page"]["labs"], cards=cards)

    def _card_picture(self, lab: str) -> Markup:
        """What a lab is about as a drawing: its `card.svg`, if it has one."""
        name = f"{lab}/card.svg"
        known = name in self.environment.list_templates()
        return self._part(name, {}) if known else Markup("")

    def _path(self, lab: str, base: str) -> Markup:
        """The steps of the path; those of this page's lab are gone to within the page."""
        say = self.words["path"]
        steps = []
        for step in say["steps"]:
            scenario, notices = parse(step["case"], _known())
            if notices or address(scenario) != step["case"]:
                raise BuildError(f"path.toml: {step['case']} is no address of a case")
            home = "" if scenario.lab == HOME_LAB else f"{LABS}{scenario.lab}/"
            own = scenario.lab == lab
            page = "" if own else f"{base}{home}{PAGE}"
            steps.append({**step, "own": own, "to": f"{page}{step['case']}"})
        said = {name: text for name, text in say.items() if isinstance(text, str)}
        ways = [
            {**way, "to": way["to"] if way["to"].startswith("#") else f"{base}{way['to']}"}
            for way in say["ways"]
        ]
        return self._part(
            "shell/path.html", {**say, "ways": say["and_now"]},
            said=json.dumps(said, ensure_ascii=False), steps=steps, ways=ways,
        )  # fmt: skip

    def _class_panel(self) -> Markup:
        """Where an assignment is told and handed in, once there is one."""
        say = self.words["class"]
        labs = {name: self.words[name]["card"]["title"] for name in REGISTERED_LABS}
        said = json.dumps({**say["said"], "labs": labs}, ensure_ascii=False)
        return self._part("classroom/panel.html", say, said=said)

    def _record(self, entry: LabRuntime) -> Markup:
        say = self.words["record"]
        said = {name: say[name] for name in ("text", "unread")} | {
            "refused": say["refused"]["title"], "above": say["taken"]["above"],
            "not_yet": say["taken"]["not_yet"],
        }  # fmt: skip
        return self._part(
            "shell/record.html", say,
            said=json.dumps(said, ensure_ascii=False), pictures=self._pictures(entry),
        )  # fmt: skip

    def _assets(self, lab: str, base: str) -> dict[str, Any]:
        return {
            **self.runtime,
            "home": base or "./",
            "lab": lab,
            "labs": {name: f"{LABS}{name}/{PAGE}" for name in REGISTERED_LABS},
            "names": sorted(names(_known())),
            "supplies": {
                name: self._whole(self.supplies[name]) for name in REGISTERED_LABS[lab].supplies
            },
        }

    def _whole(self, path: str) -> tuple[str, str]:
        """A file's place and what it holds."""
        return path, integrity((self.out / path).read_bytes())

    def _part(self, template: str, words: Any, **more: object) -> Markup:
        made = self.environment.get_template(template).render(words=marked(words), **more)
        return Markup(made)


def _known() -> Mapping[str, tuple[Parameter, ...]]:
    """The parameters of every lab."""
    return parameters_by_lab(each.lab for each in REGISTERED_LABS.values())
