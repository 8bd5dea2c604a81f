// A native select: one of a few named things.
import { say } from "./says.js";
let pickers = 0;

export function render({ model, el }) {
  const id = `picker-${(pickers += 1)}`;
  const row = document.createElement("div");
  row.className = "row";
  const label = document.createElement("label");
  label.htmlFor = id;
  const select = document.createElement("select");
  select.id = id;
  row.append(label, select);
  el.classList.add("measured");
  el.append(row);

  const draw = () => {
    row.hidden = !model.options.length;
    el.getRootNode().host.toggleAttribute("data-empty", row.hidden);
    label.textContent = model.label;
    select.replaceChildren(
      ...model.options.map(([value, title]) => new Option(title, value, false, value === model.value)),
    );
    mark();
  };
  const mark = () => {
    select.value = model.value;
    select.disabled = model.locked;
  };
  select.addEventListener("change", () => {
    model.value = select.value;
    say(el, model.says, model.value);
  });
  model.on(["options", "label"], draw);
  model.on(["value", "locked"], mark);
  draw();
}
