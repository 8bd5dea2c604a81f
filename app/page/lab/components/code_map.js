// A map of codes of two numbers: a thousand digits where their codes lie, a flag (or a line's two ends)
// among them, and beside it what the decoder draws there. Numbers come from Python.
import { alone } from "../../shell/plain_key.js";
import { say } from "./says.js";

const SIDE = 520; // of the drawing, in its own pixels; shown as wide as there is room
const UNITS = 1000; // of a place that is told, from edge to edge
const FACE = 19; // a thumbnail's side on the map
const STEP = 0.02; // map units that an arrow key moves the flag; with Shift five times that
const ARROWS = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const FULL = 15; // ink of a pixel, one hexadecimal digit
let maps = 0;

export function render({ model, el }) {
  const id = `map-${(maps += 1)}`;
  const words = () => Object.fromEntries(model.words);
  const box = part("div", "code-map");
  const sheet = part("div", "map-sheet");
  const canvas = part("canvas");
  Object.assign(canvas, { width: SIDE, height: SIDE });
  canvas.setAttribute("role", "img");
  const flag = part("span", "flag");
  flag.setAttribute("role", "application");
  flag.setAttribute("aria-describedby", id);
  sheet.append(canvas, flag);
  const side = part("div", "map-side");
  const title = part("p", "map-title");
  const made = part("canvas", "decoded");
  made.setAttribute("aria-hidden", "true");
  const told = part("p", "hint");
  told.setAttribute("role", "status");
  const hint = part("p", "hint");
  hint.id = id;
  const names = part("button", "plain");
  names.type = "button";
  side.append(title, made, told, hint, names);
  box.append(sheet, side);
  el.append(box);

  let at = null; // where a hand has moved the flag, until Python says where it is
  let held = null; // the pointer that moves it
  let named = false; // whether labels are drawn in place of pictures
  const place = () => at ?? model.marks.at(-1);
  const colour = (name) => getComputedStyle(box).getPropertyValue(`--paint-${name}`).trim();
  const across = (x) => (SIDE * (x + 1)) / 2;
  const down = (y) => (SIDE * (1 - y)) / 2;

  // what does not move: drawn once for a model, then copied
  let ground = null;
  const paintGround = () => {
    ground = part("canvas");
    Object.assign(ground, { width: SIDE, height: SIDE });
    const context = ground.getContext("2d");
    context.fillStyle = colour("card");
    context.fillRect(0, 0, SIDE, SIDE);
    context.fillStyle = colour("clean");
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = "600 11px sans-serif";
    const pictured = new Map(model.faces);
    const { points } = model;
    for (let from = 0; from < points.length; from += 3) {
      const [x, y] = [(SIDE * points[from]) / UNITS, SIDE * (1 - points[from + 1] / UNITS)];
      if (named) context.fillText(points[from + 2], x, y);
      else if (!pictured.has(from / 3)) context.fillRect(x - 1, y - 1, 2, 2);
    }
    if (named) return;
    for (const [number, levels] of pictured) {
      const [x, y] = [(SIDE * points[3 * number]) / UNITS, SIDE * (1 - points[3 * number + 1] / UNITS)];
      context.drawImage(inked(levels, colour("clean"), colour("card")), x - FACE / 2, y - FACE / 2, FACE, FACE);
    }
  };

  const draw = () => {
    if (!ground) paintGround();
    const context = canvas.getContext("2d");
    context.drawImage(ground, 0, 0);
    const marks = [...model.marks.slice(0, -1), ...(model.marks.length ? [place()] : [])];
    context.lineWidth = 3;
    context.strokeStyle = context.fillStyle = colour("code");
    if (marks.length === 2) {
      context.beginPath();
      context.moveTo(across(marks[0][0]), down(marks[0][1]));
      context.lineTo(across(marks[1][0]), down(marks[1][1]));
      context.stroke();
      ring(context, across(marks[0][0]), down(marks[0][1]));
      context.beginPath();
      context.arc(across((marks[0][0] + marks[1][0]) / 2), down((marks[0][1] + marks[1][1]) / 2), 5, 0, 2 * Math.PI);
      context.fill();
    }
    for (const [x, y] of model.dots) cross(context, across(x), down(y));
    flag.hidden = !marks.length;
    if (marks.length) {
      const [x, y] = marks.at(-1);
      if (marks.length === 2) ring(context, across(x), down(y));
      else pennant(context, across(x), down(y), colour("card"));
      flag.style.left = `${(100 * across(x)) / SIDE}%`;
      flag.style.top = `${(100 * down(y)) / SIDE}%`;
    }
  };
  const drawMade = () => {
    const { pixels } = model;
    made.hidden = !pixels && !model.sealed;
    const columns = Math.sqrt(pixels.length) || 28;
    Object.assign(made, { width: columns, height: columns });
    made.classList.toggle("unknown", !pixels);
    if (pixels) made.getContext("2d").drawImage(inked(pixels, colour("reconstruction"), colour("empty")), 0, 0);
  };
  const dress = () => {
    const { hint: how, hint_line: along, flag: name, names: labels, faces, title: heading } = words();
    canvas.setAttribute("aria-label", model.label);
    flag.setAttribute("aria-label", name);
    flag.tabIndex = model.free && model.marks.length ? 0 : -1;
    flag.classList.toggle("free", model.free);
    sheet.classList.toggle("free", model.free && model.marks.length > 0);
    hint.textContent = model.free ? ["", how, along][model.marks.length] : "";
    title.textContent = heading;
    title.hidden = made.hidden;
    names.textContent = named ? faces : labels;
    told.textContent = model.told;
  };

  let due = false;
  const later = () => {
    if (!due) requestAnimationFrame(() => { due = false; drawMade(); dress(); draw(); });
    due = true;
  };
  const move = ([x, y]) => {
    at = [x, y].map((value) => Math.round(100 * Math.min(1, Math.max(-1, value))) / 100);
    later();
    say(el, model.says, at);
  };
  const under = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [(2 * (clientX - left)) / width - 1, 1 - (2 * (clientY - top)) / height];
  };
  const hold = (event) => {
    if (event.button !== 0 || held !== null || !model.free || !model.marks.length) return;
    held = event.pointerId;
    event.currentTarget.setPointerCapture(held);
    if (event.currentTarget === canvas) move(under(event));
  };
  const drag = (event) => { if (event.pointerId === held) move(under(event)); };
  const drop = (event) => { if (event.pointerId === held) held = null; };
  for (const handle of [flag, canvas]) {
    // a finger on the sheet scrolls the page, unless it only taps; on the flag it moves that
    handle.addEventListener("pointerdown", (event) => { if (handle === flag || event.pointerType === "mouse") hold(event); });
    handle.addEventListener("pointermove", drag);
    handle.addEventListener("lostpointercapture", drop);
    handle.addEventListener("pointercancel", drop);
  }
  canvas.addEventListener("click", (event) => {
    if (event.pointerType !== "mouse" && model.free && model.marks.length) move(under(event));
  });
  flag.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    if (!way || !model.free || !(alone(event) || event.shiftKey)) return;
    event.preventDefault();
    const far = event.shiftKey ? 5 * STEP : STEP;
    move(place().map((value, axis) => value + far * way[axis]));
  });
  names.addEventListener("click", () => {
    named = !named;
    ground = null;
    later();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { ground = null; later(); });
  model.on(["points", "faces"], () => { ground = null; later(); });
  model.on(["marks"], () => { if (held === null) at = null; later(); });
  model.on(["label", "dots", "pixels", "free", "told", "sealed"], later);
  drawMade();
  dress();
  draw();
}

// Levels row by row, a hexadecimal digit each, as a picture of two colours.
function inked(levels, full, empty) {
  const columns = Math.round(Math.sqrt(levels.length));
  const canvas = part("canvas");
  Object.assign(canvas, { width: columns, height: columns });
  const context = canvas.getContext("2d");
  context.fillStyle = empty;
  context.fillRect(0, 0, columns, columns);
  context.fillStyle = full;
  for (let at = 0; at < levels.length; at += 1) {
    const level = parseInt(levels[at], 16);
    if (!level) continue;
    context.globalAlpha = level / FULL;
    context.fillRect(at % columns, Math.floor(at / columns), 1, 1);
  }
  return canvas;
}

function ring(context, x, y) {
  context.beginPath();
  context.arc(x, y, 9, 0, 2 * Math.PI);
  context.stroke();
}

// A flag on its pole, away from the map's edges, with a rim that sets it off from the digits below it.
function pennant(context, x, y, rim) {
  const [up, side] = [y > 50 ? -1 : 1, x < SIDE - 30 ? 1 : -1];
  const flag = new Path2D(`M${x} ${y}V${y + 40 * up}L${x + 24 * side} ${y + 31 * up}L${x} ${y + 22 * up}`);
  flag.arc(x, y, 4, 0, 2 * Math.PI);
  const ink = context.strokeStyle;
  Object.assign(context, { lineWidth: 8, lineJoin: "round", strokeStyle: rim });
  context.stroke(flag);
  Object.assign(context, { lineWidth: 3, strokeStyle: ink });
  context.stroke(flag);
  context.fill(flag);
}

function cross(context, x, y) {
  context.beginPath();
  context.moveTo(x - 5, y - 5);
  context.lineTo(x + 5, y + 5);
  context.moveTo(x - 5, y + 5);
  context.lineTo(x + 5, y - 5);
  context.stroke();
}

function part(tag, name = "") {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}
