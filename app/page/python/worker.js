// Python's side: resume Python from its snapshot or else start it cold, then deal with one message
// at a time, and between two of them go on with a run that the learner watches.
import { startPython, failing } from "./python_start.js";
import { closeSandbox } from "./sandbox.js";
import { holdLock } from "./worker_lock.js";
import { loadMatmulKernel } from "./matmul_kernel.js";
import { fetchLabData } from "./lab_data.js";

const TIMERS = ["setTimeout", "clearTimeout", "MessageChannel", "MessagePort"]; // Python's event loop has them

const post = self.postMessage.bind(self);
const failed = failing(post);
let runtime = null;
let startedBy = null; // which way it came
let turnDue = false; // whether a turn of the run is due
let toldRunning = false; // whether the page was told of a run
let calm; // called when the page needs the processor no longer
const drawn = new Promise((resolve) => { calm = resolve; });
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  if (type === "begin") calm();
  const act = { start, begin }[type] ?? ((ask) => handle({ type, ...ask }));
  turn = turn.then(() => act(message));
};

async function start(message) {
  post({ type: "here", held: await holdLock(message.life) });
  try {
    const supplied = fetchLabData(message.supplies);
    const { pyodide, way, why } = await startPython(message, post, drawn);
    await loadMatmulKernel(pyodide);
    await supplied(pyodide);
    runtime = way === "cold" ? imported(pyodide).runtime(message.lab) : pyodide.pyimport("app.runtime.snapshot_state").runtime(message.lab);
    lock();
    startedBy = { way, why };
    post({ type: "progress", step: "attach" });
  } catch (error) {
    failed(error);
  }
}

// With signs of life in between, for on a slow device it takes half a minute.
function imported(pyodide) {
  const signs = pyodide.pyimport("app.runtime.import_progress");
  signs.begin(() => post({ type: "progress", step: "import" }));
  const resting = pyodide.pyimport("app.runtime.snapshot_state");
  signs.end();
  return resting;
}

// All has come that will: nothing here needs the network or what is stored any more.
function lock() {
  try {
    closeSandbox(TIMERS);
  } catch (error) {
    console.info(`hunch: the worker is not locked: ${error.message}`);
  }
}

function begin({ kept }) {
  if (!startedBy) return; // that was said
  try {
    runtime.connect((text) => post({ type: "said", messages: JSON.parse(text) }));
    runtime.begin(JSON.stringify(kept));
    post({ type: "live", ...startedBy });
    goOn();
  } catch (error) {
    failed(error);
  }
}

function handle({ number, ...message }) {
  try {
    runtime.handle(JSON.stringify(message));
    post({ type: "done", number });
    goOn();
  } catch (error) {
    failed(error);
  }
}

// A moment of the run, then whatever the page has said meanwhile, then the next moment. The page is
// told whether there is one to wait for.
function goOn() {
  if (turnDue) return;
  if (runtime.running !== toldRunning) post({ type: "going", going: (toldRunning = runtime.running) });
  if (!toldRunning) return;
  turnDue = true;
  setTimeout(() => {
    turn = turn.then(() => {
      turnDue = false;
      try {
        runtime.advance();
        goOn();
      } catch (error) {
        failed(error);
      }
    });
  }, 1000 * runtime.rest);
}
