// A native button; absent while it has nothing to offer.
import { say } from "./says.js";
export function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  const hint = document.createElement("p");
  hint.className = "hint";
  el.append(button, hint);

  const draw = () => {
    button.textContent = model.label;
    button.className = model.kind;
    button.hidden = !model.offered;
    el.getRootNode().host.toggleAttribute("data-empty", !model.offered);
    hint.textContent = model.hint;
    hint.hidden = !model.offered || !model.hint;
  };
  button.addEventListener("click", () => say(el, model.says));
  model.on(["label", "kind", "offered", "hint"], draw);
  draw();
}
