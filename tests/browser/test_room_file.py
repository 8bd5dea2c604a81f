"""Notes as a Markdown file: out and in again exactly; anything else is refused whole."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.room import Room
from tests.browser.visit import FIRST, Visits

TIME = "2026-01-02T03:04:05.678Z"
NASTY = [
    "plain", "", " ", "\n", "\n\n a \n\n", "  indented\n\ttab ", "# Heading\n## Claim: x",
    "- key: `claim:copying`", "- end: hunch-notes", "> quoted\n>\n> > twice", ">", "> ",
    "```\nfence\n```", "`" * 40, "~~~", "<b>bold</b><!-- gone -->&amp;", "a\r\nb\rc\n",
    "\u00e9 e\u0301 \U0001f9e0\u200d\U0001f4bb \u05d0 \u202e",
    "\u2028 \u2029 \x85 \x0b \x0c \ufeff",
    "\x00\x01\x7f", "{note} {{x}} ${y} \\n", "\ud800 half a character", "x" * 100_000,
    "- note:\n\n> a\n\n- next:\n\n> b\n\n- end: hunch-notes\n",
]  # fmt: skip


@pytest.fixture(scope="module")
def room(lasting: Visits) -> Room:
    return Room(lasting()).enter()


def test_any_text_comes_back_as_it_was(room: Room) -> None:
    texts = [text.encode("utf-16", "surrogatepass").hex() for text in NASTY if text.strip()]
    wrong = room.call(
        """const text = (hex) => new TextDecoder("utf-16le").decode(
             Uint8Array.from(hex.match(/../g).slice(2), (pair) => parseInt(pair, 16)));
           const kept = (note, at) => ({
             key: "claim:copying", note: plain(note),
             next: plain(note).replaceAll("\\n", " ").slice(0, 900),
             written: new Date(Date.UTC(2026, 0, 1) + at).toISOString(), changed: given.time });
           const notes = given.texts.map(text).map(kept);
           const wrong = [];
           const check = (these, how = (file) => file) => {
             const file = how(write(these, things, "Notes"));
             const back = reason(file);
             if (JSON.stringify(back) !== JSON.stringify(these)) wrong.push(file, String(back));
           };
           for (const note of notes) check([note]);
           check([]);
           check(notes);
           check(notes, (file) => file.replaceAll("\\n", "\\r\\n"));
           // by chance: pieces in any order, from a generator with a fixed seed
           let seed = 7;
           const pick = (many) => many[(seed = (seed * 48271) % 2147483647) % many.length];
           const short = given.texts.map(text).filter((one) => one.length < 99);
           const pieces = [...short, "\\n", "\\n", " "];
           for (let round = 0; round < 400; round += 1) {
             const made = Array.from({ length: 1 + (round % 9) }, () => pick(pieces)).join("");
             if (made.trim()) check([kept(made, round)]);
           }
           return wrong;""",
        {"texts": texts, "time": TIME},
    )
    assert wrong == []


SEED, NOTES, ROUNDS = 20262, 6000, 60


@pytest.mark.long
def test_notes_by_chance_come_back_or_are_refused(
    room: Room, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of notes of any text, and each such file edited by chance."""
    texts = [text.encode("utf-16", "surrogatepass").hex()[4:] for text in NASTY if len(text) < 999]
    found = {"same": 0, "refused": 0, "other": 0}
    for at in range(ROUNDS):
        part = room.call(
            r"""let seed = given.seed;
               const chance = (below) => (seed = (seed * 48271) % 2147483647) % below;
               const pick = (many) => many[chance(many.length)];
               const decoded = given.texts.map((hex) => new TextDecoder("utf-16le").decode(
                 Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16))));
               const signs = [...decoded.join(""), ..."#>-`<>:? \n\r\t"];
               const pieces = [...decoded, "\n", "\n", " "];
               const text = () => plain(Array.from({ length: chance(9) },
                 () => (chance(3) ? pick(pieces) : pick(signs))).join(""));
               const time = () => new Date(1e12 + chance(2e9)).toISOString();
               const keys = given.keys;
               const notes = new Map();
               while (notes.size < given.count) {
                 const note = { key: pick(keys), note: text(), next: text().replaceAll("\n", " "),
                   written: time(), changed: time() };
                 if (`${note.note}${note.next}`.trim()) notes.set(note.written + note.key, note);
               }
               const told = { same: 0, refused: 0, other: 0, wrong: [] };
               const all = [...notes.values()];
               while (all.length) {
                 const these = all.splice(0, 1 + chance(5));
                 const file = write(these, things, "Notes");
                 const said = JSON.stringify(these);
                 if (JSON.stringify(reason(file)) !== said) told.wrong.push(file);
                 for (const _ of these) {
                   const from = chance(file.length);
                   const edited = file.slice(0, from) + pick(["", pick(signs), text()])
                     + file.slice(from + chance(chance(2) ? 2 : 99));
                   const back = reason(edited);
                   if (typeof back === "string") {
                     told.refused += 1;
                     continue;
                   }
                   const taken = JSON.stringify(back);
                   if (taken === said) told.same += 1;
                   else told.other += 1; // within a text, where nobody can tell
                   const again = reason(write(back, things, "Notes"));
                   if (JSON.stringify(again) !== taken) told.wrong.push(edited);
                 }
               }
               return told;""",
            {
                "seed": SEED + at, "count": NOTES // ROUNDS, "texts": texts,
                "keys": ["claim:copying", "claim:lost", f"lab:{FIRST}"],
            },
        )  # fmt: skip
        assert part.pop("wrong") == []
        found = {name: count + part[name] for name, count in found.items()}
    assert sum(found.values()) == NOTES
    assert found["refused"] > NOTES / 10
    with capsys.disabled():
        print(f"\nnotes: seed {SEED}, {NOTES} notes written and read, as many edits: {found}")


def test_a_file_that_was_cut_anywhere_is_refused(room: Room) -> None:
    taken = room.call(
        """const notes = ["claim:copying", `lab:${given.state}`].map((key, at) => ({
             key, note: "a\\n\\n> b", next: "c", written: given.time, changed: given.time }));
           const file = write(notes, things, "Notes");
           const taken = [];
           for (let end = 0; end < file.length - 1; end += 1) {
             if (typeof reason(file.slice(0, end)) !== "string") taken.push(file.slice(0, end));
           }
           return taken;""",
        {"state": FIRST, "time": TIME},
    )
    assert taken == []


def note(key: str, text: str, written: str = TIME, following: str = "") -> dict[str, str]:
    return {"key": key, "note": text, "next": following, "written": written, "changed": written}


def joined(room: Room, here: list[dict[str, str]], file: list[dict[str, str]]) -> dict[str, object]:
    found: dict[str, object] = room.call("return join(given[0], given[1]);", [here, file])
    return found


def test_a_file_takes_nothing_away(room: Room) -> None:
    mine, other = note("claim:lost", "mine"), note("claim:lost", "other")
    elsewhere = note("claim:copying", "new")
    assert joined(room, [mine], [mine]) == {"added": [], "same": 1, "beside": 0}
    found = joined(room, [mine], [other, elsewhere])
    moved = {**other, "written": TIME.replace("678", "679")}
    assert found == {"added": [moved, elsewhere], "same": 0, "beside": 1}
    assert joined(room, [mine, moved, elsewhere], [other, elsewhere])["added"] == []
    assert joined(room, [], [mine, moved])["added"] == [mine, moved]


def test_out_forgotten_and_in_again(visits: Visits) -> None:
    room = Room(visits()).enter(FIRST)
    room.choose("equation:denoising").write(
        "# Head\n> quoted\n```\n<b>\n\U0001f9e0", "a `next` one"
    )
    room.choose("source:vincent-2008").write("", "Only an action.")
    room.page.locator("#case-heavy .mark").click()
    room.write("- end: hunch-notes\n\n")
    room.visit.until("live").settled()
    room.button("The lab as it stands now").click()
    room.write("This state.")
    kept = room.kept()
    assert len(kept) == 4
    file = room.save()
    home = room.visit.site.home
    assert f"- link: <{home}#eq-denoising>" in file
    assert f"- link: <{home}{FIRST}#lab>" in file

    room.visit.button("Forget everything here").click()
    with room.page.expect_navigation():
        room.visit.button("Delete them").click()
    room.opened()
    expect(room.rows).to_have_count(0)
    room.bring(file)
    expect(room.told).to_contain_text("New notes: 4.")
    expect(room.rows).to_have_count(4)
    assert room.kept() == kept
    assert room.save() == file

    # the same file again changes nothing; an older text stands beside mine
    room.bring(file)
    expect(room.told).to_contain_text("Here already, word for word: 4.")
    assert room.kept() == kept
    room.button("Edit: Source").click()
    room.next.fill("Rewritten.")
    room.bring(file)
    expect(room.told).to_contain_text(
        "Beside another note on the same thing: 1; yours was not changed."
    )
    assert {"Rewritten.", "Only an action."} <= {one["next"] for one in room.kept()}
    assert len(room.kept()) == 5
    both = room.save()
    room.again().bring(both)
    expect(room.told).to_contain_text("word for word: 5.")


BAD: list[tuple[str, str | re.Pattern[str], str, str]] = [
    # what is wrong, what stands there, what is put in its place, what is told
    ("foreign", re.compile(r".*", re.S), "Dear diary", "Line 1: It does not begin as"),
    ("empty file", re.compile(r".*", re.S), "", "It does not begin as notes of Hunch"),
    ("another format", "hunch-notes", "some-notes", "Line 3: It does not begin"),
    ("newer", "version: 1", "version: 2", "Line 4: It was written by a newer Hunch"),
    ("no version", "version: 1", "version: 0", "Line 4: It was written in a version"),
    ("unknown key", "claim:copying", "claim:gone", "Line 9: This page has nothing called “claim:g"),
    ("foreign state", "`claim:copying`", "`lab:?lab=strokes&<x>`", "Line 9: This page has nothing"),
    ("other link", "#claim-copying", "#claim-lost", "Line 10: This link and the key above"),
    ("script", re.compile(r"<http.*?#"), "<javascript:alert(1)//", "Line 10: This link"),
    ("no time", TIME, "yesterday", "Line 11: This is no time: yesterday"),
    ("no such day", TIME, "2026-02-31T00:00:00.000Z", "Line 11: This is no time"),
    ("missing field", re.compile(r"- link.*\n"), "", "Line 10: Here “- link:” must stand"),
    ("field twice", re.compile(r"(- link.*\n)"), r"\1\1", "Line 11: Here “- written:” must stand"),
    ("unquoted", "> a", "a", "Line 15: Here “>” must stand"),
    ("quote without a blank", "> a", ">a", "Line 15: Here “>” must stand"),
    ("loose line", "> a\n", "> a\nb\n", "Line 16: Here “- next:” must stand"),
    ("two actions", "> c", "> c\n> d", "A next action is one line"),
    ("empty note", re.compile(r"> [ac]"), ">", "Line 7: This note is empty"),
    ("cut", re.compile(r"- end.*\n"), "", "it ends before its end is marked"),
    ("fewer", "notes: 1", "notes: 2", "The file holds 1 notes, not 2"),
    ("more", "end: hunch-notes\n", "end: hunch-notes\n\nmore\n", "Line 23: Something stands after"),
    ("twice", re.compile(r"(## .*)(- end.*)", re.S), r"\1\1\2", "stands in the file twice"),
]  # fmt: skip


def test_each_malformed_file_is_refused_whole(room: Room) -> None:
    room.choose("claim:copying").write("mine", "stays")
    before = room.kept()
    other = note("claim:copying", "a", following="c")
    file = room.call("return write([given], things, 'Notes');", other)
    assert file.count(TIME) == 2
    for what, standing, put, told in BAD:
        if isinstance(standing, str):
            assert standing in file, what
            bad = file.replace(standing, put)
        else:
            bad = standing.sub(put, file, count=0 if "ac" in standing.pattern else 1)
        assert bad != file, what
        room.bring(bad)
        expect(room.told, what).to_contain_text("This was not taken; your notes are as they were.")
        expect(room.told, what).to_contain_text(told)
        assert room.kept() == before, what
    room.bring(b"\xff\xfe\x00")
    expect(room.told).to_contain_text("It is no text in UTF-8")
    room.bring(b"#" * 16_000_001)
    expect(room.told).to_contain_text("It is larger than 16 MB, more than any notes of Hunch")
    assert room.kept() == before
    expect(room.rows).to_have_count(1)
    room.bring(file)
    expect(room.told).to_contain_text("New notes: 1.")
