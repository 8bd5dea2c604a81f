// What a hand does in the film's plane: before the commit it sketches the curve, in play it adds points,
// by press or by the keys. A finger scrolls over the plane unless it is told to sketch. The last sketch
// is kept as long as the tab is open.
import { alone } from "../../shell/plain_key.js";
import { say } from "./says.js";

const STEP = 50; // thousandths of the plane that an arrow key moves the cross
const KEPT = "hunch.sketch";
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

// line(places): their drawing; cross: what the keys move. Returns the buttons, and what brings all of it
// in line with the model.
export function initHand({ model, el, told, svg, sketch, cross, line, changed }) {
  const { edge } = model;
  const button = (text, pressed) => {
    const made = document.createElement("button");
    Object.assign(made, { type: "button", className: "plain", textContent: text });
    made.addEventListener("click", pressed);
    return made;
  };
  const arm = (now) => {
    armed = now;
    draws.setAttribute("aria-pressed", String(armed));
    svg.classList.toggle("armed", armed);
  };
  const draws = button(told.sketch, () => arm(!armed));
  const remove = button(told.remove, () => say(el, model.says_remove));
  const hint = document.createElement("p");
  hint.className = "hint";
  let drawn = []; // places of the sketch
  let of = ""; // the points that it was made for
  let stroke = null; // the pointer that draws it
  let armed = false; // whether a finger draws
  let at = [edge, edge]; // the cross

  const within = (place) => place.map((each) => Math.round(Math.min(2 * edge, Math.max(0, each))));
  const under = ({ clientX, clientY }) => {
    const { left, top, width, height } = svg.getBoundingClientRect();
    return within([(2 * edge * (clientX - left)) / width, (2 * edge * (clientY - top)) / height]);
  };
  const add = ([x, y]) => say(el, model.says, [(x - edge) / 1000, (edge - y) / 1000]);

  svg.addEventListener("pointerdown", (event) => {
    if (!model.sketching || stroke !== null || event.button !== 0 || (event.pointerType === "touch" && !armed)) return;
    stroke = event.pointerId;
    svg.setPointerCapture(stroke);
    drawn = [under(event)];
  });
  svg.addEventListener("pointermove", (event) => {
    if (stroke !== event.pointerId) return;
    drawn.push(...[...(event.getCoalescedEvents?.() ?? []), event].map(under));
    sketch.setAttribute("d", line(drawn));
  });
  svg.addEventListener("lostpointercapture", ({ pointerId }) => {
    if (stroke !== pointerId) return;
    stroke = null;
    arm(false);
    sketched();
  });
  const sketched = () => {
    keep({ of, drawn });
    changed();
  };
  svg.addEventListener("click", (event) => { if (model.adding) add(under(event)); });
  svg.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    const undo = event.key === "Backspace" && model.sketching;
    if (!(model.adding || model.sketching) || !alone(event) || !(way || undo || event.key === " ")) return;
    event.preventDefault();
    if (way) return move(within([at[0] + STEP * way[0], at[1] + STEP * way[1]]));
    if (event.repeat) return;
    if (model.adding) return add(at);
    drawn = undo ? drawn.slice(0, -1) : [...drawn, at];
    sketched();
  });
  const move = ([x, y]) => {
    at = [x, y];
    cross.setAttribute("d", `M${x - 60} ${y}h120M${x} ${y - 60}v120`);
  };

  const draw = () => {
    if (of !== String(model.points)) {
      const kept = before();
      of = String(model.points);
      drawn = kept.of === of ? kept.drawn : [];
    }
    sketch.setAttribute("d", line(drawn));
    draws.hidden = !model.sketching;
    hint.hidden = !(model.adding || model.sketching);
    hint.textContent = model.adding ? told.add : told.by_keys;
    remove.hidden = !model.removable;
    if (!model.sketching) arm(false);
    svg.classList.toggle("open-to-hand", model.sketching || model.adding);
    const handed = model.adding || model.sketching;
    svg.setAttribute("role", handed ? "application" : "img");
    if (handed) svg.setAttribute("tabindex", 0);
    else svg.removeAttribute("tabindex");
  };
  move(at);
  return { parts: [draws, hint, remove], draw, sketched: () => drawn.length > 1 };
}

// Without storage, or with something else in it, a sketch lasts as long as the page.
function keep(sketch) {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(sketch));
  } catch {}
}

function before() {
  try {
    const { of, drawn } = JSON.parse(sessionStorage.getItem(KEPT));
    return { of, drawn: drawn.filter((place) => place.length === 2 && place.every(Number.isFinite)) };
  } catch {
    return {};
  }
}
