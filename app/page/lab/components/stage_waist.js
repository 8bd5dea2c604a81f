// The waist's two handles in play: drawn apart it lets more numbers pass, together fewer. They are for
// mouse and finger alone, for the keyboard has the slider of the width below.
import { say } from "./says.js";

const STOP = 15; // CSS pixels of the hand from one width to the next
const SIZE = 28;
const INWARD = 6; // of it: the rest reaches out, away from the numbers

export function initWaist({ model, el, stage }) {
  let drag = null; // the pointer that is down, where it came down, at which of which widths, and what it has said
  const handles = [-1, 1].map((way) => {
    const handle = document.createElement("span");
    handle.className = way < 0 ? "handle upper" : "handle";
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || drag) return;
      handle.setPointerCapture(event.pointerId);
      drag = { pointer: event.pointerId, way, from: event.clientY, widths: model.widths, at: model.widths.indexOf(model.m), sent: model.m };
      event.preventDefault();
    });
    handle.addEventListener("pointermove", (event) => {
      if (drag?.pointer !== event.pointerId) return;
      const stops = Math.round((way * (event.clientY - drag.from)) / STOP);
      const width = drag.widths[Math.max(0, Math.min(drag.widths.length - 1, drag.at + stops))];
      if (width === drag.sent) return;
      drag.sent = width;
      say(el, model.says_width, width);
    });
    for (const end of ["pointercancel", "lostpointercapture"]) {
      handle.addEventListener(end, ({ pointerId }) => { if (drag?.pointer === pointerId) drag = null; });
    }
    return handle;
  });
  stage.append(...handles);

  return function lay({ centre, middle, waist }, top) {
    for (const [at, handle] of handles.entries()) {
      handle.hidden = !model.free || model.widths.length < 2;
      const edge = top + middle + (at ? waist : -waist);
      Object.assign(handle.style, { left: `${centre - SIZE / 2}px`, top: `${edge - (at ? INWARD : SIZE - INWARD)}px`, width: `${SIZE}px`, height: `${SIZE}px` });
    }
  };
}
