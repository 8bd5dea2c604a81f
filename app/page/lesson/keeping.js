// What the reader writes and where they are, kept in this browser under one name. When storage is
// refused it is kept until the page is left, and `forsaken` is called once.
const PREFIX = "hunch-lesson:";
let forgotten = false; // from then on nothing is written until the page is loaded anew

export class Keeping {
  constructor(place, forsaken) {
    this.name = PREFIX + place;
    this.forsaken = forsaken;
    this.lasting = true;
    this.held = {};
    try {
      this.held = JSON.parse(localStorage.getItem(this.name)) ?? {};
      localStorage.setItem(this.name, JSON.stringify(this.held));
    } catch (error) {
      // what cannot be read was not written here, and is written anew
      if (!(error instanceof SyntaxError)) this.forsake();
    }
  }

  get(key) {
    return this.held[key];
  }

  set(key, value) {
    this.held[key] = value;
    if (!this.lasting || forgotten) return;
    try {
      localStorage.setItem(this.name, JSON.stringify(this.held));
    } catch {
      this.forsake();
    }
  }

  forsake() {
    if (!this.lasting) return;
    this.lasting = false;
    this.forsaken();
  }
}

// Delete it, as "Forget everything here" promises.
export function forget(place) {
  forgotten = true;
  try {
    localStorage.removeItem(PREFIX + place);
  } catch {
    // nothing could be kept either
  }
}
