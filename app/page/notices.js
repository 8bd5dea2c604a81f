// Notices: what was wrong with an address, a file or the storage. Visible until dismissed.

export class Notices {
  constructor(place, words) {
    this.place = place;
    this.words = words;
  }

  add(text) {
    for (const held of this.place.children) if (held.firstChild.textContent === text) return;
    const notice = document.createElement("div");
    notice.className = "notice";
    const line = document.createElement("p");
    line.textContent = text;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = this.words.dismiss;
    button.setAttribute("aria-label", `${this.words.dismiss}: ${text}`);
    button.addEventListener("click", () => notice.remove());
    notice.append(line, button);
    this.place.append(notice);
  }
}
