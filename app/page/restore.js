// Python resumed from a snapshot of its memory that the build took: see builder/snapshot.py.
import { BLOCK, end, hashed, interpreter, place } from "./interpreter.js";

// runtime, snapshot: addresses of folders, with a slash at the end. Returns pyodide and a complete
// entry that nobody listens to yet. Throws when anything is not as it was in the build, with the
// reason as message; nothing is left that could disturb a cold start in the same worker, but for
// memory that the engine takes back.
export async function resumed(runtime, snapshot) {
  const notes = await (await got(`${snapshot}notes.json`)).json();
  const parts = [filled(`${snapshot}heap.gz`, notes.heap), ...notes.libraries.map((library) => compiled(snapshot, library))];
  parts.forEach((part) => part.catch(() => {})); // the first to fail is told, the others are not news
  const { default: create } = await import(`${runtime}pyodide.asm.mjs`);
  const pyodide = await interpreter(runtime, {
    stdLibURL: "data:,", // nothing is read from it: what the app imports is in the heap
    _loadSnapshot: header(notes),
    createPyodideModule: async (settings) => {
      const libraries = await Promise.all(parts.slice(1));
      let layout;
      settings.onRuntimeInitialized = () => (layout = place(settings, libraries));
      const module = await create(settings);
      const there = module.HEAPU8.slice(0, end(module));
      for (const start of notes.layout.chance) there.fill(0, start, start + BLOCK);
      compare({ ...layout, memory: await hashed(there) }, notes.layout);
      const heap = await parts[0];
      if (module.HEAPU8.length < heap.length) module.growMemory(heap.length);
      if (module.HEAPU8.length < heap.length) throw new Error(`no memory for ${heap.length} bytes`);
      overlay(module.HEAPU8, heap, there);
      return module;
    },
  });
  for (const [path, text] of Object.entries(notes.files)) write(pyodide.FS, path, text);
  return { pyodide, entry: pyodide.pyimport("app.resting").wake() };
}

async function got(address, options) {
  const response = await fetch(address, options);
  if (!response.ok) throw new Error(`${address.split("/").at(-1)}: status ${response.status}`);
  return response;
}

// The browser itself compares the hash, and compiles while the bytes arrive.
async function compiled(snapshot, { path, file, integrity }) {
  return [path, await WebAssembly.compileStreaming(got(snapshot + file, { integrity }))];
}

// The heap, unpacked while it arrives. Its hash is computed beside that: fetch's own comparison
// would hold everything back until the last byte.
async function filled(address, { bytes, sha256 }) {
  const { body } = await got(address);
  const [kept, read] = body.tee();
  const hash = new Response(kept).arrayBuffer().then(hashed);
  hash.catch(() => {}); // a stream that breaks is told by the reader below
  const heap = new Uint8Array(bytes);
  const reader = read.pipeThrough(new DecompressionStream("gzip")).getReader();
  let at = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    heap.set(part.value, at); // throws when it is longer than noted
    at += part.value.length;
  }
  if (at !== bytes) throw new Error(`the heap has ${at} bytes instead of ${bytes}`);
  const found = await hash;
  if (found !== sha256) throw new Error(`the heap's hash is ${found.slice(0, 10)} instead of ${sha256.slice(0, 10)}`);
  return heap;
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
