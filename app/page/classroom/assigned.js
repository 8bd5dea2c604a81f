// The assignment that this tab is at: from the link that opened it, kept for the tab, and left by a
// press. Its code stays in the address's fragment, so that it is there where nothing can be stored.
import { AssignmentRefused, readCode } from "./assignment_code.js";
import { assets, here, home } from "../shell/asset_urls.js";

const NAME = "class"; // in the fragment
const KEY = `hunch-class:${home.pathname}`; // in the tab's storage: {code, name}
let current = ""; // the code of the assignment that is open

// What the fragment of an address of this tab's has to be, "" for none.
export const fragment = () => (current ? `#${NAME}=${current}` : "");

// The assignment that is open, null if there is none. refused(reason): what a link holds is none.
export async function assigned(refused) {
  const linked = new URLSearchParams(location.hash.slice(1)).get(NAME);
  const kept = read();
  for (const code of [linked, kept.code].filter(Boolean)) {
    try {
      const set = await readCode(code);
      current = code;
      if (code !== kept.code) write({ code });
      return { ...set, code };
    } catch (error) {
      if (!(error instanceof AssignmentRefused)) throw error;
      if (code === linked) refused(error.reason);
    }
  }
  return null;
}

// Forget it, and go to the site's first page.
export function leave() {
  current = "";
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // then nothing was kept
  }
  location.assign(here("index.html"));
}

// The learner's name, as long as this tab lives.
export const keptName = () => read().name ?? "";
export const keepName = (name) => write({ code: current, name });

// The page of a case, by its address: "" for this one, null for a lab that is not here.
export function pageOf(address) {
  const lab = new URLSearchParams(address).get("lab");
  if (lab === assets.lab) return "";
  return Object.hasOwn(assets.labs, lab) ? here(assets.labs[lab]) : null;
}

function read() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    const text = (one) => (typeof one === "string" ? one : undefined);
    return { code: text(kept?.code), name: text(kept?.name) };
  } catch {
    return {};
  }
}

function write(kept) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // the address has the code
  }
}
