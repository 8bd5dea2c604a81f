// The Python interpreter as a worker gets it, whichever way: begun anew, resumed, or (in the
// build) about to be kept as a snapshot. The ways must find the same memory and the same function
// table before Python's `main` runs, for a heap is full of addresses.
export { sha256 as hashed } from "../storage/sha256.js";

// These texts lie in memory from the start. LANG would else come from the learner's browser, and
// with its length every later address would change. The hash seed is chosen on purpose: the same
// orders whichever way. Docstrings and asserts are left out: a smaller heap.
const ENV = { HOME: "/home/pyodide", LANG: "en_US.UTF-8", PYTHONHASHSEED: "0", PYTHONOPTIMIZE: "2" };

const LOCK = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version: "314.0.3" },
  packages: {},
};

// The scripts of the interpreter.
export const modules = (runtime) => ["pyodide.js", "pyodide.asm.js"].map((name) => runtime + name);

// options: further ones of loadPyodide.
export async function loadInterpreter(runtime, options = {}) {
  const { loadPyodide } = await import(`${runtime}pyodide.js`);
  return loadPyodide({
    indexURL: runtime,
    packageBaseUrl: runtime,
    lockFileContents: JSON.stringify(LOCK),
    env: { ...ENV },
    ...options,
  });
}

// Put what the archives (promises of their bytes) hold where Python imports from.
export async function unpack(pyodide, archives) {
  const extractDir = pyodide._api.sitePackages;
  for (const archive of archives) pyodide.unpackArchive(await archive, "zip", { extractDir });
}

// Load side modules, [path, compiled] each, in this order, into a runtime whose `main` has not yet
// run. Nothing before depends on time or chance, so they get the same addresses each time; these
// are returned, to be compared. A later import of `path` finds its module loaded.
export function place(Module, libraries) {
  const { wasmTable } = Module;
  const layout = { table: wasmTable.length, placed: [] };
  const note = Module._malloc(64); // Emscripten's `struct dso`: here the loader writes the addresses
  for (const [path, compiled] of libraries) {
    const scope = {};
    const library = Module.newDSO(path, undefined, scope);
    library.global = false;
    Module.HEAPU8.fill(0, note, note + 64);
    library.exports = Module.loadWebAssemblyModule(compiled, { global: false, nodelete: true }, path, scope, note);
    Object.assign(scope, library.exports);
    layout.placed.push([path, Module.HEAPU32[(note + 12) >> 2], Module.HEAPU32[(note + 20) >> 2], wasmTable.length]);
  }
  return layout;
}

export const BLOCK = 4096; // bytes of memory that are compared as one

// The end of what the runtime and the side modules have in memory once they are placed: most of it
// is data that the modules bring along, so a snapshot need not.
export function end(Module) {
  return Module.HEAPU32[Module._emscripten_get_sbrk_ptr() >> 2];
}
