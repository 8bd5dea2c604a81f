// What this browser keeps: the ledger's records and, by address, each open trial.
//
// The database is named after the folder that the page lives in, since all pages of one user's
// hosting share an origin. When storage is refused or full, everything is kept in memory instead,
// `lasting` turns false, and the page says so.
const VERSION = 1;
const PATIENCE_MS = 3000; // an open request that answers nothing counts as refused

export class Store extends EventTarget {
  static async open(name) {
    const store = new Store(name);
    try {
      store.base = await opened(name);
      store.base.onversionchange = () => store.base.close();
    } catch (error) {
      store.forsake(error);
    }
    return store;
  }

  constructor(name) {
    super();
    this.name = name;
    this.base = null;
    this.lasting = true;
    this.memory = { records: new Map(), trials: new Map() };
    this.channel = channel(name);
    this.channel?.addEventListener("message", ({ data }) => this.dispatchEvent(new Event(data)));
  }

  // Every record of the ledger, in order.
  async records() {
    return (await this.all("records", "number")).sort((a, b) => a.number - b.number);
  }

  // What is kept of every trial, by address.
  async trials() {
    return Object.fromEntries((await this.all("trials", "address")).map((kept) => [kept.address, kept]));
  }

  // Everything of one kind; memory follows, for the day when storage is refused.
  async all(name, key) {
    const kept = await this.read(name, (all) => all.getAll());
    if (kept) this.memory[name] = new Map(kept.map((one) => [one[key], one]));
    return [...this.memory[name].values()];
  }

  // Append a record. False if the chain has grown meanwhile (another tab): the record is not kept
  // then, and has to be written again on the new head.
  async append(record) {
    const fits = (last) => (last ? last.hash === record.prev : record.number === 1);
    const inMemory = [...this.memory.records.values()].at(-1);
    let kept = true;
    const written = await this.write(["records"], async (records) => {
      const cursor = await answer(records.openCursor(null, "prev"));
      kept = fits(cursor?.value);
      if (kept) await answer(records.put(record));
    });
    if (!written && this.lasting === false) kept = fits(inMemory);
    if (kept) {
      this.memory.records.set(record.number, record);
      if (written) this.channel?.postMessage("grown");
    }
    return kept;
  }

  // Replace the whole ledger, by one that was checked.
  async replace(records) {
    this.memory.records = new Map(records.map((record) => [record.number, record]));
    await this.write(["records"], async (kept) => {
      await answer(kept.clear());
      for (const record of records) await answer(kept.put(record));
    });
    this.channel?.postMessage("grown");
  }

  // Keep a trial and its draft. What is committed at an address and not yet revealed is replaced
  // only by a later phase of the same trial.
  async keep(address, { trial, draft }) {
    const kept = { address, trial, draft };
    await this.merge(address, (before) => (open(before) && !(binds(kept) && same(before, kept)) ? before : kept));
  }

  // Keep what was entered while Python was not there to say what to keep.
  async draft(address, entered) {
    await this.merge(address, (before) => ({ ...before, address, draft: { ...before?.draft, ...entered } }));
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

  async merge(address, merged) {
    this.memory.trials.set(address, merged(this.memory.trials.get(address)));
    await this.write(["trials"], async (trials) => {
      await answer(trials.put(merged(await answer(trials.get(address)))));
    });
  }

  // Drop what is kept of a trial that can no longer be read.
  async discard(address) {
    this.memory.trials.delete(address);
    await this.write(["trials"], (trials) => answer(trials.delete(address)));
  }

  // Delete all that is kept here.
  async forget() {
    this.memory = { records: new Map(), trials: new Map() };
    await this.write(["records", "trials"], async (records, trials) => {
      await answer(records.clear());
      await answer(trials.clear());
    });
    this.channel?.postMessage("forgotten");
  }

  async read(name, ask) {
    if (!this.base) return null;
    try {
      return await answer(ask(this.base.transaction(name).objectStore(name)));
    } catch (error) {
      this.forsake(error);
      return null;
    }
  }

  async write(names, act) {
    if (!this.base) return false;
    try {
      const transaction = this.base.transaction(names, "readwrite");
      const done = new Promise((resolve, reject) => {
        transaction.oncomplete = resolve;
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
      await Promise.all([act(...names.map((name) => transaction.objectStore(name))), done]);
      return true;
    } catch (error) {
      this.forsake(error);
      return false;
    }
  }

  // From now on in memory only. What was read or written so far is still there.
  forsake(error) {
    if (!this.lasting) return;
    this.lasting = false;
    this.base = null;
    this.dispatchEvent(new CustomEvent("forsaken", { detail: String(error?.name ?? error) }));
  }
}

// A trial that is committed; one that is committed and still sealed; when that was; whether `kept`
// goes on with the commitment of `before`.
const binds = (kept) => Boolean(kept && (kept.pressed || (kept.trial && kept.trial.phase !== "posed")));
const open = (kept) => binds(kept) && kept.trial?.phase !== "revealed";
export const boundAt = (kept) => kept?.trial?.committed_at ?? kept?.pressed?.at;
const same = (before, kept) => before.trial?.phase !== "committed" || before.trial.posed_at === kept.trial.posed_at;

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

function opened(name) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new DOMException("no answer", "TimeoutError")), PATIENCE_MS);
    const request = indexedDB.open(name, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("records", { keyPath: "number" });
      request.result.createObjectStore("trials", { keyPath: "address" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new DOMException("blocked", "InvalidStateError"));
  });
}
