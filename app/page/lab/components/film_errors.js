// The error over the steps of a training, and where in it the frame stands that is shown.
import { drawing, node } from "./svg.js";

const [WIDTH, HEIGHT] = [300, 170];
const [LEFT, TOP, BOTTOM] = [46, 12, 20];

export function initErrors() {
  const root = drawing(WIDTH, HEIGHT, "errors");
  const [axes, line] = [node("path", { class: "axes" }), node("path", { class: "error" })];
  const here = node("circle", { r: 5, class: "here" });
  const [most, none] = [TOP, HEIGHT - BOTTOM].map((y) => node("text", { x: LEFT - 6, y, "text-anchor": "end", "dominant-baseline": "central" }));
  axes.setAttribute("d", `M${LEFT} ${TOP}V${HEIGHT - BOTTOM}H${WIDTH - 6}`);
  none.textContent = "0";
  root.append(axes, line, here, most, none);
  let places = [];

  const draw = (frames, total) => {
    const highest = Math.max(0, ...frames.map(({ error }) => error)) || 1;
    places = frames.map(({ error }, at) => [
      LEFT + ((WIDTH - 6 - LEFT) * at) / (total - 1), HEIGHT - BOTTOM - ((HEIGHT - BOTTOM - TOP) * error) / highest,
    ].map((each) => each.toFixed(1)));
    line.setAttribute("d", places.length ? `M${places.join("L")}` : "");
    most.textContent = frames.length ? highest.toFixed(2) : "";
  };
  const mark = (at) => {
    here.toggleAttribute("hidden", !places[at]);
    if (!places[at]) return;
    here.setAttribute("cx", places[at][0]);
    here.setAttribute("cy", places[at][1]);
  };
  return { root, draw, mark };
}
