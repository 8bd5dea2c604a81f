// A button that lets a file be chosen. Its bytes go to Python as base64; of one that is too large
// none is read.
import { say } from "./says.js";

export function render({ model, el }) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "plain" });
  const input = document.createElement("input");
  Object.assign(input, { type: "file", hidden: true });
  const hint = document.createElement("p");
  hint.className = "hint";
  el.append(button, input, hint);

  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > model.limit) say(el, model.says_refused, "too_large");
    else read(file);
    input.value = ""; // the same file may be chosen again
  });
  const read = (file) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => say(el, model.says, [file.name, reader.result.split(",")[1] ?? ""]));
    reader.addEventListener("error", () => say(el, model.says_refused, "unreadable"));
    reader.readAsDataURL(file);
  };
  const draw = () => {
    button.textContent = model.label;
    input.accept = model.accept;
    hint.textContent = model.hint;
  };
  model.on(["label", "accept", "hint"], draw);
  draw();
}
