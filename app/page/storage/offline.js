// The service worker, and the polite offer of a new version.

// Begun once Python is live, so that it takes nothing from the start. used: addresses of what not
// every visit needs and this one did, to be kept, too. offer(use): called when a new version is
// complete; use() switches to it and reloads this page.
let begun = false;

export async function initOffline(script, used, offer) {
  if (begun || !("serviceWorker" in navigator)) return;
  begun = true;
  let asked = false;
  try {
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      if (asked) location.reload();
    });
    navigator.serviceWorker.controller?.postMessage("here"); // the page before this one is gone
    const registration = await navigator.serviceWorker.register(script, { updateViaCache: "none" });
    const ready = (worker) => {
      if (!navigator.serviceWorker.controller) return; // the first version is no news
      offer(() => {
        asked = true;
        worker.postMessage("use");
      });
    };
    if (registration.waiting) ready(registration.waiting);
    registration.addEventListener("updatefound", () => {
      const worker = registration.installing;
      worker.addEventListener("statechange", () => {
        if (worker.state === "installed") ready(worker);
      });
    });
    (await active(registration)).postMessage({ used });
  } catch (error) {
    console.info(`hunch: not kept for offline use: ${error.message ?? error}`);
  }
}

// `navigator.serviceWorker.ready` waits for ever where the host took the slash from the page's address.
async function active(registration) {
  while (!registration.active) {
    const coming = registration.installing ?? registration.waiting;
    if (!coming) throw new Error("it could not be installed");
    await new Promise((resolve) => coming.addEventListener("statechange", resolve, { once: true }));
  }
  return registration.active;
}

// Whether a service worker answers for this page; in a frame that is cut off, asking is an error.
export function controlled() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false;
  }
}
