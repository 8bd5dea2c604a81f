// Says so when a part of the page itself does not come, for then nothing else here may be able to.
//
// On its own, without imports. The sentence stands in the page from the start, and the style sheet
// shows it after a while (without a style sheet it is there at once); boot.js takes it away when the
// lab is drawn. Here it becomes definite as soon as something is known to be missing.
{
  const SECONDS = 8; // for the page to come, and again for the lab to be drawn
  const { missing, again } = document.currentScript.dataset;

  addEventListener("error", ({ target }) => failed(target), true);
  addEventListener("unhandledrejection", () => tell(false));
  addEventListener("hunch:missing", () => tell(true)); // shim.js: a control
  addEventListener("DOMContentLoaded", whole);
  addEventListener("load", styled);
  addEventListener("load", () => setTimeout(tell, SECONDS * 1000, false));
  addEventListener("click", (event) => event.target.matches?.(".stuck:not(.made) a") && renew(event));
  if (document.readyState !== "loading") whole(); // what failed before this script came is seen here
  if (document.readyState === "complete") {
    styled();
    setTimeout(tell, SECONDS * 1000, false);
  }
  setTimeout(unblock, SECONDS * 1000);

  // What else fails is not needed for the lab, or (a module asked for ahead) is asked for again.
  function failed(target) {
    const part = target !== window;
    if (!part || target.matches("script, link[rel=stylesheet]")) tell(part);
  }

  // for good: a part is missing whatever the lab does without it. Else it may come to life yet.
  function tell(forGood) {
    const drawn = document.documentElement.hasAttribute("data-drawn");
    if (drawn && !forGood) return;
    const place = document.querySelector(".stuck") ?? made();
    place.classList.add("told");
    place.toggleAttribute("data-for-good", Boolean(forGood) || place.hasAttribute("data-for-good"));
    if (place.firstElementChild.textContent !== missing) place.firstElementChild.textContent = missing;
  }

  function made() {
    const place = document.createElement("div");
    const [line, link] = [document.createElement("p"), document.createElement("a")];
    place.className = "stuck made";
    place.setAttribute("role", "alert");
    link.href = "";
    link.textContent = again;
    link.addEventListener("click", renew);
    place.append(line, link);
    if (!document.body) { // cut before it: until then browsers paint nothing, unless it is begun anew
      document.open();
      document.write("<!doctype html><body>");
      document.close();
    }
    document.body.prepend(place);
    return place;
  }

  // The page's last part that anything needs; without it the connection was cut in mid-page.
  function whole() {
    if (!document.getElementById("documents")) tell(true);
  }

  // A style sheet that failed is an empty one.
  function styled() {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map(({ sheet }) => sheet);
    if (sheets.some((sheet) => sheet && !sheet.cssRules.length)) tell(true);
  }

  // A style sheet that never comes would keep everything invisible; a page whose end does not come
  // is never done for some browsers.
  function unblock() {
    if (document.readyState === "loading") tell(false);
    for (const sheet of document.querySelectorAll("link[rel=stylesheet]")) {
      if (sheet.sheet) continue;
      sheet.remove();
      tell(true);
    }
  }

  // Load the page anew, in the newer version if this browser has kept one meanwhile.
  async function renew(event) {
    event.preventDefault();
    try {
      const { waiting } = (await navigator.serviceWorker?.getRegistration()) ?? {};
      if (waiting) {
        navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
        return waiting.postMessage("use");
      }
    } catch {
      // no service worker here: the plain way
    }
    location.reload();
  }
}
