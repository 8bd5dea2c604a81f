// A run of prose that Python wrote; said aloud when it changes if it is marked as live.
export function render({ model, el }) {
  const box = document.createElement("div");
  el.append(box);

  const draw = () => {
    box.innerHTML = model.html;
    box.hidden = !model.html;
    el.getRootNode().host.toggleAttribute("data-empty", !model.html);
    box.className = `prose ${model.kind}`;
    if (model.live) box.setAttribute("role", model.live);
    else box.removeAttribute("role");
  };
  model.on(["html", "kind", "live"], draw);
  draw();
}
