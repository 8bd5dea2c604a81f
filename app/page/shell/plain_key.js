// Whether a key is meant for the page: with Alt, Ctrl, Meta or Shift it is the browser's or the
// system's, and while letters are being composed the input method's (its last one is known by 229).

export const composing = (event) => event.isComposing || event.keyCode === 229;

export function alone(event) {
  return !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || composing(event));
}
