// The lesson comes to life, once the lab above it is up. Everything can be read without it.
import { keepCases } from "./cases.js";
import { keepCell } from "./cell.js";
import { keepCitation } from "./citation.js";
import { keepClaims } from "./claims.js";
import { keepContents } from "./contents.js";
import { keepGlossary } from "./glossary.js";
import { keepInquiry } from "./inquiry.js";
import { Keeping } from "./keeping.js";
import { layParts } from "./laying.js";
import { keepPractice } from "./practice.js";
import { keepResume } from "./resume.js";
import { keepRoom } from "./room/room.js";
import { keepScrollers } from "./scrollers.js";
import { keepStoryboard } from "./storyboard.js";

// python: to ask witnesses, and to know when it is there; place: names what is kept here, after the
// site's folder.
export function keepLesson({ python, place }) {
  const lesson = document.querySelector("[data-lesson]");
  if (!lesson) return;
  const words = JSON.parse(document.getElementById("lesson-words").textContent);
  const keeping = new Keeping(place, () => {
    lesson.querySelector("[data-forsaken]").hidden = false;
  });
  for (const part of lesson.querySelectorAll(".scripted")) part.hidden = false;
  const contents = keepContents(lesson, keeping, words);
  keepResume(lesson, keeping, contents, words);
  keepGlossary(lesson);
  keepCell(lesson, keeping, words);
  keepStoryboard(lesson, words.storyboard, words.ask);
  keepInquiry(lesson, keeping, words.ask);
  keepPractice(lesson, keeping);
  keepClaims(lesson, python, words);
  keepCases(lesson);
  keepCitation(lesson);
  keepRoom(lesson, keeping, words.room);
  keepScrollers(lesson);
  layParts(lesson, python);
}
