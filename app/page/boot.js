// The page comes to life: the documents are drawn, Python is started, and the two are linked.
import { Bench } from "./bench.js";
import { keepInked } from "./ink.js";
import { forget } from "./lesson/keeping.js";
import { Link } from "./link.js";
import { Notices } from "./notices.js";
import { keepOffline } from "./offline.js";
import { assets, here, home, parts } from "./parts.js";
import { Progress } from "./progress.js";
import { Python } from "./python.js";
import { keepRecord, ledgerText } from "./record.js";
import { Store, boundAt } from "./store.js";
import { keepTwins } from "./twins.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const entered = { // what of a trial the learner enters, by control
  prediction: () => ({ choice: link.control("prediction").value }),
  confidence: () => ({ confidence: link.control("confidence").values[link.control("confidence").position] }),
  why: () => ({ why: link.control("why").text.trim() }),
};
const words = read("words");

const notices = new Notices(document.querySelector(".notices"), words);
const python = new Python(here(assets.worker));
const progress = new Progress(document.querySelector(".progress"), words, () => revive());
const folder = home.pathname;
const store = await Store.open(`hunch:${folder}`);
const link = new Link(gate);
const bench = new Bench(document.querySelector("[data-lab]"));
let drawing = Promise.resolve(); // of the documents, which a failure of Python may overtake
let pressed = null; // the address of a commitment that is stored and that Python has not heard of

if (!store.lasting) notices.add(words.forsaken);
store.addEventListener("forsaken", () => notices.add(words.forsaken));
store.addEventListener("grown", grown);
store.addEventListener("forgotten", afresh);
python.addEventListener("progress", ({ detail }) => progress.show(detail));
python.addEventListener("live", ({ detail }) => {
  console.info(`hunch: Python is live: ${detail.way}${detail.why && ` (${detail.why})`}`);
  progress.live();
  bench.free(true);
  offline();
  link.attach((patch) => python.ask({ type: "patch", patch }));
});
python.addEventListener("failed", ({ detail }) => {
  link.attach(null);
  bench.free(false);
  progress.fail(detail);
  // the server may have only a newer version of what this browser kept
  if (navigator.serviceWorker?.controller) offline();
});
python.addEventListener("message", ({ detail }) => hear(detail));
addEventListener("popstate", () => visit());
keepRecord({ store, python, notices, words, forgotten: afresh });

const asked = new URLSearchParams(location.search).get("lab");
if (asked !== assets.lab && Object.hasOwn(assets.labs, asked)) {
  location.replace(here(assets.labs[asked]) + location.search + location.hash);
} else await begin();
requestAnimationFrame(() => setTimeout(lesson)); // once the lab has been painted

// Python's parts come while the documents are drawn; then it starts, with what this browser kept.
async function begin() {
  progress.starting();
  await drawing.catch(() => {}); // or the one before would go on with documents that are gone
  python.start(parts);
  const kept = Promise.all([store.records(), store.trials()]);
  link.take(read("documents"));
  keepInked(link);
  const [records, trials] = await kept;
  bench.free(false);
  const built = trials[bench.built];
  if (!bench.wait(location.search, records.some((record) => bench.owns(record.address)), Boolean(boundAt(built)))) enter(built?.draft);
  await (drawing = link.draw());
  keepTwins(link, words);
  document.documentElement.toggleAttribute("data-drawn", true); // from here on this script speaks
  document.querySelector(".stuck:not([data-for-good])")?.remove();
  const now = await store.trials(); // the learner may have been quick
  python.begin({ search: location.search, ledger: ledgerText(records), trials: now });
}

async function lesson() {
  if (!document.getElementById("lesson")) return;
  try {
    const { keepLesson } = await import("./lesson/lesson.js");
    keepLesson({ python, place: folder });
  } catch (error) {
    console.error(error);
    notices.add(words.bare, words.reload, () => location.reload());
  }
}

// Show a draft that Python will restore.
function enter(draft) {
  if (!draft) return;
  const [prediction, sure] = [link.control("prediction"), link.control("confidence")];
  link.quietly(() => {
    prediction.value = draft.choice ?? prediction.value;
    sure.position = Math.max(sure.values.indexOf(draft.confidence), sure.position);
  });
}

function offline() {
  const used = [new URL("./", location).href, ...parts.supplies.map(([, address]) => address)];
  keepOffline(here(assets.keeper), used, (use) => notices.add(words.newer, words.use, use));
}

// After a failure: everything from the beginning, but for what was kept. When the server has no
// longer what this page is made from, that is the page itself.
async function revive() {
  progress.starting(); // at once: the button must not be pressed twice
  if (store.lasting && (await renewed())) return location.reload();
  await begin();
}

async function renewed() {
  if (navigator.serviceWorker?.controller) return false; // it gives this page as it is kept
  try {
    return (await fetch(import.meta.url, { method: "HEAD", cache: "no-store" })).status === 404;
  } catch {
    return false; // no connection: whatever is missing, a reload would not bring it
  }
}

async function visit() {
  if (python.live) python.ask({ type: "visit", search: location.search, trials: await store.trials() });
}

// Another tab has written. If it committed the case that is posed here, that commitment stands.
async function grown() {
  if (!python.live) return;
  const [records, trials] = await Promise.all([store.records(), store.trials()]);
  python.ask({ type: "ledger", text: ledgerText(records) });
  if (bench.phase === "posed" && boundAt(trials[bench.address]) > bench.since) await yieldTo();
}

async function yieldTo() {
  notices.add(words.elsewhere);
  await visit();
}

function afresh() {
  forget(folder);
  location.assign(location.pathname);
}

// What a change needs before Python hears of it; false if Python must not hear of it. What is
// entered while Python is away is kept here, and a commitment at the moment of pressing.
async function gate(name, attribute, ahead) {
  if (!python.live && name in entered) {
    bench.tell("");
    await store.draft(bench.address, entered[name]());
  }
  if (name !== "commit" || attribute !== "clicks") return true;
  if (python.live) await ahead; // it may be about to pose another case
  if (pressed === bench.address) return false;
  if (bench.phase !== "posed") return true;
  if (!link.control("prediction").value) {
    if (!python.live) bench.tell("no_choice");
    return python.live; // it says so itself
  }
  const commitment = { ...entered.prediction(), ...entered.confidence(), at: new Date().toISOString() };
  pressed = bench.address;
  if (await store.press(bench.address, commitment, bench.since)) {
    link.quietly(() => { for (const part of ["prediction", "confidence"]) link.control(part).locked = true; });
    if (!python.live) bench.receive();
    return true;
  }
  pressed = null;
  await yieldTo();
  return false;
}

async function hear(message) {
  if (message.type === "patch") link.apply(message.patch);
  else if (message.type === "state") {
    pressed = null;
    bench.show(message);
  }
  else if (message.type === "notices") message.texts.forEach((text) => notices.add(text));
  else if (message.type === "keep") store.keep(message.address, message);
  else if (message.type === "discard") store.discard(message.address);
  else if (message.type === "replace") store.replace(message.records);
  else if (message.type === "append" && !(await store.append(message.record))) {
    python.ask({ type: "rebase", text: ledgerText(await store.records()), record: message.record });
  }
}
