// A table that can be scrolled and copied, its columns separated by tabs.
import { copied } from "../../storage/text_file.js";

export function render({ model, el }) {
  const make = (tag, fields = {}) => Object.assign(document.createElement(tag), fields);
  const box = make("div", { className: "table-box" });
  const scroller = make("div", { className: "scroller", tabIndex: 0, translate: false });
  scroller.setAttribute("role", "region");
  const [label, table] = [make("p", { className: "hint" }), make("table")];
  const field = make("textarea", { readOnly: true, hidden: true, rows: 4 });
  const [button, told] = [make("button", { type: "button", className: "plain" }), make("p", { className: "hint" })];
  told.setAttribute("role", "status");
  scroller.append(table);
  box.append(label, scroller, button, field, told);
  el.append(box);

  button.addEventListener("click", async () => {
    field.hidden = false; // what is hidden cannot be selected
    field.value = [model.head, ...model.rows].map((row) => row.join("\t")).join("\n");
    const done = await copied(field);
    field.hidden = done;
    if (done) button.focus();
    told.textContent = done ? model.copied : model.refused;
  });
  const draw = () => {
    box.hidden = !model.rows.length;
    el.getRootNode().host.toggleAttribute("data-empty", box.hidden);
    label.textContent = model.label;
    scroller.setAttribute("aria-label", model.label);
    table.replaceChildren();
    for (const texts of model.rows) fill(table.insertRow(), texts, 1, "row");
    fill(table.createTHead().insertRow(), model.head, model.head.length, "col");
    button.textContent = field.ariaLabel = model.copy;
    button.hidden = !model.copy;
    field.hidden = true;
    told.textContent = "";
  };
  model.on(["label", "head", "rows", "copy"], draw);
  draw();
}

function fill(row, texts, headed, scope) {
  texts.forEach((text, index) => {
    const cell = document.createElement(index < headed ? "th" : "td");
    if (index < headed) cell.scope = scope;
    cell.dir = "auto"; // a column's name is the learner's
    cell.textContent = text;
    row.append(cell);
  });
}
