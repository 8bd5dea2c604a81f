// The page's Bokeh document and its link to Python.
//
// The document is drawn from JSON that was made at build time, so that it is there before Python
// is, and Python's patches are applied to it by id. What the learner does comes from the controls as
// messages and goes into a queue; once Python is attached they are sent in order, one at a time.
import { INPUT } from "./components/says.js";
import { paused } from "./yielding.js";

export class Link {
  // prepare(message, ahead): a promise of what Python is to hear, or of null if it must not hear of
  // it; what must be stored is stored there. `ahead` settles when Python has dealt with all that was
  // said before, or will not do so.
  constructor(prepare) {
    this.prepare = prepare;
    this.send = null;
    this.queue = [];
    this.sending = null;
  }

  // Take over the documents of the page; nothing is drawn yet.
  take({ json, roots }) {
    this.document?.clear();
    this.queue = [];
    this.slots = roots.map(([, name]) => document.querySelector(`[data-slot="${name}"]`));
    for (const slot of this.slots) slot.replaceChildren();
    this.document = Bokeh.require("document").Document.from_json(json);
    this.controls = new Map();
    for (const root of this.document.roots()) {
      if (root.data?.name) this.controls.set(root.data.name, root.data);
    }
  }

  // Draw each root into the element that waits for it.
  async draw() {
    // in short tasks, one root after the other, and what the learner does meanwhile goes first
    paused(Bokeh.index.constructor.prototype, "build_view", () => this.queue.at(-1)?.ready);
    await Bokeh.embed.add_document_standalone(this.document, document.body, this.slots);
  }

  // What a control shows, by its name: a model whose properties can be read and set.
  control(name) {
    return this.controls.get(name);
  }

  // What the learner does from here on, which the controls say as messages, is prepared and sent.
  listen() {
    addEventListener(INPUT, ({ detail }) => this.enter(detail));
  }

  enter(message) {
    const about = ({ type, name, control }) => [type, name, control].join(" ");
    const last = this.queue.at(-1);
    const again = last && about(last.message) === about(message);
    if (again) this.queue.pop();
    const ahead = this.settled();
    const entry = { message };
    // what is said again is said once, if it may be said at all: of two presses one was the first
    entry.ready = Promise.all([again && last.ready, this.prepare(message, ahead)]).then((ready) => ready.findLast(Boolean));
    entry.done = new Promise((settle) => { entry.settle = settle; });
    this.queue.push(entry);
    this.drain();
  }

  // send(message): a promise that settles when Python has dealt with it. Null detaches.
  attach(send) {
    for (const entry of [this.sending, ...this.queue]) if (!send) entry?.settle();
    this.send = send;
    this.sending = null;
    return this.drain();
  }

  async drain() {
    const { send } = this;
    while (send && send === this.send && !this.sending && this.queue.length) {
      const entry = (this.sending = this.queue.shift());
      const message = await entry.ready;
      if (message && send === this.send) await send(message);
      entry.settle();
      if (send === this.send) this.sending = null;
    }
  }

  // A promise that settles when Python has dealt with all that was said so far, or will not do so.
  settled() {
    return (this.queue.at(-1) ?? this.sending)?.done;
  }

  apply(patch) {
    this.document.apply_json_patch(patch);
  }
}
