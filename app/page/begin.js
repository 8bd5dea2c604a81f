// Python begun in a worker: resumed from its snapshot, or else started cold.
import { interpreter, unpack } from "./interpreter.js";
import { resumed } from "./restore.js";

const PATIENCE = 10; // seconds in which some byte of the short way has to come
const TINY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the smallest module of WebAssembly

// Any surprise on the short way leads to the long one: slower, never wrong.
// assets: addresses of the runtime's folder, of the archives, and of the snapshot's folder, or ""
// where there is none; sizes: for each of the two ways, bytes by file name; say: told the progress;
// calm: a promise, before which nothing is done that keeps the processor busy.
export async function begun({ assets, sizes }, say, calm) {
  await allowed();
  let why = "none was built";
  if (assets.snapshot) {
    const off = new AbortController();
    try {
      const act = () => resumed(assets.runtime, assets.snapshot, calm);
      const pyodide = await fetching(sizes.resumed, act, say, { signal: off.signal, patience: PATIENCE });
      return { pyodide, way: "resumed", why: "" };
    } catch (error) {
      off.abort(); // the long way needs the line
      why = String(error.message ?? error);
    }
  }
  const pyodide = await fetching(sizes.cold, () => whole(assets.runtime, assets.archives, say), say);
  say({ type: "progress", step: "import" });
  return { pyodide, way: "cold", why };
}

// WebAssembly may be missing here alone, or be forbidden by a policy that the host sends.
async function allowed() {
  try {
    await WebAssembly.instantiate(TINY);
  } catch (error) {
    throw Object.assign(new Error(String(error.message ?? error)), { reason: "no_wasm" });
  }
}

// The interpreter with everything unpacked; what goes wrong here is a part that is missing or broken.
async function whole(runtime, archives, say) {
  try {
    const fetched = archives.map(async (address) => (await fetch(address)).arrayBuffer());
    const pyodide = await interpreter(runtime);
    say({ type: "progress", step: "unpack" });
    await unpack(pyodide, fetched);
    return pyodide;
  } catch (error) {
    throw Object.assign(new Error(String(error.message ?? error)), { reason: "fetch" });
  }
}

// Do `act` with a fetch that tells how far it is. When one fails `act` has failed at once:
// loadPyodide itself would wait for ever. It has failed, too, when something is awaited and no byte
// comes for `patience` seconds.
async function fetching(sizes, act, say, { signal, patience = Infinity } = {}) {
  const { fetch } = self;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let received = 0;
  say({ type: "progress", step: "load", received, total });
  const failure = Promise.withResolvers();
  const awaited = new Set(); // names
  let quiet = 0; // seconds, counted one by one: a worker that is busy is not waiting
  const clock = setInterval(() => {
    quiet = awaited.size ? quiet + 1 : 0;
    if (quiet >= patience) fail([...awaited].join(", "), new Error(`no byte for ${patience} s`));
  }, 1000);
  self.fetch = async (resource, options) => {
    const name = String(resource.url ?? resource).split("/").at(-1);
    awaited.add(name);
    try {
      const response = await fetch(resource, { ...options, signal });
      if (!response.ok) throw new Error(`status ${response.status}`);
      follow(response.clone().body.getReader(), name);
      return response;
    } catch (error) {
      return fail(name, error);
    }
  };
  try {
    return await Promise.race([act(), failure.promise]);
  } finally {
    clearInterval(clock);
    self.fetch = fetch;
  }

  async function follow(reader, name) {
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        quiet = 0;
        received += part.value.length;
        say({ type: "progress", step: "load", name, received, total });
      }
      awaited.delete(name);
    } catch (error) {
      fail(name, error);
    }
  }

  function fail(name, error) {
    failure.reject(Object.assign(new Error(`${name}: ${error.message}`), { reason: "fetch" }));
    return new Promise(() => {});
  }
}

// Say that it has failed, and why.
export function failing(say) {
  return (error) =>
    say({ type: "failed", reason: error.reason ?? "python", detail: String(error.message ?? error) });
}
