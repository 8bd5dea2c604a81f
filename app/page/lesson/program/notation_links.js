// Which line is which symbol: a row of the table marks its line, and the line with the caret its
// row, as long as that line stands in the program as it was written.
import { alone } from "../../shell/plain_key.js";

export function initNotationLinks(table, editor, words) {
  const original = editor.original.split("\n");
  const rows = [...table.querySelectorAll("[data-line]")].map((row) => {
    const code = original[Number(row.dataset.line) - 1];
    const button = document.createElement("button");
    button.type = "button";
    row.querySelector(".at").replaceChildren(button);
    return { row, code, button, line: 0 };
  });

  function find() {
    const lines = editor.lines;
    for (const one of rows) {
      one.line = lines.indexOf(one.code) + 1;
      one.button.textContent = one.line || words.gone;
      one.button.disabled = !one.line;
      if (one.line) one.button.setAttribute("aria-label", words.show.replace("{line}", one.line));
      else one.button.removeAttribute("aria-label");
    }
    reach(rows.find(({ button }) => button.tabIndex === 0 && !button.disabled) ?? rows.find(({ line }) => line));
  }

  // The table is one stop of the Tab key; arrow keys go from row to row.
  function reach(to) {
    for (const one of rows) one.button.tabIndex = one === to ? 0 : -1;
  }

  function step(event, from) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !alone(event)) return;
    event.preventDefault();
    const there = rows.filter(({ line }) => line);
    const to = there[there.indexOf(from) + by];
    if (!to) return;
    reach(to);
    to.button.focus();
  }

  for (const one of rows) {
    const mark = () => editor.mark("meant", one.line);
    const unmark = () => editor.unmark("meant");
    one.row.addEventListener("pointerenter", mark);
    one.row.addEventListener("pointerleave", unmark);
    one.button.addEventListener("focus", mark);
    one.button.addEventListener("blur", unmark);
    one.button.addEventListener("keydown", (event) => step(event, one));
    one.button.addEventListener("click", () => editor.go(one.line));
  }
  find();
  return {
    find,
    // The caret is in this line.
    at(line) {
      for (const one of rows) one.row.classList.toggle("meant", one.line > 0 && one.line === line);
    },
  };
}
