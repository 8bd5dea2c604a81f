// A small pencil where a claim, an equation or the like stands: it leads to a note on it.
import { fill } from "../../shell/message_format.js";

const PLACES = { // beside what in the element, and how
  claim: ["[data-witness] button", "after"],
  equation: [".number", "before"],
  code: ["td:last-child", "append"],
  misconception: [".belief", "append"],
  lab: ["a", "after"],
};

// pressed(key): called when one is pressed.
export function initNoteMarkers(lesson, room, things, notes, words, pressed) {
  const marks = new Map();
  for (const element of lesson.querySelectorAll("[data-key]")) {
    const { key } = element.dataset;
    const [beside, how] = PLACES[things.find(key).kind] ?? [];
    if (!beside) continue;
    const mark = room.querySelector("[data-mark]").content.firstElementChild.cloneNode(true);
    mark.addEventListener("click", () => pressed(key));
    element.querySelector(beside)[how](mark);
    marks.set(key, mark);
  }

  // A filled pencil tells where there is a note.
  function show() {
    const noted = new Set(notes.all().map(({ key }) => key));
    for (const [key, mark] of marks) {
      const label = fill(noted.has(key) ? words.mark_noted : words.mark, { title: things.find(key).title });
      mark.toggleAttribute("data-noted", noted.has(key));
      mark.setAttribute("aria-label", label);
      mark.title = label;
    }
  }

  show();
  return { show };
}
