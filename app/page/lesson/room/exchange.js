// The notes as a Markdown file: saved, and brought in whole or not at all.
import { fill } from "./fill.js";
import { join } from "./joining.js";
import { Refused, read, write } from "./notes_file.js";

const LIMIT = 16e6; // bytes: more than a browser keeps

export function keepExchange(room, things, notes, words) {
  const file = room.querySelector("input[type=file]");
  const told = room.querySelector("[data-exchanged]");

  room.querySelector("[data-save]").addEventListener("click", () => {
    const all = notes.all().reverse();
    if (!all.length) {
      told.textContent = words.none;
      return;
    }
    const blob = new Blob([write(all, things, words.file_title)], { type: "text/markdown" });
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `hunch-notes-${new Date().toISOString().slice(0, 10)}.md`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href));
    told.textContent = fill(words.saved, { count: all.length });
  });
  room.querySelector("[data-bring]").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    try {
      told.textContent = take(await textOf(chosen));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      told.textContent = reason(error);
    }
    file.value = "";
  });

  function take(text) {
    const { added, same, beside } = join(notes.all(), read(text, things));
    const stored = added.map((note) => notes.keep(note));
    const said = [fill(words.added, { count: added.length })];
    if (same) said.push(fill(words.same, { count: same }));
    if (beside) said.push(fill(words.beside, { count: beside }));
    if (stored.includes(false)) said.push(words.unkept);
    return said.join(" ");
  }

  function reason({ reason, line, fields }) {
    const where = line ? [fill(words.line, { line })] : [];
    return [words.refused, ...where, fill(words.reasons[reason], fields)].join(" ");
  }
}

async function textOf(file) {
  if (file.size > LIMIT) throw new Refused("too_large", 0);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Refused("not_text", 0);
  }
}
