// The class as a whole: how right, how sure, and whether the one fits the other; and what is worth
// discussing first.
import { fill } from "../../shell/message_format.js";
import { make, number, percent, table } from "./elements.js";

export function drawClass(place, told, words) {
  const say = words.class;
  if (!told) {
    place.replaceChildren(make("p", {}, say.none));
    return;
  }
  const figures = {
    count: number(told.count), right: percent(told.right, words), sure: percent(told.confidence, words),
    points: Math.round(told.points), guessing: Math.round(told.guessing),
  };
  const bias = told.bias ? say[told.bias] : fill(say.few, { count: told.count });
  place.replaceChildren(
    make("p", { class: "told" }, `${fill(say.score, figures)} ${bias}`),
    make("ul", { class: "bars calibration", "aria-hidden": "true" }, ...told.bins.map((bin) => calibrationRow(bin, words))),
    make("p", { class: "small" }, say.legend),
    table(say.head, told.bins.map((bin) => [range(bin, words), number(bin.count), percent(bin.confidence, words), percent(bin.right, words), fill(words.range, { low: Math.round(100 * bin.low), high: Math.round(100 * bin.high) })]), say.caption),
  );
}

function calibrationRow(bin, words) {
  const track = (name, share) => {
    const bar = make("span", { class: "bar" }, make("span"));
    bar.firstChild.style.inlineSize = `${100 * share}%`;
    return make("span", { class: `bar-track ${name}` }, bar, make("span", { class: "bar-count" }, percent(share, words)));
  };
  return make("li", { class: "bar-row" }, make("span", { class: "bar-name" }, range(bin, words)),
    make("span", { class: "bar-tracks" }, track("sure", bin.confidence), track("right", bin.right)));
}

const range = ({ lo, hi }, words) => fill(words.range, { low: lo, high: Math.min(100, hi) });

// worth: numbers of cases, the most confident errors first.
export function drawWorth(place, { cases, worth }, words) {
  const item = (at) => {
    const told = cases[at - 1];
    const text = fill(words.worth.item, { number: told.number, lab: told.lab });
    const figures = { errors: Math.round(100 * told.confident_errors), wrong: percent(1 - told.right, words), sure: percent(told.sure_wrong, words) };
    return make("li", {}, make("a", { href: `#case-${told.number}` }, text), ` ${fill(words.worth.figures, figures)} `,
      told.advice ? make("b", {}, words.advice[told.advice].name) : "");
  };
  place.replaceChildren(worth.length ? make("ol", {}, ...worth.map(item)) : make("p", {}, words.worth.none));
}
