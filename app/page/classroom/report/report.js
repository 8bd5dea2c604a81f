// The class report: files in, and what the class believed comes out. All of it stays in this page.
import { here, assets, home, parts } from "../../shell/asset_urls.js";
import { fill, isolated } from "../../shell/message_format.js";
import { Notices } from "../../shell/notices.js";
import { Progress } from "../../shell/progress.js";
import { pause } from "../../lab/yielding.js";
import { Python } from "../../python/python.js";
import { CaseView } from "./case_view.js";
import { drawClass, drawWorth } from "./class_view.js";
import { droppedFiles, pastedTexts, textsOf } from "./given_files.js";
import { foreign, make, number } from "./elements.js";
import { LearnersView } from "./learners_view.js";
import { Projector } from "./projector.js";
import { supplyLabs } from "./lab_files.js";
import { TableDownload } from "./table_download.js";

const MOST = 1000; // files
const MOST_TEXT = 150e6; // characters of all
const BATCH = 500e3; // characters that go to Python at a time
const AHEAD = 80; // files that Python has and has not read: they take more room there than here
const DRAWN = 8; // times as long as drawing took the page does other things, until all is read
const LISTED = 100; // broken files that are told one by one
const NOTHING = { read: 0, waiting: 0, working: false, broken: [], duplicates: [], assignments: [], cases: [], worth: [], class: null, learners: [], votes: 1, chosen: "", title: "" };

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = { ...read("data").page, ...read("words") };
const refusals = read("data").refused;
const part = (name) => document.querySelector(`[data-part=${name}]`);

const notices = new Notices(document.querySelector(".notices"), words);
const python = new Python(here(assets.worker));
const progress = new Progress(document.querySelector(".progress"), words, revive);
const learners = new LearnersView(part("learners"), words);
const projector = new Projector(part("wall"), words);
const download = new TableDownload(part("table"), words.table, () => python.ask({ type: "table" }));
const cases = []; // a CaseView each
let given = []; // {name, text}: what Python reads, or is to read
let refused = []; // {name, reason, fields}: what is no text
let sent = 0; // of those given
let reading = 0; // how often something is being taken in
let round = 0; // counts what is removed: what belongs to an earlier one is dropped
let stopped = false;
let latest = { ...NOTHING };
let drawing = null; // a promise while it is drawn
let again = false; // whether there is more to draw then
let size = 0; // characters of those given
let feeding = false;
const shown = { learners: null, broken: 0, busy: false }; // what was drawn

python.addEventListener("progress", ({ detail }) => progress.show(detail));
python.addEventListener("busy", ({ detail }) => progress.busy(detail));
python.addEventListener("heard", () => progress.heard());
python.addEventListener("failed", ({ detail }) => progress.fail(detail, false));
python.addEventListener("live", ({ detail }) => {
  console.info(`hunch: Python is live: ${detail.way}${detail.why && ` (${detail.why})`}`);
  progress.live();
  feed();
});
python.addEventListener("message", ({ detail }) => ({ report: heard, whys, table: tabled, wants })[detail.type](detail));
initGiving();
initActions();
revive();
draw();
document.documentElement.toggleAttribute("data-drawn", true); // from here on this script speaks
document.querySelector(".stuck:not([data-for-good])")?.remove();

// Python is started, or started anew: it gets what was given before.
function revive() {
  sent = 0;
  latest = { ...NOTHING };
  progress.starting();
  python.start(parts);
  python.begin({ content: read("data").content });
}

function initGiving() {
  const place = part("drop");
  for (const kind of ["files", "folder"]) {
    const input = part(kind);
    part(`choose-${kind}`).addEventListener("click", () => input.click());
    input.addEventListener("change", () => {
      take([...input.files]);
      input.value = ""; // the same may be chosen again
    });
  }
  part("choose-folder").hidden = !("webkitdirectory" in part("folder"));
  for (const name of ["dragover", "drop"]) addEventListener(name, (event) => event.preventDefault()); // a file beside the place would open in place of this page
  addEventListener("dragover", () => place.classList.add("over"));
  for (const name of ["dragleave", "drop"]) addEventListener(name, () => place.classList.remove("over"));
  addEventListener("drop", async ({ dataTransfer }) => take(await droppedFiles(dataTransfer)));
  part("paste-take").addEventListener("click", () => {
    const field = part("paste");
    if (!field.value.trim()) return tell(words.give.empty);
    takeTexts(pastedTexts(field.value).map((text, at) => ({ name: fill(words.give.pasted, { number: given.length + at + 1 }), text })));
    field.value = "";
  });
}

function initActions() {
  part("stop").addEventListener("click", () => stop(!stopped));
  part("remove").addEventListener("click", () => part("sure").showModal());
  part("keep").addEventListener("click", () => part("sure").close());
  part("remove-all").addEventListener("click", () => {
    part("sure").close();
    remove();
  });
  part("show-wall").addEventListener("click", () => projector.start());
  part("hide-names").addEventListener("change", ({ target }) => {
    learners.hideNames(target.checked);
    drawMarks();
  });
  part("choose").addEventListener("change", ({ target }) => python.ask({ type: "choose", fingerprint: target.value }));
}

async function take(files) {
  const mine = round;
  stop(false);
  reading += 1;
  try {
    for await (const one of textsOf(files)) {
      if (mine !== round) return;
      if (!takeTexts([one])) return;
      await pause();
    }
  } finally {
    if (mine === round) reading -= 1;
    draw();
  }
}

// Whether there was room for them.
function takeTexts(texts) {
  stop(false);
  for (const one of texts) {
    if (one.reason) refused.push(one);
    else if (!roomFor(one.text)) {
      notices.add(fill(words.give.too_many, { most: number(MOST) }));
      return false;
    } else {
      given.push(one);
      size += one.text.length;
    }
  }
  feed();
  draw();
  return true;
}

function roomFor(text) {
  return given.length < MOST && size + text.length <= MOST_TEXT;
}

// What Python has not got, some at a time: between two of them it can be told something else.
async function feed() {
  if (feeding) return;
  feeding = true;
  const mine = round;
  const end = gone();
  while (python.live && !stopped && mine === round && sent < given.length) {
    const files = [];
    for (let held = 0; sent < given.length && held < BATCH; sent += 1) {
      files.push(given[sent]);
      held += given[sent].text.length;
    }
    latest.waiting += files.length;
    await Promise.race([python.ask({ type: "add", files }), end]);
    while (python.live && mine === round && latest.waiting > AHEAD) await Promise.race([news(), end]);
  }
  feeding = false;
  if (python.live && !stopped && sent < given.length) feed();
}

// When Python next says how things stand.
function news() {
  return new Promise((resolve) => { python.addEventListener("message", resolve, { once: true }); });
}

// When Python is no longer there: its answer will not come.
function gone() {
  return new Promise((resolve) => { python.addEventListener("failed", resolve, { once: true }); });
}

function stop(now) {
  if (stopped === now) return;
  stopped = now;
  python.ask({ type: now ? "stop" : "go_on" });
  if (!now) feed();
  draw();
}

function remove() {
  round += 1;
  given = [];
  refused = [];
  sent = reading = size = 0;
  stopped = false;
  python.ask({ type: "forget" });
  latest = { ...NOTHING };
  download.forget();
  draw();
  tell(words.give.removed);
  part("choose-files").focus();
}

// ---- what Python says

function heard(told) {
  latest = { ...told, learners: told.learners ?? latest.learners };
  draw();
}

function whys({ case: address, rows }) {
  cases.find((one) => one.address === address)?.showWhys(rows);
}

function tabled({ pieces }) {
  download.take(pieces);
}

async function wants({ names }) {
  const missing = await supplyLabs(python, names);
  if (!missing.length) return;
  python.ask({ type: "lacks", names: missing });
  notices.add(fill(words.give.no_data, { names: missing.join(", ") }), words.retry, () => wants({ names: missing }));
}

// ---- the page

// Draw how things stand. What comes meanwhile is drawn after it, and while more is coming not too often.
function draw() {
  if (drawing) {
    again = true;
    return;
  }
  again = false;
  drawing = drawnInPeace().catch(reportError).finally(() => {
    drawing = null;
    if (again) draw();
  });
}

async function drawnInPeace() {
  const began = performance.now();
  await drawn();
  const until = performance.now() + DRAWN * (performance.now() - began);
  while (shown.busy && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    drawProgress(latest);
  }
}

async function drawn() {
  await new Promise(requestAnimationFrame);
  const told = latest;
  drawProgress(told);
  const some = told.read > 0;
  for (const name of ["results", "actions"]) part(name).hidden = !some && (name === "results" || !(given.length + refused.length));
  part("show-wall").hidden = !some;
  part("empty").hidden = given.length + refused.length + reading > 0;
  await pause();
  drawBroken(told);
  if (!some) return;
  drawAssignments(told);
  drawWorth(part("worth"), told, words);
  await pause();
  await drawCases(told);
  drawClass(part("class"), told.class, words);
  await pause();
  projector.show(told);
  if (shown.learners === told.learners) return;
  shown.learners = told.learners;
  learners.show(told.learners);
  drawMarks();
}

function drawProgress({ read: count, broken, duplicates, cases: all, working }) {
  const done = count + broken.length + duplicates.length;
  const total = given.length;
  const waiting = all.filter(({ state }) => state === "waiting").length;
  const busy = reading > 0 || done < total || working;
  const bar = part("bar");
  bar.max = Math.max(1, total + all.length);
  bar.value = done + all.length - waiting;
  const fields = { done: number(done), total: number(total), computed: all.length - waiting, cases: all.length };
  part("line").textContent = total ? fill(words.progress[stopped ? "stopped" : busy ? "busy" : "done"], fields) : "";
  part("running").hidden = !total;
  bar.hidden = !busy;
  part("stop").hidden = !(busy || stopped);
  part("stop").textContent = words.progress[stopped ? "go_on" : "stop"];
  document.documentElement.dataset.report = !total ? "empty" : stopped ? "stopped" : busy ? "busy" : "done";
  if (shown.busy && !busy) tell(fill(words.progress.done, fields));
  shown.busy = busy && !stopped;
}

function drawBroken({ broken, duplicates }) {
  const lines = [
    ...refused.map(({ name, reason, fields }) => [name, fill(words.refused[reason], fields)]),
    ...broken.map((one) => [one.file, brokenText(one)]),
    ...duplicates.map(([file, other]) => [file, fill(words.refused.duplicate, { other: isolated(other) })]),
  ];
  part("broken").hidden = !lines.length;
  if (shown.broken === lines.length) return;
  shown.broken = lines.length;
  part("broken-title").textContent = fill(words.overview.broken, { count: number(lines.length) });
  const rest = lines.length - LISTED;
  part("broken-list").replaceChildren(
    ...lines.slice(0, LISTED).map(([file, text]) => make("li", {}, foreign("b", file), ` ${text}`)),
    ...rest > 0 ? [make("li", {}, fill(words.overview.more, { count: number(rest) }))] : [],
  );
}

function brokenText({ code, number: at, detail }) {
  if (code !== "records") return words.refused[code];
  return `${words.refused.records} ${fill(refusals[detail] ?? "", { where: fill(refusals.where, { number: at }) })}`;
}

function drawAssignments({ assignments, chosen, title, read: count }) {
  part("title").textContent = title;
  part("count").textContent = fill(words.overview.read, { count: number(count) });
  part("several").hidden = assignments.length < 2;
  const select = part("choose");
  const options = assignments.map(({ fingerprint, title: name, count: files }) => make("option", { value: fingerprint, dir: "auto" }, fill(words.overview.assignment, { title: name, count: number(files) })));
  if (select.dataset.told !== JSON.stringify(assignments)) select.replaceChildren(...options);
  select.dataset.told = JSON.stringify(assignments);
  select.value = chosen;
}

async function drawCases({ cases: told, votes }) {
  const place = part("cases");
  while (cases.length > told.length) cases.pop().place.remove();
  for (const [at, one] of told.entries()) {
    if (!cases[at]) {
      cases[at] = new CaseView(words, (address) => python.ask({ type: "whys", case: address }));
      place.append(cases[at].place);
    }
    cases[at].show(one, votes, home);
    await pause();
  }
}

// How many files have which mark; the learners' table says whose they are.
function drawMarks() {
  const counts = new Map();
  for (const { marks } of latest.learners) for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  part("marks").replaceChildren(...[...counts].map(([kind, count]) => make("li", {}, fill(words.overview.marks[kind], { count: number(count) }))));
  part("marked").hidden = !counts.size;
  part("unmarked").hidden = counts.size > 0;
}

function tell(text) {
  part("told").textContent = text;
}
