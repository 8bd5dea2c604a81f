"""The SCORM package: its manifest, its shell against a run-time, and the copy of the whole site."""

from __future__ import annotations

import json
import re
import tomllib
from base64 import b64decode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from playwright.sync_api import Frame, Page, expect

from core.classroom.assignment import Assignment, write_code
from tests.bench.peers import peers
from tests.browser.site import Site
from tests.browser.visit import Visit, Visits

ROOT = Path(__file__).resolve().parents[2]
WORDS = tomllib.loads((ROOT / "content/en/scorm.toml").read_text("utf-8"))
TITLE = "Week 3: <b>„flat“ & 'curved'</b> \"漢字\""
CODE = write_code(Assignment(TITLE, ("?lab=strokes&seed=1",)))
CP, ADL = (
    f"{{http://www.{place}}}"
    for place in ("imsproject.org/xsd/imscp_rootv1p1p2", "adlnet.org/xsd/adlcp_rootv1p2")
)
MAKE = """async (given) => {
  const own = document.querySelector("script[src*='/classroom/']").src;
  const at = own.replace(/classroom.*/, "classroom/scorm/scorm_package.js");
  const { scormPackage } = await import(at);
  const started = performance.now();
  const blob = await scormPackage(given);
  const seconds = (performance.now() - started) / 1000;
  const url = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(blob);
  });
  return [url.split(",")[1], seconds];
}"""
# The framed page, as far as the shell can tell.
STUB = """<!doctype html><title>Stub</title><link rel=icon href="data:,"><p>Stub</p><script>
  window.answers = [];
  addEventListener("message", ({ data, source }) => source === parent && answers.push(data));
  const tell = (fields) => parent.postMessage(fields, "*");
  const subject = "SPLICE.reportScoreAndState";
  window.report = (...[score, state, finished]) => tell({ subject, score, state, finished });
  tell({ subject: "SPLICE.getState", message_id: "g" });
</script>"""
HEAD = '<!doctype html><title>System</title><link rel=icon href="data:,">'
FRAME = '<iframe name="sco" src="package/index.html" style="width: 100%; height: 80vh"></iframe>'
# A run-time of our own, that notes what it is asked and answers as it is told.
RECORDING = """<script>
  window.calls = [];
  window.values = { "cmi.core.lesson_mode": "", "cmi.core.lesson_status": "not attempted" };
  window.refuses = {};
  const answer = (name, usual) => (...given) => {
    calls.push([name, ...given]);
    if (refuses[name] === "throws") throw new Error("no");
    return refuses[name] ?? usual(...given);
  };
  window.API = {
    LMSInitialize: answer("LMSInitialize", () => "true"),
    LMSGetValue: answer("LMSGetValue", (name) => values[name] ?? ""),
    LMSSetValue: answer("LMSSetValue", (name, value) => { values[name] = value; return "true"; }),
    LMSCommit: answer("LMSCommit", () => "true"),
    LMSFinish: answer("LMSFinish", () => "true"),
  };
</script>"""
UNWILLING = """<script>
  refuses.LMSInitialize = "%s";
  values["cmi.core.lesson_status"] = "";
</script>"""


def made(visit: Visit, site: str, whole: bool = False) -> tuple[ZipFile, float]:
    """The package, made in the page, and how many seconds it took."""
    visit.page.goto(f"{visit.site.home}report/")
    given = {"title": TITLE, "code": CODE, "site": site, "whole": whole, "words": WORDS}
    packed, seconds = visit.page.evaluate(MAKE, given)
    return ZipFile(BytesIO(b64decode(packed))), seconds


def manifest_of(package: ZipFile) -> ElementTree.Element:
    return ElementTree.fromstring(package.read("imsmanifest.xml"))


class System:
    """A learning-management system's pages, beside the site on its server."""

    def __init__(self, visit: Visit, place: str) -> None:
        self.visit = visit
        self.folder = visit.site.root / place
        self.home = f"{visit.site.origin}/{place}/"
        (self.folder / "stub").mkdir(parents=True)
        (self.folder / "stub" / "index.html").write_text(STUB, "utf-8")
        package, _ = made(visit, f"{self.home}stub/")
        package.extractall(self.folder / "package")

    def launch(self, scripts: str, wait: bool = True) -> Page:
        """Open the system's page, and wait until the framed page has got its state."""
        (self.folder / "system.html").write_text(HEAD + scripts + FRAME, "utf-8")
        self.visit.page.goto(f"{self.home}system.html")
        if wait:
            expect(self.sco.locator("iframe")).to_be_attached()
            self.visit.page.wait_for_function(
                "() => frames.sco?.document.querySelector('iframe')?.contentWindow.answers?.length"
            )
        return self.visit.page

    @property
    def sco(self) -> Frame:
        frame = self.visit.page.frame(name="sco")
        assert frame
        return frame

    @property
    def state(self) -> Any:
        """What the framed page was told it had reported before."""
        return self.visit.page.evaluate("frames.sco.frames[0].answers[0].state")

    def report(self, score: float, state: str, finished: bool = False) -> None:
        self.visit.page.evaluate(
            "(given) => frames.sco.frames[0].report(...given)", [score, state, finished]
        )

    @property
    def line(self) -> Any:
        return self.sco.locator("[role=status]")

    def says(self, name: str, **fields: object) -> None:
        expect(self.line).to_have_text(WORDS[name].format(**fields) if name else "")

    def leave(self) -> None:
        """Take the package's frame away, as a system does."""
        self.visit.page.evaluate("document.querySelector('iframe').remove()")


@pytest.fixture
def system(visits: Visits, request: pytest.FixtureRequest) -> System:
    return System(visits(), re.sub(r"\W+", "-", request.node.name))


@pytest.fixture(scope="module")
def runtime() -> str:
    """npm's `scorm-again`, as a script."""
    files, why = peers(ROOT, Path(__file__).with_name("pins.toml"))
    if not files:
        pytest.fail(f"npm's scorm-again is needed: {why}", pytrace=False)
    return files["scorm12.min.js"].read_text("utf-8")


def test_the_manifest_says_what_the_package_holds(visits: Visits) -> None:
    visit = visits()
    package, _ = made(visit, visit.site.home)
    assert package.testzip() is None
    assert {each.compress_type for each in package.infolist()} == {ZIP_STORED}
    names = package.namelist()
    assert names == ["imsmanifest.xml", "index.html", "shell.js"]
    root = manifest_of(package)
    assert root.tag == f"{CP}manifest"
    assert re.fullmatch("hunch-[0-9a-f]{8}", root.attrib["identifier"])
    assert [each.tag.removeprefix(CP) for each in root] == [
        "metadata", "organizations", "resources",
    ]  # fmt: skip
    assert [each.text for each in root[0]] == ["ADL SCORM", "1.2"]
    (organization,) = root[1]
    assert root[1].attrib["default"] == organization.attrib["identifier"]
    assert [each.text for each in root.iter(f"{CP}title")] == [TITLE, TITLE]
    (item,), (resource,) = organization.findall(f"{CP}item"), list(root[2])
    assert item.attrib["identifierref"] == resource.attrib["identifier"]
    assert resource.attrib[f"{ADL}scormtype"] == "sco"
    assert resource.attrib["href"] == "index.html"
    assert [each.attrib["href"] for each in resource] == names[1:]
    identifiers = [each.attrib["identifier"] for each in root.iter() if "identifier" in each.attrib]
    assert len(set(identifiers)) == len(identifiers) == 4
    assert not list(root.iter(f"{ADL}masteryscore"))
    page = package.read("index.html").decode()
    assert f"{visit.site.home}index.html?embed=1#class={CODE}" in page
    assert "<b>" not in page
    again, _ = made(visit, visit.site.home)
    assert again.read("imsmanifest.xml") == package.read("imsmanifest.xml")


def test_a_launch_a_resume_and_the_end_in_a_run_time(system: System, runtime: str) -> None:
    (system.folder / "scorm12.js").write_text(runtime, "utf-8")
    start = """<script src="scorm12.js"></script><script>
      window.API = new Scorm12API({ autocommit: false, logLevel: 5 });
      const saved = sessionStorage.getItem("cmi");
      if (saved) API.loadFromJSON(JSON.parse(saved), "cmi");
      API.on("LMSCommit", () => sessionStorage.setItem("cmi", JSON.stringify(API.cmi)));
    </script>"""

    def kept() -> Mapping[str, Any]:
        held: Mapping[str, Any] = json.loads(page.evaluate("sessionStorage.getItem('cmi')"))
        return held

    page = system.launch(start)
    assert system.state is None
    system.report(0.5, "first half")
    page.wait_for_function("() => sessionStorage.getItem('cmi')?.includes('first half')")
    core = kept()["core"]
    assert core["score"] == core["score"] | {"raw": "50", "min": "0", "max": "100"}
    assert core["lesson_status"] == "incomplete"
    system.leave()
    page.wait_for_function("() => API.isTerminated()")
    assert kept()["core"]["exit"] == "suspend"
    assert re.fullmatch(r"(00)?00:00:\d\d", kept()["core"]["session_time"])

    page = system.launch(start)
    assert system.state == "first half"
    long = "x" * 4096
    system.report(0.875, long, finished=True)
    page.wait_for_function("() => sessionStorage.getItem('cmi')?.includes('completed')")
    assert kept()["core"]["score"]["raw"] == "88"
    assert kept()["suspend_data"] == long
    system.says("")
    system.leave()

    page = system.launch(start)
    assert system.state == long
    assert page.evaluate("API.lmsGetValue('cmi.core.lesson_status')") == "completed"


def value(page: Page, name: str) -> Any:
    return page.evaluate("(name) => values[name]", name)


def test_the_end_is_not_taken_back(system: System) -> None:
    done = "<script>values['cmi.core.lesson_status'] = 'passed'</script>"
    page = system.launch(RECORDING + done)
    system.report(0.2, "again")
    page.wait_for_function("() => values['cmi.suspend_data'] === 'again'")
    assert value(page, "cmi.core.lesson_status") == "passed"
    system.report(0.3, "again, done", finished=True)
    page.wait_for_function("() => values['cmi.suspend_data'] === 'again, done'")
    assert value(page, "cmi.core.lesson_status") == "passed"


@pytest.mark.parametrize("name", ["LMSInitialize", "LMSSetValue", "LMSCommit"])
@pytest.mark.parametrize("how", ["throws", "false"])
def test_what_was_not_taken_is_said_and_sent_again(system: System, name: str, how: str) -> None:
    page = system.launch(RECORDING + (UNWILLING % how if name == "LMSInitialize" else ""))
    page.evaluate("(given) => { refuses[given[0]] = given[1]; }", [name, how])
    system.report(0.25, "first")
    system.says("not_started" if name == "LMSInitialize" else "not_saved")
    page.evaluate("() => { refuses = {}; calls.length = 0; }")
    system.report(0.5, "first and second", finished=True)
    system.says("")
    assert value(page, "cmi.suspend_data") == "first and second"
    assert value(page, "cmi.core.score.raw") == "50"
    assert value(page, "cmi.core.lesson_status") == "completed"
    assert page.evaluate("calls.at(-1)") == ["LMSCommit", ""]


def test_what_was_not_taken_is_sent_again_on_leaving(system: System) -> None:
    page = system.launch(RECORDING)
    page.evaluate("() => { refuses.LMSCommit = 'false'; }")
    system.report(0.25, "first")
    system.says("not_saved")
    page.evaluate("() => { refuses = {}; calls.length = 0; }")
    system.leave()
    page.wait_for_function("() => calls.at(-1)?.[0] === 'LMSFinish'")
    names = page.evaluate("calls.map(([name]) => name)")
    assert names.count("LMSFinish") == 1
    assert ["LMSSetValue", "cmi.suspend_data", "first"] in page.evaluate("calls")


def test_too_much_is_said_and_the_score_recorded(system: System) -> None:
    page = system.launch(RECORDING)
    system.report(0.5, "fits")
    page.wait_for_function("() => values['cmi.suspend_data'] === 'fits'")
    system.report(0.75, "x" * 4097)
    system.says("too_long", length=4097, limit=4096)
    assert value(page, "cmi.suspend_data") == "fits"
    assert value(page, "cmi.core.score.raw") == "75"
    system.report(1, "fits again")
    system.says("")


def test_nothing_is_recorded_when_it_is_looked_at_again(system: System) -> None:
    again = {"cmi.core.lesson_mode": "review", "cmi.suspend_data": "old"}
    page = system.launch(f"{RECORDING}<script>Object.assign(values, {json.dumps(again)})</script>")
    system.says("not_recorded")
    assert system.state == "old"
    page.evaluate("() => { calls.length = 0; }")
    system.report(0.5, "new")
    page.wait_for_function("() => calls.some(([, what]) => what === 'cmi.core.lesson_mode')")
    assert value(page, "cmi.suspend_data") == "old"
    assert value(page, "cmi.core.score.raw") is None


def test_without_a_system_the_frame_still_works(system: System) -> None:
    system.launch("")
    system.says("no_api")
    assert system.state is None
    system.report(0.5, "kept in the frame")
    system.says("no_api")


def test_the_api_of_the_window_that_opened_it(system: System) -> None:
    page = system.launch(RECORDING.replace("calls = []", "calls = [], window.other = 1"))
    page.evaluate("document.querySelector('iframe').remove()")
    page.evaluate("() => { calls.length = 0; }")
    with page.expect_popup() as popup:
        page.evaluate("() => { open('package/index.html'); }")
    page.wait_for_function("() => calls.some(([name]) => name === 'LMSInitialize')")
    expect(popup.value.locator("[role=status]")).to_have_text("")
    popup.value.close()


def test_others_messages_are_passed_over(system: System) -> None:
    page = system.launch(RECORDING)
    forged = {"subject": "SPLICE.reportScoreAndState", "score": 1, "state": "forged"}
    page.evaluate("(forged) => frames.sco.postMessage(forged, '*')", forged)
    for odd in ("null", "7", "'text'", "{}", "{ subject: 7 }", "{ subject: 'SPLICE.other' }"):
        page.evaluate(f"frames.sco.frames[0].parent.postMessage({odd}, '*')")
    system.report(0.5, "true")
    page.wait_for_function("() => values['cmi.suspend_data'] === 'true'")
    saved = page.evaluate("calls.filter(([, name]) => name === 'cmi.suspend_data')")
    assert ["LMSSetValue", "cmi.suspend_data", "forged"] not in saved


def test_a_page_that_does_not_come_is_told(visits: Visits, request: Any) -> None:
    visit = visits(clock=True).expect("404")
    system = System(visit, "silent")
    (system.folder / "stub" / "index.html").write_text("<!doctype html><title>Empty</title>")
    system.launch(RECORDING, wait=False)
    expect(system.sco.locator("iframe")).to_be_attached()
    visit.page.clock.fast_forward(30_000)
    system.says("silent", address=f"{system.home}stub/index.html?embed=1#class={CODE}")


@pytest.fixture
def whole(visits: Visits) -> tuple[Visit, ZipFile]:
    visit = visits()
    package, seconds = made(visit, visit.site.home, whole=True)
    size = package.fp.seek(0, 2) if package.fp else 0
    print(f"whole: {len(package.namelist())} files, {size / 1e6:.1f} MB, made in {seconds:.1f} s")
    return visit, package


def test_a_package_with_the_whole_site_runs_without_its_host(
    whole: tuple[Visit, ZipFile],
) -> None:
    visit, package = whole
    assert package.testzip() is None
    files = {name.removeprefix("site/") for name in package.namelist() if "/" in name}
    built = {
        path.relative_to(visit.site.folder).as_posix()
        for path in visit.site.folder.rglob("*")
        if path.is_file()
    }
    assert files <= built
    assert built - files == {
        "_headers", "404.html", "service-worker.js", "files.json", "build.json", "networks.json",
    }  # fmt: skip
    (resource,) = manifest_of(package).iter(f"{CP}resource")
    listed = [each.attrib["href"] for each in resource]
    assert listed == [name for name in package.namelist() if name != "imsmanifest.xml"]
    folder = visit.site.root / "alone"
    package.extractall(folder / "package")
    (folder / "system.html").write_text(HEAD + RECORDING + FRAME, "utf-8")
    visit.requests.clear()
    visit.page.goto(f"{visit.site.origin}/alone/system.html")
    sco = visit.page.frame(name="sco")
    assert sco
    expect(sco.frame_locator("iframe").locator("html")).to_have_attribute("data-python", "live")
    assert not [url for url in visit.requests if url.startswith(visit.site.home)]


def test_a_file_that_was_altered_is_in_no_package(visits: Visits, site: Site) -> None:
    visit = visits().expect("integrity")
    with site.broken(site.file("assets/icon-*.svg"), b"<svg/>"):
        visit.page.goto(f"{site.home}report/")
        given = {"title": "T", "code": CODE, "site": site.home, "whole": True, "words": WORDS}
        failed = visit.page.evaluate(f"(given) => ({MAKE})(given).then(() => '', String)", given)
    assert "TypeError" in failed
