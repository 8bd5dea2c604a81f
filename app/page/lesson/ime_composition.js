// What is typed with an input method is not there until it is composed.

// Call `act` with each thing typed, but not while letters are being composed.
export function onTyped(field, act) {
  field.addEventListener("input", ({ isComposing }) => { if (!isComposing) act(); });
  field.addEventListener("compositionend", act);
}

// Whether letters are being composed in one of the fields: it must be left as it is meanwhile.
export function composition(...fields) {
  let on = false;
  for (const field of fields) {
    field.addEventListener("compositionstart", () => { on = true; });
    field.addEventListener("compositionend", () => { on = false; });
  }
  return () => on;
}
