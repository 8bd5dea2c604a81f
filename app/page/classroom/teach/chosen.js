// The cases of the assignment, in order; each can be moved up and down and taken out.
import { button, element, fill } from "./dom.js";

export class Chosen {
  constructor(place, { words, draft, view, site }) {
    Object.assign(this, { words, draft, view, site });
    this.list = place.querySelector("[data-chosen-cases]");
    this.none = place.querySelector("[data-none]");
    this.told = place.querySelector("[data-moved]");
    this.shown = [];
    draft.onChange(() => this.show());
    this.show();
  }

  show() {
    const { cases } = this.draft.fields;
    if (cases.length === this.shown.length && cases.every((address, at) => address === this.shown[at])) return;
    this.shown = cases;
    this.none.hidden = cases.length > 0;
    this.list.replaceChildren(...cases.map((address, at) => this.item(address, at, cases.length)));
  }

  item(address, at, count) {
    const { known, lab, name, missing, page } = this.view.told(address);
    const act = (key, run, off = false) => button("", "plain small-button", run, { disabled: off, data: { act: key } });
    const up = act("up", () => this.move(address, -1), at === 0);
    const down = act("down", () => this.move(address, 1), at === count - 1);
    const out = act("out", () => this.takeOut(address));
    for (const each of [up, down, out]) each.append(...this.view.label(this.words[each.dataset.act], address));
    const look = missing ? "" : element("a", { href: new URL(page, this.site).href }, ...this.view.label(this.words.look, address));
    return element(
      "li", { className: "case", data: { address } },
      this.view.picture(known),
      element(
        "div", { className: "case-text" },
        element("h3", { dir: missing ? "auto" : "" }, lab), element("p", { className: "small", dir: missing ? "auto" : "" }, name),
      ),
      element("div", { className: "case-acts" }, up, down, out, look),
    );
  }

  move(address, by) {
    const to = this.draft.move(address, by);
    const item = this.list.children[to];
    const [same, other] = by < 0 ? ["up", "down"] : ["down", "up"];
    const find = (key) => item.querySelector(`[data-act=${key}]`);
    (find(same).disabled ? find(other) : find(same)).focus();
    this.told.textContent = fill(this.words.moved, { place: to + 1, count: this.list.children.length });
  }

  takeOut(address) {
    const at = this.draft.fields.cases.indexOf(address);
    this.draft.remove(address);
    const next = this.list.children[Math.min(at, this.list.children.length - 1)];
    (next?.querySelector("[data-act=out]") ?? this.none).focus();
    this.told.textContent = fill(this.words.taken_out, { count: this.list.children.length });
  }
}
