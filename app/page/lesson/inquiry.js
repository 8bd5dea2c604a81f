// Pictures that ask: what the picture shows in words, and the answer, wait for the commitment.
import { keepAsk } from "./ask.js";

export function keepInquiry(lesson, keeping, words) {
  for (const article of lesson.querySelectorAll(".inquiry")) {
    const form = article.querySelector("form");
    const after = article.querySelector(".after");
    const key = form.dataset.ask;
    const tell = (place) => {
      ask.tell(place);
      after.hidden = false;
    };
    const ask = keepAsk(form, words, (place) => {
      keeping.set(key, place);
      tell(place);
      article.querySelector(".told summary").focus();
    });
    after.hidden = true;
    const before = keeping.get(key);
    if (Number.isInteger(before)) tell(before);
  }
}
