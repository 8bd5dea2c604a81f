// Title, instruction and options, and what of them is too long.
import { onTyped } from "../../lesson/ime_composition.js";
import { LIMITS } from "../assignment_code.js";
import { fill } from "./dom.js";

const TEXTS = ["title", "text"];
const VALUES = { votes: Number }; // of what is no text

export class Form {
  constructor(place, { words, draft }) {
    Object.assign(this, { place, words, draft });
    for (const name of TEXTS) onTyped(this.field(name), () => draft.change({ [name]: this.field(name).value }));
    place.addEventListener("change", ({ target }) => this.take(target));
    draft.onChange(() => this.show());
    this.show();
  }

  field(name) {
    return this.place.querySelector(`[name=${name}]`);
  }

  take({ type, name, value, checked }) {
    if (type === "radio") this.draft.change({ [name]: (VALUES[name] ?? String)(value) });
    if (type === "checkbox") this.draft.change({ [name]: checked });
  }

  show() {
    const { fields, trimmed } = this.draft;
    for (const name of TEXTS) {
      if (this.field(name).value !== fields[name]) this.field(name).value = fields[name];
      const { length } = [...trimmed[name]];
      const over = length > LIMITS[name];
      this.field(name).setAttribute("aria-invalid", over);
      this.place.querySelector(`[data-over=${name}]`).textContent = over ? fill(this.words.over, { length, most: LIMITS[name] }) : "";
    }
    for (const input of this.place.querySelectorAll("input[type=radio]")) input.checked = String(fields[input.name]) === input.value;
    for (const input of this.place.querySelectorAll("input[type=checkbox]")) input.checked = fields[input.name];
  }
}
