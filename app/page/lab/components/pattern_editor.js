// A learner's own patterns: a row of them, one of which is drawn on a grid. Their name spells them out,
// as core/data/own_patterns.py says; it goes to Python at every stroke, which says what is the matter.
import { CellGrid } from "./cell_grid.js";
import { say } from "./says.js";

const LETTERS = "ABCDEFGHIJKL"; // as many as there may be
const FEWEST = 2;
const SIDES = [1, 2, 3, 4, 5, 6, 7, 8];
const NEXT = { 0: "1", 1: "0" };
let editors = 0;

function read(name) {
  const [, size, , ...codes] = name.split("-");
  const [rows, columns] = size.split("x").map(Number);
  return { rows, columns, patterns: codes.map((code) => BigInt(`0x${code}`).toString(2).padStart(rows * columns, "0")) };
}

function spell({ rows, columns, patterns }) {
  const digits = Math.ceil((rows * columns) / 4);
  const codes = patterns.map((bits) => BigInt(`0b${bits}`).toString(16).padStart(digits, "0"));
  return ["own", `${rows}x${columns}`, codes.length, ...codes].join("-");
}

// The patterns on a grid of another size: what still fits on it stays where it is.
function resized({ rows, columns, patterns }, [taller, wider]) {
  const pixel = (bits, row, column) => (row < rows && column < columns ? bits[row * columns + column] : "0");
  const fitted = (bits) => Array.from({ length: taller * wider }, (_, at) => pixel(bits, Math.floor(at / wider), at % wider)).join("");
  return { rows: taller, columns: wider, patterns: patterns.map(fitted) };
}

export function render({ model, el }) {
  const told = Object.fromEntries(model.words);
  const id = `editor-${(editors += 1)}`;
  const make = (tag, fields = {}) => Object.assign(document.createElement(tag), fields);
  const box = make("fieldset", { className: "pattern-editor" });
  const legend = make("legend", { textContent: model.label });
  const hint = make("p", { className: "hint", id, textContent: told.hint });
  const row = make("div", { className: "patterns" });
  const [add, remove, clear] = ["add", "remove", "clear"].map((name) => make("button", { type: "button", className: "plain", textContent: told[name] }));
  const buttons = make("div", { className: "ways" });
  buttons.append(add, remove, clear);
  const size = make("div", { className: "sides" });
  const sides = ["rows", "columns"].map((name) => {
    const [label, picker] = [make("label", { textContent: told[name] }), make("select")];
    picker.append(...SIDES.map((side) => new Option(side, side)));
    label.append(picker);
    size.append(label);
    return picker;
  });
  const problem = make("p", { className: "problem" });
  problem.setAttribute("role", "status");
  let set = { rows: 0, columns: 0, patterns: [] };
  let drawn = 0; // the pattern that is on the grid
  let whole = null; // the set before its size was changed: what a smaller grid cuts off comes back with a larger one

  const cells = new CellGrid({
    next: NEXT,
    value: () => set.patterns[drawn] ?? "",
    put: (bits) => change({ ...set, patterns: set.patterns.map((each, at) => (at === drawn ? bits : each)) }),
    locked: () => model.locked,
    name: (row, column, level) => told.pixel.replace("{row}", row).replace("{column}", column).replace("{state}", told[level === "1" ? "full" : "empty"]),
  });
  cells.grid.setAttribute("aria-describedby", id);
  const parts = make("div");
  parts.append(row, cells.grid, buttons, size, problem);
  box.append(legend, hint, parts, cells.said);
  el.append(box);

  const change = (then, uncut = null) => {
    whole = uncut;
    const laid = then.rows !== set.rows || then.columns !== set.columns;
    set = then;
    drawn = Math.min(drawn, set.patterns.length - 1);
    model.value = spell(set);
    say(el, model.says, model.value);
    if (laid) cells.lay([set.rows, set.columns]);
    draw();
  };
  const choose = (at) => {
    drawn = at;
    draw();
  };
  const thumbnail = (bits, at) => {
    const button = make("button", { type: "button", className: "pattern" });
    button.setAttribute("aria-pressed", String(at === drawn));
    button.setAttribute("aria-label", told.pattern.replace("{name}", LETTERS[at]));
    const picture = make("span", { className: "thumbnail" });
    picture.style.setProperty("--columns", set.columns);
    picture.append(...Array.from(bits, (bit) => {
      const pixel = make("i");
      pixel.style.setProperty("--level", bit);
      return pixel;
    }));
    button.append(picture, LETTERS[at]);
    button.addEventListener("click", () => choose(at));
    return button;
  };
  const draw = () => {
    box.hidden = !model.offered;
    el.getRootNode().host.toggleAttribute("data-empty", box.hidden);
    box.disabled = model.locked;
    const focused = [...row.children].indexOf(el.getRootNode().activeElement);
    row.replaceChildren(...set.patterns.map(thumbnail));
    row.children[focused]?.focus();
    cells.grid.setAttribute("aria-label", told.pattern.replace("{name}", LETTERS[drawn]));
    add.disabled = set.patterns.length >= LETTERS.length;
    remove.disabled = set.patterns.length <= FEWEST;
    remove.textContent = told.remove.replace("{name}", LETTERS[drawn]);
    [sides[0].value, sides[1].value] = [set.rows, set.columns];
    problem.textContent = model.problem || (add.disabled ? told.most : "");
    cells.draw();
  };
  add.addEventListener("click", () => {
    drawn = set.patterns.length;
    change({ ...set, patterns: [...set.patterns, "0".repeat(set.rows * set.columns)] });
    cells.cells[0].focus();
  });
  remove.addEventListener("click", () => {
    change({ ...set, patterns: set.patterns.filter((_, at) => at !== drawn) });
    if (remove.disabled) row.children[drawn].focus();
  });
  clear.addEventListener("click", () => cells.paint("0", ...cells.cells.keys()));
  for (const picker of sides) picker.addEventListener("change", () => {
    const uncut = whole ?? set;
    change(resized(uncut, sides.map((side) => Number(side.value))), uncut);
  });

  // what comes from Python, unless it is what was drawn here
  const take = () => {
    if (model.value.startsWith("own-") && model.value !== spell(set)) {
      set = read(model.value);
      whole = null;
      drawn = Math.min(drawn, set.patterns.length - 1);
      cells.lay([set.rows, set.columns]);
    }
    draw();
  };
  model.on(["value", "problem", "locked", "offered"], take);
  take();
}
