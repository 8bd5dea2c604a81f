// The page as a part of another page, by `?embed=1`: the style sheet leaves away what leads elsewhere,
// the page around it is told how high this one is, and nothing begins before it can be seen.
//
// The setting stays in the address, at its end, so that reloads, the way back and links to other labs
// keep it. It is no part of a case: all that reads or writes a case's address comes through here.
import { framed, openApart } from "./frame.js";
import { home } from "./asset_urls.js";

const SETTING = "embed=1";
const SET = /([?&])embed=1(?=&|$)/;
const PRESSES = ["pointerdown", "keydown", "focusin"];

export const embedded = document.documentElement.hasAttribute("data-embed"); // see repair_redirected_url.js

// The page's query without the setting.
export const query = () => without(location.search);

// A case's address, or none, as this page has it.
export const placed = (address) => (embedded ? `${address}${address ? "&" : "?"}${SETTING}` : address);

const without = (search) => (SET.test(search) ? search.replace(SET, "$1").replace(/\?&/, "?").replace(/[?&]$/, "") : search);

// told: the sentence where a frame opens no other page.
export function initEmbed(told) {
  if (!embedded) return;
  document.addEventListener("click", (event) => follow(event, told));
  const apart = document.querySelector("[data-apart]");
  const refresh = () => { apart.href = location.pathname + query() + location.hash; };
  for (const type of ["pointerover", "focusin", "click"]) apart.addEventListener(type, refresh);
  refresh();
  if (!framed) return;
  addEventListener("click", ({ target }) => { // a dialog opens where it is asked for, which can be seen
    document.documentElement.style.setProperty("--pressed", `${target.getBoundingClientRect().top}px`);
  }, true);
  let last = 0;
  const tell = () => {
    const height = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (height !== last) window.parent.postMessage({ subject: "lti.frameResize", height }, "*"); // it is no secret
    last = height;
  };
  tell(); // browsers observe no sizes in a frame that is not seen
  new ResizeObserver(tell).observe(document.documentElement);
}

// A promise that settles at once, or in another page's frame when some of it is seen or it is pressed.
export function inView() {
  if (!embedded || !framed) return Promise.resolve();
  const { documentElement: root } = document;
  root.toggleAttribute("data-resting", true);
  return new Promise((resolve) => {
    const begin = () => {
      observer.disconnect();
      for (const type of PRESSES) removeEventListener(type, begin, true);
      root.toggleAttribute("data-resting", false);
      resolve();
    };
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && begin());
    observer.observe(root);
    for (const type of PRESSES) addEventListener(type, begin, true);
  });
}

// Act if not all of an element (or not its top) can be seen. A frame may be higher than what is seen
// of it, which only an observer knows.
export function whenUnseen(element, topOnly, act) {
  if (!embedded || !framed) {
    const { top, bottom } = element.getBoundingClientRect();
    if (top < 0 || (topOnly ? top : bottom) > innerHeight) act();
    return;
  }
  const observer = new IntersectionObserver(([{ boundingClientRect: whole, intersectionRect: seen }]) => {
    observer.disconnect();
    if (!seen.height || seen.top > whole.top + 1 || (!topOnly && seen.bottom < whole.bottom - 1)) act();
  });
  observer.observe(element);
}

// Links to cases stay within the frame; what else of the site is asked for opens by itself.
function follow(event, told) {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (!link.href.startsWith(home.href) || link.hasAttribute("download")) return;
  if (new URLSearchParams(link.search).has("lab") && !link.hasAttribute("data-apart")) {
    link.search = placed(without(link.search));
  } else if (framed && !leadsTo(link)) {
    event.preventDefault();
    openApart(link, told);
  }
}

// Whether a link leads to a part of this page that is there.
function leadsTo({ pathname, hash }) {
  const part = hash && pathname === location.pathname && document.getElementById(hash.slice(1));
  return Boolean(part && part.getClientRects().length);
}
