// How the assignment stands, reported to the page around this one, which may keep it for another browser.
import { Splice } from "./splice.js";
import { plain } from "../storage/store.js";

const ANSWERING = 1500; // ms for that page to say what it has kept; Python waits no longer for it
const GATHERED = 300; // ms, for what comes of one step is reported once

export class Reporter {
  // ask(message, type): Python's answer of that type, null while there is no Python.
  constructor(store, ask) {
    this.splice = new Splice(ANSWERING);
    this.store = store;
    this.ask = ask;
    this.last = ""; // what was reported
    this.taken = false; // whether there was something of an earlier visit
  }

  // A promise of what was kept of an earlier visit, "" for nothing.
  async suspended() {
    this.last = (this.splice.framed && (await this.splice.state())) || "";
    this.taken = Boolean(this.last);
    return this.last;
  }

  // Whether Python has just gone on from there; told once.
  takesUp() {
    const { taken } = this;
    this.taken = false;
    return taken;
  }

  changed() {
    if (!this.splice.framed) return;
    clearTimeout(this.due);
    this.due = setTimeout(() => this.report(), GATHERED);
  }

  async report() {
    const made = await this.ask({ type: "suspend", trials: plain(await this.store.trials()) }, "suspended");
    if (!made || made.text === this.last) return;
    this.last = made.text;
    this.splice.report({ score: made.score, state: made.text, finished: made.finished });
  }
}
