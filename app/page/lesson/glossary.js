// What a term means, on hover and on focus. Escape closes it; the pointer may move onto it.
import { alone } from "../shell/plain_key.js";

const PATIENCE_MS = 250;

export function initGlossary(lesson) {
  const tip = lesson.querySelector(".tip");
  let of = null;
  let timer = null;

  function open(term) {
    clearTimeout(timer);
    const entry = document.getElementById(term.hash.slice(1));
    if (!entry || of === term) return;
    close();
    of = term;
    tip.replaceChildren(...[...entry.querySelector("dd").childNodes].map((node) => node.cloneNode(true)));
    for (const link of tip.querySelectorAll("a")) link.replaceWith(...link.childNodes);
    term.setAttribute("aria-describedby", tip.id);
    tip.hidden = false;
    put();
  }

  // Above the term or below it; away once the term has left the window.
  function put() {
    if (!of) return;
    const around = of.getBoundingClientRect();
    if (around.bottom < 0 || around.top > innerHeight) {
      close();
      return;
    }
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.max(8, Math.min(around.left, document.documentElement.clientWidth - width - 8));
    const above = around.top - height - 6;
    tip.style.left = `${left}px`;
    tip.style.top = `${above > 4 ? above : around.bottom + 6}px`;
  }

  function close() {
    clearTimeout(timer);
    of?.removeAttribute("aria-describedby");
    of = null;
    tip.hidden = true;
  }

  function leave() {
    clearTimeout(timer);
    timer = setTimeout(close, PATIENCE_MS);
  }

  for (const term of lesson.querySelectorAll("a.term")) {
    term.addEventListener("pointerenter", () => open(term));
    term.addEventListener("focus", () => open(term));
    term.addEventListener("pointerleave", leave);
    term.addEventListener("blur", close);
    term.addEventListener("click", close);
  }
  tip.addEventListener("pointerenter", () => clearTimeout(timer));
  tip.addEventListener("pointerleave", leave);
  addEventListener("keydown", (event) => event.key === "Escape" && alone(event) && close());
  addEventListener("scroll", put, { passive: true });
}
