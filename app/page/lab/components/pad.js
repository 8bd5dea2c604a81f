// A sheet to draw on with mouse, touch or pen, and with the keys: arrows move the pen, the space
// bar puts it down and lifts it. The ink goes to Python when the pen is lifted.
import { say } from "./says.js";
import { alone } from "../../shell/plain_key.js";

const SIDE = 56; // squares; as core/labs/digits/drawn_digit.py has it
const FULL = 15; // ink of a square, one hexadecimal digit
const RADIUS = 2; // of the pen, in squares
const STEP = 2; // squares that an arrow key moves it
const START = [SIDE / 2, SIDE / 4];
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
let pads = 0;

export function render({ model, el }) {
  const id = `pad-${(pads += 1)}`;
  const sheet = document.createElement("div");
  Object.assign(sheet, { className: "sheet", tabIndex: 0 });
  sheet.setAttribute("role", "application");
  sheet.setAttribute("aria-describedby", id);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: SIDE, height: SIDE });
  canvas.setAttribute("aria-hidden", "true");
  const pen = document.createElement("span");
  pen.className = "pen";
  sheet.append(canvas, pen);
  const hint = document.createElement("p");
  Object.assign(hint, { className: "hint", id });
  const said = document.createElement("p");
  said.className = "hint";
  said.setAttribute("role", "status");
  const clear = document.createElement("button");
  Object.assign(clear, { type: "button", className: "plain" });
  const box = document.createElement("div");
  box.className = "pad";
  box.append(sheet, hint, said, clear);
  el.append(box);

  const ink = new Uint8Array(SIDE * SIDE);
  let at = START;
  let down = false;
  let stroke = null; // of a mouse, finger or pen: which one it is, and what was there before

  const draw = () => {
    const context = canvas.getContext("2d");
    const image = context.createImageData(SIDE, SIDE);
    const [red, green, blue] = getComputedStyle(sheet).color.match(/\d+/g).map(Number);
    ink.forEach((level, index) => image.data.set([red, green, blue, (255 * level) / FULL], 4 * index));
    context.putImageData(image, 0, 0);
    pen.style.left = `${(100 * at[0]) / SIDE}%`;
    pen.style.top = `${(100 * at[1]) / SIDE}%`;
    pen.classList.toggle("down", down);
  };
  const dot = (x, y) => {
    for (let row = Math.floor(y - RADIUS - 1); row <= y + RADIUS; row += 1) {
      for (let column = Math.floor(x - RADIUS - 1); column <= x + RADIUS; column += 1) {
        if (row < 0 || column < 0 || row >= SIDE || column >= SIDE) continue;
        const away = Math.hypot(column + 0.5 - x, row + 0.5 - y);
        const level = Math.round(FULL * Math.min(1, Math.max(0, RADIUS + 0.5 - away)));
        ink[row * SIDE + column] = Math.max(ink[row * SIDE + column], level);
      }
    }
  };
  const move = (x, y) => {
    const to = [x, y].map((place) => Math.min(SIDE, Math.max(0, place)));
    const steps = Math.max(1, Math.ceil(Math.hypot(to[0] - at[0], to[1] - at[1])));
    for (let step = 0; down && step <= steps; step += 1) {
      dot(at[0] + ((to[0] - at[0]) * step) / steps, at[1] + ((to[1] - at[1]) * step) / steps);
    }
    at = to;
    draw();
  };
  const put = (pressed) => {
    down = pressed;
    move(...at);
  };
  const send = () => {
    model.ink = Array.from(ink, (level) => level.toString(16)).join("");
    say(el, model.says, model.ink);
  };

  const place = ({ clientX, clientY }) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [((clientX - left) * SIDE) / width, ((clientY - top) * SIDE) / height];
  };
  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || stroke) return;
    stroke = { pointer: event.pointerId, before: ink.slice() };
    sheet.setPointerCapture(event.pointerId);
    at = place(event);
    put(true);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (stroke?.pointer !== event.pointerId) return;
    for (const each of [...(event.getCoalescedEvents?.() ?? []), event]) move(...place(each));
  });
  // the system took it for something else, such as the ball of a hand
  sheet.addEventListener("pointercancel", ({ pointerId }) => {
    if (stroke?.pointer !== pointerId) return;
    ink.set(stroke.before);
    stroke = null;
    put(false);
  });
  sheet.addEventListener("lostpointercapture", ({ pointerId }) => {
    if (stroke?.pointer !== pointerId) return;
    stroke = null;
    put(false);
    send();
  });
  sheet.addEventListener("keydown", (event) => {
    if (stroke || !alone(event)) return;
    const way = ARROWS[event.key];
    if (way) move(at[0] + STEP * way[0], at[1] + STEP * way[1]);
    else if (event.key === " ") {
      if (!event.repeat) {
        put(!down);
        said.textContent = down ? model.down : model.up;
        if (!down) send();
      }
    } else return;
    event.preventDefault();
  });
  sheet.addEventListener("blur", () => { if (down && !stroke) { put(false); send(); } });
  clear.addEventListener("click", () => {
    ink.fill(0);
    at = START;
    said.textContent = "";
    draw();
    send();
  });

  const dress = () => {
    sheet.setAttribute("aria-label", model.label);
    hint.textContent = model.hint;
    clear.textContent = model.clear;
    box.hidden = !model.offered;
    if (!model.ink) ink.fill(0);
    draw();
  };
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  model.on(["label", "hint", "clear", "offered", "ink"], dress);
  dress();
}
