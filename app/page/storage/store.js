// What this browser keeps: the ledger's records; by address, each open trial; of which cases the
// outcome was shown in a ledger that was forgotten; and, by hash, what is known of outcomes that
// came from a file.
//
// The database is named after the folder that the page lives in, since all pages of one user's
// hosting share an origin. When storage is refused or full, everything is kept in memory instead,
// `persistent` turns false, and the page says so.
import { Patience } from "../python/patience.js";

const VERSION = 2;
const KEYS = { records: "number", trials: "address", seen: "address", checks: "hash" };
const NAMES = Object.keys(KEYS);
const PATIENCE = 3; // seconds; what answers nothing counts as refused
const REASONS = { VersionError: "newer", BlockedError: "blocked", NotFoundError: "form" };

export class Store extends EventTarget {
  static async open(name) {
    const store = new Store(name);
    try {
      store.base = await opened(name);
      store.base.onversionchange = ({ newVersion }) => store.give(newVersion);
      await store.examine();
    } catch (error) {
      store.useMemory(error);
    }
    return store;
  }

  constructor(name) {
    super();
    this.name = name;
    this.base = null;
    this.persistent = true;
    this.reason = ""; // why not: "refused", "newer", "blocked", "form"
    this.over = false; // all was forgotten: nothing is written any more
    this.head = null; // number and hash of the last record that Python knows, too
    this.memory = Object.fromEntries(NAMES.map((kind) => [kind, new Map()]));
    this.channel = channel(name);
    this.channel?.addEventListener("message", ({ data }) => {
      this.over ||= data === "forgotten";
      this.dispatchEvent(new Event(data));
    });
  }

  // Every record of the ledger, in order, as it lies there.
  async records() {
    return this.all("records");
  }

  // The same, for Python to begin with.
  async ledger() {
    const records = await this.records();
    this.head = records.at(-1) ?? null;
    return records;
  }

  // What Python, which knows the records up to `head`, does not know yet of the ledger: what stands
  // after so many of them, and what is known of outcomes from files.
  async news() {
    const { head } = this;
    const found = head && ((await this.read("records", (all) => all.getAll(IDBKeyRange.lowerBound(head.number)))) ?? this.from(head.number));
    const goesOn = Boolean(head) && found[0]?.hash === head.hash;
    const records = goesOn ? found.slice(1) : await this.ledger();
    if (goesOn) this.head = found.at(-1);
    const checks = await this.checks();
    const known = records.filter(({ hash }) => checks[hash]).map(({ hash }) => [hash, checks[hash]]);
    return { after: goesOn ? head.number : 0, records: plain(records), checks: Object.fromEntries(known) };
  }

  from(number) {
    return [...this.memory.records.values()].filter((record) => record.number >= number);
  }

  // What is kept of every trial, by address.
  async trials() {
    return Object.fromEntries((await this.all("trials")).map((kept) => [kept.address, kept]));
  }

  // Of which cases the outcome was shown here, before all was forgotten: their addresses.
  async seen() {
    return (await this.all("seen")).map(({ address }) => address);
  }

  // What was found of outcomes from files, by the hash of their record.
  async checks() {
    return Object.fromEntries((await this.all("checks")).map(({ hash, check }) => [hash, check]));
  }

  // Everything of one kind; memory follows, for the day when storage is refused.
  async all(kind) {
    const kept = await this.read(kind, (all) => all.getAll());
    if (kept) this.memory[kind] = new Map(kept.map((one) => [one[KEYS[kind]], one]));
    return [...this.memory[kind].values()];
  }

  // Append records, the first on the ledger's end. False if that has moved meanwhile (another tab):
  // nothing is kept then, and they have to be written again on the new end. unchecked: hashes of
  // outcomes among them that came from a file.
  async append(records, unchecked = []) {
    const [first, last] = [records[0], records.at(-1)];
    const here = (end) => end?.hash === last.hash;
    const fits = (end) => here(end) || (end ? end.hash === first.prev : first.number === 1);
    const checks = unchecked.map((hash) => ({ hash, check: "unchecked" }));
    let kept = true;
    const written = await this.write(["records", "checks"], async (stored, found) => {
      const end = (await answer(stored.openCursor(null, "prev")))?.value;
      kept = fits(end);
      if (!kept || here(end)) return;
      for (const record of records) stored.put(record);
      for (const check of checks) found.put(check);
    });
    if (!written && !this.over) kept = fits([...this.memory.records.values()].at(-1));
    if (!kept) return false;
    for (const record of records) this.memory.records.set(record.number, record);
    for (const check of checks) this.memory.checks.set(check.hash, check);
    this.head = last;
    if (written) this.channel?.postMessage("grown");
    this.dispatchEvent(new Event("changed"));
    return true;
  }

  // Keep what was found of outcomes from files, by hash.
  async check(found) {
    const checks = Object.entries(found).map(([hash, check]) => ({ hash, check }));
    for (const check of checks) this.memory.checks.set(check.hash, check);
    await this.write(["checks"], (kept) => {
      for (const check of checks) kept.put(check);
    });
  }

  // Keep a trial and its draft. What is committed at an address and not yet revealed is replaced
  // only by a later phase of the same trial.
  async keep(address, { trial, draft }) {
    const kept = { address, trial, draft };
    await this.merge(address, (before) => (open(before) && !(binds(kept) && same(before, kept)) ? before : kept));
  }

  // Keep what was entered while Python was not there to say what to keep.
  async draft(address, entered) {
    const held = (before) => (before?.draft instanceof Object ? before.draft : {});
    await this.merge(address, (before) => ({ ...before, address, draft: { ...held(before), ...entered } }));
  }

  // Keep of which cases play has shown the outcome, beside the trials, by the lab's address.
  async see(address, cases) {
    await this.merge(address, (before) => ({ address, seen: [...marks(before), ...cases] }));
    this.channel?.postMessage("shown");
  }

  // Store a commitment at the moment of pressing. False if one already stands at this address or
  // was made there `since`, in another tab; then nothing is stored.
  async press(address, pressed, since) {
    let free = true;
    await this.merge(address, (before) => {
      free = !open(before) && !(boundAt(before) > since);
      return free ? { ...before, address, pressed } : before;
    });
    return free;
  }

  // Where the database says what is there already, memory has no say.
  async merge(address, merged) {
    let kept = null;
    const written = await this.write(["trials"], async (trials) => {
      kept = merged(await answer(trials.get(address)));
      trials.put(kept);
    });
    this.memory.trials.set(address, written ? kept : merged(this.memory.trials.get(address)));
  }

  // Drop what is kept of a trial that can no longer be read.
  async discard(address) {
    this.memory.trials.delete(address);
    await this.write(["trials"], (trials) => trials.delete(address));
  }

  // Delete all that is kept here, but for the list of cases whose outcome was shown, unless that
  // is to go, too. Nothing is written after it.
  async forget(seenToo) {
    const at = new Date().toISOString();
    const done = await this.write(NAMES, async (records, trials, seen, checks) => {
      const [happened, begun] = [await answer(records.getAll()), await answer(trials.getAll())];
      const shown = [...happened.filter(({ kind }) => kind === "outcome"), ...begun.filter(shownThere)];
      const revealed = shown.map(({ address }) => ({ address, how: "revealed", at }));
      const played = begun.flatMap(marks).map((address) => ({ address, how: "play", at }));
      for (const kept of [records, trials, checks, ...(seenToo ? [seen] : [])]) kept.clear();
      for (const one of seenToo ? [] : [...played, ...revealed]) if (typeof one.address === "string") seen.put(one);
    });
    this.over = true;
    if (!done) await deleted(this.name);
    this.channel?.postMessage("forgotten");
  }

  async read(kind, ask) {
    if (!this.base) return null;
    try {
      return await timely(answer(ask(this.base.transaction(kind).objectStore(kind))));
    } catch (error) {
      this.useMemory(error);
      return null;
    }
  }

  // Whether it is stored for good.
  async write(kinds, act) {
    if (!this.base || this.over) return false;
    let transaction = null;
    try {
      transaction = this.base.transaction(kinds, "readwrite");
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
      done.catch(() => {}); // it is awaited below, unless `act` fails first
      const acted = Promise.resolve(act(...kinds.map((kind) => transaction.objectStore(kind))));
      await timely(Promise.all([acted, done]));
      return true;
    } catch (error) {
      undo(transaction); // or half of it might be kept
      this.useMemory(error);
      return false;
    }
  }

  // What lies there may have been made otherwise than here: then it is left alone, but for reading.
  async examine() {
    const held = NAMES.filter((kind) => this.base.objectStoreNames.contains(kind));
    const sound = held.filter((kind) => this.base.transaction(kind).objectStore(kind).keyPath === KEYS[kind]);
    if (sound.length === NAMES.length) return;
    for (const kind of sound) await this.all(kind);
    throw new DOMException(`of ${NAMES} only ${sound} are sound`, "NotFoundError");
  }

  // The database is wanted by a newer version of this page, or is deleted.
  give(newVersion) {
    this.base?.close();
    if (newVersion) this.useMemory(new DOMException(`version ${newVersion}`, "VersionError"));
    this.base = null;
  }

  // From now on in memory only. What was read or written so far is still there.
  useMemory(error) {
    if (!this.persistent) return;
    this.persistent = false;
    this.base?.close();
    this.base = null;
    this.reason = REASONS[error?.name] ?? "refused";
    this.dispatchEvent(new CustomEvent("forsaken", { detail: String(error?.name ?? error) }));
  }
}

// What JSON can carry of a value, no deeper than anything that is kept here; the rest as texts.
export function plain(value, depth = 6) {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value !== "object" || !depth) return String(value);
  if (Array.isArray(value)) return Array.from(value, (one) => plain(one, depth - 1));
  if (Object.getPrototypeOf(value) !== Object.prototype) return String(value);
  const held = Object.entries(value).filter(([, one]) => one !== undefined);
  return Object.fromEntries(held.map(([name, one]) => [name, plain(one, depth - 1)]));
}

// A trial that is committed; one that is committed and still sealed; when that was; whether `kept`
// goes on with the commitment of `before`; whether what happens there was shown, or begun to be.
const binds = (kept) => Boolean(kept && (kept.pressed || (kept.trial && kept.trial.phase !== "posed")));
const open = (kept) => binds(kept) && kept.trial?.phase !== "revealed";
export const boundAt = (kept) => kept?.trial?.committed_at ?? kept?.pressed?.at;
const same = (before, kept) => before.trial?.phase !== "committed" || before.trial.posed_at === kept.trial.posed_at;
// (`marks`: the cases whose outcome play has shown).
const marks = (kept) => (Array.isArray(kept?.seen) ? kept.seen : []);
const shownThere = (kept) => kept.trial?.phase === "revealed" || kept.draft?.begun === true;

// To the other tabs; some browsers refuse it together with storage.
function channel(name) {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

// A promise that fails when it takes too long.
async function timely(promise) {
  let patience;
  const late = new Promise((_, reject) => {
    patience = new Patience(PATIENCE, () => reject(new DOMException("no answer", "TimeoutError")));
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    patience.end();
  }
}

function undo(transaction) {
  try {
    transaction?.abort();
  } catch {
    // it is over anyway
  }
}

async function opened(name) {
  const request = indexedDB.open(name, VERSION);
  let [blocked, late] = [false, false];
  request.onupgradeneeded = () => {
    const base = request.result;
    for (const kind of NAMES) if (!base.objectStoreNames.contains(kind)) base.createObjectStore(kind, { keyPath: KEYS[kind] });
  };
  request.onblocked = () => { blocked = true; }; // until a tab with an older version is closed
  try {
    return await timely(new Promise((resolve, reject) => {
      request.onsuccess = () => (late ? request.result.close() : resolve(request.result));
      request.onerror = () => reject(request.error);
    }));
  } catch (error) {
    late = true;
    throw blocked ? new DOMException("an older version holds it", "BlockedError") : error;
  }
}

// Delete a database that cannot be opened here.
async function deleted(name) {
  try {
    await timely(answer(indexedDB.deleteDatabase(name)));
  } catch {
    // then nothing could be kept either
  }
}
