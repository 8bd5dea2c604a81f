// A group of radio buttons: one question, a few answers, each with a line of explanation.
import { say } from "./says.js";
let groups = 0;

// A small picture of pixels; `levels` from 0 empty to f full, row by row. The title says what it is.
function drawn(columns, levels) {
  const grid = document.createElement("span");
  grid.className = "thumbnail";
  grid.style.setProperty("--columns", columns);
  grid.append(...Array.from(levels, (level) => {
    const pixel = document.createElement("i");
    pixel.style.setProperty("--level", parseInt(level, 16) / 15);
    return pixel;
  }));
  return grid;
}

export function render({ model, el }) {
  const name = `choice-${(groups += 1)}`;
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const options = document.createElement("div");
  options.className = "options";
  fieldset.append(legend, options);
  el.append(fieldset);

  const draw = () => {
    const held = el.getRootNode().activeElement;
    const focused = options.contains(held) ? held.value : null;
    legend.textContent = model.label;
    fieldset.hidden = !model.options.length;
    el.getRootNode().host.toggleAttribute("data-empty", fieldset.hidden);
    fieldset.className = model.look;
    options.style.setProperty("--count", model.options.length);
    options.replaceChildren(
      ...model.options.map(([value, title, hint, picture], index) => {
        const label = document.createElement("label");
        const input = document.createElement("input");
        Object.assign(input, { type: "radio", name, value });
        input.addEventListener("change", () => {
          model.value = value;
          say(el, model.says, value);
        });
        const text = document.createElement("span");
        text.className = "title";
        text.textContent = title;
        label.append(...(picture ? [drawn(...picture)] : []), input, text);
        if (hint) {
          const line = document.createElement("span");
          line.className = "hint";
          line.id = `${name}-${index}`;
          line.textContent = hint;
          input.setAttribute("aria-describedby", line.id);
          input.setAttribute("aria-label", title);
          label.append(line);
        }
        return label;
      }),
    );
    mark();
    if (focused !== null) [...options.querySelectorAll("input")].find((input) => input.value === focused)?.focus();
  };
  const mark = () => {
    fieldset.disabled = model.locked;
    for (const input of options.querySelectorAll("input")) {
      input.checked = input.value === String(model.value);
      input.parentElement.classList.toggle("chosen", input.checked);
    }
  };
  model.on(["options", "label", "look"], draw);
  model.on(["value", "locked"], mark);
  draw();
}
