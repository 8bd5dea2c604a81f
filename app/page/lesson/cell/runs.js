// Runs of the learner's program in a worker of its own: begun at the first run, kept for the next
// one, and ended by Stop and by the limit of time.
import { parts } from "../../parts.js";

export const LIMITS = { seconds: 30, characters: 20000 };

// Fires "loading" {step, received, total}, "running", "output" {text}, "cut", "more", and at last
// "ended" {how, seconds, error, line}; how: "done", "raised", "stopped", "late" or "failed".
export class Runs extends EventTarget {
  worker = null;
  asked = null; // the run that is going on
  short = Boolean(parts.assets.snapshot); // whether to resume, which brings along only what the labs use

  // noInput: the error of a program that wants to read.
  run(text, noInput) {
    this.asked = { type: "run", text, noInput, limit: LIMITS.characters };
    this.begun = null;
    try {
      this.worker ??= this.begin();
      this.worker.postMessage(this.asked);
    } catch (error) {
      this.end("failed", { error: String(error) });
    }
  }

  stop() {
    if (this.asked) this.end("stopped");
    this.leave();
  }

  begin() {
    const worker = new Worker(new URL("../../cell-worker.js", import.meta.url), { type: "module" });
    const heard = (act) => (event) => {
      if (worker === this.worker) act(event);
    };
    worker.onmessage = heard(({ data: { type, ...message } }) => this.hear(type, message));
    worker.onerror = heard((event) => {
      event.preventDefault();
      this.end("failed", { error: event.message ?? "" });
    });
    const assets = this.short ? parts.assets : { ...parts.assets, snapshot: "" };
    worker.postMessage({ type: "start", ...parts, assets });
    return worker;
  }

  hear(type, message) {
    if (type === "ready") this.short &&= message.way === "resumed";
    else if (type === "failed") this.end("failed", { error: message.detail, reason: message.reason });
    else if (!this.asked) return;
    else if (type === "progress") this.tell("loading", message);
    else if (type === "running") this.limit();
    else if (type !== "ended") this.tell(type, message);
    else if (message.missing && this.short) this.again();
    else this.end(message.error ? "raised" : "done", message);
  }

  limit() {
    this.begun = performance.now();
    this.timer = setTimeout(() => this.end("late"), LIMITS.seconds * 1000);
    this.tell("running");
  }

  // With all of Python, which takes longer to come.
  again() {
    this.short = false;
    const { text, noInput } = this.asked;
    this.leave();
    this.tell("more");
    this.run(text, noInput);
  }

  end(how, { error = "", line = null, reason = "" } = {}) {
    const seconds = this.begun ? (performance.now() - this.begun) / 1000 : 0;
    if (!["done", "raised"].includes(how)) this.leave();
    clearTimeout(this.timer);
    this.asked = null;
    this.tell("ended", { how, seconds, error, line, reason });
  }

  leave() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
