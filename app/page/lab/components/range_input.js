// A native range input that a finger may scroll over.
//
// Browsers set it where a finger comes down, also when that finger goes on to scroll or to zoom. So
// what a finger sets counts when it moves along the slider or is lifted, and not before.
const ALONG = 6; // CSS pixels that tell where a finger is going

// current(): the value that holds. set(value): called when another one is meant.
export function initRange(input, current, set) {
  let finger = null; // one that may yet scroll: where it came down, what it would set
  const along = () => {
    const { value } = finger;
    finger = null;
    input.value = value;
    if (value !== current()) set(value);
  };
  input.addEventListener("pointerdown", ({ pointerType, isPrimary, clientX: x, clientY: y }) => {
    if (pointerType !== "touch") finger = null;
    else if (isPrimary) finger = { x, y, value: current(), gone: false };
    else if (finger) finger.gone = true; // two of them zoom
  });
  input.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!finger || finger.gone) return;
    const [across, down] = [Math.abs(clientX - finger.x), Math.abs(clientY - finger.y)];
    if (across > ALONG && across > down) along();
  });
  input.addEventListener("pointerup", () => { if (finger && !finger.gone) along(); });
  input.addEventListener("pointercancel", () => { if (finger) finger.gone = true; });
  for (const end of ["touchend", "touchcancel", "keydown"]) {
    input.addEventListener(end, ({ touches }) => { if (!touches?.length) finger = null; });
  }
  input.addEventListener("input", () => {
    if (!finger) set(Number(input.value));
    else {
      if (!finger.gone) finger.value = Number(input.value);
      input.value = current();
    }
  });
}
