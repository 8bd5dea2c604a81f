// How far something is that takes time: a native progress bar and a line.
let meters = 0;

export function render({ model, el }) {
  const id = `meter-${(meters += 1)}`;
  const box = document.createElement("div");
  box.className = "meter";
  const bar = document.createElement("progress");
  bar.max = 1;
  const line = document.createElement("p");
  line.id = id;
  line.className = "hint";
  bar.setAttribute("aria-describedby", id);
  box.append(bar, line);
  el.append(box);

  const draw = () => {
    bar.setAttribute("aria-label", model.label);
    bar.value = model.value;
    line.textContent = model.text;
    box.hidden = !model.shown;
    el.getRootNode().host.toggleAttribute("data-empty", box.hidden);
  };
  model.on(["label", "value", "text", "shown"], draw);
  draw();
}
