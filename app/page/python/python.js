// Python in its worker: started, watched, asked, and told when it is gone.
import { causeOfError, fileName, firstCause, isOld } from "../shell/failure_cause.js";
import { whenEnded } from "./worker_lock.js";
import { newWorker } from "./new_worker.js";
import { home, parts } from "../shell/asset_urls.js";
import { Patience } from "./patience.js";

const COMING = 30; // seconds in which the worker's scripts have to come
const STARTING = 40; // without a sign of life, after which it is said that the start takes long
const ANSWERING = 10; // without an answer, after which it is said that Python is busy
const LOOKING = 10; // for what a part that failed is like now
const SCRIPTS = new URL("../main.js", import.meta.url).href.slice(0, -"main.js".length); // the page's own, in folders that import from each other
const UNSURE = ["part", "python", "worker"]; // reasons that may have another one behind them

export class Python extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.live = false;
    this.waiting = new Map();
    this.count = 0;
    addEventListener("securitypolicyviolation", ({ blockedURI }) => {
      if (blockedURI === url) this.fail({ reason: "forbidden", detail: fileName(url) });
    });
  }

  // start(message): where the parts of Python are. Fires "progress", "live", "message", "failed"
  // {reason, detail}; and, while nothing is heard of a worker that is not known to be gone, "busy",
  // then "heard".
  start(message) {
    this.stop();
    this.over = false;
    this.message = { ...message, why: "" };
    this.kept = null;
    if (typeof WebAssembly !== "object") return this.fail({ reason: "no_wasm" });
    this.employ();
  }

  // A worker of its own for each way of starting: nothing of one that failed is in the next one's way.
  employ() {
    this.stop();
    let asked = false; // what does not ask for the type knows no workers with modules
    const type = { get type() { asked = true; return "module"; } };
    const name = `hunch:${Date.now()}:${Math.random()}`;
    try {
      this.worker = newWorker(this.url, type);
    } catch (error) {
      return this.fail({ reason: "no_worker", detail: String(error) });
    }
    if (!asked) return this.fail({ reason: "old" });
    const { worker } = this;
    const mine = (act) => (event) => worker === this.worker && act(event);
    worker.onmessage = mine(({ data }) => (data.type === "here" ? this.follow(name, data) : this.hear(data)));
    worker.onerror = mine((event) => {
      event.preventDefault();
      this.fail({ reason: "worker", detail: event.message ?? "", suspects: this.here ? [] : [this.url] });
    });
    worker.onmessageerror = mine(() => this.fail({ reason: "worker", detail: "message" }));
    this.wait(COMING);
    worker.postMessage({ type: "start", ...this.message, life: name });
    if (this.kept) this.begin(this.kept);
  }

  // The worker's scripts are there.
  follow(name, { held }) {
    const { worker } = this;
    this.here = true;
    if (held) this.unfollow = whenEnded(name, () => worker === this.worker && this.fail({ reason: "ended" }));
    this.wait(STARTING);
  }

  // Let Python begin its work, once it is there, with what this browser kept.
  begin(kept) {
    this.kept = kept;
    if (!this.over) this.worker.postMessage({ type: "begin", kept });
  }

  stop() {
    this.patience?.end();
    this.unfollow?.();
    this.worker?.terminate();
    this.patience = this.unfollow = this.worker = null;
    this.live = this.here = this.going = this.busy = false;
    this.waiting.clear();
  }

  // Send a message; the promise settles when the worker has dealt with it.
  ask(message) {
    if (!this.worker || this.over) return new Promise(() => {});
    const number = (this.count += 1);
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      if (!this.patience) this.wait(ANSWERING);
      this.worker.postMessage({ ...message, number });
    });
  }

  hear(message) {
    this.patience?.heard();
    if (this.busy) this.tell("heard");
    this.busy = false;
    if (message.type === "failed") return this.fall(message);
    if (message.type === "done") {
      this.waiting.get(message.number)?.();
      this.waiting.delete(message.number);
    } else if (message.type === "going") {
      this.going = message.going;
    } else if (message.type === "live") {
      this.live = true;
      this.tell("live", message);
      this.wait(ANSWERING);
    } else if (message.type === "progress") {
      this.tell("progress", message);
    } else {
      for (const one of message.messages) this.tell("message", one);
    }
    if (!this.live) return;
    if (!this.waiting.size && !this.going) this.rest();
    else if (!this.patience) this.wait(ANSWERING);
  }

  // Silence is counted from now on. One that is not known to be gone is let alone: a slow device
  // takes its time, and the learner is told and can choose.
  wait(seconds) {
    this.patience?.end();
    this.patience = new Patience(seconds, () => {
      if (!this.here) return this.fail({ reason: "slow", detail: fileName(this.url) });
      this.busy = true;
      this.tell("busy", { live: this.live });
    });
  }

  rest() {
    this.patience?.end();
    this.patience = null;
  }

  // Of a start that failed: what broke while the device slept is tried again, once for each sleep;
  // what is no snapshot's fault leads to the long way.
  fall(message) {
    const resuming = message.reason === "resume";
    if (!this.live && message.broken && this.patience.slept) return this.employ();
    if (!resuming) return this.fail(message);
    this.message = { ...this.message, why: message.detail, assets: { ...this.message.assets, snapshot: "" } };
    this.employ();
  }

  // suspects: addresses of parts, one of which may not be as it should.
  async fail({ reason, detail = "", suspects = [] }) {
    if (this.over) return;
    this.over = true;
    const { message } = this;
    this.stop();
    if (UNSURE.includes(reason) && isOld()) reason = "old";
    else if (suspects.length) {
      const [cause, name] = await Promise.race([looked(suspects), late(LOOKING)]);
      if (cause) [reason, detail] = [cause, name];
    }
    if (this.over && message === this.message) this.tell("failed", { reason: causeOfError({ message: detail }) || reason, detail });
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

// The cause among suspects, as `firstCause` gives it. A script is suspected with all beside it, which
// it may import.
async function looked(suspects) {
  let listed = {};
  try {
    listed = await (await fetch(parts.listed)).json();
  } catch {
    // then what is altered is not noticed; all else is
  }
  const known = new Map(Object.entries(listed).map(([path, integrity]) => [new URL(path, home).href, integrity]));
  const group = (address) => (address.startsWith(SCRIPTS) ? SCRIPTS : address.slice(0, address.lastIndexOf("/")));
  const scripts = suspects.filter((address) => address.endsWith(".js")).map(group);
  const beside = [...known.keys()].filter((address) => scripts.includes(group(address)));
  return firstCause([...new Set([...suspects, ...beside])].map((address) => [address, known.get(address)]));
}

function late(seconds) {
  return new Promise((resolve) => {
    const patience = new Patience(seconds, () => {
      patience.end();
      resolve(["", ""]);
    });
  });
}
