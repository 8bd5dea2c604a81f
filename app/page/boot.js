// The page comes to life: the documents are drawn, Python is started, and the two are linked.
import { Bench } from "./bench.js";
import { keepInked } from "./ink.js";
import { Link } from "./link.js";
import { Notices } from "./notices.js";
import { Progress } from "./progress.js";
import { Python } from "./python.js";
import { keepRecord, ledgerText } from "./record.js";
import { Store } from "./store.js";
import { keepTwins } from "./twins.js";

const read = (id) => JSON.parse(document.getElementById(id).textContent);
const words = read("words");
const assets = read("assets");
const here = (path) => new URL(path, document.baseURI).href;

const notices = new Notices(document.querySelector(".notices"), words);
const python = new Python(here(assets.worker));
const progress = new Progress(document.querySelector(".progress"), words, () => revive());
const store = await Store.open(`hunch:${new URL(assets.home, document.baseURI).pathname}`);
const link = new Link(gate);
const bench = new Bench(document.querySelector("[data-lab]"), link);

if (!store.lasting) notices.add(words.forsaken);
store.addEventListener("forsaken", () => notices.add(words.forsaken));
store.addEventListener("grown", async () => {
  if (python.live) python.ask({ type: "ledger", text: ledgerText(await store.records()) });
});
python.addEventListener("progress", ({ detail }) => progress.show(detail));
python.addEventListener("live", () => {
  progress.live();
  link.attach((patch) => python.ask({ type: "patch", patch }));
});
python.addEventListener("failed", ({ detail }) => {
  link.attach(null);
  progress.fail(detail);
});
python.addEventListener("message", ({ detail }) => hear(detail));
addEventListener("popstate", () => visit());
keepRecord({ store, python, notices, words, forgotten: () => location.assign(location.pathname) });

await draw();
start();

async function draw() {
  await link.draw(read("documents"));
  keepTwins(link, words);
  keepInked(link);
}

async function start() {
  progress.starting();
  const [records, trials] = await Promise.all([store.records(), store.trials()]);
  bench.wait(location.search, records.length > 0);
  python.start({
    assets: { runtime: here(assets.runtime), archives: assets.archives.map(here) },
    sizes: assets.sizes,
    kept: { search: location.search, ledger: ledgerText(records), trials },
  });
}

// After a failure: everything from the beginning, but for what was kept.
async function revive() {
  await draw();
  await start();
}

async function visit() {
  if (python.live) python.ask({ type: "visit", search: location.search, trials: await store.trials() });
}

// What a change needs before Python hears of it: a commitment is stored at the moment of pressing.
// False if Python must not hear of it.
async function gate(name, attribute) {
  if (name !== "commit" || attribute !== "clicks" || bench.phase !== "posed") return true;
  const [{ value: choice }, sure] = [link.control("prediction"), link.control("confidence")];
  if (!choice) return true; // Python says what is missing
  const pressed = { choice, confidence: sure.values[sure.position], at: new Date().toISOString() };
  if (await store.press(bench.address, pressed)) return true;
  notices.add(words.elsewhere);
  await visit();
  return false;
}

async function hear(message) {
  if (message.type === "patch") link.apply(message.patch);
  else if (message.type === "state") bench.show(message);
  else if (message.type === "notices") message.texts.forEach((text) => notices.add(text));
  else if (message.type === "keep") store.keep(message.address, message);
  else if (message.type === "replace") store.replace(message.records);
  else if (message.type === "append" && !(await store.append(message.record))) {
    python.ask({ type: "rebase", text: ledgerText(await store.records()), record: message.record });
  }
}
