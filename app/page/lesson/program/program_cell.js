// The program's place: editor, buttons, what is printed, and what became of the run.
import { Editor } from "./editor.js";
import { Fault } from "./fault.js";
import { Output } from "./output.js";
import { LIMITS, Runs } from "./program_runs.js";
import { initNotationLinks } from "./notation_links.js";

const KEY = "cell";
const HEARD = 300; // characters of the output that are read aloud

export class Cell {
  constructor(place, { keeping, prediction, words }) {
    const part = (name) => place.querySelector(`[data-cell-${name}]`);
    Object.assign(this, { keeping, prediction, words });
    for (const name of ["run", "stop", "reset", "undo", "status", "clock", "cut", "heard", "output", "first"]) {
      this[name] = part(name);
    }
    this.cut.textContent = words.cut.replace("{limit}", LIMITS.characters);
    this.printed = new Output(this.output);
    this.runs = new Runs();
    const box = { id: "cell-text", label: place.querySelector(".cell label"), describedBy: "cell-help" };
    this.editor = new Editor(place.querySelector(".cell > pre"), box, {
      changed: (text) => this.changed(text),
      moved: (line) => this.symbols?.at(line),
      run: () => this.press(),
    });
    this.fault = new Fault(part("fault"), this.editor, words);
    this.symbols = initNotationLinks(place.querySelector(".notation"), this.editor, words);
    const kept = keeping.get(KEY, "");
    if (kept) this.editor.text = kept;
    this.wire();
    this.free();
    this.busy(false);
    place.classList.add("live");
    for (const one of place.querySelectorAll("[data-cell-live]")) one.hidden = false;
  }

  wire() {
    this.run.addEventListener("click", () => this.press());
    this.stop.addEventListener("click", () => this.runs.stop());
    this.reset.addEventListener("click", () => this.restore());
    this.undo.addEventListener("click", () => {
      this.editor.text = this.before;
      this.reset.focus();
    });
    const on = (name, act) => this.runs.addEventListener(name, ({ detail }) => act(detail));
    on("loading", (how) => this.loading(how));
    on("running", () => this.began());
    on("output", ({ text }) => this.printed.add(text));
    on("cut", () => { this.cut.hidden = false; });
    on("more", () => this.over());
    on("ended", (how) => this.ended(how));
  }

  // Run is to be pressed once the prediction is committed.
  free() {
    this.run.setAttribute("aria-disabled", String(!this.prediction.made));
    this.first.hidden = this.prediction.made;
  }

  changed(text) {
    const own = text !== this.editor.original;
    this.keeping.set(KEY, own ? text : undefined);
    this.reset.disabled = !own;
    this.undo.hidden = true;
    this.fault?.clear();
    this.symbols?.find();
  }

  // The program as it was written, in a Python that nothing has changed; nothing is lost by a slip.
  restore() {
    this.before = this.editor.text;
    this.runs.stop();
    this.printed.clear();
    this.cut.hidden = true;
    this.editor.text = this.editor.original;
    this.undo.hidden = false;
    this.say("restored");
    this.undo.focus();
  }

  press() {
    if (!this.prediction.made) return this.say("first");
    if (this.runs.asked) return;
    this.printed.clear();
    this.fault.clear();
    this.cut.hidden = true;
    this.heard.textContent = "";
    this.ran = this.editor.text;
    this.busy(true);
    this.say("starting");
    this.runs.run(this.ran, this.words.no_input);
  }

  loading({ step, received, total }) {
    const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
    this.clock.textContent = step === "load"
      ? this.words.loading.replace("{received}", megabytes(received)).replace("{total}", megabytes(total))
      : "";
  }

  began() {
    this.printed.clear(); // it may be a second try
    this.cut.hidden = true;
    const start = performance.now();
    const tick = () => {
      this.clock.textContent = this.words.elapsed.replace("{seconds}", Math.floor((performance.now() - start) / 1000));
    };
    this.say("running");
    tick();
    this.ticking = setInterval(tick, 1000);
  }

  // The run is done over, with more of Python.
  over() {
    clearInterval(this.ticking);
    this.say("more");
  }

  ended({ how, seconds, error, line, cannot, reason }) {
    clearInterval(this.ticking);
    this.clock.textContent = "";
    this.printed.show();
    const { text } = this.printed;
    this.busy(false);
    this.say(Object.hasOwn(this.words, reason) ? reason : how, { seconds: seconds.toFixed(1), limit: LIMITS.seconds, error });
    if (how === "raised") this.fault.show(error, line, cannot);
    if (how === "done" && !text) this.heard.textContent = this.output.textContent = this.words.nothing;
    else this.heard.textContent = text.slice(-HEARD);
    if (this.ran !== this.editor.original) this.prediction.changed();
    else if (how === "done") this.prediction.tell(text);
    if (how === "failed") this.prediction.tell();
  }

  busy(is) {
    const [from, to] = is ? [this.run, this.stop] : [this.stop, this.run];
    const held = document.activeElement === from;
    to.hidden = false;
    if (held) to.focus();
    from.hidden = true;
    this.output.setAttribute("aria-busy", String(is));
  }

  say(name, values = {}) {
    this.status.textContent = Object.entries(values).reduce(
      (text, [key, value]) => text.replace(`{${key}}`, () => value), this.words[name],
    );
  }
}
