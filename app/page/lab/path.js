// The path over the labs: where the learner is on it, and the way on. How the steps ended comes from
// Python, which reads it from the ledger.
import { drawCard, fileOf } from "./path_card.js";

const MARKS = { "+": "called", "-": "missed", ".": "ahead" };
const NOTHING = "";

export class LearningPath {
  // lab: the lab's root element. go(case): leads to a case of this page's own lab.
  constructor(nav, lab, go) {
    this.nav = nav;
    this.lab = lab;
    this.words = JSON.parse(nav.dataset.words);
    this.steps = [...nav.querySelectorAll("[data-case]")];
    this.texts = this.steps.map((step) => step.querySelector(".visually-hidden").textContent);
    this.on = nav.querySelector(".path-on");
    this.below = this.on.cloneNode(); // beside the lab's own ways on, where a revealed step is left
    this.end = document.createElement("button"); // likewise, where there is no step left
    Object.assign(this.end, { type: "button", className: "primary path-end", textContent: this.words.end_card });
    lab.querySelector(".onward .ways").prepend(this.below, this.end);
    this.card = nav.querySelector(".path-card");
    this.dialog = nav.querySelector("dialog");
    this.marks = NOTHING;
    this.score = NOTHING;
    const follow = (event) => {
      const link = event.target.closest("[data-case]");
      if (!link || !("own" in link.dataset) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      go(link.dataset.case);
    };
    for (const place of [nav, this.below]) place.addEventListener("click", follow);
    for (const button of [this.card, this.end]) button.addEventListener("click", () => this.show());
    this.initDialog();
    new MutationObserver(() => this.draw()).observe(lab, { attributes: true, attributeFilter: ["data-phase", "data-address", "data-waiting"] });
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
    const ahead = this.steps.findIndex((step, at) => (this.marks[at] ?? ".") === "." && at !== here);
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
    const whole = this.marks.length === count && !this.marks.includes(".");
    const next = here < 0 || phase === "revealed" ? ahead : -1;
    for (const link of [this.on, this.below]) {
      link.hidden = whole || next < 0 || (link === this.below) !== (here >= 0);
      if (link.hidden) continue;
      link.textContent = fill(here < 0 ? this.words.on : this.words.next, { step: next + 1, text: this.texts[next] });
      link.href = this.steps[next].href;
      link.dataset.case = this.steps[next].dataset.case;
      link.toggleAttribute("data-own", "own" in this.steps[next].dataset);
    }
    this.card.hidden = !whole;
    this.end.hidden = !whole || here < 0 || phase !== "revealed";
    this.nav.toggleAttribute("data-whole", whole);
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

const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
