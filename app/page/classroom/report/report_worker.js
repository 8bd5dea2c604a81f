// Python's side of the class report: files come as messages, and between two of them it reads and
// computes. What the labs' data is comes as messages, too: nothing here reaches the network.
import { startPython, failing } from "../../python/python_start.js";
import { closeSandbox } from "../../python/sandbox.js";
import { holdLock } from "../../python/worker_lock.js";
import { loadMatmulKernel } from "../../python/matmul_kernel.js";

const TIMERS = ["setTimeout", "clearTimeout", "MessageChannel", "MessagePort"]; // Python's event loop has them

const post = self.postMessage.bind(self);
const failed = failing(post);
let pyodide = null;
let runtime = null;
let startedBy = null; // which way it came
let turnDue = false; // whether a turn of the work is due
let toldRunning = false; // whether the page was told of work
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  const act = { start, begin, supply }[type] ?? ((ask) => answer(ask.number, () => runtime.handle(JSON.stringify({ type, ...ask }))));
  turn = turn.then(() => act(message));
};

async function start(message) {
  post({ type: "here", held: await holdLock(message.life) });
  try {
    const { pyodide: python, way, why } = await startPython(message, post, Promise.resolve());
    pyodide = python;
    await loadMatmulKernel(pyodide);
    if (way === "cold") watchImports();
    runtime = pyodide.pyimport("app.runtime.report_runtime").ReportRuntime();
    lock();
    startedBy = { way, why };
    post({ type: "progress", step: "attach" });
  } catch (error) {
    failed(error);
  }
}

// Signs of life, for on a slow device the imports take half a minute.
function watchImports() {
  const signs = pyodide.pyimport("app.runtime.import_progress");
  signs.begin(() => post({ type: "progress", step: "import" }));
  pyodide.pyimport("app.runtime.report_runtime");
  signs.end();
}

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
  } catch (error) {
    failed(error);
  }
}

function supply({ number, name, bytes }) {
  answer(number, () => runtime.supply(name, pyodide.toPy(bytes).tobytes()));
}

function answer(number, act) {
  try {
    act();
    post({ type: "done", number });
    goOn();
  } catch (error) {
    failed(error);
  }
}

// A moment of the work, then whatever the page has said meanwhile, then the next moment.
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
  });
}
