// A native range input over a list of positions, each with its own words.
import { initRange } from "./range_input.js";
import { say } from "./says.js";
let sliders = 0;

export function render({ model, el }) {
  const id = `slider-${(sliders += 1)}`;
  const row = document.createElement("div");
  row.className = "row";
  const label = document.createElement("label");
  label.htmlFor = id;
  const input = document.createElement("input");
  Object.assign(input, { type: "range", id, min: 0, step: 1 });
  const output = document.createElement("output");
  output.htmlFor = id;
  row.append(label, input, output);
  el.append(row);

  const draw = () => {
    const last = model.texts.length - 1;
    label.textContent = model.label;
    input.max = last;
    input.value = model.position;
    input.disabled = model.locked;
    const text = model.texts[model.position] ?? "";
    output.textContent = text;
    input.setAttribute("aria-valuetext", text);
    input.style.setProperty("--filled", `${last > 0 ? (100 * model.position) / last : 0}%`);
  };

  initRange(input, () => model.position, (position) => {
    model.position = position;
    say(el, model.says, model.values[position]);
  });
  model.on(["position", "texts", "label", "locked"], draw);
  draw();
}
