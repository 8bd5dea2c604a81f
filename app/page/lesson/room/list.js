// The notes, newest first. What is deleted can be brought back until the page is left.
import { fill } from "../../shell/message_format.js";
import { called } from "./merge.js";

// edit(note): called when one is to be written on.
export function initList(room, things, notes, words, edit) {
  const list = room.querySelector("[data-notes]");
  const one = room.querySelector("[data-one-note]").content;
  const gone = room.querySelector("[data-one-gone]").content;
  const deleted = new Map(); // by their names

  function show() {
    for (const note of notes.all()) deleted.delete(called(note)); // it is back
    const shown = [...notes.all(), ...deleted.values()].sort((a, b) => (called(a) < called(b) ? 1 : -1));
    list.replaceChildren(...shown.map((note) => (deleted.has(called(note)) ? absent(note) : present(note))));
    room.querySelector("[data-none]").hidden = shown.length > 0;
  }

  function present(note) {
    const made = one.cloneNode(true);
    const part = (name) => made.querySelector(`[data-${name}]`);
    const thing = things.find(note.key);
    const name = things.name(note.key);
    part("name").textContent = name;
    if (thing) part("name").href = things.tail(thing);
    if (thing?.address) part("name").className = "case";
    part("text").textContent = note.note;
    part("text").hidden = !note.note.trim();
    part("next").hidden = !note.next.trim();
    part("next-text").textContent = note.next;
    part("changed").replaceWith(moment(note.changed));
    label(made, name);
    part("edit").hidden = !thing;
    part("edit").addEventListener("click", () => edit(note));
    part("delete").addEventListener("click", () => {
      deleted.set(called(note), note);
      notes.remove(note);
      focus(note, "undo");
    });
    made.firstElementChild.dataset.called = called(note);
    return made;
  }

  function absent(note) {
    const made = gone.cloneNode(true);
    const name = things.name(note.key);
    made.querySelector("[data-said]").textContent = fill(words.deleted, { name });
    label(made, name);
    made.querySelector("[data-undo]").addEventListener("click", () => {
      deleted.delete(called(note));
      notes.keep(note);
      focus(note, "edit");
    });
    made.firstElementChild.dataset.called = called(note);
    return made;
  }

  // Which note a button is for, to those who hear it alone.
  function label(made, name) {
    for (const button of made.querySelectorAll("button")) button.setAttribute("aria-label", `${button.textContent}: ${name}`);
  }

  function focus(note, button) {
    const row = [...list.children].find(({ dataset }) => dataset.called === called(note));
    row.querySelector(`[data-${button}]`).focus();
  }

  show();
  return { show };
}

function moment(iso) {
  const made = document.createElement("time");
  made.dateTime = iso;
  made.textContent = new Date(iso).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
  return made;
}

// The page's, which a translator may have set to something that is no language.
function language() {
  try {
    return Intl.getCanonicalLocales(document.documentElement.lang)[0];
  } catch {
    return undefined;
  }
}
