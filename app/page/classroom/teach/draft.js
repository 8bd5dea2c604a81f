// What a teacher is putting together: an assignment that may still lack things. Kept in this browser
// after every change; what was there before it was replaced can be brought back.
const EMPTY = { title: "", text: "", cases: [], votes: 1, feedback: "once", name: "none", locked: false, bare: false };
const SPACES = /[\x00-\x09\x0b-\x1f\x7f]/g; // signs that an assignment does not take

export class Draft {
  // storage: where it is kept, see `draft_storage.js`.
  constructor(storage) {
    this.storage = storage;
    this.fields = sound(storage.read());
    this.before = null;
    this.listeners = [];
  }

  // listen(): called after every change.
  onChange(listen) {
    this.listeners.push(listen);
  }

  // Give some fields other values.
  change(fields) {
    Object.assign(this.fields, fields);
    this.storage.write(this.fields);
    for (const listen of this.listeners) listen();
  }

  // Put another assignment, or "" for an empty one, in its place.
  replace(fields) {
    this.before = { ...this.fields };
    this.change({ ...EMPTY, ...fields });
  }

  // Bring back what was replaced last.
  undo() {
    const fields = this.before;
    this.before = null;
    this.change(fields);
  }

  has(address) {
    return this.fields.cases.includes(address);
  }

  add(...addresses) {
    this.change({ cases: [...new Set([...this.fields.cases, ...addresses])] });
  }

  remove(address) {
    this.change({ cases: this.fields.cases.filter((each) => each !== address) });
  }

  // Move a case up (-1) or down (1); its place afterwards, from 0.
  move(address, by) {
    const cases = this.fields.cases.filter((each) => each !== address);
    const to = Math.max(0, Math.min(cases.length, this.fields.cases.indexOf(address) + by));
    cases.splice(to, 0, address);
    this.change({ cases });
    return to;
  }

  // The fields as an assignment takes them: on the ends of its texts nothing is left blank.
  get trimmed() {
    const { title, text } = this.fields;
    return {
      ...this.fields,
      title: title.replace(/\r?\n/g, " ").replace(SPACES, " ").trim(),
      text: text.replace(/\r\n?/g, "\n").replace(SPACES, " ").trim(),
    };
  }
}

// The fields of what was kept that are of the kind they should be; of the others, as in an empty draft.
function sound(kept) {
  const fields = { ...EMPTY };
  for (const [name, like] of Object.entries(EMPTY)) {
    const value = kept?.[name];
    if (typeof value === typeof like && Array.isArray(value) === Array.isArray(like)) fields[name] = value;
  }
  fields.cases = [...new Set(fields.cases.filter((each) => typeof each === "string"))];
  return fields;
}
