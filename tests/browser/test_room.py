"""The research room: choosing, writing, the list, the lab's state, two tabs, the prompt, print."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.room import Room
from tests.browser.visit import FIRST, Visits

REFUSE = "Storage.prototype.setItem = () => { throw new DOMException('no', 'SecurityError'); };"
FULL = (
    "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
)
NO_CLIPBOARD = "navigator.clipboard.writeText = async () => { throw new DOMException('no'); };"
NO_COPY = "document.execCommand = () => false;"


@pytest.fixture
def room(visits: Visits) -> Room:
    return Room(visits()).enter()


def test_the_whole_path_by_mouse(room: Room) -> None:
    # choose: by typing, by kind
    options = room.things.locator("option")
    total = options.count()
    room.search.fill("COPIES plain")
    expect(options).to_have_count(1)
    expect(room.place.locator("[data-count]")).to_have_text(f"1 of {total} to choose from.")
    room.search.fill("nothing of the kind")
    expect(room.place.locator("[data-count]")).to_contain_text("None of")
    room.search.fill("")
    room.place.get_by_label("Kind").select_option("misconception")
    expect(options).to_have_count(7)
    room.place.get_by_label("Kind").select_option("")
    room.choose("claim:copying")
    expect(room.desk.get_by_role("heading")).to_contain_text("Claim")

    # its evidence has names and leads where it stands
    links = room.desk.locator("[data-evidence] a")
    expect(links).to_have_count(2)
    expect(links.nth(0)).to_contain_text("Source: ")
    expect(links.nth(1)).to_contain_text("Check it here: ")
    for link in room.place.locator("a[href^='#']").all():
        assert room.page.locator(str(link.get_attribute("href"))).count() == 1
    expect(room.desk.locator("[data-question]")).to_contain_text("?")

    # write; it is kept as typed
    room.write("Wide copies.\n\n# not a heading", "Try m = 5.")
    expect(room.desk.locator("[data-stored]")).to_have_text("Kept in this browser.")
    expect(room.page.locator("#claim-copying .mark[data-noted]")).to_have_count(1)
    room.again()
    expect(room.rows).to_have_count(1)
    expect(room.rows.locator("h5")).to_contain_text("Claim: ")
    expect(room.rows).to_contain_text("Try m = 5.")
    room.button("Edit: Claim").click()
    expect(room.note).to_be_focused()
    expect(room.note).to_have_value("Wide copies.\n\n# not a heading")
    room.note.press_sequentially("!")
    assert len(room.kept()) == 1

    # delete, and back
    room.button("Delete: Claim").click()
    expect(room.rows).to_contain_text("was deleted")
    expect(room.note).to_have_value("")
    assert room.kept() == []
    room.button("Bring back").click()
    expect(room.note).to_have_value("Wide copies.\n\n# not a heading!")
    room.button("Delete: Claim").click()
    room.again()
    expect(room.rows).to_have_count(0)


def test_every_thing_has_its_evidence_and_question(room: Room) -> None:
    keys = room.things.locator("option").evaluate_all("all => all.map(({ value }) => value)")
    assert len(keys) > 100
    for key in keys:
        room.choose(key)
        assert room.desk.locator("[data-question]").inner_text().endswith(("?", ".", "look."))
        listed = room.desk.locator("[data-evidence] li").all_inner_texts()
        assert listed or room.desk.locator("[data-no-evidence]").is_visible(), key
        for text in listed:
            assert text
            assert "undefined" not in text
            assert ":" not in text or ": " in text, text  # titles, not raw keys
    assert room.kept() == []


def test_the_whole_path_by_keyboard(room: Room) -> None:
    page = room.page
    mark = page.locator("#eq-denoising .mark")
    mark.focus()
    page.keyboard.press("Enter")
    expect(room.note).to_be_focused()
    expect(room.note).to_be_in_viewport()
    expect(room.things).to_have_value("equation:denoising")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Tab")
    page.keyboard.type("Go on")
    room.search.focus()
    page.keyboard.type("posterior")
    page.keyboard.press("Enter")
    expect(room.desk).to_contain_text("conditional mean")
    page.keyboard.press("ArrowDown")
    expect(room.things).to_be_focused()
    room.button("Delete: Equation").focus()
    page.keyboard.press("Enter")
    expect(room.button("Bring back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(room.button("Edit: Equation")).to_be_focused()
    assert [(one["note"], one["next"]) for one in room.kept()] == [("By keyboard", "Go on")]


def test_a_note_on_the_lab_as_it_stands_restores_it(visits: Visits) -> None:
    visit = visits().open(FIRST)
    room = Room(visit).opened()
    room.button("The lab as it stands now").click()
    expect(room.note).to_be_focused()
    room.write("Why this one?")
    assert room.kept()[0]["key"] == f"lab:{FIRST}"
    expect(room.rows).to_contain_text("segments, m = 3, mask damage, level 0.4")
    room.page.evaluate("window.same = true")
    visit.go(FIRST.replace("m=3", "m=9"))
    room.rows.get_by_role("link").click()
    room.page.wait_for_function("search => location.search === search", arg=FIRST)
    visit.settled().phase("posed")
    assert room.page.evaluate("window.same")

    # and the address of a case with a name of its own is that case
    room.page.locator("#case-straight a").click()
    room.page.wait_for_function("() => location.search.includes('family=glyphs')")
    visit.settled()
    room.button("The lab as it stands now").click()
    expect(room.things).to_have_value("lab:straight")


def test_two_tabs_keep_what_each_wrote(visits: Visits) -> None:
    one = Room(visits()).enter()
    two = Room(visits.tab(one.visit.context)).enter()
    tries = [tab.page.locator("[data-item]").get_by_role("textbox") for tab in (one, two)]
    one.choose("claim:copying").write("from one")
    two.choose("claim:lost").write("from two")
    tries[0].nth(0).fill("The first item, in the first tab.")
    tries[1].nth(1).fill("The second item, in the second tab.")
    one.next.fill("again from one")
    for tab, texts in zip((one, two), tries, strict=True):
        expect(tab.rows).to_have_count(2)
        expect(tab.rows.filter(has_text="again from one")).to_have_count(1)
        expect(texts.nth(0)).to_have_value("The first item, in the first tab.")
        expect(texts.nth(1)).to_have_value("The second item, in the second tab.")

    # the same note in both: what one writes the other shows, also its end
    two.choose("claim:copying")
    expect(two.note).to_have_value("from one")
    one.note.fill("more")
    expect(two.note).to_have_value("more")
    two.note.press_sequentially("!")
    expect(one.note).to_have_value("more!")
    two.button("Delete: Claim: Plain").click()
    expect(one.note).to_have_value("")
    expect(one.rows).to_have_count(1)
    one.again()
    assert [note["note"] for note in one.kept()] == ["from two"]


def test_forgetting_spares_the_notes_of_other_folders(room: Room) -> None:
    other = room.page.evaluate(
        """() => {
          const name = `hunch-lesson:${location.pathname}deeper/#note`;
          localStorage.setItem(name, "1");
          return name;
        }"""
    )
    room.choose("claim:lost").write("to be forgotten")
    room.visit.button("Forget everything here").click()
    with room.page.expect_navigation():
        room.visit.button("Delete them").click()
    room.opened()
    expect(room.rows).to_have_count(0)
    assert room.page.evaluate("name => localStorage.getItem(name)", other) == "1"


@pytest.mark.parametrize("later", [False, True], ids=["refused", "full"])
def test_storage_refused_or_full(visits: Visits, later: bool) -> None:
    room = Room(visits(*([] if later else [REFUSE]))).enter()
    if later:
        room.page.evaluate(f"() => {{ {FULL} }}")
    room.choose("claim:lost").write("only here")
    expect(room.page.locator("[data-forsaken]")).to_be_visible()
    expect(room.desk.locator("[data-stored]")).to_contain_text("Not kept")
    expect(room.rows).to_have_count(1)
    assert "> only here" in room.save()


def test_the_prompt_is_copied_or_selected(visits: Visits) -> None:
    visit = visits(permissions=["clipboard-read", "clipboard-write"])
    room = Room(visit).enter()
    room.choose("misconception:likely").write("I doubt {question} it.", "Ask.")
    room.place.get_by_text("A prompt to take to a tutor").click()
    text = room.prompt.input_value()
    link = f"{visit.site.home}#misconception-likely"
    for part in ("Misconception: ", "I doubt {question} it.", "Ask.", link, "- Claim: "):
        assert part in text
    assert "undefined" not in text
    room.button("Copy the prompt").click()
    expect(room.desk.locator("[data-copied]")).to_have_text("Copied.")
    assert room.page.evaluate("navigator.clipboard.readText()") == text
    room.page.evaluate(f"async () => {{ await navigator.clipboard.writeText(''); {NO_CLIPBOARD} }}")
    room.button("Copy the prompt").click()
    room.page.wait_for_function(
        "async (text) => await navigator.clipboard.readText() === text", arg=text
    )
    room.page.evaluate(f"() => {{ {NO_COPY} }}")
    room.button("Copy the prompt").click()
    expect(room.desk.locator("[data-copied]")).to_contain_text("The prompt is selected")
    assert room.page.evaluate("getSelection().toString()") == text


def test_notes_are_printed(room: Room) -> None:
    room.choose("claim:lost").write("line\n" * 30 + "the last line", "do it")
    room.page.emulate_media(media="print")
    expect(room.rows.get_by_text("the last line")).to_be_visible()
    assert room.rows.locator("[data-text]").evaluate("p => p.scrollHeight <= p.clientHeight + 1")
    expect(room.rows.get_by_text("do it")).to_be_visible()
    expect(room.desk).to_be_hidden()


def test_without_scripts_it_says_so(visits: Visits) -> None:
    visit = visits(java_script_enabled=False)
    visit.page.goto(visit.site.home)
    told = visit.page.locator("noscript p").filter(has_text="Notes need JavaScript")
    expect(told).to_be_visible()
    expect(visit.page.locator("[data-room]")).to_be_hidden()


def test_axe_in_the_room(room: Room) -> None:
    assert violations(room.visit, "empty room") == []
    room.choose("lab:heavy").write("one", "two")
    room.choose("claim:copying").write("a note " * 90, "its action")
    room.place.get_by_text("A prompt to take to a tutor").click()
    room.button("Delete: Case").click()
    room.bring("Dear diary")
    expect(room.told).to_contain_text("not taken")
    for summary in room.page.get_by_text("as text, to copy or to paste").all():
        summary.click()
    assert violations(room.visit, "room in use") == []
