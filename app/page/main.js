// The page comes to life: the documents are drawn, Python is started, and the two are linked.
import { assigned, fragment } from "./classroom/assigned.js";
import { enterClass } from "./classroom/enter.js";
import { ClassPanel } from "./classroom/panel.js";
import { Reporter } from "./classroom/reporter.js";
import { asked, readQuery } from "./shell/tolerant_query.js";
import { LabState } from "./lab/lab_state.js";
import { cutOff, framed, initLinks } from "./shell/frame.js";
import { LearningPath } from "./lab/path.js";
import { embedded, inView, initEmbed, placed, query } from "./shell/embed.js";
import { initPalette } from "./lab/palette.js";
import { forget } from "./lesson/reader_storage.js";
import { Link } from "./lab/link.js";
import { Notices } from "./shell/notices.js";
import { controlled, initOffline } from "./storage/offline.js";
import { assets, here, home, parts } from "./shell/asset_urls.js";
import { Progress } from "./shell/progress.js";
import { Python } from "./python/python.js";
import { initRecord } from "./storage/record_file.js";
import { Store, boundAt, plain } from "./storage/store.js";
import { initTextAlternatives, muteFigures } from "./lab/text_alternatives.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const drafts = { // what of a trial a message enters
  predict: ({ choice }) => ({ choice }),
  confidence: ({ confidence }) => ({ confidence }),
  edit_why: ({ text }) => ({ why: text.trim() }),
};
const words = read("words");

const notices = new Notices(document.querySelector(".notices"), words);
const python = new Python(here(assets.worker));
const progress = new Progress(document.querySelector(".progress"), words, () => revive());
const folder = home.pathname;
const store = await Store.open(`hunch:${folder}`);
const link = new Link(prepare);
const panelPlace = document.querySelector(".class");
const classWords = JSON.parse(panelPlace.dataset.words);
const set = await assigned((reason) => notices.add(classWords.refused[reason]));
const entered = set && await enterClass({ set, store, words: classWords, titles: classWords.labs, place: document.querySelector(".path"), told: (text) => notices.add(text) });
const labState = new LabState(document.querySelector("[data-lab]"));
const panel = set && new ClassPanel(panelPlace, set, { ask: askFor, over: () => document.querySelector("[data-forget]").click() });
const path = new LearningPath(document.querySelector(".path"), labState.lab, { go, left }, panel
  ? { words: classWords, finish: () => panel.open(), changed: (done) => panel.show(done) } : {});
const reporter = set && new Reporter(store, askFor);
let drawing = Promise.resolve(); // of the documents, which a failure of Python may overtake
let pressed = null; // the address of a commitment that is stored and that Python has not heard of
let sought = null; // another case, to which the history has moved while Python is away
let posedAt = null; // when the trial was posed, as Python said
const said = []; // by Python, and neither stored nor shown yet
let heard = Promise.resolve(); // when all that it has said so far is
const unheard = new Map(); // by what it is: what was entered, and at which address; Python may not have it
const classTold = new Map(); // by the message's type: what is told of the assignment is awaited
const UNHEARD_MS = 1000;
const LEAVING_MS = 1500;

if (!store.persistent) unkept();
store.addEventListener("forsaken", unkept);
store.addEventListener("grown", grown);
store.addEventListener("shown", async () => {
  if (python.live) python.ask({ type: "shown", trials: plain(await store.trials()) });
});
store.addEventListener("forgotten", afresh);
python.addEventListener("progress", ({ detail }) => progress.show(detail));
python.addEventListener("live", async ({ detail }) => {
  await heard;
  if (!python.live) return;
  console.info(`hunch: Python is live: ${detail.way}${detail.why && ` (${detail.why})`}`);
  progress.live();
  labState.free(true);
  offline();
  link.attach((message) => python.ask(message).then(() => heard));
  if (entered && reporter.takesUp() && labState.phase === "revealed") path.goOn();
  if (sought === null) return;
  labState.played = sought.played;
  labState.settle(sought.search);
  visit();
});
python.addEventListener("busy", ({ detail }) => progress.busy(detail));
python.addEventListener("heard", () => progress.heard());
python.addEventListener("failed", ({ detail }) => {
  away();
  const blocked = cutOff && ["cut", "part"].includes(detail.reason);
  progress.fail(blocked ? { ...detail, reason: "cut_off" } : detail, store.persistent);
  // the server may have only a newer version of what this browser kept
  if (controlled()) offline();
});
python.addEventListener("message", ({ detail }) => {
  // what comes of one step comes in one task
  if (said.push(detail) === 1) heard = heard.then(() => hear(said.splice(0))).catch(reportError);
});
addEventListener("pagehide", keepUnheard);
addEventListener("popstate", () => labState.moved() && visit());
addEventListener("pageshow", ({ persisted }) => persisted && grown()); // put aside it has heard of nothing
link.listen();
muteFigures();
initRecord({ store, python, forgotten: afresh });
initLinks(words.link_framed);
initEmbed(words.link_framed);

const elsewhere = readQuery(asked(), assets.names).get("lab")?.toLowerCase();
if (elsewhere !== assets.lab && Object.hasOwn(assets.labs, elsewhere)) {
  location.replace(here(assets.labs[elsewhere]) + location.search + (location.hash || `#${location.search}`)); // see repair_redirected_url.js
} else await inView().then(begin);
requestAnimationFrame(() => setTimeout(lesson)); // once the lab has been painted

// Python's parts come while the documents are drawn; then it starts, with what this browser kept.
async function begin() {
  progress.starting();
  await drawing.catch(() => {}); // or the one before would go on with documents that are gone
  await heard;
  python.start(parts);
  const kept = Promise.all([store.ledger(), store.trials(), store.checks(), store.seen()]);
  const suspended = reporter?.suspended() ?? "";
  link.take(read("documents"));
  initPalette(link);
  const [records, trials, checks, shown] = await kept;
  labState.free(false);
  const built = trials[labState.built];
  labState.voted = Boolean(trials[labState.address]?.draft?.vote);
  if (!labState.wait(asked(), records.some((record) => labState.owns(record.address)), Boolean(boundAt(built)))) enter(built?.draft);
  await (drawing = link.draw());
  initTextAlternatives(link, words);
  document.documentElement.toggleAttribute("data-drawn", true); // from here on this script speaks
  document.querySelector(".stuck:not([data-for-good])")?.remove();
  const now = await store.trials(); // the learner may have been quick
  sought = null;
  python.begin(plain({ assignment: set?.code ?? "", suspended: await suspended, search: asked(), played: labState.played, records, checks, shown, trials: now }, 8));
}

async function lesson() {
  if (embedded || !document.getElementById("lesson")) return;
  try {
    const { initLesson } = await import("./lesson/lesson.js");
    initLesson({ python, labState, place: folder });
  } catch (error) {
    console.error(error);
    notices.add(words.bare, words.reload, () => location.reload());
  }
}

// What is kept is kept in memory only, and why.
function unkept() {
  const apart = location.origin + location.pathname + query() + location.hash;
  const framedOff = framed && (cutOff || (embedded && store.reason === "refused")) && words.forsaken_framed.replace("{address}", apart);
  notices.add(framedOff || (words[`forsaken_${store.reason}`] ?? words.forsaken));
}

// What is predicted is chosen, or painted.
function predicted() {
  const painting = link.control("painting");
  return painting?.offered ? painting : link.control("prediction");
}

// What must be entered before the commit, "" for nothing.
function lacks(prediction, sure) {
  if (prediction.shape && !/[12]/.test(prediction.value)) return "painting";
  if (!prediction.value) return "choice";
  return sure.value ? "" : "confidence";
}

// Show a draft that Python will restore.
function enter(draft) {
  if (!draft) return;
  const [prediction, sure] = [predicted(), link.control("confidence")];
  const [rows, columns] = prediction.shape ?? [];
  const fits = prediction.options?.some(([value]) => value === draft.choice) ?? draft.choice?.length === rows * columns;
  if (fits) prediction.value = draft.choice;
  if (sure.options.some(([value]) => value === draft.confidence)) sure.value = draft.confidence;
}

// What is predicted, and how sure; once it is committed it is locked.
function lock(locked) {
  for (const part of [predicted(), link.control("confidence")]) part.locked = locked;
}

function offline() {
  const used = [new URL("./", location).href, ...parts.supplies.map(([, address]) => address)];
  initOffline(here(assets.keeper), used, (use) => notices.add(words.newer, words.use, use));
}

// Python is gone, or is let go.
function away() {
  python.stop();
  link.attach(null);
  labState.free(false);
}

// After a failure, or instead of waiting: everything from the beginning, but for what was kept. When
// the server has no longer what this page is made from, that is the page itself.
async function revive() {
  away();
  progress.starting(); // at once: the button must not be pressed twice
  if (store.persistent && (await renewed())) return location.reload();
  await begin();
}

async function renewed() {
  if (controlled()) return false; // it gives this page as it is kept
  try {
    return (await fetch(import.meta.url, { method: "HEAD", cache: "no-store" })).status === 404;
  } catch {
    return false; // no connection: whatever is missing, a reload would not bring it
  }
}

async function visit() {
  sought = python.live ? null : { search: asked(), played: labState.played };
  if (python.live) python.ask({ type: "visit", search: asked(), played: labState.played, trials: plain(await store.trials()) });
  else labState.rest(true);
}

// What is under way, like words that were just written, is entered before the page is left for
// another one; Python may be busy, and nobody waits for it long.
async function left() {
  const entered = async () => {
    await link.settled();
    await heard;
  };
  if (python.live) await Promise.race([entered(), new Promise((settle) => setTimeout(settle, LEAVING_MS))]);
}

// To a case of this lab, as the history would.
function go(address) {
  labState.note();
  history.pushState({ step: Date.now() }, "", placed(address) + fragment());
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}

// Another tab has written. If it committed the case that is posed here, that commitment stands.
async function grown() {
  if (!python.live) return;
  const [news, trials] = await Promise.all([store.news(), store.trials()]);
  python.ask({ type: "ledger", ...news });
  if (labState.phase === "posed" && boundAt(trials[labState.address]) > labState.since) await yieldTo();
}

async function yieldTo() {
  notices.add(words.elsewhere);
  await visit();
}

function afresh() {
  forget(folder);
  location.assign(location.pathname + placed(""));
}

// What is done before Python hears of something. What is entered while Python is away is kept here.
async function prepare(message, ahead) {
  const { type } = message;
  if (type === "commit") return commit(ahead);
  if (type in drafts) {
    const draft = drafts[type](message);
    unheard.set(type, [labState.address, draft]);
    setTimeout(keepUnheard, UNHEARD_MS);
    if (type !== "edit_why") labState.miss("");
    if (!python.live) {
      labState.tell("");
      await store.draft(labState.address, draft);
    }
  }
  return message;
}

// A commitment is checked, and stored at the moment of pressing, before Python hears of it.
async function commit(ahead) {
  const at = new Date().toISOString();
  if (python.live) await ahead; // it may be about to pose another case
  const { address, phase } = labState;
  if (pressed === address || phase !== "posed") return null;
  const [prediction, sure] = [predicted(), link.control("confidence")];
  const missing = lacks(prediction, sure);
  labState.miss(missing);
  if (missing) return null;
  const commitment = { choice: prediction.value, confidence: sure.value, at };
  if (set?.votes === 2 && set.cases.includes(address) && !labState.voted) return vote(address, commitment);
  pressed = address;
  if (await store.press(address, { ...commitment, ...(posedAt && { posed_at: posedAt }) }, labState.since)) {
    lock(true);
    if (!python.live) labState.receive();
    return { type: "commit", address, ...commitment };
  }
  pressed = null;
  await yieldTo();
  return null;
}

// A first vote is stored like a commitment, and what was entered makes room for the second.
async function vote(address, cast) {
  await store.draft(address, { choice: "", confidence: 0, vote: cast });
  predicted().value = "";
  link.control("confidence").value = 0;
  if (!python.live) labState.vote();
  return { type: "vote", address, ...cast };
}

// What Python makes of the assignment, as a message of the type `answer`; null while it is away.
async function askFor(message, answer) {
  if (!python.live) return null;
  const made = new Promise((settle) => { classTold.set(answer, settle); });
  await python.ask(message);
  await heard;
  return made;
}

// Python keeps what it hears of. When it may be gone without a word, that is done here.
function keepUnheard() {
  const lost = !python.live || python.waiting.size > 0;
  for (const [address, draft] of lost ? unheard.values() : []) store.draft(address, draft);
  unheard.clear();
}

// What is shown is stored first: a page that is left a moment later comes back with it.
async function hear(messages) {
  const told = await Promise.all(messages.map(keep));
  for (const [at, message] of messages.entries()) {
    if (message.type === "patch") link.apply(message.patch);
    else if (message.type === "state") {
      pressed = null;
      posedAt = message.posed_at;
      lock(message.phase !== "posed");
      labState.show(message);
    }
    else if (message.type === "handed_in" || message.type === "suspended") classTold.get(message.type)?.(message);
    else if (message.type === "notices") message.texts.forEach((text) => notices.add(text));
    if (told[at]) notices.add(told[at]);
  }
  path.hear(link.control("path_score").html);
  if (messages.some(({ type }) => type === "append")) reporter?.changed();
}

// Store what a message says is to be stored; what is to be told of that.
async function keep(message) {
  if (message.type === "keep") await store.keep(message.address, message);
  else if (message.type === "seen") await store.see(message.address, message.cases);
  else if (message.type === "discard") await store.discard(message.address);
  else if (message.type === "checked") await store.check(message.checks);
  else if (message.type === "append" && !(await store.append([message.record]))) {
    python.ask({ type: "rebase", ...(await store.news()), record: message.record });
  }
  else if (message.type === "extend") {
    if (await store.append(message.records, message.unchecked)) return message.told;
    python.ask({ type: "ledger", ...(await store.news()) });
    return words.parted;
  }
  return "";
}
