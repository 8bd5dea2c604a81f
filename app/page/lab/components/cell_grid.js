// A grid of pixels that is painted: by press, by stroke, by finger, by keyboard.
import { alone } from "../../shell/plain_key.js";
import { neighbour, passed } from "./grid_ways.js";

export class CellGrid {
  // value(): a character for each pixel, its level; put(value): it was painted; back(value): what was
  // painted is taken back; locked(): whether it may not be; next: by level, what a press makes of it;
  // name(row, column, level): what a pixel is called.
  constructor({ value, put, back = put, locked, next, name }) {
    Object.assign(this, { value, put, back, locked, next, name, cells: [], shape: [0, 0] });
    this.at = 0; // the pixel that Tab leads to
    this.stroke = null; // the pointer that is down, and what it paints
    this.grid = document.createElement("div");
    this.grid.className = "canvas";
    this.grid.setAttribute("role", "grid");
    this.said = document.createElement("p");
    this.said.className = "told";
    this.said.setAttribute("role", "status");
    this.listen();
  }

  lay(shape) {
    const [rows, columns] = (this.shape = shape);
    const cells = (this.cells = []);
    this.at = 0;
    this.grid.style.setProperty("--columns", columns);
    this.grid.replaceChildren(...Array.from({ length: rows }, () => {
      const row = document.createElement("div");
      row.setAttribute("role", "row");
      for (let column = 0; column < columns; column += 1) {
        const cell = document.createElement("span");
        cell.setAttribute("role", "gridcell");
        cell.tabIndex = cells.length ? -1 : 0;
        cell.dataset.pixel = cells.length;
        cells.push(cell);
        row.append(cell);
      }
      return row;
    }));
    this.draw();
  }

  draw() {
    this.grid.setAttribute("aria-disabled", String(this.locked()));
    const now = this.value();
    for (const [pixel, cell] of this.cells.entries()) {
      cell.dataset.level = now[pixel];
      cell.setAttribute("aria-label", this.name(Math.floor(pixel / this.shape[1]) + 1, (pixel % this.shape[1]) + 1, now[pixel]));
    }
  }

  paint(level, ...pixels) {
    const now = this.value();
    const then = Array.from(now, (before, pixel) => (pixels.includes(pixel) ? level : before)).join("");
    if (this.locked() || now === then) return;
    this.put(then);
    this.draw();
  }

  go(pixel) {
    this.cells[this.at].tabIndex = -1;
    this.at = pixel;
    this.cells[pixel].tabIndex = 0;
  }

  listen() {
    const { grid } = this;
    const under = ({ clientX, clientY }) => Number(grid.getRootNode().elementFromPoint(clientX, clientY)?.dataset.pixel ?? -1);
    grid.addEventListener("pointerdown", (event) => {
      const pixel = under(event);
      if (event.button !== 0 || this.stroke || pixel < 0 || this.locked()) return;
      this.stroke = { pointer: event.pointerId, level: this.next[this.value()[pixel]], before: this.value() };
      grid.setPointerCapture(event.pointerId);
      this.go(pixel);
      this.paint(this.stroke.level, pixel);
    });
    grid.addEventListener("pointermove", (event) => {
      if (this.stroke?.pointer !== event.pointerId) return;
      const pixel = under(event);
      if (pixel < 0) return;
      this.paint(this.stroke.level, ...passed(this.at, pixel, this.shape[1]));
      this.go(pixel);
    });
    // the system took it for something else, two fingers that zoom
    grid.addEventListener("pointercancel", ({ pointerId }) => {
      if (this.stroke?.pointer !== pointerId) return;
      this.back(this.stroke.before);
      this.stroke = null;
      this.draw();
    });
    grid.addEventListener("lostpointercapture", ({ pointerId }) => { if (this.stroke?.pointer === pointerId) this.stroke = null; });
    grid.addEventListener("focusin", ({ target }) => this.go(Number(target.dataset.pixel))); // a screen reader may go anywhere
    grid.addEventListener("keydown", (event) => {
      if (!alone(event)) return;
      const way = neighbour(this.at, event.key, this.shape);
      if (way !== null) this.cells[way].focus();
      else if (event.key === " ") {
        if (!event.repeat) this.paint(this.next[this.value()[this.at]], this.at);
      } else if (Object.hasOwn(this.next, event.key)) this.paint(event.key, this.at);
      else return;
      this.said.textContent = way !== null ? "" : this.cells[this.at].getAttribute("aria-label");
      event.preventDefault();
    });
  }
}
