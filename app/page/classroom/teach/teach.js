// Set an assignment: choose cases, put them in order, say how, hand it out. All of it is made here.
import { Notices } from "../../shell/notices.js";
import { LIMITS } from "../assignment_code.js";
import { CaseView } from "./case_view.js";
import { Catalogue } from "./catalogue.js";
import { Chosen } from "./chosen.js";
import { fill } from "./dom.js";
import { Draft } from "./draft.js";
import { DraftStorage } from "./draft_storage.js";
import { Form } from "./form.js";
import { HandOut } from "./hand_out.js";
import { initLinkIn } from "./link_in.js";
import { initOwnCase } from "./own_case.js";
import { Paper } from "./paper.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const [words, data] = [read("words"), read("data")];
const site = new URL(read("assets").home, document.baseURI);
const place = document.getElementById("tool");
const notices = new Notices(place.querySelector(".notices"), words);

const storage = new DraftStorage(site.pathname, {
  refused: () => notices.add(words.storage.refused),
  elsewhere: () => notices.add(words.storage.elsewhere),
});
const draft = new Draft(storage);
const view = new CaseView(data, words.cases);
const shared = { data, labs: data.labs, draft, view, site, full };

// Whether there is no room for another case, which is then said.
function full() {
  if (draft.fields.cases.length < LIMITS.cases) return false;
  notices.add(fill(words.chosen.full, { most: LIMITS.cases }));
  return true;
}

new Catalogue(place, { ...shared, words: words.cases });
new Chosen(place, { ...shared, words: words.chosen });
new Form(place, { ...shared, words: words.form });
initOwnCase(place, { ...shared, words: words.own });
initLinkIn(place, { ...shared, words: words.link_in });
const paper = new Paper(document.querySelector("[data-paper]"), { ...shared, words: words.paper });
new HandOut(place, { ...shared, words: words.out, paper });
initStarts();

// The two buttons that put something in the place of what is there, and the one that brings it back.
function initStarts() {
  const undo = place.querySelector("[data-undo]");
  place.querySelector("[data-path]").addEventListener("click", () => draft.replace(data.path));
  place.querySelector("[data-empty]").addEventListener("click", () => draft.replace({}));
  undo.addEventListener("click", () => {
    draft.undo();
    place.querySelector("[data-path]").focus(); // the button that was pressed is gone
  });
  const show = () => { undo.hidden = !draft.before; };
  draft.onChange(show);
  show();
}

document.documentElement.toggleAttribute("data-drawn", true); // from here on this script speaks
document.querySelector(".stuck:not([data-for-good])")?.remove();
