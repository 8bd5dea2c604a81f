// The program's editor: a text box with its colours painted over it, so that it is read aloud and
// left by Tab like any other. In print the plain text behind it shows.
import { createEditor } from "../editor/index.js";
import "../editor/prism/languages/python.js";
import { alone, composing } from "../../shell/plain_key.js";

const INDENT = "    ";
const LONGEST = 20000; // characters of a program

export class Editor {
  // pre: the program as text, whose place it takes; box: {id, label, describedBy} of the text box.
  // changed(text), moved(line), run(): what it tells.
  constructor(pre, box, { changed, moved, run }) {
    this.plain = pre.querySelector("code");
    this.original = this.plain.textContent;
    this.marks = new Map(); // by kind, the number of the line
    this.editor = createEditor(null, {
      language: "python", tabSize: INDENT.length, wordWrap: true, value: this.original,
    });
    const { container, textarea, keyCommandMap } = this.editor;
    textarea.id = box.label.htmlFor = box.id;
    textarea.maxLength = LONGEST;
    textarea.setAttribute("aria-describedby", box.describedBy);
    keyCommandMap.Enter = (event, selection, text) => this.enter(event, selection, text, run);
    keyCommandMap.Backspace = (event, selection, text) => alone(event) && this.outdent(selection, text);
    this.editor.on("update", (text) => {
      this.plain.textContent = text;
      changed(text);
    });
    this.editor.on("selectionChange", () => moved(this.editor.activeLine));
    container.translate = false;
    pre.before(container);
    pre.hidden = true;
  }

  get text() {
    return this.editor.value;
  }

  set text(text) {
    this.editor.setOptions({ value: text });
  }

  get lines() {
    return this.text.split("\n");
  }

  // Mark one line, and no other, as what `kind` says.
  mark(kind, line) {
    this.unmark(kind);
    if (line) this.editor.lines[line]?.classList.add(kind);
  }

  unmark(kind) {
    for (const line of [...this.editor.lines]) line.classList.remove(kind);
  }

  go(line) {
    const { textarea, lines } = this.editor;
    const at = this.lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    textarea.focus({ preventScroll: true });
    textarea.setSelectionRange(at, at);
    lines[line]?.scrollIntoView({ block: "nearest" });
  }

  // A new line begins where the last one did, one step further after a colon.
  enter(event, [start], text, run) {
    if (composing(event) || event.altKey || event.shiftKey) return false;
    if (event.ctrlKey || event.metaKey) {
      run();
      return true;
    }
    const line = before(text, start);
    const indent = line.match(/^ */)[0] + (/:\s*(#.*)?$/.test(line) ? INDENT : "");
    return Boolean(indent) && document.execCommand("insertText", false, `\n${indent}`);
  }

  outdent([start, end], text) {
    const line = before(text, start);
    if (start !== end || !line || line.trim()) return false;
    this.editor.textarea.setSelectionRange(start - (((line.length - 1) % INDENT.length) + 1), start);
    return document.execCommand("delete");
  }
}

const before = (text, at) => text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
