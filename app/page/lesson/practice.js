// Practice: the reader's own words first, then nudges one by one, then the model answer.
import { composition, onTyped } from "./ime_composition.js";

const ENOUGH = 15; // characters that count as a try

export function initPractice(lesson, keeping) {
  for (const note of lesson.querySelectorAll("[data-kept]")) note.hidden = !keeping.persistent;
  for (const item of lesson.querySelectorAll("[data-item]")) keepItem(item, keeping);
}

function keepItem(item, keeping) {
  const key = `practice-${item.dataset.item}`;
  const text = item.querySelector("[data-try]");
  const nudges = [...item.querySelectorAll("[data-nudge]")];
  const model = item.querySelector(".model");
  const boxes = [...item.querySelectorAll("[data-criterion]")];
  const composing = composition(text);
  let kept = null;

  function load() {
    if (composing()) return;
    const nothing = { text: "", nudges: 0, criteria: [] };
    kept = { ...nothing, ...keeping.get(key, nothing) };
    text.value = kept.text;
    boxes.forEach((box, at) => { box.checked = Boolean(kept.criteria[at]); });
    show();
  }

  function show() {
    nudges.forEach((nudge, at) => { nudge.hidden = at > kept.nudges; });
    const ready = text.value.trim().length >= ENOUGH || kept.nudges >= nudges.length;
    model.hidden = !ready;
    item.querySelector(".sealed").hidden = ready;
  }

  function keep() {
    keeping.set(key, kept);
    if (!composing()) show();
  }

  text.addEventListener("input", () => {
    kept.text = text.value;
    keep();
  });
  onTyped(text, show);
  nudges.forEach((nudge, at) => nudge.addEventListener("toggle", () => {
    if (!nudge.open || kept.nudges > at) return;
    kept.nudges = at + 1;
    keep();
  }));
  boxes.forEach((box, at) => box.addEventListener("change", () => {
    kept.criteria[at] = box.checked;
    keep();
  }));
  keeping.onElsewhere((name) => name === key && load());
  load();
}
