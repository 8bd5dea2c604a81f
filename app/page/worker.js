// Python's side: resume Python from its snapshot or else start it cold, then deal with one message
// at a time, and between two of them go on with a run that the learner watches.
import { begun, failing } from "./begin.js";
import { lend } from "./product.js";
import { provide } from "./supplies.js";

const say = (message) => self.postMessage(message);
const failed = failing(say);
let entry = null;
let told = null; // which way it came
let going = false; // whether a turn of the run is due
const drawn = Promise.withResolvers(); // until then the page needs the processor
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  if (type === "begin") drawn.resolve();
  const act = { start, begin }[type] ?? ((ask) => handle({ type, ...ask }));
  turn = turn.then(() => act(message));
};

async function start(message) {
  try {
    const supplied = provide(message.supplies);
    const { pyodide, way, why } = await begun(message, say, drawn.promise);
    await lend(pyodide);
    await supplied(pyodide);
    entry = pyodide.pyimport("app.resting").entry(message.lab);
    told = { way, why };
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
    goOn();
  } catch (error) {
    failed(error);
  }
}

function handle({ number, ...message }) {
  try {
    entry.handle(JSON.stringify(message));
    say({ type: "done", number });
    goOn();
  } catch (error) {
    failed(error);
  }
}

// A moment of the run, then whatever the page has said meanwhile, then the next moment.
function goOn() {
  if (going || !entry.running) return;
  going = true;
  setTimeout(() => {
    turn = turn.then(() => {
      going = false;
      try {
        entry.advance();
        goOn();
      } catch (error) {
        failed(error);
      }
    });
  });
}
