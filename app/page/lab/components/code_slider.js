// A slider for one number of the code on the stage.
import { initRange } from "./range_input.js";
import { say } from "./says.js";

const STEPS = 40; // from the middle to either end

// number(): which one it moves. draw() shows what that is now, but not under the hand.
export function codeSlider({ model, el, number }) {
  const slider = document.createElement("input");
  slider.type = "range";
  const draw = () => {
    const [at, { limit }] = [number(), model];
    const value = model.code[at] ?? 0;
    const told = Object.fromEntries(model.words);
    slider.setAttribute("aria-label", told.number.replace("{number}", at + 1));
    Object.assign(slider, { min: -limit, max: limit, step: limit / STEPS });
    if (el.getRootNode().activeElement !== slider) slider.value = value;
    slider.setAttribute("aria-valuetext", value.toFixed(2).replace("-0.00", "0.00"));
  };
  initRange(slider, () => model.code[number()], (set) => {
    model.code = model.code.map((value, index) => (index === number() ? set : value));
    say(el, model.says_code, model.code);
  });
  return { slider, draw };
}
