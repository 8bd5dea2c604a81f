// The research room: notes on anything of the page, each with a next action, kept in this browser.
import { keepChooser } from "./chooser.js";
import { keepDesk } from "./desk.js";
import { keepExchange } from "./exchange.js";
import { keepList } from "./list.js";
import { keepMarks } from "./marks.js";
import { Notes } from "./notes.js";
import { isState, Things } from "./things.js";
import { keepCopy } from "./tutor.js";

export function keepRoom(lesson, keeping, words) {
  const room = lesson.querySelector("[data-room]");
  if (!room) return;
  const objects = JSON.parse(document.getElementById("objects").textContent);
  const things = new Things(objects, words, location.origin + location.pathname);
  const notes = new Notes(keeping);
  const desk = keepDesk(room, things, notes, words);
  const chooser = keepChooser(room, things, words, open);
  const list = keepList(room, things, notes, words, (note) => {
    open(note.key, note);
    desk.write();
  });
  const marks = keepMarks(lesson, room, things, notes, words, (key) => {
    open(key);
    desk.write();
  });
  keepExchange(room, things, notes, words);
  keepCopy(room, words);

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
  const address = location.search || lab.dataset.address;
  return isState(address) ? address : null;
}
