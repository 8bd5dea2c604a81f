// The learner's program in a Python of its own, away from the labs' one and from all that is stored.
import { startPython, failing } from "./python_start.js";
import { Checkpoint } from "./undo_program.js";
import { closeSandbox } from "./sandbox.js";
import { Printed } from "./program_output.js";

const NO_NAME = 0xff; // no text in ASCII begins so

const say = self.postMessage.bind(self);
const failed = failing(say);
const printed = new Printed((type, text) => say({ type, text }));
let cell = null; // the module
let checkpoint = null;
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  turn = turn.then(() => ({ start, run })[type](message));
};

async function start(parts) {
  try {
    const { pyodide, way, why } = await startPython(parts, say);
    const own = pyodide.pyimport("app.runtime.program_runner");
    pyodide.setStdout(printed.stream("out"));
    pyodide.setStderr(printed.stream("error"));
    strike(pyodide._module, own.prepare().split(" "));
    closeSandbox();
    checkpoint = checkpointed(pyodide);
    cell = own;
    say({ type: "ready", way, why });
  } catch (error) {
    failed(error);
  }
}

// Where there is no memory for it each run has a worker of its own.
function checkpointed(pyodide) {
  try {
    return new Checkpoint(pyodide);
  } catch {
    return { restore: () => false };
  }
}

// Take these out of the table from which Python makes its built-in modules: name, function, each.
function strike({ HEAPU8, HEAPU32, _PyImport_Inittab, UTF8ToString }, names) {
  for (let at = HEAPU32[_PyImport_Inittab >> 2] >> 2; HEAPU32[at]; at += 2) {
    if (names.includes(UTF8ToString(HEAPU32[at]))) HEAPU8[HEAPU32[at]] = NO_NAME;
  }
}

function run({ text, limit, noInput }) {
  if (!cell) return; // that was said
  say({ type: "running" });
  printed.begin(limit);
  try {
    const ended = JSON.parse(cell.run(text, noInput));
    printed.flush();
    say({ type: "ended", ...ended, fresh: checkpoint.restore() });
  } catch (error) {
    failed(error);
  }
}
