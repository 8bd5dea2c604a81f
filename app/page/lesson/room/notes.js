// The notes that are kept in this browser, newest first; each stands for itself in the storage.
import { called } from "./merge.js";
import { plain } from "./notes_file.js";

const START = "note ";
const SHAPE = { key: "string", note: "string", next: "string", written: "string", changed: "string" };

export class Notes extends EventTarget {
  constructor(keeping) {
    super();
    this.keeping = keeping;
    keeping.onElsewhere((name) => name.startsWith(START) && this.dispatchEvent(new Event("elsewhere")));
  }

  all() {
    const found = this.keeping.names(START).map((name) => this.keeping.get(name));
    if (!found.every(isNote)) this.keeping.strange();
    return found.filter(isNote).sort((one, other) => (called(one) < called(other) ? 1 : -1));
  }

  // The newest note on a thing.
  on(key) {
    return this.all().find((note) => note.key === key);
  }

  // Whether it could be stored; if not, it lasts until the page is left.
  keep(note) {
    const next = plain(note.next).replaceAll("\n", " ");
    const stored = this.keeping.set(START + called(note), { ...note, note: plain(note.note), next });
    this.dispatchEvent(new Event("changed"));
    return stored;
  }

  remove(note) {
    this.keeping.set(START + called(note), undefined);
    this.dispatchEvent(new Event("changed"));
  }
}

function isNote(value) {
  return Object.entries(SHAPE).every(([name, type]) => typeof value?.[name] === type);
}
