// Limits of time that count only while there is somebody to wait: seconds are counted one by one, so
// a device that sleeps, or a page or worker that is busy itself, uses up none.

const ASLEEP_MS = 5000; // a clock that stood still for so long was not merely late

// Call `act` when `seconds` have gone by without a `heard()`; begins at once.
export class Patience {
  constructor(seconds, act) {
    Object.assign(this, { seconds, act, quiet: 0, ticked: Date.now(), jumped: false });
    this.clock = setInterval(() => this.tick(), 1000);
  }

  tick() {
    this.jumped = this.slept;
    this.ticked = Date.now();
    this.quiet += 1;
    if (this.quiet === this.seconds) this.act(); // once, until something is heard again
  }

  // Whether the device has slept since this began.
  get slept() {
    return this.jumped || Date.now() - this.ticked > ASLEEP_MS;
  }

  heard() {
    this.quiet = 0;
  }

  end() {
    clearInterval(this.clock);
  }
}
