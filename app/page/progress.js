// How far Python is, and what to do if it does not come.

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
    this.place.hidden = false;
    this.button.hidden = this.help.hidden = true;
    this.bar.hidden = false;
    this.show({ step: "load", received: 0, total: 1 });
  }

  show({ step, received, total }) {
    if (step === "load") {
      if (this.step && this.step !== "load") return;
      this.bar.max = total;
      this.bar.value = received;
      const megabytes = (bytes) => (bytes / 1e6).toFixed(1);
      this.line.textContent = total > 1
        ? this.words.loading.replace("{left}", megabytes(Math.max(0, total - received))).replace("{total}", megabytes(total))
        : this.words.steps.load;
    } else {
      this.step = step;
      this.bar.removeAttribute("value");
      this.line.textContent = this.words.steps[step];
    }
  }

  live() {
    this.step = null;
    this.place.hidden = true;
    document.documentElement.dataset.python = "live";
  }

  fail({ reason, detail }) {
    this.step = null;
    this.place.hidden = false;
    this.bar.hidden = true;
    const told = this.words.failed[reason] ?? this.words.failed.python;
    this.line.textContent = told.what;
    const cause = detail.trim().split("\n").at(-1); // of a traceback the line that says what
    this.help.textContent = `${told.help} (${cause || reason})`;
    this.button.hidden = this.help.hidden = false;
    document.documentElement.dataset.python = "failed";
    console.info(`hunch: Python failed: ${reason}: ${detail}`);
  }
}
