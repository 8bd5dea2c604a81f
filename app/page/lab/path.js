// The path over the labs, the home page's or an assignment's: where the learner is on it, and the way
// on. How the steps ended comes from Python, which reads it from the ledger.
import { drawCard, fileOf } from "./path_card.js";
import { fill } from "../shell/message_format.js";

const MARKS = { "+": "called", "-": "missed", "~": "sealed", ".": "ahead" };
const NOTHING = "";

export class LearningPath {
  // lab: the lab's root element. go(case): leads to a case of this page's own lab. left(): a promise of
  // when this page can be left for another one. finish(): what follows the last step, in place of the
  // card; words: in place of the path's own; changed(done): told how many steps are answered.
  constructor(nav, lab, { go, left }, { words = {}, finish = null, changed = () => {} } = {}) {
    this.nav = nav;
    this.lab = lab;
    this.finish = finish;
    this.changed = changed;
    this.words = { ...JSON.parse(nav.dataset.words), ...words };
    this.steps = [...nav.querySelectorAll("[data-case]")];
    this.texts = this.steps.map((step) => step.querySelector(".visually-hidden").textContent);
    this.on = nav.querySelector(".path-on");
    this.below = this.on.cloneNode(); // beside the lab's own ways on, where a revealed step is left
    this.end = document.createElement("button"); // likewise, where there is no step left
    Object.assign(this.end, { type: "button", className: "primary path-end", textContent: finish ? this.words.end : this.words.end_card });
    this.onward = lab.querySelector(".onward .ways");
    this.run = lab.querySelector(".predict .run"); // where a step is left that stays sealed
    this.onward.prepend(this.below, this.end);
    this.card = nav.querySelector(".path-card");
    this.dialog = nav.querySelector("dialog");
    this.marks = NOTHING;
    this.score = NOTHING;
    const follow = (event) => {
      const link = event.target.closest("[data-case]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      if ("own" in link.dataset) go(link.dataset.case);
      else left().then(() => location.assign(link.href));
    };
    for (const place of [nav, this.below]) place.addEventListener("click", follow);
    this.card.addEventListener("click", () => this.show());
    this.end.addEventListener("click", finish ?? (() => this.show()));
    this.initDialog();
    new MutationObserver(() => this.draw()).observe(lab, { attributes: true, attributeFilter: ["data-phase", "data-address", "data-waiting", "data-withheld"] });
    this.draw();
  }

  // html: what Python says of the path, "" for nothing.
  hear(html) {
    if (html === this.heard) return;
    this.heard = html;
    const said = new DOMParser().parseFromString(html, "text/html").querySelector("[data-marks]");
    this.marks = said?.dataset.marks ?? NOTHING;
    this.score = said?.textContent ?? NOTHING;
    this.draw();
  }

  draw() {
    const { address, phase } = this.lab.dataset;
    const waiting = this.lab.hasAttribute("data-waiting");
    const here = waiting ? -1 : this.steps.findIndex((step) => step.dataset.case === address);
    const first = (mark) => this.steps.findIndex((step, at) => (this.marks[at] ?? ".") === mark && at !== here);
    const opens = first(".") < 0; // all are committed: what is sealed can be opened
    const ahead = opens ? first("~") : first(".");
    for (const [at, step] of this.steps.entries()) {
      const state = MARKS[this.marks[at] ?? "."];
      step.dataset.state = state;
      step.setAttribute("aria-label", `${at + 1}: ${this.texts[at]} (${this.words[state]})`);
      if (at === here) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    const count = this.steps.length;
    const told = here < 0 ? NOTHING : `${fill(this.words.here, { step: here + 1, count })}: ${this.texts[here]}`;
    this.nav.querySelector(".path-text").textContent = told;
    const whole = this.marks.length === count && !/[.~]/.test(this.marks);
    const withheld = this.lab.hasAttribute("data-withheld");
    const next = here < 0 || phase === "revealed" || withheld ? ahead : -1;
    if (here >= 0 && withheld) this.run.prepend(this.below);
    else if (this.below.parentElement !== this.onward) this.onward.prepend(this.below);
    for (const link of [this.on, this.below]) {
      link.hidden = whole || next < 0 || (link === this.below) !== (here >= 0);
      if (link.hidden) continue;
      const way = opens && this.finish ? "open" : here < 0 ? "on" : "next";
      link.textContent = fill(this.words[way], { step: next + 1, text: this.texts[next] });
      link.href = this.steps[next].href;
      link.dataset.case = this.steps[next].dataset.case;
      link.toggleAttribute("data-own", "own" in this.steps[next].dataset);
    }
    this.card.hidden = !whole || Boolean(this.finish);
    this.end.hidden = !whole || here < 0 || phase !== "revealed";
    this.nav.toggleAttribute("data-whole", whole);
    this.changed([...this.marks].filter((mark) => mark !== ".").length);
  }

  // Go to the first step that is not answered, if the one here is.
  goOn() {
    if (!this.below.hidden) this.below.click();
  }

  show() {
    const canvas = this.dialog.querySelector("canvas");
    canvas.setAttribute("aria-label", fill(this.words.card_label, { score: this.score }));
    drawCard(canvas, { title: this.words.card_title, score: this.score, marks: this.marks, texts: this.texts });
    this.dialog.showModal();
  }

  initDialog() {
    const told = this.dialog.querySelector(".told");
    const share = this.dialog.querySelector("[data-share-card]");
    const picture = () => fileOf(this.dialog.querySelector("canvas"), this.words.file);
    this.dialog.querySelector("[data-save-card]").addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await picture());
      link.download = this.words.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href));
    });
    share.hidden = !navigator.canShare?.({ files: [new File([], this.words.file, { type: "image/png" })] });
    share.addEventListener("click", async () => {
      try {
        await navigator.share({ files: [await picture()], text: this.score });
      } catch (error) {
        if (error.name !== "AbortError") told.textContent = this.words.refused; // else the learner has thought better of it
      }
    });
    this.dialog.querySelector("[data-close-card]").addEventListener("click", () => this.dialog.close());
    this.dialog.addEventListener("close", () => { told.textContent = ""; });
  }
}

// Put other steps in place of those that the page was built with. steps: {case, text, to, href} each; to:
// the address of the page, "" for this one.
export function layOut(nav, steps, title) {
  nav.setAttribute("aria-label", title);
  nav.querySelector("ol").replaceChildren(...steps.map(({ case: address, text, to, href }, at) => {
    const [item, link, number, said] = ["li", "a", "span", "span"].map((name) => document.createElement(name));
    link.href = href;
    link.dataset.case = address;
    link.toggleAttribute("data-own", !to);
    number.setAttribute("aria-hidden", "true");
    number.textContent = at + 1;
    said.className = "visually-hidden";
    said.textContent = text;
    link.append(number, said);
    item.append(link);
    return item;
  }));
}
