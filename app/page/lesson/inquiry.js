// Pictures that ask: what the picture shows in words, and the answer, wait for the commitment.
import { initQuestion, optionAt } from "./question.js";

export function initInquiry(lesson, keeping, words) {
  for (const article of lesson.querySelectorAll(".inquiry")) {
    const question = article.querySelector("[data-ask]");
    const after = article.querySelector(".after");
    const key = question.dataset.ask;
    const tell = (place) => {
      ask.tell(place);
      after.hidden = false;
    };
    const ask = initQuestion(question, words, (place) => {
      keeping.set(key, place);
      tell(place);
      article.querySelector(".told summary").focus();
    });
    after.hidden = true;
    const before = keeping.get(key, -1);
    if (optionAt(question, before)) tell(before);
  }
}
