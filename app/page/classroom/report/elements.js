// Elements of the report, made from words: texts are texts, never HTML.
import { fill } from "../../shell/message_format.js";

// properties: `class`, attributes, and handlers as `onclick`; children: elements and texts.
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (typeof value === "boolean") element.toggleAttribute(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

// Text from a file: whichever way it runs.
export const foreign = (tag, text, properties = {}) => make(tag, { dir: "auto", ...properties }, text);

// A drawing that Python has made: its only markup is its own.
export function drawing(svg) {
  const found = new DOMParser().parseFromString(svg, "text/html").body.firstElementChild;
  return found ? document.importNode(found, true) : "";
}

// What HTML of our own says, as text, a paragraph each.
export function paragraphs(html) {
  const found = new DOMParser().parseFromString(html, "text/html").body;
  return [...found.children].map((one) => one.textContent.trim()).filter(Boolean);
}

// head: texts; rows: of texts and elements, the first of which names the row.
export function table(head, rows, caption) {
  const line = ([first, ...rest]) => make("tr", {}, make("th", { scope: "row" }, first), ...rest.map((cell) => make("td", {}, cell)));
  return make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    make("table", {}, make("caption", { class: "visually-hidden" }, caption),
      make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
      make("tbody", {}, ...rows.map(line))));
}

// What is folded is made when it is first opened. name: by which it is found again.
export function folded(name, summary, content) {
  const details = make("details", { "data-name": name, ontoggle: () => details.open && details.children.length < 2 && details.append(content()) }, make("summary", {}, summary));
  return details;
}

export const percent = (share, words) => (share === null ? words.unknown : fill(words.percent, { value: Math.round(100 * share) }));
export const number = (value) => value.toLocaleString(document.documentElement.lang);
