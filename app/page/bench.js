// The lab's element in the page: its phase for style and tests, the address, and the focus.

export class Bench {
  constructor(lab, link) {
    this.lab = lab;
    this.link = link;
    this.address = lab.dataset.address; // of the case that the page was built with
    this.known = false; // whether Python has spoken
    this.status = lab.querySelector(".status");
    this.words = JSON.parse(lab.dataset.words);
  }

  get phase() {
    return this.lab.dataset.phase;
  }

  // Until Python says which case it is, show no evidence but that of the address.
  wait(search, returning) {
    const asked = new URLSearchParams(search);
    const built = new URLSearchParams(this.lab.dataset.address);
    const same = [...asked].every(([name, value]) => built.get(name) === value) && asked.size === built.size;
    this.rest(asked.size ? !same : returning);
  }

  // Nothing is shown and nothing can be done while it is not known which case this is.
  rest(waiting) {
    this.lab.toggleAttribute("data-waiting", waiting);
    this.lab.querySelector(".bench").inert = waiting;
  }

  // How things stand, as Python says.
  show({ phase, playing, address, fresh }) {
    const before = this.phase;
    const first = !this.known;
    this.known = true;
    this.lab.dataset.phase = phase;
    this.lab.toggleAttribute("data-playing", playing);
    this.rest(false);
    for (const step of this.lab.querySelectorAll("[data-step]")) {
      const now = step.dataset.step.split(" ").includes(playing ? "play" : phase);
      if (now) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
    if (first || address !== this.address) {
      if (fresh && !first) history.pushState(null, "", address);
      else history.replaceState(null, "", address);
      this.address = address;
    }
    if (first) return;
    if (phase !== before || fresh) this.turn(phase, fresh);
  }

  // Say what has changed, and bring the keyboard to where it goes on.
  turn(phase, fresh) {
    this.status.textContent = this.words[phase];
    const next = { posed: "[data-figure=evidence]", committed: "[data-slot=see]", revealed: ".outcome" }[phase];
    const place = this.lab.querySelector(next);
    const target = phase === "committed" ? place.firstElementChild?.shadowRoot?.querySelector("button") : place;
    requestAnimationFrame(() => {
      target?.focus({ preventScroll: true });
      const { top, bottom } = place.getBoundingClientRect();
      if (top < 0 || (fresh ? top : bottom) > innerHeight) {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        place.scrollIntoView({ block: phase === "committed" ? "nearest" : "start", behavior: calm ? "auto" : "smooth" });
      }
    });
  }
}
