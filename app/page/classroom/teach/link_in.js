// A link that was made before, taken over to be changed. What cannot be read is told, and the
// assignment on the page stays as it is.
import { readCode } from "../assignment_code.js";
import { fill } from "./dom.js";

export function initLinkIn(place, { words, draft, view }) {
  const field = place.querySelector("[data-link-in]");
  const told = place.querySelector("[data-link-told]");
  place.querySelector("[data-link-take]").addEventListener("click", async () => { told.textContent = await taken(); });

  async function taken() {
    const text = field.value.trim();
    if (!text) return words.empty;
    try {
      const made = await readCode(codeIn(text));
      draft.replace(made);
      field.value = "";
      const strange = made.cases.filter((address) => view.told(address).missing).length;
      return [fill(words.taken, { title: made.title, count: made.cases.length }), strange ? fill(words.strange, { count: strange }) : ""].filter(Boolean).join(" ");
    } catch (error) {
      if (!error.reason) throw error;
      return words.refused[error.reason];
    }
  }
}

// The code of a link, or the text itself: mail breaks long lines, so no space is taken for a part of it.
function codeIn(text) {
  const at = text.lastIndexOf("#class=");
  return (at < 0 ? text : text.slice(at + "#class=".length)).replace(/\s+/g, "").replace(/[>"'&].*$/, "");
}
