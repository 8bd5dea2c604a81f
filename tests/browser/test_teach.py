"""The assignment builder: put together by hand and keys, handed out, kept, and fed nonsense."""

from __future__ import annotations

import json
import random
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from app.runtime.registry import REGISTERED_LABS
from app.session.text_catalog import words
from core.classroom.assignment import Assignment, read_code, write_code
from core.trial.lab import parameters_by_lab
from core.trial.parameters import as_text
from core.trial.scenario import address, parse
from tests.browser.axe import violations
from tests.browser.framing import Outer
from tests.browser.keyboard import tab_to
from tests.browser.qr_decoder import decoded
from tests.browser.site import OPEN_TO_ALL, Site
from tests.browser.visit import Visit, Visits
from tests.core.classroom.test_assignment import ADDRESSES, MORE, packed

SAY = words("teach")
SAID = "said"
STEPS = [step["case"] for step in words("path").at("steps")]
HTML = '<img src=x onerror="document.title=1">'
LABS = parameters_by_lab(each.lab for each in REGISTERED_LABS.values())
REFUSING = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("not here", "SecurityError"); },
});"""
CHECKED = """async ([module, labs, addresses]) => {
  const { caseAddress } = await import(module);
  return addresses.map((one) => {
    try { return caseAddress(one, labs); } catch (error) {
      if (!error.reason) throw error;
      return `refused: ${error.reason}`;
    }
  });
}"""


class Builder:
    """The page, and what a teacher does on it."""

    def __init__(self, visit: Visit, opened: bool = False) -> None:
        self.visit, self.page = visit, visit.page
        if not opened:
            self.page.goto(visit.site.home + "teach/index.html")
        self.drawn()

    def drawn(self) -> Builder:
        expect(self.page.locator("html[data-drawn]")).to_be_attached()
        return self

    def part(self, name: str) -> Locator:
        return self.page.locator(f"[data-{name}]")

    def out(self, name: str) -> str:
        return self.part(f"out={name}").input_value()

    @property
    def chosen(self) -> list[str | None]:
        """The addresses of the cases, in order."""
        items = self.part("chosen-cases").locator("> li").all()
        return [item.get_attribute("data-address") for item in items]

    def link(self, title: str) -> str:
        """The link, once it is that of an assignment of this title."""
        expect(self.part("out=text")).to_have_value(re.compile(f"^{re.escape(title)}"))
        return self.out("link")

    def made(self, title: str) -> Assignment:
        """The assignment of the link."""
        return read_code(self.link(title).partition("#class=")[2])

    def bring(self, link: str) -> Locator:
        """Paste a link; where it is said what came of it."""
        self.part("link-in").evaluate("field => { field.closest('details').open = true; }")
        self.part("link-in").fill(link)
        self.part("link-take").click()
        return self.part("link-told")

    def add_own(self, case: str) -> Locator:
        self.part("own-address").fill(case)
        self.part("own-add").click()
        return self.part("own-told")


@pytest.fixture
def builder(visits: Visits) -> Builder:
    return Builder(visits())


def filled(builder: Builder, cases: tuple[str, ...], **more: Any) -> Assignment:
    """Fill the page with an assignment."""
    made = Assignment("Week 3", cases, **more)
    expect(builder.bring(write_code(made))).to_contain_text("Week 3")
    builder.link("Week 3")
    return made


def test_by_keyboard_alone(visits: Visits) -> None:
    builder = Builder(visits(permissions=["clipboard-read", "clipboard-write"]))
    page, keys = builder.page, builder.page.keyboard
    expect(builder.part("lack")).to_contain_text(SAY(f"{SAID}.out.no_title"))
    page.locator("h1").evaluate("head => { head.tabIndex = -1; head.focus(); }")
    tab_to(page, SAY("start.path"))
    keys.press("Enter")
    assert builder.chosen == STEPS
    tab_to(page, SAY("choose.search"))
    keys.type("spiral")
    expect(builder.part("count")).to_contain_text("of ")
    first = builder.part("offered").locator("li").first
    added = first.get_attribute("data-address")
    keys.press("Tab")
    assert page.evaluate("document.activeElement.closest('li').dataset.address") == added
    keys.press("Enter")
    assert builder.chosen == [*STEPS, added]
    expect(first).to_have_attribute("data-chosen", "")

    # the last one goes to the top, and the second is taken out
    while not page.evaluate(
        "at => document.activeElement.closest('[data-chosen-cases] li')?.dataset.address === at"
        " && document.activeElement.dataset.act === 'up'", added,
    ):  # fmt: skip
        keys.press("Tab")
    for place in range(len(STEPS) - 1, -1, -1):
        keys.press("Enter")
        assert builder.chosen.index(added) == place
    expect(builder.part("moved")).to_contain_text("number 1 of 9")
    assert page.evaluate("document.activeElement.dataset.act") == "down"  # up is not possible
    while page.evaluate("document.activeElement.closest('li')?.dataset.address") != STEPS[0]:
        keys.press("Tab")
    while page.evaluate("document.activeElement.dataset.act") != "out":
        keys.press("Tab")
    keys.press("Enter")
    assert builder.chosen == [added, *STEPS[1:]]

    tab_to(page, SAY("how.title"))
    keys.press("ControlOrMeta+A")
    keys.type("Week 3")
    keys.press("Tab")
    keys.type("Alone first.")
    keys.press("Enter")
    keys.type("Then together.")
    for name, value in (("feedback", "end"), ("votes", "2"), ("name", "pseudonym")):
        keys.press("Tab")
        keys.press("ArrowDown")
        assert page.locator(f"[name={name}][value='{value}']").is_checked()
    for name in ("locked", "bare"):
        keys.press("Tab")
        keys.press("Space")
        assert page.locator(f"[name={name}]").is_checked()
    wanted = Assignment(
        "Week 3", tuple(map(str, builder.chosen)), "Alone first.\nThen together.", 2, "end",
        "pseudonym", True, True,
    )  # fmt: skip
    expect(builder.part("out=text")).to_have_value(
        re.compile("Then together.*pseudonym", re.DOTALL)
    )
    tab_to(page, SAY("outputs.link.press"))
    keys.press("Enter")
    expect(builder.part("copied=link")).to_have_text(SAY(f"{SAID}.out.copied"))
    link = page.evaluate("navigator.clipboard.readText()")
    site = builder.visit.site.home
    assert link.startswith(f"{site}index.html#class=")
    assert read_code(link.partition("#class=")[2]) == wanted
    builder.visit.check()


def test_twenty_cases_fit_and_are_handed_out(builder: Builder, tmp_path: Path) -> None:
    source = random.Random(5)
    given = filled(builder, tuple(source.sample(ADDRESSES, 20)), text=HTML)
    link = builder.link("Week 3")
    assert len(link) <= 2000
    assert builder.made("Week 3") == given
    expect(builder.part("length")).to_contain_text(str(len(link)))
    frame = builder.out("frame")
    assert frame.startswith(f'<iframe src="{builder.visit.site.home}index.html?embed=1#class=')
    assert 'title="Hunch: Week 3"' in frame
    assert 'allow="clipboard-write; web-share"' in frame

    # the code says the link, to a reader that knows nothing of how it was made
    with builder.page.expect_download() as download:
        builder.part("save-png").click()
    assert download.value.suggested_filename == "hunch-week-3.png"
    assert decoded(builder.page, Path(download.value.path()).read_bytes()) == link
    with builder.page.expect_download() as download:
        builder.part("save-svg").click()
    assert Path(download.value.path()).read_text("utf-8").startswith("<svg xmlns=")
    shown = builder.part("qr").locator("svg").screenshot(path=tmp_path / "shown.png")
    assert decoded(builder.page, shown) == link


def test_a_link_too_long_for_phones_has_no_code(builder: Builder) -> None:
    text = "".join(random.Random(3).choices("abcdefghijklmnopqrstuvwxyzäöüß", k=600))
    filled(builder, tuple(ADDRESSES[:60]), text=text)
    expect(builder.part("qr-told")).to_have_text(SAY(f"{SAID}.out.qr_long"))
    expect(builder.part("qr-files")).to_be_hidden()
    assert builder.made("Week 3").text == text


def test_a_reload_keeps_it(builder: Builder) -> None:
    given = filled(builder, tuple(ADDRESSES[3:6]), votes=2, feedback="end", name="name", bare=True)
    builder.page.reload()
    assert builder.drawn().made("Week 3") == given
    builder.part("empty").click()
    expect(builder.part("outputs")).to_be_hidden()
    builder.part("undo").click()
    assert builder.made("Week 3") == given
    expect(builder.part("undo")).to_be_hidden()


def test_where_storage_is_refused_it_is_said_and_works(visits: Visits) -> None:
    builder = Builder(visits(REFUSING))
    given = filled(builder, tuple(ADDRESSES[:3]))
    expect(builder.page.locator(".notice")).to_contain_text(SAY(f"{SAID}.storage.refused"))
    assert builder.made("Week 3") == given


def test_in_a_sandboxed_frame(visits: Visits, site: Site) -> None:
    outer = Outer()
    site.headers |= OPEN_TO_ALL
    try:
        visit = visits()
        visit.expect("modals", "sandboxed", "Permissions policy", "Clipboard", "clipboard")
        outer.show(visit, "allow-scripts", "teach/index.html")
        builder = Builder(visit, opened=True)
        given = filled(builder, tuple(ADDRESSES[:3]))
        expect(builder.page.locator(".notice")).to_contain_text(SAY(f"{SAID}.storage.refused"))
        assert builder.made("Week 3") == given
        builder.part("copy=link").click()
        expect(builder.part("copied=link")).not_to_be_empty()
        builder.part("print").click()
        expect(builder.part("printed")).to_have_text(SAY(f"{SAID}.out.framed"))
    finally:
        site.headers.clear()
        outer.close()


def test_what_lies_in_storage_and_is_none_of_ours_counts_for_nothing(visits: Visits) -> None:
    spoilt = """for (const text of ['{"cases": [7, "?lab=x"], "votes": "2", "title": null}'])
      localStorage.setItem(`hunch-teach:${new URL("../", location).pathname}#draft`, text);"""
    builder = Builder(visits(spoilt))
    assert builder.chosen == ["?lab=x"]
    expect(builder.part("lack")).to_contain_text(SAY(f"{SAID}.out.no_title"))


def site_code(title: str, *cases: str) -> str:
    return write_code(Assignment(title, cases))


BAD_LINKS = [
    ("", f"{SAID}.link_in.empty"),
    ("hello", f"{SAID}.link_in.refused.foreign"),
    (HTML, f"{SAID}.link_in.refused.foreign"),
    (f"https://x.example/index.html#class={site_code('x', *ADDRESSES[:9])[:-9]}",
     f"{SAID}.link_in.refused.damaged"),
    (packed(Assignment("x", tuple(ADDRESSES[:2])).canonical.encode(), "2"),
     f"{SAID}.link_in.refused.newer"),
    (packed(Assignment("x", tuple(ADDRESSES[:2])).canonical.replace('"x"', '""').encode()),
     f"{SAID}.link_in.refused.bad_value"),
    (packed(Assignment("x", MORE[:2]).canonical.replace(
        f'"{MORE[0]}"', ",".join(f'"{one}"' for one in MORE[2:])).encode()),
     f"{SAID}.link_in.refused.too_many"),
]  # fmt: skip


def test_links_that_cannot_be_read_change_nothing(builder: Builder) -> None:
    given = filled(builder, tuple(ADDRESSES[:3]))
    for link, sentence in BAD_LINKS:
        expect(builder.bring(link)).to_have_text(SAY(sentence))
        assert builder.part("link-in").input_value() == link
        assert builder.made("Week 3") == given
    assert builder.page.title() == SAY("title")


def test_a_link_with_html_and_a_lab_that_is_not_here(builder: Builder) -> None:
    strange = "?lab=alchemy&m=3"
    given = Assignment(HTML, (strange, ADDRESSES[0]), HTML)
    wrapped = f"https://else.example/a/index.html#class={write_code(given)}"
    told = builder.bring(f"{wrapped[:90]}\n{wrapped[90:]}")  # as mail breaks it
    expect(told).to_contain_text(HTML)
    expect(told).to_contain_text("1 cannot be shown")
    assert builder.chosen == [strange, ADDRESSES[0]]
    assert builder.made("<img") == given
    assert builder.page.locator("[src=x]").count() == 0
    assert builder.page.title() == SAY("title")
    builder.part("chosen-cases").locator("[data-act=out]").first.click()
    assert builder.chosen == [ADDRESSES[0]]


def test_no_more_than_sixty(builder: Builder) -> None:
    filled(builder, tuple(ADDRESSES[:60]))
    builder.page.locator("[data-lab]").select_option("strokes")
    builder.part("search").fill("six pixels")
    more = builder.part("offered").locator("li:not([data-chosen]) button").first
    more.click()
    expect(builder.page.locator(".notice")).to_contain_text("60")
    assert len(builder.chosen) == 60


def test_too_long_a_title_is_said_and_stays(builder: Builder) -> None:
    filled(builder, tuple(ADDRESSES[:2]))
    builder.page.locator("[name=title]").fill("x" * 93)
    expect(builder.part("over=title")).to_contain_text("93 characters; at most 80")
    expect(builder.part("outputs")).to_be_hidden()
    assert builder.page.locator("[name=title]").input_value() == "x" * 93


OWN = "?lab=digits&m=32&trained=mask_30&damage=mask_50&seed=77"


BAD_ADDRESSES = [
    ("", "empty", ""),
    ("https://x.example/labs/digits/index.html", "no_case", ""),
    ("https://x.example/#class=1.00000000.AA", "assignment", ""),
    (OWN.replace("digits", "alchemy"), "lab", "alchemy"),
    (OWN.replace("m=32", "m=33"), "choice", "“33”"),
    ("?lab=strokes&family=runes&m=3", "choice", "toy, glyphs, segments"),
    (OWN.replace("seed=77", "seed=x"), "whole", "“x”"),
    (OWN.replace("seed=77", "seed=-1"), "range", "0 to 2147483647"),
    (f"{OWN}&answer=pca", "name", "“answer”"),
    (f"{OWN}&m=16", "twice", "“m”"),
    ("?lab=walk&ask=flag&model=pca&beta=none&x=0.005&y=0&seed=1", "step", "steps of 0.01"),
    (f"?lab={HTML}", "lab", HTML),
]


def test_addresses_that_are_no_case(builder: Builder) -> None:
    for case, reason, named in BAD_ADDRESSES:
        told = builder.add_own(case)
        expect(told).to_contain_text(named)
        sentence = re.escape(SAY.at(f"{SAID}.own.refused.{reason}"))
        assert re.fullmatch(re.sub(r"\\\{\w+\\\}", ".*", sentence), str(told.text_content()))
        assert builder.part("own-address").input_value() == case
        assert builder.chosen == []
    assert builder.page.locator("[src=x]").count() == 0


def test_a_case_of_ones_own(builder: Builder) -> None:
    told = builder.add_own(f"{builder.visit.site.home}labs/digits/index.html{OWN}")
    expect(told).to_contain_text("50 % masked")
    assert builder.chosen == [OWN]
    expect(builder.add_own(OWN)).to_have_text(SAY(f"{SAID}.own.refused.there"))
    assert builder.chosen == [OWN]


def random_address(source: random.Random) -> str:
    """Some settings of some lab, of which one may be out of place."""
    lab = source.choice(list(LABS))
    values: dict[str, Any] = {}
    for parameter in LABS[lab]:
        kind = parameter.kind(values)
        wanted: list[Any] = [kind.default, source.randrange(-3, 140), round(source.random(), 2)]
        wanted += [str(name) for name in getattr(kind, "allowed", ())] * 3
        values[parameter.name], _ = kind.nearest(source.choice(wanted))
    fields = {name: as_text(value) for name, value in values.items()}
    if source.random() < 0.4:
        fields[source.choice(list(fields))] = source.choice(["-1", "0.123", "999", "x", "none", ""])
    return f"?lab={lab}&" + "&".join(f"{name}={value}" for name, value in fields.items())


def test_addresses_are_taken_and_refused_as_python_does(builder: Builder) -> None:
    source = random.Random(21)
    asked = [random_address(source) for _ in range(600)]
    folder = builder.visit.site.folder
    path = builder.visit.site.file("assets/js-*/classroom/teach/case_address.js")
    module = builder.visit.site.home + path.relative_to(folder).as_posix()
    labs = builder.page.evaluate("JSON.parse(document.getElementById('data').textContent).labs")
    said = builder.page.evaluate(CHECKED, [module, labs, asked])
    refused = 0
    for one, answer in zip(asked, said, strict=True):
        scenario, notices = parse(one, LABS)
        if any(getattr(notice.allowed, "beyond", None) for notice in notices):
            continue  # what spells out patterns or points is not read in the page
        if notices:
            refused += 1
            assert answer.startswith("refused"), (one, answer, notices)
        else:
            assert answer == address(scenario), one
    assert 50 < refused < 550


def test_only_the_hand_out_is_printed(builder: Builder) -> None:
    given = filled(builder, (STEPS[0], STEPS[1], STEPS[6], OWN), text="Alone first.", votes=2,
                   name="name")  # fmt: skip
    builder.page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("header.site", "footer.site", ".columns", ".outputs", "h1 >> nth=0"):
        expect(builder.page.locator(hidden).first).to_be_hidden()
    paper = builder.part("paper")
    expect(paper).to_be_visible()
    expect(paper.locator("article")).to_have_count(len(given.cases))
    expect(paper.get_by_role("heading", name="Week 3")).to_be_visible()
    expect(paper.get_by_text(SAY(f"{SAID}.paper.second"))).to_have_count(len(given.cases))
    which, paint, film, own = paper.locator("article").all()
    expect(which.locator(".case-picture")).to_be_visible()
    assert which.locator(".paper-vote").first.locator(".paper-box").count() == 12 + 5
    assert paint.locator(".paper-sheet rect").count() == 2 * 45
    expect(film).to_contain_text("Point D")
    expect(own).to_contain_text(SAY(f"{SAID}.paper.unknown"))
    ground = builder.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb(255, 255, 255)"
    assert len(builder.page.pdf(format="A4")) > 1000


def test_axe(builder: Builder) -> None:
    assert violations(builder.visit, "teach, empty") == []
    filled(builder, (*STEPS, OWN, "?lab=alchemy"), text="Alone first.")
    builder.bring("hello")
    builder.add_own("hello")
    assert violations(builder.visit, "teach, filled") == []


def test_a_scorm_package_leads_to_the_assignment(builder: Builder) -> None:
    made = filled(builder, (ADDRESSES[0],))
    with builder.page.expect_download() as download:
        builder.part("package=link").click()
    assert download.value.suggested_filename == "hunch-week-3-scorm.zip"
    with zipfile.ZipFile(download.value.path()) as box:
        assert set(box.namelist()) == {"imsmanifest.xml", "index.html", "shell.js"}
        page = box.read("index.html").decode()
    frame = f"{builder.visit.site.home}index.html?embed=1#class={write_code(made)}"
    assert json.dumps(frame) in page
    expect(builder.part("packed")).to_contain_text("hunch-week-3-scorm.zip")


def test_a_package_that_cannot_be_made_is_said(builder: Builder) -> None:
    filled(builder, (ADDRESSES[0],))
    builder.visit.expect("404", "Failed to load resource")
    with builder.visit.site.broken(builder.visit.site.file("**/scorm/shell.js"), "missing"):
        builder.part("package=link").click()
        expect(builder.part("packed")).to_have_text(words("teach")("said.out.not_packed"))
    expect(builder.part("package=link")).to_be_enabled()
