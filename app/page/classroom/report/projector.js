// The class's answers for the wall: one case at a time, large, without names. First what was said; what
// is right is not in the page before it is asked for.
import { fill } from "../../shell/message_format.js";
import { answerOf, bars, questionOf } from "./case_view.js";

export class Projector {
  constructor(dialog, words) {
    Object.assign(this, { dialog, words, at: 0, told: { cases: [], votes: 1 }, vote: "last", open: false });
    this.part = (name) => dialog.querySelector(`[data-wall=${name}]`);
    this.part("back").addEventListener("click", () => this.go(-1));
    this.part("on").addEventListener("click", () => this.go(1));
    this.part("vote").addEventListener("click", () => this.turn());
    this.part("answer").addEventListener("click", () => this.answer());
    this.part("close").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", (event) => this.press(event));
  }

  show(told) {
    this.told = told;
    this.at = Math.max(0, Math.min(this.at, told.cases.length - 1));
    if (this.dialog.open) this.draw();
  }

  start() {
    if (!this.told.cases.length) return;
    this.put(this.at);
    this.dialog.showModal();
    this.part("on").focus();
  }

  press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.go(step);
  }

  go(step) {
    const at = this.at + step;
    if (at >= 0 && at < this.told.cases.length) this.put(at);
  }

  // Another case: the vote from before the talk first, and nothing told.
  put(at) {
    Object.assign(this, { at, open: false, vote: this.told.votes > 1 ? "first" : "last" });
    this.draw();
  }

  turn() {
    this.vote = this.vote === "first" ? "last" : "first";
    this.draw();
  }

  answer() {
    this.open = !this.open;
    this.draw();
  }

  draw() {
    const { words, told: { cases, votes } } = this;
    const say = words.wall;
    const one = cases[this.at];
    this.part("title").textContent = fill(say.title, { number: one.number, count: cases.length, lab: one.lab });
    this.part("question").replaceChildren(questionOf(one));
    this.part("which").textContent = fill(say[votes > 1 ? this.vote : "only"], { count: one[this.vote] });
    this.part("bars").replaceChildren(one.first || one.last ? bars(one, votes, words, this.open, this.vote) : words.case.nobody);
    this.part("told").replaceChildren(...this.open ? this.answered(one) : []);
    this.part("vote").hidden = votes < 2;
    this.part("vote").textContent = say[this.vote === "first" ? "see_last" : "see_first"];
    this.part("answer").textContent = say[this.open ? "hide" : "answer"];
    this.part("back").toggleAttribute("disabled", this.at === 0);
    this.part("on").toggleAttribute("disabled", this.at === cases.length - 1);
    if (!this.dialog.contains(document.activeElement) || document.activeElement.disabled) this.part(this.at ? "back" : "on").focus();
  }

  answered(one) {
    return one.state === "computed" ? answerOf(one, this.words) : [this.words.case[one.state]];
  }
}
