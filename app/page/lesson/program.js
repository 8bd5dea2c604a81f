// The program of the lesson: its prediction at once, editor and runs when the reader comes near.
import { Prediction } from "./program_prediction.js";

const NEAR = "500px";

export function initProgram(lesson, keeping, words) {
  const place = lesson.querySelector("[data-program]");
  if (!place) return;
  let cell = null;
  const prediction = new Prediction(place.querySelector("[data-prints]"), keeping, words, () => cell?.free());
  new IntersectionObserver(async (entries, watch) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    watch.disconnect();
    try {
      const { Cell } = await import("./program/program_cell.js");
      cell = new Cell(place, { keeping, prediction, words: words.cell });
    } catch (error) {
      place.querySelector("[data-absent]").hidden = false;
      console.info(`hunch: no editor: ${error.message ?? error}`);
    }
  }, { rootMargin: NEAR }).observe(place);
}
