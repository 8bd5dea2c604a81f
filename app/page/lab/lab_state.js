// How the lab stands in the page: its phase for style and tests, the address, and the focus.
import { hash, readQuery } from "../shell/tolerant_query.js";
import { assets } from "../shell/asset_urls.js";
import { fragment } from "../classroom/assigned.js";
import { placed, query, whenUnseen } from "../shell/embed.js";

const NOTED_MS = 400;
const REFUSED_MS = 5000;

export class LabState {
  constructor(lab) {
    this.lab = lab;
    this.built = lab.dataset.address; // of the case that the page was built with
    this.address = this.built;
    this.since = new Date().toISOString(); // when this case was posed here, at the latest
    this.step = history.state?.step ?? Date.now(); // in the history: entries of one case share it
    this.played = history.state?.played ?? null; // what play has set and in which case; it comes back with the entry
    this.noting = 0; // the timer that has the history note it: browsers refuse too many notes at once
    this.known = false; // whether Python has spoken
    this.voted = false; // whether a first vote is cast, where the class votes twice
    this.status = lab.querySelector(".status");
    this.answer = lab.querySelector(".received"); // in Python's place while it is away
    this.settings = lab.querySelector(".settings"); // folded until play, unless the learner opens them
    this.missing = lab.querySelector(".missing");
    this.words = JSON.parse(lab.dataset.words);
    this.settle(query());
    addEventListener("pagehide", () => this.note());
  }

  // Whether play has set something else than this case.
  get strayed() {
    return this.played !== null && this.played.bench !== this.played.address;
  }

  // The first figure that is seen before the commit, of those that this case has.
  get evidence() {
    return shown(this.lab, "[data-figure][tabindex]");
  }

  get phase() {
    return this.lab.dataset.phase;
  }

  // Whether a case is this lab's, by its address.
  owns(address) {
    return new URLSearchParams(address).get("lab") === this.lab.dataset.lab;
  }

  // Until Python says which case it is, show the case that the page was built with, and only where
  // that is sure to be the one: not if the address, the ledger or a kept commitment says otherwise.
  wait(search, returning, committed) {
    const asked = readQuery(search, assets.names);
    const built = [...new URLSearchParams(this.built)];
    const same = asked.size === built.length && built.every(([name, value]) => asked.get(name)?.toLowerCase() === value.toLowerCase());
    const waiting = committed || (asked.size ? !same : returning);
    this.rest(waiting);
    return waiting;
  }

  // The history has moved: whether to another case. Links within the page make entries of this one,
  // and what is done meanwhile is not undone by going back to where one read before.
  moved() {
    const step = history.state?.step;
    const stays = step ? step === this.step : query() === this.search || this.shows(query());
    if (!stays) [this.step, this.played] = [step ?? Date.now(), history.state?.played ?? null];
    this.settle(stays && this.known ? this.address : query());
    return !stays;
  }

  // Whether a query asks for this case, in whatever order.
  shows(search) {
    const entries = (query) => JSON.stringify([...new URLSearchParams(query)].sort());
    return entries(search) === entries(this.address);
  }

  // Let the history's entry tell which case it belongs to, and give it that case's address.
  settle(address) {
    this.search = address;
    this.note();
  }

  note() {
    clearTimeout(this.noting);
    const stays = this.search === query() && (location.hash || !fragment());
    const address = stays ? [] : [placed(this.search) + (hash() || fragment())];
    try {
      history.replaceState({ step: this.step, ...(this.played && { played: this.played }) }, "", ...address);
    } catch {
      this.later(REFUSED_MS); // too many notes
    }
  }

  later(ms) {
    clearTimeout(this.noting);
    this.noting = setTimeout(() => this.note(), ms);
  }

  // Settings change the evidence, which only Python can draw: without it they stay as they are.
  free(live) {
    this.settings.inert = !live;
    const played = this.lab.hasAttribute("data-playing");
    for (const place of this.lab.querySelectorAll("[data-hands]")) place.inert = played && !live;
    if (!live) this.run(false);
  }

  // Nothing is shown and nothing can be done while it is not known which case this is.
  rest(waiting) {
    this.lab.toggleAttribute("data-waiting", waiting);
    this.lab.querySelector(".bench").inert = waiting;
  }

  // What is said of a press while Python is away: that it is stored.
  tell(word) {
    this.answer.textContent = word ? this.words[word] : "";
  }

  // Say what must be entered before the commit: "choice", "painting", "confidence", or "" for nothing.
  miss(what) {
    this.missing.textContent = what ? this.words[`no_${what}`] : "";
  }

  // A commitment is stored that Python has not heard of: it stands from here on.
  receive() {
    this.mark("committed", false);
    this.tell("received");
    this.answer.focus();
  }

  // A first vote is cast: what is to be done now is told, and the second is asked for.
  vote() {
    this.voted = true;
    const note = this.lab.querySelector(".class-note");
    if (!this.known) this.tell("voted");
    this.bring(this.known ? note : this.answer);
  }

  // opened: what was sealed is there, or comes while the learner watches.
  mark(phase, playing, opened = false) {
    this.lab.dataset.phase = phase;
    if (playing !== this.lab.hasAttribute("data-playing")) this.settings.open = playing;
    this.lab.toggleAttribute("data-playing", playing);
    this.lab.toggleAttribute("data-open", opened || phase === "revealed");
    for (const step of this.lab.querySelectorAll("[data-step]")) {
      const now = step.dataset.step.split(" ").includes(playing ? "play" : phase);
      if (now) step.setAttribute("aria-current", "step");
      else step.removeAttribute("aria-current");
    }
  }

  // How things stand, as Python says.
  show({ phase, playing, running, begun, address, fresh, bench, voted, withheld }) {
    const received = this.answer === document.activeElement;
    const before = received ? "posed" : this.phase;
    const first = !this.known && !received;
    const begins = playing && !this.lab.hasAttribute("data-playing");
    this.known = true;
    this.tell("");
    this.mark(phase, playing, begun);
    this.run(running);
    this.rest(false);
    const votes = voted && (received || !this.voted) && phase === "posed" && address === this.address;
    this.voted = voted;
    this.lab.toggleAttribute("data-withheld", withheld && phase === "committed");
    const moved = address !== this.address;
    this.address = this.lab.dataset.address = address;
    if (moved && fresh && !first) this.note(); // of the case that is left
    this.played = playing ? { address, bench } : null;
    this.later(NOTED_MS);
    if (moved && fresh && !first) {
      [this.step, this.search] = [Date.now(), address];
      history.pushState({ step: this.step }, "", placed(address) + fragment());
    } else if (address !== query()) this.settle(address);
    if (first) return;
    if (moved || fresh) this.since = new Date().toISOString();
    if (moved || fresh || phase !== before) this.miss("");
    if (phase !== before || fresh || moved) this.turn(phase, fresh || moved);
    else if (votes) this.vote();
    else if (begins) this.bring(this.evidence);
  }

  // A run that the learner watches goes on, or stops.
  run(running) {
    if (running !== this.running && (running || this.running)) {
      this.status.textContent = this.words[running ? "running" : "stopped"];
    }
    const watched = running && this.running === false && shown(this.lab, "[data-watched]");
    if (watched) this.bring(watched, null); // what is looked at, not how far it is
    this.running = running;
    this.lab.toggleAttribute("data-running", running);
  }

  // Say what has changed, and bring the keyboard to where it goes on.
  turn(phase, fresh) {
    this.status.textContent = this.words[phase];
    const stage = this.evidence;
    const next = { posed: stage, committed: this.lab.querySelector("[data-slot=see]"), revealed: this.lab.querySelector(".outcome") }[phase];
    const sealed = this.lab.hasAttribute("data-withheld") && this.lab.querySelector(".class-note");
    const press = sealed || next.firstElementChild?.shadowRoot?.querySelector("button");
    const target = phase === "committed" ? press : next;
    // a question is read from its beginning; what came out is seen before it is read
    const place = phase === "posed" ? this.lab : phase === "revealed" && stage?.matches(".stage, [data-watched]") ? stage : next;
    this.bring(place, target, phase === "committed" ? "nearest" : "start", fresh);
  }

  // Focus a place, or what is in it, and scroll there unless all of it (or its top) can be seen.
  bring(place, target = place, block = "start", topOnly = false) {
    requestAnimationFrame(() => {
      target?.focus({ preventScroll: true });
      whenUnseen(place, topOnly, () => {
        const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
        place.scrollIntoView({ block, behavior: calm ? "auto" : "smooth" });
      });
    });
  }
}

// The first that is laid out of what matches.
const shown = (place, selector) => [...place.querySelectorAll(selector)].find((each) => each.offsetParent);
