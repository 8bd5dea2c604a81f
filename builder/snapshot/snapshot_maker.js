// The worker in which the build makes and tries a heap snapshot; builder/snapshot/snapshot.py drives it.
import { BLOCK, end, hashed, loadInterpreter, place, unpack } from "./python/pyodide_setup.js";
import { resumePython } from "./python/snapshot_resume.js";
import { fetchLabData } from "./python/lab_data.js";

const PAGE = 65536; // bytes by which WebAssembly memory grows
const PIECE = 1 << 24; // bytes that are sent at once: what drives the browser makes a text of them

const jobs = { rehearse, make, check };

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ done: await jobs[data.job](data) });
  } catch (error) {
    self.postMessage({ failed: String(error.stack ?? error) });
  }
};

// What the app imports and reads in a whole stay in each lab, {modules, files}, and which .so files
// that loads.
async function rehearse({ runtime, archives, labs, supplies, rehearsal }) {
  const pyodide = await loadInterpreter(runtime);
  await unpack(pyodide, archives.map(bytes));
  await fetchLabData(supplies)(pyodide);
  const { LabRuntime } = pyodide.pyimport("app.runtime.lab_runtime");
  const needs = rehearsed(pyodide, rehearsal, labs.map((lab) => LabRuntime(lab)));
  const loaded = Object.keys(pyodide._module.LDSO.loadedLibsByName);
  return { ...needs, libraries: loaded.filter((name) => name.endsWith(".so")) };
}

// The heap with the frozen runtime in it, sent to `put`; returns what a restore has to know of it.
async function make({ runtime, archives, libraries, modules, stripDocs, put }) {
  const compiled = await Promise.all(
    libraries.map(async ([path, address]) => [path, await WebAssembly.compileStreaming(fetch(address))]),
  );
  const { there: other } = await begun(runtime, compiled);
  const { pyodide, layout, places, there } = await begun(runtime, compiled);
  layout.chance = cleared(there, other);
  layout.memory = await hashed(there);
  await unpack(pyodide, archives.map(bytes));
  const scripts = pyodide.toPy({ __name__: "strip_docs" });
  pyodide.runPython(stripDocs, { globals: scripts });
  const resting = pyodide.pyimport("app.runtime.snapshot_state");
  resting.freeze(pyodide.toPy(modules), scripts.get("slim"));
  resting.destroy();
  scripts.destroy();
  pyodide.runPython("import gc; gc.collect(); del gc");
  const { _module: module } = pyodide;
  for (let at = places; at < module.wasmTable.length; at += 1) {
    if (module.wasmTable.get(at)) throw new Error(`Python has put a function of its own at ${at}`);
  }
  const freed = zeroed(module);
  const snapshot = pyodide.makeMemorySnapshot({ serializer: refuse });
  const [, start] = new Uint32Array(snapshot.buffer, 0, 2);
  const length = Math.ceil(end(module) / PAGE) * PAGE; // nothing was ever beyond
  const heap = snapshot.subarray(start, start + length);
  for (let at = 0; at < there.length; at += 1) heap[at] ^= there[at]; // see snapshot_resume.js
  for (let at = 0; at < heap.length; at += PIECE) {
    const response = await fetch(`${put}?${at}`, { method: "PUT", body: heap.subarray(at, at + PIECE) });
    if (!response.ok) throw new Error(`PUT answered ${response.status}`);
  }
  return { layout, bytes: length, freed, header: btoa(String.fromCharCode(...snapshot.subarray(0, start))) };
}

// A fresh interpreter with the libraries placed, and what memory held before its `main` ran.
async function begun(runtime, compiled) {
  const { default: create } = await import(`${runtime}pyodide.asm.js`);
  const at = {};
  const pyodide = await loadInterpreter(runtime, {
    _makeSnapshot: true,
    createPyodideModule(settings) {
      settings.onRuntimeInitialized = () => {
        at.layout = place(settings, compiled);
        at.places = settings.wasmTable.length;
        at.there = settings.HEAPU8.slice(0, end(settings));
      };
      return create(settings);
    },
  });
  return { pyodide, ...at };
}

// Set to zero in `there` each block that another start filled differently, by time or chance, and
// return where these blocks begin.
function cleared(there, other) {
  const starts = [];
  for (let start = 0; start < there.length; start += BLOCK) {
    const [one, two] = [there, other].map((memory) => memory.subarray(start, start + BLOCK));
    if (one.some((byte, at) => byte !== two[at])) {
      starts.push(start);
      one.fill(0);
    }
  }
  return starts;
}

// Resume as a lab's page does, and rehearse there: the documents as they woke, and what was needed.
async function check({ runtime, snapshot, lab, supplies, rehearsal }) {
  const pyodide = await resumePython(runtime, snapshot);
  await fetchLabData(supplies)(pyodide);
  const labRuntime = pyodide.pyimport("app.runtime.snapshot_state").runtime(lab);
  const documents = pyodide.pyimport("json").dumps(labRuntime.documents());
  const before = new Set(pyodide.runPython("import sys; list(sys.modules)").toJs());
  const { modules } = rehearsed(pyodide, rehearsal, [labRuntime]);
  return { documents, modules: modules.filter((name) => !before.has(name)) };
}

function rehearsed(pyodide, rehearsal, entries) {
  const globals = pyodide.toPy({ __name__: "rehearsal" });
  pyodide.runPython(rehearsal, { globals });
  return globals.get("needs")(pyodide.toPy(entries)).toJs({ dict_converter: Object.fromEntries });
}

async function bytes(address) {
  return (await fetch(address)).arrayBuffer();
}

function refuse(object) {
  throw new Error(`the heap holds a JavaScript object that no other worker has: ${object}`);
}

// Overwrite what malloc has free with zeros, which compress to nothing; returns how many bytes.
// dlmalloc's chunks lie end to end from the heap's base: size of the one before, size and flags of
// this one, then what is in use, or links and free space.
function zeroed(module) {
  const { HEAPU32, HEAPU8, ___heap_base: base } = module;
  const [IN_USE, FLAGS, SMALL, LINKS, TREE_LINKS, FOOT] = [2, 7, 256, 16, 32, 128];
  const last = end(module);
  let bytes = 0;
  for (let chunk = base; last - chunk > FOOT; ) {
    const head = HEAPU32[(chunk + 4) >> 2];
    const size = head & ~FLAGS;
    if (size < 16 || chunk + size > last) throw new Error(`no chunk of memory at ${chunk}: ${head}`);
    if (!(head & IN_USE)) {
      HEAPU8.fill(0, chunk + (size < SMALL ? LINKS : TREE_LINKS), chunk + size);
      bytes += size;
    }
    chunk += size;
  }
  return bytes;
}
