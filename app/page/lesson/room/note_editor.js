// One thing on the desk: its evidence, its open question, a note and a next action, kept as typed.
import { composition } from "../ime_composition.js";
import { prompt } from "./tutor_prompt.js";

export function initNoteEditor(room, things, notes, words) {
  const desk = room.querySelector("[data-desk]");
  const part = (name) => desk.querySelector(`[data-${name}]`);
  const [note, next] = [part("note-text"), part("next-text")];
  let thing = null;
  let held = null; // the note as it is kept; null while there is none
  let keeping = false; // what changes then was changed here
  const composing = composition(note, next);

  function open(key, which) {
    thing = things.find(key);
    held = which ?? notes.on(key) ?? null;
    desk.hidden = false;
    part("what").textContent = words.kinds[thing.kind];
    part("title").textContent = thing.title;
    lead(part("where"), thing);
    part("evidence").replaceChildren(...things.evidence(thing).map(item));
    part("no-evidence").hidden = thing.evidence.length > 0;
    const leaning = things.leaning(thing);
    part("leaning").hidden = !leaning.length;
    part("leaning").open = false;
    part("leaning-list").replaceChildren(...leaning.map((one) => item({ text: things.name(one.key), to: things.tail(one) })));
    part("question").textContent = thing.question;
    part("stored").textContent = "";
    part("copied").textContent = "";
    show();
  }

  function lead(link, { address }) {
    link.href = things.tail(thing);
    link.className = address ? "case" : "";
    link.textContent = address ? words.set_lab : words.where;
  }

  function show() {
    note.value = held?.note ?? "";
    next.value = held?.next ?? "";
    ask();
  }

  function ask() {
    part("prompt").value = prompt(thing, { note: note.value, next: next.value }, things, words);
  }

  function keep() {
    ask();
    const now = new Date().toISOString();
    const written = { key: thing.key, written: held?.written ?? now, changed: now, note: note.value, next: next.value };
    const blank = !`${note.value}${next.value}`.trim();
    part("stored").textContent = "";
    keeping = true;
    if (blank && held) notes.remove(held);
    held = blank ? null : written;
    if (held) part("stored").textContent = notes.keep(held) ? words.kept : words.unkept;
    keeping = false;
  }

  for (const field of [note, next]) field.addEventListener("input", keep);
  return {
    open,
    write() {
      note.focus({ preventScroll: true });
      desk.scrollIntoView({ block: "start" });
      note.scrollIntoView({ block: "nearest" });
    },
    // What is on the desk was changed, deleted or brought back otherwise than here.
    refresh() {
      if (!thing || keeping || composing()) return;
      const now = held ? notes.all().find(({ key, written }) => key === held.key && written === held.written) : notes.on(thing.key);
      if (now?.note === note.value && now.next === next.value) return;
      held = now ?? null;
      show();
    },
  };
}

function item({ text, to }) {
  const made = document.createElement("li");
  const inner = document.createElement(to ? "a" : "span");
  if (to) inner.href = to;
  if (to?.startsWith("?")) inner.className = "case";
  inner.textContent = text;
  made.append(inner);
  return made;
}
