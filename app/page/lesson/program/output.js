// What the program prints, shown once a frame however much of it comes.

export class Output {
  constructor(place) {
    this.place = place;
    this.clear();
  }

  clear() {
    this.text = this.waiting = "";
    this.place.replaceChildren();
  }

  add(text) {
    this.text += text;
    if (!this.waiting) requestAnimationFrame(() => this.show());
    this.waiting += text;
  }

  show() {
    if (this.waiting) this.place.append(this.waiting);
    this.waiting = "";
  }
}
