// Python resumed from a snapshot of its memory that the build took: see builder/snapshot/snapshot.py.
import { BLOCK, end, hashed, loadInterpreter, place } from "./pyodide_setup.js";
import { ZSTDDecoder } from "./zstddec.js";

const CORE = "pyodide.asm.wasm"; // what Pyodide asks `fetch` for
const decoder = new ZSTDDecoder();
const ready = decoder.init();
ready.catch(() => {}); // told where it is needed

// runtime, snapshot: addresses of folders, with a slash at the end; calm: a promise, before which
// nothing is done that keeps the processor busy. Returns pyodide. Throws when anything is not as it was in the build, with the
// reason as message; nothing is left that could disturb a cold start in the same worker, but for
// memory that the engine takes back.
export async function resumePython(runtime, snapshot, calm) {
  const notes = await (await got(`${snapshot}notes.json`)).json();
  const [code, filled] = ["code", "heap"].map((name) => unpacked(`${snapshot}${name}.bin`, notes[name], calm));
  for (const part of [code, filled]) part.catch(() => {}); // told where it is awaited, or no news by then
  const { default: create } = await import(`${runtime}pyodide.asm.js`);
  const parts = divided(await code, notes.code.parts);
  const libraries = notes.libraries.map(async (path) => [path, await WebAssembly.compile(parts.get(path))]);
  libraries.forEach((library) => library.catch(() => {}));
  const pyodide = await answering(CORE, parts.get(CORE), () => loadInterpreter(runtime, {
    stdLibURL: "data:,", // nothing is read from it: what the app imports is in the heap
    _loadSnapshot: header(notes),
    createPyodideModule: async (settings) => {
      const compiled = await Promise.all(libraries);
      let layout;
      settings.onRuntimeInitialized = () => (layout = place(settings, compiled));
      const module = await create(settings);
      const there = module.HEAPU8.slice(0, end(module));
      for (const start of notes.layout.chance) there.fill(0, start, start + BLOCK);
      compare({ ...layout, memory: await hashed(there) }, notes.layout);
      const heap = await filled;
      if (module.HEAPU8.length < heap.length) module.growMemory(heap.length);
      if (module.HEAPU8.length < heap.length) throw new Error(`no memory for ${heap.length} bytes`);
      overlay(module.HEAPU8, heap, there);
      return module;
    },
  }));
  for (const [path, text] of Object.entries(notes.files)) write(pyodide.FS, path, text);
  pyodide.pyimport("app.runtime.snapshot_state").thaw();
  return pyodide;
}

async function got(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.split("/").at(-1)}: status ${response.status}`);
  return response;
}

// A file, unpacked. It is compared before: what is altered is not worth unpacking.
async function unpacked(address, { bytes, sha256 }, calm) {
  const packed = new Uint8Array(await (await got(address)).arrayBuffer());
  await calm;
  const found = await hashed(packed);
  const name = address.split("/").at(-1);
  if (found !== sha256) throw new Error(`${name}: the hash is ${found.slice(0, 10)} instead of ${sha256.slice(0, 10)}`);
  await ready;
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const part of decoder.decodeStreaming([packed])) {
    whole.set(part, at); // throws when it is longer than noted
    at += part.length;
  }
  if (at !== bytes) throw new Error(`${name}: ${at} bytes instead of ${bytes}`);
  return whole;
}

// parts: name and bytes of each that lies in `whole`, in order.
function divided(whole, parts) {
  let at = 0;
  return new Map(parts.map(([name, bytes]) => [name, whole.subarray(at, (at += bytes))]));
}

// While `act` lasts, fetch answers for one file with what is here already.
async function answering(file, wasm, act) {
  const { fetch } = self;
  const response = () => new Response(wasm, { headers: { "Content-Type": "application/wasm" } });
  self.fetch = async (resource, options) =>
    String(resource.url ?? resource).endsWith(`/${file}`) ? response() : fetch(resource, options);
  try {
    return await act();
  } finally {
    self.fetch = fetch;
  }
}

// Files are kept outside the heap; the few that are read later are put back.
function write(files, path, text) {
  files.mkdirTree(path.slice(0, path.lastIndexOf("/")));
  files.writeFile(path, text);
}

function header({ header }) {
  return Uint8Array.from(atob(header), (letter) => letter.charCodeAt(0));
}

// What begins like `there` is kept as the difference (exclusive or) to it.
function overlay(memory, heap, there) {
  const known = new Uint32Array(there.buffer);
  const words = new Uint32Array(heap.buffer, 0, known.length);
  for (let at = 0; at < known.length; at += 1) words[at] ^= known[at];
  memory.set(heap);
}

// Every address in the heap holds only where the build had the same layout.
function compare(is, was) {
  const said = ({ table, memory }) => `table ${table}, memory ${memory.slice(0, 10)}`;
  const same = is.memory === was.memory && is.table === was.table;
  if (!same || JSON.stringify(is.placed) !== JSON.stringify(was.placed)) {
    throw new Error(`another layout: ${said(is)} instead of ${said(was)}`);
  }
}
