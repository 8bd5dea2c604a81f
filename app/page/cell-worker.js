// The learner's program in a Python of its own, away from the labs' one and from all that is stored.
import { begun, failing } from "./begin.js";
import { fence } from "./fence.js";

const BRIDGES = ["js", "pyodide_js"]; // the modules through which Python sees JavaScript
const say = self.postMessage.bind(self);
const failed = failing(say);
let cell = null;
let turn = Promise.resolve();

self.onmessage = ({ data: { type, ...message } }) => {
  turn = turn.then(() => ({ start, run })[type](message));
};

async function start(parts) {
  try {
    const { pyodide, way, why } = await begun(parts, say);
    cell = pyodide.pyimport("app.cell");
    for (const name of BRIDGES) {
      pyodide.unregisterJsModule(name);
      pyodide.runPython(`__import__("sys").modules.pop("${name}", None)`);
    }
    fence();
    say({ type: "ready", way, why });
  } catch (error) {
    failed(error);
  }
}

function run({ text, limit, noInput }) {
  if (!cell) return; // that was said
  say({ type: "running" });
  try {
    const ended = cell.run(text, (type, said) => say({ type, text: said }), limit, noInput);
    say({ type: "ended", ...JSON.parse(ended) });
  } catch (error) {
    failed(error);
  }
}
