// The page's Bokeh document and its link to Python.
//
// The document is drawn from JSON that was made at build time, so that it is there before Python
// is. What the learner does goes into a queue; once Python is attached the queue is sent, in order
// and one patch at a time, and Python's patches are applied by id.
import { paused } from "./yielding.js";

export class Link {
  // gate(name, attribute, ahead): called when a control has changed; what must be stored is stored
  // there. Python hears of the change when its promise is true. `ahead` settles when Python has
  // dealt with all changes before this one, or will not do so.
  constructor(gate) {
    this.beforeSend = gate;
    this.send = null;
    this.queue = [];
    this.sending = null;
    this.applying = 0;
  }

  // Take over the documents of the page. From here on what changes is noted; nothing is drawn yet.
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
    this.document.on_change((event) => this.onChange(event), false);
  }

  // Draw each root into the element that waits for it.
  async draw() {
    // in short tasks, one root after the other, and what the learner does meanwhile goes first
    paused(Bokeh.index.constructor.prototype, "build_view", () => this.queue.at(-1)?.ready);
    await Bokeh.embed.add_document_standalone(this.document, document.body, this.slots);
  }

  // The state of a control by its name: a model whose properties can be read and set.
  control(name) {
    return this.controls.get(name);
  }

  // Change models without telling Python.
  withoutNotifying(act) {
    this.applying += 1;
    try {
      return act();
    } finally {
      this.applying -= 1;
    }
  }

  onChange(event) {
    if (this.applying || event.kind !== "ModelChanged") return;
    if (this.controls.get(event.model.name) !== event.model) return;
    const last = this.queue.at(-1);
    const again = last?.event.model === event.model && last.event.attr === event.attr;
    if (again) this.queue.pop();
    const ahead = (this.queue.at(-1) ?? this.sending)?.done;
    const gates = [again && last.ready, this.beforeSend(event.model.name, event.attr, ahead)];
    // what is said again is said once, if it may be said at all: of two presses one was the first
    const change = { event, ready: Promise.all(gates).then((may) => may.some(Boolean)) };
    change.done = new Promise((settle) => { change.settle = settle; });
    this.queue.push(change);
    this.drain();
  }

  // send(patch): a promise that settles when Python has applied it. Null detaches.
  attach(send) {
    for (const change of [this.sending, ...this.queue]) if (!send) change?.settle();
    this.send = send;
    this.sending = null;
    return this.drain();
  }

  async drain() {
    const { send } = this;
    while (send && send === this.send && !this.sending && this.queue.length) {
      const change = (this.sending = this.queue.shift());
      if ((await change.ready) && send === this.send) {
        await send(this.document.create_json_patch([change.event]));
      }
      change.settle();
      if (send === this.send) this.sending = null;
    }
  }

  apply(patch) {
    this.withoutNotifying(() => this.document.apply_json_patch(patch));
  }
}
