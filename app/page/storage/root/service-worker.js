// Keeps one version of the site whole in this browser, so that a second visit needs no network.
//
// Written at build time: SITE names the version and lists its files with their fingerprints. All
// pages of one user's hosting share an origin, so the caches are named after this site's folder,
// and no other cache is touched. A version is kept complete or not at all; while it is not, the
// network answers. A new version waits until the learner asks for it (or until no page is open).
// What the browser has thrown away since is fetched again after a start that went well; without
// network there is only SITE.gone then, a page that says so.
//
// A page is of this version, byte for byte, or the network's; all else has its fingerprint in its
// name, so a page of an older version, open in another tab, finds its own parts in the older cache.
// Whatever goes wrong here, the network answers.
const SITE = /* SITE */ { version: "", files: [], cold: [], gone: "" };
const FOLDER = new URL("./", self.location.href);
const PREFIX = `hunch:${FOLDER.pathname}:`;
const OURS = PREFIX + SITE.version;
const NAMED = ["assets/", "runtime/", "vendor/"]; // where a name holds the fingerprint
const RELOADED = ["no-cache", "reload"]; // how a page is asked for then
const started = new Set(); // pages that this version has given their document to

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => {
  if (event.data === "use") self.skipWaiting();
  if (event.data === "here") event.waitUntil(tidy().then(mend));
  if (event.data?.used) event.waitUntil(keepUsed(event.data.used));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const place = new URL(request.url);
  if (request.method !== "GET" || !place.href.startsWith(FOLDER.href)) return;
  const entering = request.mode === "navigate";
  if (entering) started.add(event.resultingClientId);
  event.respondWith(entering ? entered(request, place) : served(request, place));
});

async function install() {
  if ((await redirected()).length) return self.skipWaiting(); // at once; what is to be kept follows
  await keepAll();
}

async function activate() {
  for (const { cache, page } of await redirected()) await cache.delete(page);
  await tidy();
}

// Every file, checked against its fingerprint; one that is missing or altered stops it all.
async function keepAll() {
  const cache = await caches.open(OURS);
  try {
    await Promise.all(SITE.files.map(async (file) => cache.put(at(file), await fetched(file))));
  } catch (error) {
    await caches.delete(OURS);
    throw error;
  }
}

const at = ({ path }) => new URL(path, FOLDER).href;

async function fetched(file) {
  const cache = file.path.endsWith(".html") ? "no-cache" : "default"; // other names change with the content
  const response = await fetch(at(file), { integrity: file.integrity, cache });
  if (!response.ok) throw new Error(`${file.path}: status ${response.status}`);
  return plain(response);
}

// The same without the mark that it was redirected, with which no browser takes a page.
function plain(response) {
  if (!response.redirected) return response;
  const { status, statusText, headers } = response;
  return new Response(response.body, { status, statusText, headers });
}

// Early versions stored redirected pages and answered with them: on a host that redirects
// `index.html`, no page opens any more then, and nobody could ask for this version.
async function redirected() {
  const found = [];
  try {
    for (const name of await others()) {
      const cache = await caches.open(name);
      const pages = (await cache.keys()).filter(({ url }) => url.endsWith(".html"));
      for (const page of pages) if ((await cache.match(page))?.redirected) found.push({ cache, page });
    }
  } catch {
    // storage is refused: nothing was kept
  }
  return found;
}

const mend = () => add(SITE.files);

// What not every visit needs and one did: a lab's page and data.
function keepUsed(addresses) {
  const used = addresses.map((address) => new URL(address));
  const pages = used.map(pageAt);
  return add(SITE.cold.filter((file) => pages.includes(file) || used.some(({ href }) => href === at(file))));
}

// Only what is missing; a file that is no longer on the server ends it, a newer version will come.
async function add(files) {
  const cache = await caches.open(OURS);
  for (const file of files) {
    if (!(await cache.match(at(file)))) await cache.put(at(file), await fetched(file));
  }
}

// A page. Reloaded, it may be that some part is not what it was: then all that is kept is looked over.
async function entered(request, place) {
  try {
    if (RELOADED.includes(request.cache)) await weed();
    const page = pageAt(place);
    const kept = page && (await sound(page));
    if (kept) return kept;
  } catch {
    // storage is refused by now
  }
  try {
    return await fetch(request); // perhaps a redirect, perhaps of a newer version: it says what it used
  } catch {
    return new Response(SITE.gone, { status: 503, headers: { "Content-Type": "text/html" } });
  }
}

// The page that an address means, however the host writes it: labs/pca/index.html, labs/pca/index,
// labs/pca/ or labs/pca.
function pageAt({ pathname }) {
  const path = pathname.slice(FOLDER.pathname.length).replace(/(^|\/)(index(\.html)?)?$/, "");
  const name = path ? `${path}/index.html` : "index.html";
  return [...SITE.files, ...SITE.cold].find((file) => file.path === name);
}

// What is kept of a file, read to the end and as it was fingerprinted; else null, and it is not kept.
async function sound(file) {
  const cache = await caches.open(OURS);
  const kept = await cache.match(at(file), ANY);
  if (!kept) return null;
  try {
    const body = await kept.arrayBuffer();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
    if (file.integrity === `sha256-${btoa(String.fromCharCode(...hash))}`) {
      return new Response(body, { headers: kept.headers });
    }
  } catch {
    // evicted while it was read
  }
  await cache.delete(at(file), ANY);
  return null;
}

const ANY = { ignoreVary: true }; // there is one of each

const weed = () => Promise.all([...SITE.files, ...SITE.cold].map(sound));

async function served(request, place) {
  const address = new URL(place.pathname, place).href;
  const kept = await found(address);
  if (kept) return kept;
  const cold = SITE.cold.find((file) => at(file) === address);
  if (!cold) return fetch(request);
  try {
    const response = await fetch(request, { integrity: cold.integrity });
    if (response.ok) keep(address, response.clone());
    return response;
  } catch {
    return fetch(request); // altered: whoever asked for it will know
  }
}

async function found(address) {
  try {
    const named = NAMED.some((folder) => address.startsWith(FOLDER.href + folder));
    for (const name of [OURS, ...(named ? await others() : [])]) {
      const kept = await (await caches.open(name)).match(address, ANY);
      if (kept?.ok) return plain(kept);
    }
  } catch {
    // storage is refused by now: the network answers
  }
  return null;
}

async function keep(address, response) {
  try {
    await (await caches.open(OURS)).put(address, plain(response));
  } catch {
    // no room: the next visit asks the network again
  }
}

// The caches of versions before this one, and of one that waits.
const others = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OURS);

// Older versions go when no page of theirs is open any more. What is there while another version is
// being kept or waits may be that one's.
async function tidy() {
  const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const here = ({ url }) => `${new URL(url).pathname}/`.startsWith(FOLDER.pathname); // the folder itself, too
  if (open.some((page) => here(page) && !started.has(page.id))) return;
  const names = await others();
  if (self.registration.installing || self.registration.waiting) return;
  for (const name of names) await caches.delete(name);
}
