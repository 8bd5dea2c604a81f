// The cases to choose from: by lab, by words, a few at a time.
import { button, element, fill } from "./dom.js";

const SHOWN = 6; // at first, and more at a press

export class Catalogue {
  constructor(place, { data, words, draft, view, full }) {
    Object.assign(this, { words, draft, view, full });
    this.cases = data.cases.map((each) => ({ ...each, text: this.searched(each) }));
    this.lab = place.querySelector("[data-lab]");
    this.search = place.querySelector("[data-search]");
    this.count = place.querySelector("[data-count]");
    this.list = place.querySelector("[data-offered]");
    this.more = place.querySelector("[data-more]");
    this.lab.addEventListener("change", () => this.begin());
    this.search.addEventListener("input", () => this.begin());
    this.more.addEventListener("click", () => this.showMore());
    draft.onChange(() => this.mark());
    this.begin();
  }

  searched(each) {
    const { lab, name } = this.view.told(each.address);
    return [lab, name, each.asked, this.view.answers(each)].join(" ").toLowerCase();
  }

  begin() {
    const asked = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
    this.found = this.cases.filter(({ lab, text }) => (!this.lab.value || lab === this.lab.value) && asked.every((word) => text.includes(word)));
    this.list.replaceChildren();
    this.show(SHOWN);
  }

  showMore() {
    const before = this.list.children.length;
    this.show(before + SHOWN);
    this.list.children[before].querySelector("button").focus();
  }

  show(upTo) {
    for (const each of this.found.slice(this.list.children.length, upTo)) this.list.append(this.card(each));
    const shown = this.list.children.length;
    this.count.textContent = fill(this.found.length ? this.words.count : this.words.none, { shown, found: this.found.length });
    this.more.hidden = shown === this.found.length;
    this.mark();
  }

  card(each) {
    const { lab, name } = this.view.told(each.address);
    const act = button("", "plain", () => this.toggle(each.address));
    return element(
      "li", { className: "case", data: { address: each.address } },
      this.view.picture(each),
      element(
        "div", { className: "case-text" },
        element("h3", {}, lab), element("p", { className: "small" }, name),
        element("p", {}, each.asked),
        element("p", { className: "small" }, fill(this.words.answers, { answers: this.view.answers(each) })),
      ),
      act,
    );
  }

  toggle(address) {
    if (this.draft.has(address)) this.draft.remove(address);
    else if (this.full()) return;
    else this.draft.add(address);
  }

  // Say on each card whether its case is chosen.
  mark() {
    for (const card of this.list.children) {
      const { address } = card.dataset;
      const chosen = this.draft.has(address);
      card.toggleAttribute("data-chosen", chosen);
      card.querySelector("button").replaceChildren(...this.view.label(chosen ? this.words.take_out : this.words.add, address));
    }
  }
}
