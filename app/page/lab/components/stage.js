// The stage as a control: Python says what `app/ui/stage.py` holds, and hears what a hand sets.
import { initStageDrawing } from "./stage_drawing.js";
import { initStageInput } from "./stage_input.js";
import { initNumber } from "./stage_number.js";
import { initWaist } from "./stage_waist.js";

export function render({ model, el }) {
  let marked = -1; // the bar of a wide code that is moved
  const drawing = initStageDrawing(el, model, (place, top) => {
    for (const lay of overlays) lay(place, top);
    number.draw();
    mark(marked);
  });
  const { stage, svg, line } = drawing;
  const mark = (at) => {
    marked = at;
    for (const [each, bar] of svg.querySelectorAll(".number").entries()) bar.classList.toggle("chosen", each === at);
  };
  const number = initNumber({ model, el, chosen: (at) => mark(at) });
  const overlays = [
    initWaist({ model, el, stage }),
    initStageInput({ model, el, stage, number: number.box, hold: drawing.hold }),
  ];
  svg.addEventListener("click", (event) => {
    const bar = [...svg.querySelectorAll(".number")].indexOf(event.target);
    if (bar >= 0 && model.free) number.press(bar);
  });

  new ResizeObserver(([{ contentRect }]) => drawing.fit(contentRect.width)).observe(stage);
  // the words above it wrap where letters are large, or are others in translation
  new ResizeObserver(() => {
    drawing.rewrap();
    later();
  }).observe(line);
  // once for all that a frame shows: what was said here leaves first
  let due = false;
  const later = () => {
    if (!due) requestAnimationFrame(() => { due = false; drawing.draw(); });
    due = true;
  };
  model.on(["label", "shape", "given", "m", "wires", "heads", "sealed", "code", "missed", "invented", "usual", "limit", "free", "widths"], later);
  let sealedBefore = true;
  model.on(["output"], () => {
    if (sealedBefore && model.output.length > 0) drawing.open();
    sealedBefore = !model.output.length;
    later();
  });
}
