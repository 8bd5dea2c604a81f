// What a learner takes along and brings back: as a file, or as text to copy and to paste, for a frame
// may forbid saving, and some phones hide what was saved.
import { framed } from "../shell/frame.js";

// Hand a text to the browser as a file.
export function save(text, name, type) {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(new Blob([text], { type }));
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(anchor.href));
}

// A file or text that is not taken: the reason's name, and what the reason is about.
export class Unread extends Error {
  constructor(reason, fields = {}) {
    super(reason);
    Object.assign(this, { reason, fields });
  }
}

// The text of a file. limit: bytes; of a larger one none is read.
export async function textOf(file, limit) {
  within(file.size, limit);
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    throw new Unread("unreadable"); // moved or deleted meanwhile, or not allowed to be read
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Unread("not_text");
  }
}

function within(size, limit) {
  if (size > limit) throw new Unread("too_large", { limit: limit / 1e6 });
}

// Whether the text of a field could be copied; where not, it is selected, to be copied by hand.
export async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy"); // allowed in some frames in which the other is not
  }
}

// Files and text in a place that has [data-save], [data-bring], an input for files, and text_export_import.html.
// words: of that. limit: bytes. told: where it is said what came of it. out(): a promise of {text,
// name, type, said}, without a text where there is nothing to save; said: of the saved file.
// take(text): a promise of what is said of it; it may throw an error with a reason. refused(error):
// what is said of that.
export function initTextFile(place, { words, limit, told, out, take, refused }) {
  const file = place.querySelector("input[type=file]");
  const box = place.querySelector("[data-as-text]");
  const part = (name) => box.querySelector(`[data-text-${name}]`);
  const [shown, pasted, became] = [part("out"), part("in"), part("told")];

  place.querySelector("[data-save]").addEventListener("click", async () => {
    const { text, name, type, said } = await out();
    told.textContent = said;
    if (!text) return;
    save(text, name, type);
    if (!framed) return;
    told.textContent = [said, words.framed].filter(Boolean).join(" ");
    box.open = true;
  });
  place.querySelector("[data-bring]").addEventListener("click", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = ""; // the same file may be chosen again
    if (chosen) told.textContent = await taken(() => textOf(chosen, limit));
  });
  box.addEventListener("toggle", refresh);
  part("copy").addEventListener("click", async () => {
    became.textContent = (await copied(shown)) ? words.copied : words.copy_refused;
  });
  part("take").addEventListener("click", async () => {
    became.textContent = pasted.value.trim() ? await taken(() => pasted.value) : words.empty;
  });

  // What is said of a text that came from outside.
  async function taken(text) {
    try {
      const found = await text();
      within(found.length, limit);
      return await take(found);
    } catch (error) {
      if (!error.reason) throw error;
      return refused(error);
    }
  }

  // What there is to copy has changed.
  async function refresh() {
    if (!box.open) return;
    const { text } = await out();
    shown.value = text;
  }
  return refresh;
}
