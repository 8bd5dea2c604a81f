// The error that a program ended with: said with its line, and the line marked in the editor. Where
// it came of what a browser does not have, a sentence says so.

export class Fault {
  constructor(place, editor, words) {
    this.place = place;
    this.editor = editor;
    this.words = words;
    [this.text, this.why] = place.querySelectorAll("p");
    this.go = place.querySelector("button");
    this.go.addEventListener("click", () => editor.go(this.line));
  }

  show(error, line, cannot) {
    this.line = line;
    this.place.hidden = false;
    this.text.textContent = line ? this.words.at.replace("{line}", line).replace("{error}", () => error) : error;
    this.why.textContent = Object.hasOwn(this.words.cannot, cannot) ? this.words.cannot[cannot] : "";
    this.why.hidden = !this.why.textContent;
    this.go.hidden = !line;
    this.go.textContent = this.words.go.replace("{line}", line);
    this.editor.mark("fault", line);
  }

  clear() {
    this.place.hidden = true;
    this.editor.unmark("fault");
  }
}
