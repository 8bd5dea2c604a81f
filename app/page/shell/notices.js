// Notices: what was wrong with an address, a file or the storage. Visible until dismissed.

export class Notices {
  constructor(place, words) {
    this.place = place;
    this.words = words;
    this.shown = new Map(); // by text: what stands in the page may have been translated
  }

  // label, act: a button of its own, for what can be done about it.
  add(text, label, act) {
    if (this.shown.get(text)?.isConnected) return;
    const notice = document.createElement("div");
    this.shown.set(text, notice);
    notice.className = "notice";
    const line = document.createElement("p");
    line.textContent = text;
    const dismiss = button(this.words.dismiss, () => notice.remove());
    dismiss.setAttribute("aria-label", `${this.words.dismiss}: ${text}`);
    notice.append(line, ...(act ? [button(label, act)] : []), dismiss);
    this.place.append(notice);
  }
}

function button(label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}
