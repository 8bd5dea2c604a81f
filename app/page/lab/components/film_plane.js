// The plane of the film: points, marks, the curve of one frame; over them a sketch by hand.
import { initHand } from "./film_hand.js";
import { drawing, node } from "./svg.js";

const HEAD = 42; // of an arrow, in thousandths of the plane
const LETTER = 105; // from a mark's place out to its letter
const MARK = 44; // a mark's radius
const NAME = 90; // the least distance of the axis' name from the top

// changed(): the sketch is another one.
export function initPlane({ model, el, told, changed }) {
  const { edge } = model; // thousandths from the middle
  // Places of the drawing from thousandths of the plane, whose y goes up.
  const pairs = (numbers) => Array.from({ length: numbers.length / 2 }, (_, at) => [edge + numbers[2 * at], edge - numbers[2 * at + 1]]);
  const svg = drawing(2 * edge, 2 * edge, "sheet-of-points");
  svg.removeAttribute("aria-hidden");
  const part = (name) => {
    const made = node("path", { class: name });
    svg.append(made);
    return made;
  };
  const [points, damaged, axis, arrows, misses, sketch, curve, ends, cross] =
    ["points", "damaged", "pca_axis", "arrows", "misses", "sketch", "decoded", "ends", "cross"].map(part);
  const name = node("text", { class: "axis-name" });
  const letters = node("g");
  svg.append(name, letters);
  const hand = initHand({ model, el, told, svg, sketch, cross, line, changed });
  const root = document.createElement("div");
  root.append(svg, ...hand.parts);

  const nameAxis = (both) => {
    name.textContent = both.length ? told.axis : "";
    if (!both.length) return;
    const [x, y] = both[0][1] < both[1][1] ? both[0] : both[1]; // its upper end
    const right = x > edge;
    name.setAttribute("x", x + (right ? -30 : 30));
    name.setAttribute("y", Math.max(NAME, y - 40));
    name.setAttribute("text-anchor", right ? "end" : "start");
  };
  const mark = ([letter, ...place]) => {
    const [[x, y]] = pairs(place);
    const away = Math.hypot(x - edge, y - edge) || 1;
    const worst = letter === model.worst ? " worst" : "";
    const text = node("text", { x: x + (LETTER * (x - edge)) / away, y: y + (LETTER * (y - edge)) / away, class: `letter${worst}` }, letter);
    return [node("circle", { cx: x, cy: y, r: MARK, class: `mark${worst}` }), text];
  };
  const draw = () => {
    svg.setAttribute("aria-label", model.label);
    points.setAttribute("d", pairs(model.points).map((at) => `M${at}h0`).join(""));
    damaged.setAttribute("d", pairs(model.damaged).map(([x, y]) => `M${x - 14} ${y - 14}l28 28m0-28l-28 28`).join(""));
    const both = pairs(model.axis);
    axis.setAttribute("d", line(both));
    nameAxis(both);
    letters.replaceChildren(...model.marks.flatMap(mark));
    hand.draw();
  };
  const show = (frame) => {
    const through = pairs(frame?.curve ?? []);
    curve.setAttribute("d", line(through));
    ends.setAttribute("d", through.length ? [through[0], through.at(-1)].map((at) => `M${at}h0`).join("") : "");
    const to = pairs(frame?.x_hat ?? []);
    arrows.setAttribute("d", pairs(model.damaged).slice(0, to.length).map((from, at) => arrow(from, to[at])).join(""));
    const missed = through.length ? model.marks.map(([, ...place]) => pairs(place)[0]) : [];
    misses.setAttribute("d", missed.map((from) => line([from, nearest(from, through)])).join(""));
  };
  return { root, draw, show, sketched: hand.sketched };
}

const line = (places) => (places.length ? `M${places.join("L")}` : "");

function arrow([x, y], [toX, toY]) {
  const long = Math.hypot(toX - x, toY - y);
  if (long < HEAD) return line([[x, y], [toX, toY]]);
  const [across, down] = [(toX - x) / long, (toY - y) / long].map((share) => share * HEAD);
  const side = (way) => [Math.round(toX - across + 0.5 * way * down), Math.round(toY - down - 0.5 * way * across)];
  return `${line([[x, y], [toX, toY]])}${line([side(1), [toX, toY], side(-1)])}`;
}

function nearest([x, y], places) {
  const away = ([toX, toY]) => Math.hypot(toX - x, toY - y);
  return places.reduce((best, at) => (away(at) < away(best) ? at : best));
}
