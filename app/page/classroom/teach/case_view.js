// A case as it is shown: its picture, what it is called, what is asked.
import { element, fill, hidden } from "./dom.js";
import { settingsOf } from "./case_address.js";

export class CaseView {
  // data: the page's; words: `cases` of its words.
  constructor({ labs, cases, pictures }, words) {
    this.labs = labs;
    this.pictures = pictures;
    this.words = words;
    this.known = new Map(cases.map((each) => [each.address, each]));
    this.named = new Map(labs.map((lab) => [lab.name, lab]));
  }

  // Of an address: its lab's title, its settings and draw in words, the page that shows it, and the case
  // itself where this page offers it; `missing` where there is no such lab.
  told(address) {
    const draw = fill(this.words.draw, { seed: new URLSearchParams(address).get("seed") ?? "?" });
    const known = this.known.get(address);
    const { lab, set } = known ? { lab: this.named.get(known.lab), set: known.set } : (settingsOf(address, this.labs) ?? {});
    if (!lab) return { lab: this.words.no_lab, name: address, missing: true };
    return { known, lab: lab.title, name: [...set, draw].join(" · "), page: `${lab.page}${address}` };
  }

  // The picture's layers on each other, described; "" where there is none.
  picture(known) {
    if (!known?.layers.length) return "";
    const place = element("span", { className: "case-picture", role: "img", ariaLabel: known.told });
    for (const layer of known.layers) place.append(this.image(layer));
    return place;
  }

  // An image of the page's data, for the eye alone.
  image(number) {
    return element("img", { src: this.pictures[number], alt: "", draggable: false });
  }

  // The answers that can be given, in a line.
  answers(known) {
    if (known.sheet.length) return this.words.painted;
    return known.choices.map(([text]) => text).join(" / ");
  }

  // For a button: what it does, and for those who do not see beside what it stands, to which case.
  label(text, address) {
    const { lab, name } = this.told(address);
    return [text, hidden(`: ${lab}, ${name}`)];
  }
}
