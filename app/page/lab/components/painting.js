// A grid that is painted in three levels: by press, by stroke, or by keyboard.
import { alone } from "../../shell/plain_key.js";
import { neighbour, passed } from "./grid_ways.js";
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
  const grid = document.createElement("div");
  grid.className = "canvas";
  grid.setAttribute("role", "grid");
  const hint = document.createElement("p");
  Object.assign(hint, { className: "hint", id: `painting-${(sheets += 1)}` });
  grid.setAttribute("aria-describedby", hint.id);
  const said = document.createElement("p");
  said.className = "told";
  said.setAttribute("role", "status");
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "plain" });
  const beside = document.createElement("div");
  beside.append(hint, clear);
  box.append(title, grid, said, beside);
  el.append(box);
  let cells = [];
  let at = 0; // the pixel that Tab leads to
  let stroke = null; // the pointer that is down, and what it paints

  const levels = () => model.value || "0".repeat(cells.length);
  const paint = (level, ...pixels) => {
    const now = levels();
    const then = Array.from(now, (before, pixel) => (pixels.includes(pixel) ? level : before)).join("");
    if (model.locked || now === then) return;
    model.value = then;
    say(el, model.says, then);
  };
  const go = (pixel) => {
    cells[at].tabIndex = -1;
    at = pixel;
    cells[at].tabIndex = 0;
  };

  const lay = () => {
    const [rows, columns] = model.shape.length ? model.shape : [0, 0];
    cells = [];
    at = 0;
    grid.style.setProperty("--columns", columns);
    grid.replaceChildren(...Array.from({ length: rows }, () => {
      const row = document.createElement("div");
      row.setAttribute("role", "row");
      for (let column = 0; column < columns; column += 1) {
        const cell = document.createElement("span");
        cell.setAttribute("role", "gridcell");
        cell.tabIndex = cells.length ? -1 : 0;
        cell.dataset.pixel = cells.length;
        cells.push(cell);
        row.append(cell);
      }
      return row;
    }));
    draw();
  };
  const draw = () => {
    box.hidden = !model.offered;
    el.getRootNode().host.toggleAttribute("data-empty", box.hidden);
    title.textContent = model.label;
    grid.setAttribute("aria-label", model.label);
    grid.setAttribute("aria-disabled", String(model.locked));
    [hint.textContent, clear.textContent] = [told.hint, told.clear];
    for (const part of [hint, clear]) part.hidden = model.locked;
    const now = levels();
    const columns = model.shape[1] ?? 1;
    for (const [pixel, cell] of cells.entries()) {
      cell.dataset.level = now[pixel];
      const place = told.cell.replace("{row}", Math.floor(pixel / columns) + 1).replace("{column}", (pixel % columns) + 1);
      cell.setAttribute("aria-label", place.replace("{state}", told[`level_${now[pixel]}`]));
    }
  };

  const under = ({ clientX, clientY }) => Number(el.getRootNode().elementFromPoint(clientX, clientY)?.dataset.pixel ?? -1);
  grid.addEventListener("pointerdown", (event) => {
    const pixel = under(event);
    if (event.button !== 0 || stroke || pixel < 0 || model.locked) return;
    stroke = { pointer: event.pointerId, level: NEXT[levels()[pixel]], before: model.value };
    grid.setPointerCapture(event.pointerId);
    go(pixel);
    paint(stroke.level, pixel);
  });
  grid.addEventListener("pointermove", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    const pixel = under(event);
    if (pixel < 0) return;
    paint(stroke.level, ...passed(at, pixel, model.shape[1]));
    go(pixel);
  });
  // the system took it for something else, two fingers that zoom
  grid.addEventListener("pointercancel", ({ pointerId }) => {
    if (stroke?.pointer !== pointerId) return;
    model.value = stroke.before;
    stroke = null;
    say(el, model.says, levels());
  });
  grid.addEventListener("lostpointercapture", ({ pointerId }) => { if (stroke?.pointer === pointerId) stroke = null; });
  grid.addEventListener("focusin", ({ target }) => go(Number(target.dataset.pixel))); // a screen reader may go anywhere
  grid.addEventListener("keydown", (event) => {
    if (!alone(event)) return;
    const way = neighbour(at, event.key, model.shape);
    if (way !== null) cells[way].focus();
    else if (event.key === " ") {
      if (!event.repeat) paint(NEXT[levels()[at]], at);
    } else if (event.key in NEXT) paint(event.key, at);
    else return;
    said.textContent = way !== null ? "" : cells[at].getAttribute("aria-label");
    event.preventDefault();
  });
  clear.addEventListener("click", () => {
    model.value = "0".repeat(cells.length);
    say(el, model.says, model.value);
    said.textContent = told.cleared;
  });
  model.on(["shape"], lay);
  model.on(["value", "locked", "label", "offered"], draw);
  lay();
}
