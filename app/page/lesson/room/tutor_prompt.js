// A prompt to take to a tutor: what the reader has in front of them, and to be asked, not told.
import { copied } from "../../storage/text_file.js";
import { fill } from "../../shell/message_format.js";

export function prompt(thing, { note, next }, things, words) {
  const evidence = things.evidence(thing).map(({ text }) => `- ${text}`);
  return fill(words.prompt, {
    name: things.name(thing.key),
    link: things.link(thing),
    evidence: evidence.join("\n") || words.no_evidence,
    question: thing.question,
    note: note.trim() || words.nothing,
    next: next.trim() || words.nothing,
  });
}

// A press copies it; where that is refused it is selected, to be copied by hand.
export function initCopy(room, words) {
  const text = room.querySelector("[data-prompt]");
  const told = room.querySelector("[data-copied]");
  room.querySelector("[data-copy]").addEventListener("click", async () => {
    told.textContent = (await copied(text)) ? words.copied : words.copy_refused;
  });
}
