// A native button that counts its presses; absent while it has nothing to offer.
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
    hint.textContent = model.hint;
    hint.hidden = !model.offered || !model.hint;
  };
  button.addEventListener("click", () => { model.clicks += 1; });
  model.on(["label", "kind", "offered", "hint"], draw);
  draw();
}
