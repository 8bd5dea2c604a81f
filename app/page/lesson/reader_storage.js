// What the reader writes and where they are, kept in this browser: each under a name of its own, so
// that two tabs never write over what the other has kept. When storage is refused it is kept until
// the page is left, and `forsaken` is called once. What lies there and is not of the kind that is
// written here stays as it lies and counts for nothing; `strange` is called.
let forgotten = false; // from then on nothing is written until the page is loaded anew

export class ReaderStorage {
  constructor(place, forsaken, strange) {
    this.prefix = prefixAt(place);
    this.forsaken = forsaken;
    this.strange = strange;
    this.persistent = true;
    this.held = new Map();
    this.listeners = [];
    try {
      localStorage.setItem(this.prefix, "");
      localStorage.removeItem(this.prefix);
      this.load();
    } catch {
      this.useMemory();
    }
    addEventListener("storage", ({ key, newValue }) => {
      if (key === null) this.reload();
      else if (key.startsWith(this.prefix)) this.hear(key.slice(this.prefix.length), newValue);
    });
    // a page that was put aside has heard nothing meanwhile
    addEventListener("pageshow", ({ persisted }) => persisted && this.persistent && this.reload());
  }

  // What is kept under a name; `like` in place of what is not of its kind, and of nothing.
  get(name, like) {
    const value = this.held.get(name);
    if (value === undefined || alike(value, like)) return value ?? like;
    this.strange();
    return like;
  }

  // All names that begin so.
  names(start) {
    return [...this.held.keys()].filter((name) => name.startsWith(start));
  }

  // Whether it is stored. A value of undefined deletes.
  set(name, value) {
    if (value === undefined) this.held.delete(name);
    else this.held.set(name, value);
    if (forgotten) return false;
    try {
      if (value === undefined) localStorage.removeItem(this.prefix + name);
      else localStorage.setItem(this.prefix + name, JSON.stringify(value));
      return true;
    } catch {
      this.useMemory();
      return false;
    }
  }

  // listen(name): called when another tab has set or deleted something.
  onElsewhere(listen) {
    this.listeners.push(listen);
  }

  load() {
    this.held.clear();
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(this.prefix)) this.take(key.slice(this.prefix.length), localStorage.getItem(key));
    }
  }

  reload() {
    const before = [...this.held.keys()];
    this.load();
    for (const name of new Set([...before, ...this.held.keys()])) this.tell(name);
  }

  hear(name, text) {
    if (!name) return; // whether storing works at all was tried
    this.take(name, text);
    this.tell(name);
  }

  take(name, text) {
    try {
      const value = JSON.parse(text);
      if (value === null) this.held.delete(name);
      else this.held.set(name, value);
    } catch {
      this.held.delete(name); // it was not written here
      this.strange();
    }
  }

  tell(name) {
    for (const listen of this.listeners) listen(name);
  }

  useMemory() {
    if (!this.persistent) return;
    this.persistent = false;
    this.forsaken();
  }
}

// Whether a value is of the kind of another, as far as that says; so are its fields, where it has them.
function alike(value, like) {
  if (like === undefined) return true;
  if (typeof value !== typeof like || Array.isArray(value) !== Array.isArray(like)) return false;
  if (typeof like !== "object" || Array.isArray(like)) return true;
  return Object.entries(like).every(([name, inner]) => !(name in value) || alike(value[name], inner));
}

// Delete it, as "Forget everything here" promises.
export function forget(place) {
  forgotten = true;
  try {
    const prefix = prefixAt(place);
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("hunch.")) sessionStorage.removeItem(key); // what a tab keeps
  } catch {
    // nothing could be kept either
  }
}

// No path holds the last sign, so the folder /a/ has nothing in common with /a/b/.
function prefixAt(place) {
  return `hunch-lesson:${place}#`;
}
