// One number at a time of a code that is too wide for beads: which one, and a slider for it.
import { codeSlider } from "./code_slider.js";

// chosen(number): its bar is marked; -1 for none.
export function initNumber({ model, el, chosen }) {
  const box = document.createElement("div");
  box.className = "one-number";
  const label = document.createElement("label");
  const title = document.createTextNode("");
  const which = document.createElement("input");
  Object.assign(which, { type: "number", min: 1, value: 1, inputMode: "numeric" });
  label.append(title, which);
  const number = () => Math.min(model.code.length, Math.max(1, Math.round(Number(which.value)) || 1)) - 1;
  const { slider, draw: drawSlider } = codeSlider({ model, el, number });
  const told = document.createElement("output");
  told.setAttribute("aria-live", "off"); // the slider says it
  box.append(label, slider, told);

  const show = () => {
    drawSlider();
    told.textContent = slider.getAttribute("aria-valuetext").replace("-", "−");
  };
  which.addEventListener("input", () => {
    show();
    chosen(number());
  });
  which.addEventListener("change", () => { which.value = number() + 1; }); // what cannot be goes to the nearest that can
  for (const part of [which, slider]) part.addEventListener("focus", () => chosen(number()));
  box.addEventListener("focusout", ({ relatedTarget }) => { if (!box.contains(relatedTarget)) chosen(-1); });

  const draw = () => {
    box.hidden = !model.free || !model.code.length || model.wires.length > 0;
    if (box.hidden) return;
    which.max = model.code.length;
    title.data = `${Object.fromEntries(model.words).which} `;
    if (el.getRootNode().activeElement !== which) which.value = number() + 1; // the code may have become narrower
    show();
  };
  // press: a bar of the drawing was pressed
  return { box, draw, press: (at) => { which.value = at + 1; show(); chosen(at); } };
}
