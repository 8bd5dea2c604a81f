// The research room: notes on anything of the page, each with a next action, kept in this browser.
import { initObjectPicker } from "./object_picker.js";
import { initNoteEditor } from "./note_editor.js";
import { initImportExport } from "./import_export.js";
import { initList } from "./list.js";
import { initNoteMarkers } from "./note_markers.js";
import { Notes } from "./notes.js";
import { isState, Things } from "./objects.js";
import { initCopy } from "./tutor_prompt.js";

export function initRoom(lesson, keeping, words) {
  const room = lesson.querySelector("[data-room]");
  if (!room) return;
  const objects = JSON.parse(document.getElementById("objects").textContent);
  const things = new Things(objects, words, location.origin + location.pathname);
  const notes = new Notes(keeping);
  const desk = initNoteEditor(room, things, notes, words);
  const chooser = initObjectPicker(room, things, words, open);
  const list = initList(room, things, notes, words, (note) => {
    open(note.key, note);
    desk.write();
  });
  const marks = initNoteMarkers(lesson, room, things, notes, words, (key) => {
    open(key);
    desk.write();
  });
  initImportExport(room, things, notes, words);
  initCopy(room, words);

  function open(key, note) {
    desk.open(key, note);
    chooser.mark(key);
  }

  const told = room.querySelector("[data-lab-told]");
  room.querySelector("[data-lab-now]").addEventListener("click", () => {
    const address = stateNow();
    told.textContent = address ? "" : words.no_state;
    if (!address) return;
    open(things.keyAt(address));
    desk.write();
  });
  for (const type of ["changed", "elsewhere"]) {
    notes.addEventListener(type, () => {
      desk.refresh();
      list.show();
      marks.show();
    });
  }
  room.hidden = false;
}

// The address of the lab's state as it is on the page; none while that is not known.
function stateNow() {
  const lab = document.getElementById("lab");
  if (lab.hasAttribute("data-waiting")) return null;
  return isState(lab.dataset.address) ? lab.dataset.address : null;
}
