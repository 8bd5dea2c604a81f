// One draft, kept in this browser under the site's folder. Where storing is refused it lasts until the
// page is left, and `refused` is called once; `elsewhere` when another tab has written to it.
export class DraftStorage {
  constructor(place, { refused, elsewhere }) {
    this.key = `hunch-teach:${place}#draft`;
    this.refused = refused;
    this.works = true;
    addEventListener("storage", ({ key }) => { if (key === this.key) elsewhere(); });
  }

  // What is kept; undefined if nothing is, or nothing that was written here.
  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? undefined;
    } catch (error) {
      if (!(error instanceof SyntaxError)) this.fail();
      return undefined;
    }
  }

  write(fields) {
    try {
      localStorage.setItem(this.key, JSON.stringify(fields));
    } catch {
      this.fail();
    }
  }

  fail() {
    if (this.works) this.refused();
    this.works = false;
  }
}
