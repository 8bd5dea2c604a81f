// What hands do on the stage in play: press pixels of the input, move a number of the code to a side.
// Native sliders lie over the beads and a sheet over the pixels, for fingers and for the keyboard.
// Each says all pixels, or the whole code: the newest is all that Python needs to hear of.
import { alone } from "../../shell/plain_key.js";
import { codeSlider } from "./code_slider.js";
import { neighbour, passed } from "./grid_ways.js";
import { say } from "./says.js";

// number: the element that moves the numbers of a wide code. hold(number): show the wires of this bead
// alone, which has the focus; -1 when it has left.
export function initStageInput({ model, el, stage, number, hold }) {
  const words = () => Object.fromEntries(model.words);
  const sheet = document.createElement("div");
  Object.assign(sheet, { className: "cells", tabIndex: 0 });
  sheet.setAttribute("role", "application");
  const cursor = document.createElement("span");
  cursor.className = "cursor";
  sheet.append(cursor);
  const told = document.createElement("p");
  told.className = "told";
  told.setAttribute("role", "status");
  const dials = document.createElement("div");
  const hint = document.createElement("p");
  hint.className = "hint";
  const back = document.createElement("button");
  Object.assign(back, { type: "button", className: "plain" });
  back.addEventListener("click", () => say(el, model.says_back));
  const foot = document.createElement("div");
  foot.className = "foot";
  foot.append(hint, number, back);
  stage.append(sheet, told, dials, foot);
  let at = 0; // the pixel under the keys
  let level = null; // what the pointer that is down sets pixels to, and what was there before

  const set = (value, ...pixels) => {
    at = pixels.at(-1) ?? at;
    if (pixels.every((pixel) => model.given[pixel] === value)) return;
    model.given = model.given.map((before, index) => (pixels.includes(index) ? value : before));
    say(el, model.says, model.given);
  };
  const other = (pixel) => (model.given[pixel] >= 0.5 ? 0 : 1);
  const mark = () => {
    const [rows, columns] = model.shape;
    at = Math.min(at, rows * columns - 1);
    const [row, column] = [Math.floor(at / columns), at % columns];
    Object.assign(cursor.style, {
      left: `${(100 * column) / columns}%`, top: `${(100 * row) / rows}%`, width: `${100 / columns}%`, height: `${100 / rows}%`,
    });
    const { pixel, full, empty } = words();
    return pixel.replace("{row}", row + 1).replace("{column}", column + 1).replace("{state}", model.given[at] >= 0.5 ? full : empty);
  };
  const under = ({ clientX, clientY }) => {
    const [rows, columns] = model.shape;
    const { left, top, width, height } = sheet.getBoundingClientRect();
    const [row, column] = [Math.floor((rows * (clientY - top)) / height), Math.floor((columns * (clientX - left)) / width)];
    return row >= 0 && column >= 0 && row < rows && column < columns ? row * columns + column : -1;
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || level) return;
    const pixel = under(event);
    if (pixel < 0) return;
    level = { pointer: event.pointerId, value: other(pixel), before: model.given };
    sheet.setPointerCapture(event.pointerId);
    set(level.value, pixel);
    mark();
  });
  sheet.addEventListener("pointermove", (event) => {
    const pixel = under(event);
    if (level?.pointer === event.pointerId && pixel >= 0) set(level.value, ...passed(at, pixel, model.shape[1]));
  });
  // the system took it for something else
  sheet.addEventListener("pointercancel", ({ pointerId }) => {
    if (level?.pointer !== pointerId) return;
    model.given = level.before;
    level = null;
    say(el, model.says, model.given);
  });
  sheet.addEventListener("lostpointercapture", ({ pointerId }) => { if (level?.pointer === pointerId) level = null; });
  sheet.addEventListener("focus", () => { told.textContent = mark(); });
  sheet.addEventListener("keydown", (event) => {
    if (!alone(event)) return;
    const way = neighbour(at, event.key, model.shape);
    if (way !== null) at = way;
    else if (event.key === " ") {
      if (!event.repeat) set(other(at), at);
    } else return;
    event.preventDefault();
    told.textContent = mark();
  });

  const beads = []; // a slider for each
  const bead = (number) => {
    const made = codeSlider({ model, el, number: () => number });
    made.slider.addEventListener("focus", () => hold(number));
    made.slider.addEventListener("blur", () => hold(-1));
    return made;
  };

  // Where everything is now; `place` is the drawing's.
  return function lay(place, top) {
    const { free, shape: [rows, columns] } = model;
    for (const each of [sheet, told, foot]) each.hidden = !free;
    const count = free && model.wires.length ? model.code.length : 0;
    while (beads.length > count) beads.pop().slider.remove();
    while (beads.length < count) {
      beads.push(bead(beads.length));
      dials.append(beads.at(-1).slider);
    }
    if (!free) return;
    const { hint: narrow, hint_wide: wide, pixels, back: restore } = words();
    const how = count ? narrow : wide;
    [hint.textContent, back.textContent] = [how, restore];
    sheet.setAttribute("aria-label", pixels);
    const { grid } = place;
    Object.assign(sheet.style, { left: `${place.input}px`, top: `${top + grid.top}px`, width: `${columns * grid.cell}px`, height: `${rows * grid.cell}px` });
    mark();
    for (const [number, { slider, draw }] of beads.entries()) {
      draw();
      const half = place.reach + place.radius;
      Object.assign(slider.style, {
        left: `${place.centre - half}px`, top: `${top + place.beadAt(number) - place.step / 2}px`, width: `${2 * half}px`, height: `${place.step}px`,
      });
    }
  };
}
