// A page is entered with an assignment: its cases stand in place of the path's. A link that names no
// case leads to the first that is not answered, on the page of its lab.
import { asked, readQuery } from "../shell/tolerant_query.js";
import { fragment, pageOf } from "./assigned.js";
import { assets } from "../shell/asset_urls.js";
import { fill } from "../shell/message_format.js";
import { layOut } from "../lab/path.js";
import { placed } from "../shell/embed.js";

// titles: of the labs; place: the path's element; told(text): says what is left out. A promise of
// whether it was the link that left the case open; it does not settle where it leads away.
export async function enterClass({ set, store, words, titles, place, told }) {
  const cases = set.cases.map((address) => ({ case: address, to: pageOf(address), text: titles[labOf(address)] }));
  for (const [at, { to }] of cases.entries()) if (to === null) told(fill(words.refused.unknown_lab, { step: at + 1 }));
  const steps = cases.filter(({ to }) => to !== null);
  layOut(place, steps.map((step) => ({ ...step, href: step.to + placed(step.case) + fragment() })), set.title);
  place.toggleAttribute("data-assigned", true);
  document.documentElement.toggleAttribute("data-class-bare", set.bare);
  document.documentElement.toggleAttribute("data-class-locked", set.locked);
  if (readQuery(asked(), assets.names).size) return false;
  const done = (await store.records()).filter(({ kind }) => kind === "outcome").map(({ address }) => address);
  const next = steps.find((step) => !done.includes(step.case)) ?? steps[0];
  if (!next) return true;
  const address = placed(next.case) + fragment();
  if (next.to) {
    location.replace(next.to + address);
    await new Promise(() => {}); // this page is left
  }
  history.replaceState(null, "", address);
  return true;
}

const labOf = (address) => new URLSearchParams(address).get("lab");
