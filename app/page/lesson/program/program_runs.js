// Runs of the learner's program in a worker of its own: begun at the first run, kept for the next
// one, and ended by Stop and by the limits of time and of messages.
import { newWorker } from "../../python/new_worker.js";
import { parts } from "../../shell/asset_urls.js";

export const LIMITS = { seconds: 30, characters: 20000 };
const MESSAGES = 5000; // of one run; the worker itself sends fewer, whatever the program does
const LACKS = "unloaded"; // the sentence on what all of Python would have had

// Fires "loading" {step, received, total}, "running", "output" {text}, "cut", "more", and at last
// "ended" {how, seconds, error, line, cannot, reason}; how: "done", "raised", "stopped", "late",
// "flooded" or "failed"; cannot: the name of a sentence on what is not to be had here.
export class Runs extends EventTarget {
  worker = null;
  asked = null; // the run that is going on
  short = Boolean(parts.assets.snapshot); // whether to resume, which brings along only what the labs use

  // noInput: the error of a program that wants to read.
  run(text, noInput) {
    this.asked = { type: "run", text, noInput, limit: LIMITS.characters };
    this.lacked = null; // how it ended for want of what the snapshot has not
    this.whole = true; // whether all of Python may be tried,
    this.resumable = Boolean(parts.assets.snapshot); // and the snapshot
    this.go();
  }

  go() {
    this.begun = null;
    Object.assign(this, { messages: 0, characters: 0 });
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
    const worker = newWorker(new URL("../../python/program_worker.js", import.meta.url));
    const heard = (act) => (event) => {
      if (worker === this.worker) act(event);
    };
    worker.onmessage = heard(({ data: { type, ...message } }) => this.hear(type, message));
    worker.onerror = heard((event) => {
      event.preventDefault();
      this.fail({ error: event.message ?? "" });
    });
    const assets = this.short ? parts.assets : { ...parts.assets, snapshot: "" };
    this.live = false;
    worker.postMessage({ type: "start", ...parts, assets });
    return worker;
  }

  hear(type, message) {
    if (type === "ready") this.ready(message);
    else if (type === "failed" && message.reason === "resume") this.unresumed(message);
    else if (type === "failed") this.fail({ error: message.detail, reason: message.reason });
    else if (!this.asked) return;
    else if (type === "progress") this.tell("loading", message);
    else if ((this.messages += 1) > MESSAGES) this.end("flooded");
    else if (type === "running") this.limit();
    else if (type === "output") this.print(String(message.text));
    else if (type === "cut") this.tell("cut");
    else if (type === "ended") this.over(message);
  }

  ready({ way }) {
    this.live = true;
    this.short &&= way === "resumed";
  }

  // Never more than the limit, whatever the worker says.
  print(text) {
    const left = LIMITS.characters - this.characters;
    this.characters += text.length;
    if (left > 0) this.tell("output", { text: text.slice(0, left) });
  }

  limit() {
    this.begun = performance.now();
    this.timer = setTimeout(() => this.end("late"), LIMITS.seconds * 1000);
    this.tell("running");
  }

  // What cannot be put back as it was before the run is left behind.
  over({ error, line, missing, cannot, fresh }) {
    const ended = { error: String(error), line: Number(line) || null, cannot: String(cannot) };
    if (!fresh) this.leave();
    if (missing && this.short && this.whole) this.again(ended);
    else if (missing && this.short) this.end("raised", { ...ended, cannot: LACKS });
    else this.end(ended.error ? "raised" : "done", ended);
  }

  // With all of Python, which takes longer to come.
  again(lacked) {
    this.lacked = lacked;
    this.short = false;
    this.leave();
    this.tell("more");
    this.go();
  }

  // The snapshot is not to be resumed here: what is left is all of Python, in another worker.
  unresumed({ detail, reason }) {
    if (!this.asked || !this.whole) return this.fail({ error: detail, reason });
    this.resumable = false;
    this.leave();
    this.short = false;
    this.go();
  }

  // All of Python may not come where the snapshot does: without network it may be all that is kept.
  fail(failure) {
    if (!this.asked) return this.leave();
    if (this.short || this.live || !this.resumable) return this.end("failed", failure);
    this.short = true;
    this.leave();
    if (this.lacked) return this.end("raised", { ...this.lacked, cannot: LACKS });
    this.whole = false;
    this.go();
  }

  end(how, { error = "", line = null, cannot = "", reason = "" } = {}) {
    const seconds = this.begun ? (performance.now() - this.begun) / 1000 : 0;
    if (!["done", "raised"].includes(how)) this.leave();
    clearTimeout(this.timer);
    this.asked = null;
    this.tell("ended", { how, seconds, error, line, cannot, reason });
  }

  leave() {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.worker = null;
    if (!this.live) this.short = Boolean(parts.assets.snapshot); // it has yet to prove that it comes
  }

  tell(name, detail = {}) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
