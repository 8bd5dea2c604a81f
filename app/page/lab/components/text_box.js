// A few lines of the learner's own words, passed on when the typing pauses; letters that an input
// method is still composing wait until they are done, or the field or the page is left.
import { say } from "./says.js";
const PAUSE_MS = 300;
let notes = 0;

export function render({ model, el }) {
  const id = `note-${(notes += 1)}`;
  const label = document.createElement("label");
  label.htmlFor = id;
  const area = document.createElement("textarea");
  Object.assign(area, { id, rows: 3, maxLength: model.longest, dir: "auto" });
  const hint = document.createElement("p");
  hint.className = "hint";
  hint.id = `${id}-hint`;
  area.setAttribute("aria-describedby", hint.id);
  el.append(label, area, hint);

  let timer = 0;
  const pass = () => {
    clearTimeout(timer);
    if (model.text === area.value) return;
    model.text = area.value;
    say(el, model.says, model.text);
  };
  const wait = ({ isComposing }) => {
    clearTimeout(timer);
    if (!isComposing) timer = setTimeout(pass, PAUSE_MS);
  };
  area.addEventListener("input", wait);
  area.addEventListener("compositionend", wait);
  document.addEventListener("visibilitychange", () => document.hidden && pass());
  area.addEventListener("blur", () => {
    pass();
    say(el, model.says_left);
  });
  const draw = () => {
    label.textContent = model.label;
    area.placeholder = model.placeholder;
    hint.textContent = model.hint;
    if (area.value !== model.text && area.getRootNode().activeElement !== area) area.value = model.text;
  };
  model.on(["label", "text", "hint", "placeholder"], draw);
  draw();
}
