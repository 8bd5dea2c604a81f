// An assignment's title and instruction, and the file that is handed in.
import { keepName, keptName, leave } from "./assigned.js";
import { copied, save } from "../storage/text_file.js";
import { fill } from "../shell/message_format.js";
import { assets } from "../shell/asset_urls.js";

export class ClassPanel {
  // set: the assignment. ask(message, type): Python's answer of that type, null while there is no Python.
  // over(): begins anew, after asking.
  constructor(place, set, { ask, over }) {
    this.place = place;
    this.set = set;
    this.ask = ask;
    this.words = JSON.parse(place.dataset.words);
    this.part = (selector) => place.querySelector(selector);
    this.part(".class-title").textContent = set.title;
    this.part(".class-text").textContent = set.text;
    this.box = this.part(".hand-in");
    this.told = this.part("[data-told]");
    const field = this.part(`[data-naming="${set.name}"]`);
    this.name = field?.querySelector("input");
    if (field) field.hidden = false;
    if (this.name) this.name.value = keptName();
    this.name?.addEventListener("input", () => keepName(this.name.value));
    this.part("[data-hand-in]").addEventListener("click", () => this.handIn());
    this.part("[data-start-over]").addEventListener("click", over);
    this.part("[data-leave]").addEventListener("click", leave);
    this.part(".as-text").addEventListener("toggle", ({ target }) => target.open && this.showText());
    this.part("[data-copy]").addEventListener("click", async () => {
      this.part("[data-copied]").textContent = (await copied(this.part("[data-text]"))) ? this.words.copied : this.words.copy_refused;
    });
    place.hidden = false;
  }

  // How many of its cases are answered.
  show(done) {
    const count = this.set.cases.length;
    this.part(".class-so-far").textContent = fill(this.words[done === count ? "whole" : "so_far"], { done, count });
  }

  open() {
    this.box.open = true;
    this.box.scrollIntoView({ block: "nearest" });
    (this.name ?? this.part("[data-hand-in]")).focus();
  }

  async handIn() {
    const made = await this.made();
    if (!made) return;
    const file = `hunch-${[this.set.title, made.name].map(plainName).filter(Boolean).join("-")}.json`;
    save(made.text, file, "application/json");
    this.told.textContent = fill(this.words.saved, { file });
    await this.showText();
  }

  // What is handed in, or null where something is missing, which is said.
  async made() {
    const name = this.name?.value.trim() ?? "";
    if (this.name && !name) {
      this.told.textContent = this.words[`${this.set.name}_missing`];
      this.name.focus();
      return null;
    }
    const made = await this.ask({ type: "hand_in", name, content: assets.content }, "handed_in");
    if (!made) this.told.textContent = this.words.not_yet;
    return made;
  }

  async showText() {
    if (!this.part(".as-text").open) return;
    this.part("[data-text]").value = (await this.made())?.text ?? "";
  }
}

// What any system takes for a part of a file's name.
const plainName = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
