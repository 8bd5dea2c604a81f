// A group of radio buttons: one question, a few answers, each with a line of explanation.
import { say } from "./says.js";
let groups = 0;

export function render({ model, el }) {
  const name = `choice-${(groups += 1)}`;
  const fieldset = document.createElement("fieldset");
  const legend = document.createElement("legend");
  const options = document.createElement("div");
  options.className = "options";
  fieldset.append(legend, options);
  el.append(fieldset);

  const draw = () => {
    legend.textContent = model.label;
    fieldset.className = model.compact ? "compact" : "";
    options.replaceChildren(
      ...model.options.map(([value, title, hint], index) => {
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
        label.append(input, text);
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
  };
  const mark = () => {
    fieldset.disabled = model.locked;
    for (const input of options.querySelectorAll("input")) {
      input.checked = input.value === model.value;
      input.parentElement.classList.toggle("chosen", input.checked);
    }
  };
  model.on(["options", "label"], draw);
  model.on(["value", "locked"], mark);
  draw();
}
