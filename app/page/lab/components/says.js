// What a learner does in a control leaves it as the control's own message: `says` (or another list of
// [name, value]), in which null stands for what was entered. The page hears it wherever it is.
export const INPUT = "hunch:input";

export function say(el, pairs, entered = null) {
  const detail = Object.fromEntries(pairs.map(([name, value]) => [name, value ?? entered]));
  el.dispatchEvent(new CustomEvent(INPUT, { detail, bubbles: true, composed: true }));
}
