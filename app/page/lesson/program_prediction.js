// What the reader expects the program to print: committed before the first run, told after it.
import { initQuestion, optionAt } from "./question.js";

const KEY = "cell-prediction";

export class Prediction {
  // place: holds the question, names in data-prints how the line begins that decides; ready(): called
  // once it is committed, or was.
  constructor(place, keeping, words, ready) {
    this.place = place;
    this.keeping = keeping;
    this.words = words;
    this.question = place.querySelector("[data-ask]");
    this.met = place.querySelector("[data-met]");
    this.ask = initQuestion(this.question, words.ask, (chosen) => {
      this.keep({ chosen });
      this.ask.lock(chosen);
      ready();
    });
    this.kept = keeping.get(KEY, {});
    if (!this.made) return;
    if (this.kept.told) this.ask.tell(this.kept.chosen);
    else this.ask.lock(this.kept.chosen);
  }

  get made() {
    return Boolean(optionAt(this.question, this.kept.chosen));
  }

  keep(more) {
    this.kept = { ...this.kept, ...more };
    this.keeping.set(KEY, this.kept);
  }

  // The program as it was written has printed this; or, without a text, Python cannot be had.
  tell(text) {
    const line = text?.split("\n").find((one) => one.startsWith(this.place.dataset.prints));
    if (text !== undefined && !line) return;
    if (line) this.say(line);
    if (this.kept.told) return;
    this.keep({ told: true });
    this.ask.tell(this.kept.chosen);
  }

  say(line) {
    const values = line.match(/\d+\.\d*/g);
    const doubts = values.map((value) => Math.abs(value - 0.5));
    const pixel = doubts.indexOf(Math.min(...doubts));
    const chosen = this.question.querySelectorAll("input")[this.kept.chosen];
    const { came_right, came_wrong } = this.words.cell;
    this.met.textContent = ("right" in chosen.dataset ? came_right : came_wrong)
      .replace("{values}", values.map((value) => value.replace(/\.$/, "")).join(", "))
      .replace("{pixel}", pixel + 1)
      .replace("{value}", values[pixel])
      .replace("{choice}", chosen.parentElement.textContent.trim());
    this.met.hidden = false;
  }

  // What ran was another program.
  changed() {
    if (this.kept.told) return;
    this.met.textContent = this.words.cell.changed;
    this.met.hidden = false;
  }
}
