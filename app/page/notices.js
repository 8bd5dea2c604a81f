// Notices: what was wrong with an address, a file or the storage. Visible until dismissed.

export class Notices {
  constructor(place, words) {
    this.place = place;
    this.words = words;
  }

  // label, act: a button of its own, for what can be done about it.
  add(text, label, act) {
    for (const held of this.place.children) if (held.firstChild.textContent === text) return;
    const notice = document.createElement("div");
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
