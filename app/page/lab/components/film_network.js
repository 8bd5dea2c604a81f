// The weights of a small network as strokes: as wide as they are strong, broken where they are negative.
import { drawing, node } from "./svg.js";

const [WIDTH, HEIGHT] = [300, 170];
const MARGIN = 10;
const STRONG = 300; // hundredths of a weight, whose stroke is the widest
const WIDEST = 5;

export function initNetwork({ model }) {
  const root = drawing(WIDTH, HEIGHT, "weights");
  let strokes = [];

  const draw = () => {
    const { widths } = model;
    const place = (layer, unit) => [
      MARGIN + ((WIDTH - 2 * MARGIN) * layer) / (widths.length - 1),
      HEIGHT / 2 + (unit - (widths[layer] - 1) / 2) * Math.min(60, (HEIGHT - 2 * MARGIN) / widths[layer]),
    ];
    const units = (layer) => Array.from({ length: widths[layer] }, (_, unit) => place(layer, unit));
    strokes = widths.slice(1).flatMap((_, layer) => units(layer).flatMap(([x1, y1]) => units(layer + 1).map(([x2, y2]) => node("line", { x1, y1, x2, y2 }))));
    const circles = widths.flatMap((width, layer) => units(layer).map(([cx, cy]) => node("circle", { cx, cy, r: width === 1 ? 8 : 4, class: width === 1 ? "is-code" : "" })));
    root.replaceChildren(...strokes, ...circles);
  };
  const show = (frame) => {
    for (const [at, stroke] of strokes.entries()) {
      const weight = frame?.weights[at] ?? 0;
      stroke.setAttribute("stroke-width", (0.3 + WIDEST * Math.min(1, Math.abs(weight) / STRONG)).toFixed(2));
      stroke.setAttribute("class", weight < 0 ? "takes" : "");
    }
  };
  return { root, draw, show };
}
