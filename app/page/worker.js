// Python's side: resume Python from its snapshot or else start it cold, then deal with one message
// at a time.
import { begun } from "./begin.js";

const say = (message) => self.postMessage(message);
let entry = null;
let told = null; // which way it came
const drawn = Promise.withResolvers(); // until then the page needs the processor
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  if (type === "begin") drawn.resolve();
  const act = { start, begin }[type] ?? ((ask) => handle({ type, ...ask }));
  turn = turn.then(() => act(message));
};

async function start(message) {
  try {
    const enter = (pyodide) => pyodide.pyimport("app.entry").Entry();
    const { entry: there, way, why } = await begun(message, say, enter, drawn.promise);
    [entry, told] = [there, { way, why }];
    say({ type: "progress", step: "attach" });
  } catch (error) {
    failed(error);
  }
}

function begin({ kept }) {
  if (!told) return; // that was said
  try {
    entry.connect((text) => say({ type: "said", messages: JSON.parse(text) }));
    entry.begin(JSON.stringify(kept));
    say({ type: "live", ...told });
  } catch (error) {
    failed(error);
  }
}

function failed(error) {
  say({ type: "failed", reason: error.reason ?? "python", detail: String(error.message ?? error) });
}

function handle({ number, ...message }) {
  try {
    entry.handle(JSON.stringify(message));
    say({ type: "done", number });
  } catch (error) {
    failed(error);
  }
}
