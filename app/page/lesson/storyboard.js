// The storyboard, one frame at a time: the next opens when its question is answered. Arrow keys step.
import { initStageDrawing } from "../lab/components/stage_drawing.js";
import { alone } from "../shell/plain_key.js";
import { initQuestion } from "./question.js";

export function initStoryboard(lesson, words, ask) {
  const board = lesson.querySelector("[data-storyboard]");
  if (!board) return;
  const frames = [...board.querySelectorAll(".frame")];
  const status = board.querySelector(".status");
  const [back, next, again] = board.querySelectorAll("[data-step]");
  const answered = frames.map((frame) => !frame.querySelector("[data-ask]"));
  const asks = frames.map((frame, at) => {
    const question = frame.querySelector("[data-ask]");
    return question && initQuestion(question, ask, (place, right) => {
      asks[at].tell(place);
      answered[at] = true;
      show(at);
      status.textContent = right ? words.was_right : words.was_wrong;
      next.focus();
    });
  });
  const stages = frames.map((frame) => {
    const picture = frame.querySelector("[data-stage]");
    const stage = initStageDrawing(picture, JSON.parse(picture.dataset.stage));
    picture.prepend(stage.stage);
    return stage;
  });
  let now = 0;
  board.classList.add("stepped");
  // all at once, so that those of the other frames are there in print
  new ResizeObserver(() => {
    const { width } = stages[now].stage.getBoundingClientRect();
    for (const stage of stages) stage.fit(width);
  }).observe(board);

  function show(at, moved) {
    now = at;
    frames.forEach((frame, place) => frame.classList.toggle("now", place === at));
    back.disabled = at === 0;
    next.disabled = at === frames.length - 1;
    next.setAttribute("aria-disabled", String(!answered[at]));
    if (!moved) return;
    const title = frames[at].querySelector("h3").lastChild.textContent.trim();
    status.textContent = words.at.replace("{at}", at + 1).replace("{total}", frames.length).replace("{title}", title);
    frames[at].focus({ preventScroll: true });
    frames[at].scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    if (by > 0 && !answered[now]) {
      status.textContent = words.first;
      return;
    }
    const to = by === 0 ? 0 : now + by;
    if (to < 0 || to >= frames.length) return;
    if (by === 0) {
      asks.forEach((one, at) => {
        one?.clear();
        answered[at] = !one;
      });
    }
    show(to, true);
  }

  for (const button of [back, next, again]) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  board.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!by || !alone(event) || event.target.closest("input, textarea, summary")) return;
    event.preventDefault();
    step(by);
  });
  show(0);
}
