// The hand-out: the same cases for paper, with room for what a learner says. Only print shows it.
import { qrPicture } from "./qr_code.js";
import { element, fill, svg } from "./dom.js";

const PIXEL = 5; // millimetres of one that is painted
const ROW = 160; // characters of all answers that fit side by side
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

export class Paper {
  // words: `paper` of the page's.
  constructor(place, { words, view }) {
    Object.assign(this, { place, words, view });
  }

  // made: an assignment; link: its link, and its QR code, null where there is none.
  show(made, link, code) {
    this.place.replaceChildren(this.head(made, link, code), ...made.cases.map((address, at) => this.case(made, address, at)));
  }

  clear() {
    this.place.replaceChildren();
  }

  head(made, link, code) {
    const { words } = this;
    const text = element("div", {}, element("h1", { dir: "auto" }, made.title));
    if (made.name !== "none") text.append(this.line(words[made.name]));
    if (made.text) text.append(element("p", { className: "paper-text", dir: "auto" }, made.text));
    const picture = code && element("figure", {}, qrPicture(code, words.qr), element("figcaption", {}, words.on_screen));
    return element("header", {}, text, picture);
  }

  case(made, address, at) {
    const { known, lab, name } = this.view.told(address);
    const place = element("article", {}, element("h2", {}, fill(this.words.case, { number: at + 1, lab })));
    place.append(element("p", { className: "small" }, name));
    if (known) {
      const picture = this.view.picture(known);
      place.append(element("div", { className: "paper-case" }, picture, element("p", {}, known.asked)));
    } else place.append(element("p", {}, this.words.unknown));
    for (let vote = 1; vote <= made.votes; vote += 1) place.append(this.vote(known, vote, made.votes));
    return place;
  }

  vote(known, vote, votes) {
    const { words } = this;
    const place = element("div", { className: "paper-vote" });
    if (votes > 1) place.append(element("h3", {}, vote === 1 ? words.first : words.second));
    place.append(known ? this.answers(known, vote) : this.line(words.answer));
    if (known) place.append(this.sure(known));
    place.append(this.line(words.why));
    return place;
  }

  // The answers in full the first time; then their letters alone.
  answers(known, vote) {
    if (known.sheet.length) return this.sheet(known.sheet);
    const short = vote > 1;
    const items = known.choices.map(([text, hint, picture], at) => element(
      "li", {}, box(), element("b", {}, LETTERS[at]),
      short || picture === null ? "" : this.view.image(picture),
      short ? "" : element("span", {}, text, hint ? element("i", {}, ` (${hint})`) : ""),
    ));
    const length = known.choices.reduce((sum, [text, hint]) => sum + text.length + hint.length, 0);
    return element("ul", { className: short || length <= ROW ? "paper-short" : "" }, ...items);
  }

  // Empty pixels, to be painted.
  sheet([rows, columns]) {
    const cells = [];
    for (let at = 0; at < rows * columns; at += 1) {
      cells.push(svg("rect", { x: (at % columns) + 0.06, y: Math.floor(at / columns) + 0.06, width: 0.88, height: 0.88 }));
    }
    const grid = svg("svg", { viewBox: `0 0 ${columns} ${rows}`, class: "paper-sheet", style: `width: ${PIXEL * columns}mm` }, ...cells);
    return element("div", {}, element("p", {}, this.words.paint), grid);
  }

  sure(known) {
    const items = known.sure.map(([percent, text]) => element("li", {}, box(), `${percent} % (${text})`));
    return element("div", { className: "paper-sure" }, element("span", {}, this.words.sure), element("ul", { className: "paper-short" }, ...items));
  }

  line(text) {
    return element("p", { className: "paper-line" }, text);
  }
}

const box = () => element("span", { className: "paper-box", ariaHidden: "true" });
