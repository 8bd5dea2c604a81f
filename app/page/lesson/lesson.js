// The lesson comes to life, once the lab above it is up. Everything can be read without it.
import { initCases } from "./cases.js";
import { initProgram } from "./program.js";
import { initCitation } from "./cite_page.js";
import { initClaims } from "./claim_witnesses.js";
import { initContents } from "./contents.js";
import { initFigureStages } from "./figure_stages.js";
import { initGlossary } from "./glossary.js";
import { initInquiry } from "./inquiry.js";
import { ReaderStorage } from "./reader_storage.js";
import { layOutWhenIdle } from "./idle_layout.js";
import { initPractice } from "./practice.js";
import { initResume } from "./resume.js";
import { initRoom } from "./room/room.js";
import { initScrollers } from "./scrollers.js";
import { initStoryboard } from "./storyboard.js";

// python: to ask witnesses, and to know when it is there; labState: the lab, which links lead to; place:
// names what is kept here, after the site's folder.
export function initLesson({ python, labState, place }) {
  const lesson = document.querySelector("[data-lesson]");
  if (!lesson) return;
  const words = JSON.parse(document.getElementById("lesson-words").textContent);
  const keeping = new ReaderStorage(place, () => {
    lesson.querySelector("[data-forsaken]").hidden = false;
    for (const promise of lesson.querySelectorAll("[data-kept]")) promise.hidden = true;
  }, () => {
    lesson.querySelector("[data-strange]").hidden = false;
  });
  for (const part of lesson.querySelectorAll(".scripted")) part.hidden = false;
  const contents = initContents(lesson, keeping, words);
  initResume(lesson, keeping, contents, words);
  initGlossary(lesson);
  initFigureStages(lesson);
  initProgram(lesson, keeping, words);
  initStoryboard(lesson, words.storyboard, words.ask);
  initInquiry(lesson, keeping, words.ask);
  initPractice(lesson, keeping);
  initClaims(lesson, python, words);
  initCases(lesson, labState);
  initCitation(lesson);
  initRoom(lesson, keeping, words.room);
  initScrollers(lesson);
  layOutWhenIdle(lesson, python);
}
