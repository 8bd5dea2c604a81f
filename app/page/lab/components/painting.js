// A grid that is painted in three levels, as a prediction.
import { CellGrid } from "./cell_grid.js";
import { say } from "./says.js";

const NEXT = { 0: "2", 2: "1", 1: "0" }; // what a press makes of a pixel
let sheets = 0;

export function render({ model, el }) {
  const told = Object.fromEntries(model.words);
  const box = document.createElement("div");
  box.className = "painting";
  const title = document.createElement("p");
  title.className = "legend";
  title.setAttribute("aria-hidden", "true");
  const hint = document.createElement("p");
  Object.assign(hint, { className: "hint", id: `painting-${(sheets += 1)}` });
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "plain" });
  const beside = document.createElement("div");
  beside.append(hint, clear);
  const empty = () => "0".repeat(model.shape.length ? model.shape[0] * model.shape[1] : 0);
  const put = (value) => {
    model.value = value;
    say(el, model.says, value);
  };
  const cells = new CellGrid({
    next: NEXT,
    put,
    value: () => model.value || empty(),
    locked: () => model.locked,
    name: (row, column, level) => told.cell.replace("{row}", row).replace("{column}", column).replace("{state}", told[`level_${level}`]),
  });
  cells.grid.setAttribute("aria-describedby", hint.id);
  box.append(title, cells.grid, cells.said, beside);
  el.append(box);

  const draw = () => {
    box.hidden = !model.offered;
    el.getRootNode().host.toggleAttribute("data-empty", box.hidden);
    title.textContent = model.label;
    cells.grid.setAttribute("aria-label", model.label);
    [hint.textContent, clear.textContent] = [told.hint, told.clear];
    beside.style.visibility = model.locked ? "hidden" : ""; // its place stays, and what stands below, too
    cells.draw();
  };
  const lay = () => cells.lay(model.shape.length ? model.shape : [0, 0]);
  clear.addEventListener("click", () => {
    put(empty());
    cells.said.textContent = told.cleared;
  });
  model.on(["shape"], lay);
  model.on(["value", "locked", "label", "offered"], draw);
  lay();
  draw();
}
