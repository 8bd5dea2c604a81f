// What a program prints, as it comes from the runtime, by bytes: told in few messages, up to a limit.
const AT_ONCE = 1000; // messages that are told as the lines come; from then on lines are gathered
const PAUSE = 50; // ms for which they are gathered

export class Printed {
  // tell("output", text), and at the limit, once, tell("cut", "").
  constructor(tell) {
    this.tell = tell;
    this.begin(0);
  }

  // A run begins, which may print so many characters.
  begin(limit) {
    Object.assign(this, { left: limit, held: "", times: 0, last: 0, cut: !limit });
    this.decoders = {};
  }

  // One of the two streams; a character may come in two parts.
  stream(name) {
    return { isatty: false, write: (bytes) => {
      if (!this.cut) this.add((this.decoders[name] ??= new TextDecoder()).decode(bytes, { stream: true }));
      return bytes.length;
    } };
  }

  add(text) {
    this.cut = text.length > this.left;
    this.held += text.slice(0, this.left);
    this.left -= Math.min(text.length, this.left);
    if (this.cut) {
      this.flush();
      this.tell("cut", "");
    } else if (text.includes("\n") && (this.times < AT_ONCE || performance.now() - this.last > PAUSE)) this.flush();
  }

  flush() {
    if (!this.held) return;
    this.tell("output", this.held);
    this.times += 1;
    this.last = performance.now();
    this.held = "";
  }
}
