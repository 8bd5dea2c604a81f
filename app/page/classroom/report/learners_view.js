// The learners in a table: sorted by any column, as many rows at a time as one can look over.
import { fill, isolated } from "../../shell/message_format.js";
import { foreign, make, number } from "./elements.js";

const ROWS = 60;
const COLUMNS = { // what each sorts by; the first press shows what one looks for
  number: { of: (one) => one.number },
  name: { of: (one) => one.name.toLocaleLowerCase(), word: true },
  done: { of: (one) => one.done / one.of },
  right: { of: (one) => (one.count ? one.right / one.count : -1), falling: true },
  points: { of: (one) => one.points ?? -1, falling: true },
  marks: { of: (one) => one.marks.length, falling: true },
};

export class LearnersView {
  constructor(place, words) {
    Object.assign(this, { place, words, learners: [], by: "number", falling: false, rows: ROWS, hidden: false });
    this.heads = new Map(Object.keys(COLUMNS).map((name) => [name, this.head(name)]));
    this.body = make("tbody");
    this.more = make("button", { type: "button", class: "plain", hidden: true, onclick: () => this.showMore() }, words.learners.more);
    const table = make("table", {}, make("caption", { class: "visually-hidden" }, words.learners.caption),
      make("thead", {}, make("tr", {}, ...this.heads.values())), this.body);
    place.replaceChildren(make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words.learners.caption }, table), this.more);
    this.draw();
  }

  head(name) {
    const button = make("button", { type: "button", onclick: () => this.sort(name) }, this.words.learners.head[name]);
    return make("th", { scope: "col" }, button);
  }

  show(learners) {
    this.learners = learners;
    this.draw();
  }

  hideNames(hidden) {
    this.hidden = hidden;
    this.draw();
  }

  sort(name) {
    this.falling = this.by === name ? !this.falling : Boolean(COLUMNS[name].falling);
    this.by = name;
    this.rows = ROWS;
    this.draw();
  }

  showMore() {
    const first = this.body.children.length;
    this.rows += ROWS;
    this.draw();
    this.body.children[first]?.querySelector("th")?.focus();
  }

  draw() {
    for (const [name, head] of this.heads) {
      head.setAttribute("aria-sort", name === this.by ? (this.falling ? "descending" : "ascending") : "none");
    }
    const { of, word } = COLUMNS[this.by];
    const sign = this.falling ? -1 : 1;
    const compare = word ? new Intl.Collator(undefined, { numeric: true }).compare : (one, other) => one - other;
    const sorted = [...this.learners].sort((one, other) => sign * compare(of(one), of(other)) || one.number - other.number);
    this.body.replaceChildren(...sorted.slice(0, this.rows).map((one) => this.row(one)));
    this.more.hidden = sorted.length <= this.rows;
  }

  row(one) {
    const say = this.words.learners;
    const missing = one.missing.length && one.done ? ` ${fill(say.missing, { cases: one.missing.join(", ") })}` : "";
    const cells = [
      this.hidden ? "" : foreign("span", one.name || say.no_name),
      make("span", {}, fill(say.done, { done: one.done, of: one.of }), missing ? make("span", { class: "small" }, missing) : ""),
      one.count ? fill(say.right, { right: number(Math.round(10 * one.right) / 10), count: one.count }) : "",
      one.points === null ? "" : number(Math.round(one.points)),
      one.marks.length ? make("ul", {}, ...one.marks.map((mark) => make("li", {}, markText(mark, this.words, (at) => this.nameOf(at))))) : "",
    ];
    const file = this.hidden ? "" : foreign("span", one.file, { class: "small file" });
    return make("tr", {}, make("th", { scope: "row", tabindex: "-1" }, `${one.number} `, file), ...cells.map((cell) => make("td", {}, cell)));
  }

  // How another file is called: by its number, and its name where names are shown.
  nameOf(at) {
    const other = this.learners[at - 1];
    return this.hidden || !other?.name ? String(at) : `${at}, ${isolated(other.name)}`;
  }
}

// What is marked, as a sentence. nameOf(number): what the file of this number is called.
export function markText({ kind, cases, count, other, more }, words, nameOf) {
  const key = kind === "shared" && more ? "shared_more" : kind;
  return fill(words.marks[key], { cases: cases.join(", "), count, other: other ? nameOf(other) : "", more });
}
