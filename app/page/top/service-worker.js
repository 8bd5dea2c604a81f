// Keeps one version of the site whole in this browser, so that a second visit needs no network.
//
// Written at build time: SITE names the version and lists its files with their fingerprints. All
// pages of one user's hosting share an origin, so the caches are named after this site's folder,
// and no other cache is touched. A version is kept complete or not at all; while it is not, the
// network answers. A new version waits until the learner asks for it (or until no page is open).
// What the browser has thrown away since is fetched again after a start that went well; without
// network there is only SITE.gone then, a page that says so.
const SITE = /* SITE */ { version: "", files: [], cold: [], gone: "" };
const FOLDER = new URL("./", self.location.href);
const PREFIX = `hunch:${FOLDER.pathname}:`;
const OURS = PREFIX + SITE.version;
const started = new Set(); // pages that this version has given their document to

self.addEventListener("install", (event) => event.waitUntil(keepAll()));
self.addEventListener("activate", (event) => event.waitUntil(tidy()));
self.addEventListener("message", (event) => {
  if (event.data === "use") self.skipWaiting();
  if (event.data === "here") event.waitUntil(tidy().then(mend));
  if (event.data.used) event.waitUntil(keepUsed(event.data.used));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const place = new URL(request.url);
  if (request.method !== "GET" || !place.href.startsWith(FOLDER.href)) return;
  if (request.mode === "navigate") started.add(event.resultingClientId);
  event.respondWith(serve(request, place));
});

// Every file, checked against its fingerprint; one that is missing or altered stops it all.
async function keepAll() {
  const cache = await caches.open(OURS);
  try {
    await cache.addAll(SITE.files.map(asked));
  } catch (error) {
    await caches.delete(OURS);
    throw error;
  }
}

function asked({ path, integrity }) {
  const cache = path.endsWith(".html") ? "no-cache" : "default"; // other names change with the content
  return new Request(new URL(path, FOLDER), { integrity, cache });
}

const mend = () => add(SITE.files);

// What not every visit needs and one did: a lab's page and data.
function keepUsed(addresses) {
  const used = addresses.map((address) => whole(new URL(address)).href);
  return add(SITE.cold.filter(({ path }) => used.includes(new URL(path, FOLDER).href)));
}

// Only what is missing; a file that is no longer on the server ends it, a newer version will come.
async function add(files) {
  const cache = await caches.open(OURS);
  for (const file of files) {
    const request = asked(file);
    if (!(await cache.match(request))) await cache.add(request);
  }
}

async function serve(request, place) {
  const address = whole(place);
  const kept = await found(address);
  if (kept) return kept;
  if (request.mode === "navigate") return entered(request); // perhaps of a newer version: it says what it used
  const cold = SITE.cold.find(({ path }) => new URL(path, FOLDER).href === address.href);
  if (!cold) return fetch(request);
  const response = await fetch(request, { integrity: cold.integrity });
  if (response.ok) keep(address, response.clone());
  return response;
}

const whole = ({ href, pathname }) => new URL(pathname.endsWith("/") ? `${pathname}index.html` : pathname, href);

async function found(address) {
  try {
    for (const name of [OURS, ...(await older())]) {
      const kept = await (await caches.open(name)).match(address);
      if (kept) return kept;
    }
  } catch {
    // storage is refused by now: the network answers
  }
  return null;
}

async function entered(request) {
  try {
    return await fetch(request);
  } catch {
    return new Response(SITE.gone, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}

async function keep(address, response) {
  try {
    await (await caches.open(OURS)).put(address, response);
  } catch {
    // no room: the next visit asks the network again
  }
}

const older = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OURS);

// Older versions go when no page of theirs is open any more. What is there while another version is
// being kept or waits may be that one's.
async function tidy() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (open.some(({ id, url }) => url.startsWith(FOLDER.href) && !started.has(id))) return;
  const names = await older();
  if (self.registration.installing || self.registration.waiting) return;
  for (const name of names) await caches.delete(name);
}
