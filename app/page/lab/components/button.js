// A native button; absent while it has nothing to offer. In a panel of its own, where nobody else does,
// it passes the focus on when it goes: to what comes next there, or else to the nearest button before.
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
    const held = !model.offered && el.getRootNode().activeElement === button;
    button.hidden = !model.offered;
    el.getRootNode().host.toggleAttribute("data-empty", !model.offered);
    hint.textContent = model.hint;
    hint.hidden = !model.offered || !model.hint;
    if (held) requestAnimationFrame(() => pass(el.getRootNode().host));
  };
  button.addEventListener("click", () => say(el, model.says));
  model.on(["label", "kind", "offered", "hint"], draw);
  draw();
}

function pass(from) {
  const slots = [...(from.closest(".own-table")?.querySelectorAll("[data-slot]") ?? [])];
  const at = slots.indexOf(from.closest("[data-slot]"));
  const offers = ({ firstElementChild: control }) => control?.shadowRoot?.querySelector("button:not([hidden]), .verdict:not([hidden])");
  const next = [...slots.slice(at + 1), ...slots.slice(0, Math.max(at, 0)).reverse()].map(offers).find((one) => one?.getClientRects().length);
  if (next?.matches(".verdict")) next.tabIndex = -1;
  next?.focus();
}
