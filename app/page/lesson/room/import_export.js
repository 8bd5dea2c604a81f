// The notes as a Markdown file or as text: saved, and brought in whole or not at all.
import { initTextFile } from "../../storage/text_file.js";
import { fill, isolated } from "../../shell/message_format.js";
import { join } from "./merge.js";
import { read, write } from "./notes_file.js";

const LIMIT = 16e6; // bytes: more than a browser keeps

export function initImportExport(room, things, notes, words) {
  const refresh = initTextFile(room, {
    words: words.text,
    limit: LIMIT,
    told: room.querySelector("[data-exchanged]"),
    out: async () => {
      const all = notes.all().reverse();
      return {
        text: all.length ? write(all, things, words.file_title) : "",
        name: `hunch-notes-${new Date().toISOString().slice(0, 10)}.md`,
        type: "text/markdown",
        said: all.length ? fill(words.saved, { count: all.length }) : words.none,
      };
    },
    take: async (text) => {
      const { added, same, beside } = join(notes.all(), read(text, things));
      const stored = added.map((note) => notes.keep(note));
      const said = [fill(words.added, { count: added.length })];
      if (same) said.push(fill(words.same, { count: same }));
      if (beside) said.push(fill(words.beside, { count: beside }));
      if (stored.includes(false)) said.push(words.unkept);
      return said.join(" ");
    },
    refused: ({ reason, line, fields }) => {
      const where = line ? [fill(words.line, { line })] : [];
      const shown = Object.entries(fields).map(([name, value]) => [name, isolated(String(value))]);
      return [words.refused, ...where, fill(words.reasons[reason], Object.fromEntries(shown))].join(" ");
    },
  });
  for (const type of ["changed", "elsewhere"]) notes.addEventListener(type, refresh);
}
