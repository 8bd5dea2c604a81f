// A native range input over a list of positions, each with its own words.
//
// Browsers set it where a finger comes down, also when that finger goes on to scroll or to zoom. So
// what a finger sets counts when it moves along the slider or is lifted, and not before.
import { say } from "./says.js";
const ALONG = 6; // CSS pixels that tell where a finger is going
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

  const set = (position) => {
    model.position = position;
    say(el, model.says, model.values[position]);
  };

  let finger = null; // one that may yet scroll: where it came down, what it would set
  const along = () => {
    const { position } = finger;
    finger = null;
    input.value = position;
    if (position !== model.position) set(position);
  };
  input.addEventListener("pointerdown", ({ pointerType, isPrimary, clientX: x, clientY: y }) => {
    if (pointerType !== "touch") finger = null;
    else if (isPrimary) finger = { x, y, position: model.position, gone: false };
    else if (finger) finger.gone = true; // two of them zoom
  });
  input.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!finger || finger.gone) return;
    const [across, down] = [Math.abs(clientX - finger.x), Math.abs(clientY - finger.y)];
    if (across > ALONG && across > down) along();
  });
  input.addEventListener("pointerup", () => { if (finger && !finger.gone) along(); });
  input.addEventListener("pointercancel", () => { if (finger) finger.gone = true; });
  for (const end of ["touchend", "touchcancel", "keydown"]) {
    input.addEventListener(end, ({ touches }) => { if (!touches?.length) finger = null; });
  }
  input.addEventListener("input", () => {
    if (!finger) set(Number(input.value));
    else {
      if (!finger.gone) finger.position = Number(input.value);
      input.value = model.position;
    }
  });
  model.on(["position", "texts", "label", "locked"], draw);
  draw();
}
