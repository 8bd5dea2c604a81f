// Python in its worker: started, watched, asked, and told when it is gone.

const SILENCE_MS = 30000; // no byte, no step: the start has failed
const ANSWER_MS = 10000; // no answer to a patch: the worker is gone

export class Python extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.live = false;
    this.waiting = new Map();
    this.count = 0;
  }

  // start(message): where the parts of Python are. Fires "progress", "live", "message", "failed".
  start(message) {
    this.stop();
    this.over = false;
    if (typeof WebAssembly !== "object") return this.fail({ reason: "no_wasm", detail: "" });
    try {
      this.worker = new Worker(this.url, { type: "module" });
    } catch (error) {
      return this.fail({ reason: "no_worker", detail: String(error) });
    }
    this.worker.onmessage = (event) => this.hear(event.data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail({ reason: "worker", detail: event.message ?? "" });
    };
    this.worker.onmessageerror = () => this.fail({ reason: "worker", detail: "message" });
    this.watch(SILENCE_MS);
    this.worker.postMessage({ type: "start", ...message });
  }

  // Let Python begin its work, once it is there, with what this browser kept.
  begin(kept) {
    if (!this.over) this.worker.postMessage({ type: "begin", kept });
  }

  stop() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    this.live = false;
    this.waiting.clear();
  }

  // Send a message; the promise settles when the worker has dealt with it.
  ask(message) {
    if (!this.worker || this.over) return new Promise(() => {});
    const number = (this.count += 1);
    return new Promise((resolve) => {
      this.waiting.set(number, resolve);
      this.watch(ANSWER_MS);
      this.worker.postMessage({ ...message, number });
    });
  }

  hear(message) {
    if (this.over) return;
    if (message.type === "failed") return this.fail(message);
    if (message.type === "done") {
      this.waiting.get(message.number)?.();
      this.waiting.delete(message.number);
    } else if (message.type === "live") {
      this.live = true;
      this.dispatchEvent(new CustomEvent("live", { detail: message }));
    } else if (message.type === "progress") {
      this.dispatchEvent(new CustomEvent("progress", { detail: message }));
    } else {
      for (const one of message.messages) this.dispatchEvent(new CustomEvent("message", { detail: one }));
    }
    if (!this.live) this.watch(SILENCE_MS);
    else if (this.waiting.size) this.watch(ANSWER_MS);
    else clearTimeout(this.timer);
  }

  watch(patience) {
    clearTimeout(this.timer);
    const reason = this.live ? "silent" : "slow";
    this.timer = setTimeout(() => this.fail({ reason, detail: `${patience / 1000}` }), patience);
  }

  fail({ reason, detail }) {
    if (this.over) return;
    this.over = true;
    this.stop();
    this.dispatchEvent(new CustomEvent("failed", { detail: { reason, detail } }));
  }
}
