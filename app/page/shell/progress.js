// How far Python is, and what to do if it does not come or does not answer.

export class Progress {
  constructor(place, words, retry) {
    this.place = place;
    this.words = words;
    this.bar = place.querySelector("progress");
    this.line = place.querySelector(".line");
    this.help = place.querySelector(".help");
    this.button = place.querySelector("button");
    this.button.addEventListener("click", retry);
  }

  starting() {
    document.documentElement.dataset.python = "starting";
    this.step = null;
    this.place.hidden = this.bar.hidden = false;
    this.button.hidden = this.help.hidden = true;
    this.show({ step: "load", received: 0, total: 1 });
  }

  show({ step, received, total }) {
    if (step === "load") {
      if (this.step && this.step !== "load") return;
      this.bar.max = total;
      this.bar.value = received;
      const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
      this.say(total > 1
        ? this.words.loading.replace("{left}", megabytes(Math.max(0, total - received))).replace("{total}", megabytes(total))
        : this.words.steps.load);
    } else {
      this.step = step;
      this.bar.removeAttribute("value");
      this.say(this.words.steps[step]);
    }
  }

  live() {
    this.step = null;
    this.place.hidden = true;
    document.documentElement.dataset.python = "live";
  }

  // Nothing is heard of Python, which may be at work; live: at an answer, or else at its start.
  busy({ live }) {
    this.before = this.line.textContent;
    this.bar.hidden = live;
    this.offer(this.words.busy[live ? "live" : "starting"], this.words.anew);
  }

  // It was at work.
  heard() {
    this.place.hidden = document.documentElement.dataset.python === "live";
    this.button.hidden = this.help.hidden = true;
    this.bar.hidden = false;
    this.say(this.before);
  }

  // lasting: whether what was entered outlives this page.
  fail({ reason, detail }, lasting) {
    this.step = null;
    this.bar.hidden = true;
    const { what, help } = this.words.failed[reason] ?? this.words.failed.python;
    const cause = detail.trim().split("\n").at(-1); // of a traceback the line that says what
    const kept = lasting ? this.words.kept : this.words.kept_here;
    this.offer({ what, help: `${help} ${kept} (${cause || reason})` }, this.words.retry);
    document.documentElement.dataset.python = "failed";
    console.info(`hunch: Python failed: ${reason}: ${detail}`);
  }

  offer({ what, help }, label) {
    this.place.hidden = false;
    this.say(what);
    this.help.textContent = help;
    this.button.textContent = label;
    this.button.hidden = this.help.hidden = false;
  }

  // What is said again is not read aloud again.
  say(text) {
    if (this.line.textContent !== text) this.line.textContent = text;
  }
}
