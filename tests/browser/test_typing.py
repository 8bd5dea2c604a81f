"""Keys with Alt, Ctrl and the like are the browser's; letters being composed are not there yet."""

from __future__ import annotations

import pytest
from playwright.sync_api import CDPSession, Locator, expect

from app.session.text_catalog import words
from tests.browser.keyboard import tab_to
from tests.browser.room import Room
from tests.browser.visit import FIRST, Visit, Visits

CHORDS = [
    f"{held}+{key}"
    for held in ("Alt", "Control", "Meta", "Shift")
    for key in ("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown")
] + ["Alt+1", "Alt+Control+ArrowRight", "Control+Space", "Meta+Enter"]  # fmt: skip
LISTEN = """() => {
  window.keys = [];
  addEventListener("keydown", (event) => keys.push(event), true);
}"""
TAKEN = "keys.splice(0).some(({ defaultPrevented }) => defaultPrevented)"
PINYIN = "zhe shi yi ge shi yan"  # longer than what counts as a try
HANZI = "这是一个试验"


@pytest.fixture(scope="module")
def reader(lasting: Visits) -> Visit:
    visit = lasting(clock=True).open(FIRST)
    visit.commit("blend", 1).see()
    expect(visit.page.locator("[data-storyboard].stepped")).to_be_visible()
    visit.page.evaluate(LISTEN)
    return visit


class Composer:
    """An input method: letters are composed, and then stand for others."""

    def __init__(self, visit: Visit) -> None:
        self._session: CDPSession = visit.context.new_cdp_session(visit.page)

    def compose(self, letters: str) -> None:
        end = len(letters)
        self._session.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": end, "selectionEnd": end},
        )

    def enter(self) -> None:
        """The Enter key that only ends the composing, as the page hears of it."""
        key = {"key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229}
        self._session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", **key})
        self._session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})

    def end(self, letters: str) -> None:
        self._session.send("Input.insertText", {"text": letters})


def taken(visit: Visit, place: Locator, keys: list[str]) -> list[str]:
    """Which of the keys the page takes for itself."""
    visit.page.evaluate(TAKEN)
    found = []
    for key in keys:
        place.press(key)
        if visit.page.evaluate(TAKEN):
            found.append(key)
    return found


def test_the_storyboard_takes_arrows_alone(reader: Visit) -> None:
    board = reader.page.locator("[data-storyboard]")
    now = board.locator(".frame.now")
    place = now.get_attribute("id")
    step = board.locator("[data-step='1']")
    assert taken(reader, step, CHORDS) == []
    assert now.get_attribute("id") == place
    assert taken(reader, step, ["ArrowRight", "ArrowLeft"]) == ["ArrowRight", "ArrowLeft"]


def test_the_table_of_symbols_takes_arrows_alone(reader: Visit) -> None:
    reader.page.locator("[data-program]").scroll_into_view_if_needed()
    row = reader.page.locator(".notation button[tabindex='0']")
    assert taken(reader, row, CHORDS) == []
    assert taken(reader, row, ["ArrowDown"]) == ["ArrowDown"]


def test_the_editor_leaves_deleting_a_word_to_the_browser(reader: Visit) -> None:
    box = reader.page.locator(".prism-code-editor textarea")
    box.fill("if x:\n        y")
    box.press("ArrowLeft")
    assert taken(reader, box, ["Control+Backspace", "Alt+Backspace"]) == []
    box.fill("if x:\n        y")
    box.press("ArrowLeft")
    assert taken(reader, box, ["Backspace"]) == ["Backspace"]
    assert box.input_value() == "if x:\n    y"
    reader.page.locator("[data-cell-reset]").click()


def test_controls_take_no_chord(reader: Visit) -> None:
    for control in (Room(reader).search, reader.why):
        assert taken(reader, control, CHORDS) == []


def test_the_pad_takes_its_keys_alone(visits: Visits) -> None:
    visit = visits().open_lab("digits")
    visit.commit("pca").see()
    visit.play()
    visit.page.evaluate(LISTEN)
    say = words("digits")
    visit.page.locator(".outcome").focus()
    tab_to(visit.page, say("pad.label"))
    sheet = visit.page.get_by_role("application", name=say("pad.label"))
    pen = sheet.locator(".pen").evaluate
    before = pen("pen => pen.style.left + pen.style.top")
    assert taken(visit, sheet, [*CHORDS, "Alt+Space", "Shift+Space"]) == []
    assert pen("pen => pen.style.left + pen.style.top") == before
    assert taken(visit, sheet, ["ArrowLeft", "Space", "Space"]) == ["ArrowLeft", "Space", "Space"]


def sent(visit: Visit, letters: str) -> bool:
    """Whether Python has been told these letters, once it had time to be."""
    visit.page.clock.fast_forward(1000)
    visit.settled()
    return bool(visit.page.evaluate("l => recorded.log.some((one) => one.includes(l))", letters))


def test_a_why_is_passed_on_once_it_is_composed(reader: Visit) -> None:
    composer = Composer(reader)
    reader.why.fill("")
    reader.why.focus()
    composer.compose(PINYIN)
    assert not sent(reader, PINYIN)
    composer.end(HANZI)
    assert sent(reader, HANZI)
    assert reader.why.input_value() == HANZI
    composer.compose("wan")
    assert not sent(reader, f"{HANZI}wan")
    reader.page.evaluate(  # the page is left: what is there is better than nothing
        """() => {
          Object.defineProperty(document, "hidden", { value: true, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
          delete document.hidden;
        }"""
    )
    assert sent(reader, f"{HANZI}wan")
    composer.end("完")


def test_a_try_counts_once_it_is_composed_and_is_kept_at_once(reader: Visit) -> None:
    item, composer = reader.page.locator("[data-item]").first, Composer(reader)
    field = item.get_by_role("textbox")
    field.focus()
    composer.compose(PINYIN)
    kept = "text => Object.values(localStorage).some((one) => one.includes(text))"
    reader.page.wait_for_function(kept, arg=PINYIN)
    expect(item.locator(".model")).to_be_hidden()
    composer.end(HANZI)
    expect(field).to_have_value(HANZI)
    expect(item.locator(".model")).to_be_hidden()
    field.press_sequentially(" and enough of it")
    expect(item.locator(".model")).to_be_visible()


def test_the_room_waits_for_what_is_composed(reader: Visit) -> None:
    room, composer = Room(reader), Composer(reader)
    count = room.place.locator("[data-count]")
    everything = count.inner_text()
    room.search.focus()
    composer.compose("linear")
    expect(count).to_have_text(everything)
    composer.enter()
    expect(room.desk).to_be_hidden()
    composer.end("linear")
    expect(count).not_to_have_text(everything)
    room.search.press("Enter")
    expect(room.desk).to_be_visible()

    # another tab has changed the note meanwhile
    room.note.fill("Mine. ")
    room.note.press("End")
    composer.compose("xin")
    reader.page.evaluate(
        """() => {
          const [key, text] = Object.entries(localStorage).find(([key]) => key.includes("#note "));
          const newValue = JSON.stringify({ ...JSON.parse(text), note: "Theirs." });
          dispatchEvent(new StorageEvent("storage", { key, newValue }));
        }"""
    )
    expect(room.note).to_have_value("Mine. xin")
    composer.end("心")
    expect(room.note).to_have_value("Mine. 心")
