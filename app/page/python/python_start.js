// Python begun in a worker: resumed from its snapshot, or else started cold.
import { causeOfAnswer, fileName, isPage } from "../shell/failure_cause.js";
import { loadInterpreter, modules, unpack } from "./pyodide_setup.js";
import { Patience } from "./patience.js";
import { resumePython } from "./snapshot_resume.js";

const SHORT = 10; // seconds in which some byte has to come: of the short way,
const LONG = 30; // and of the long one, which has no other behind it
const TINY = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0); // the smallest module of WebAssembly
const WASM = "application/wasm";

// Any surprise on the short way ends it, with the reason "resume": the long one, slower and never
// wrong, is begun in another worker, where nothing of this one is in its way or holds memory.
// assets: addresses of the runtime's folder, of the archives, and of the snapshot's folder, or ""
// for the long way; sizes: for each of the two ways, bytes by file name; say: told the progress;
// calm: a promise, before which nothing is done that keeps the processor busy.
export async function startPython({ assets, sizes, why = "none was built" }, say, calm) {
  await allowed();
  if (!assets.snapshot) {
    const pyodide = await fetching(assets, sizes.cold, say, LONG, (failed) => whole(assets, say, failed));
    say({ type: "progress", step: "import" });
    return { pyodide, way: "cold", why };
  }
  try {
    const act = () => resumePython(assets.runtime, assets.snapshot, calm);
    return { pyodide: await fetching(assets, sizes.resumed, say, SHORT, act), way: "resumed", why: "" };
  } catch (error) {
    throw Object.assign(new Error(String(error.message ?? error)), { reason: "resume", broken: error.broken });
  }
}

// WebAssembly may be missing here alone, or be forbidden by a policy that the host sends.
async function allowed() {
  try {
    await WebAssembly.instantiate(TINY);
  } catch (error) {
    throw Object.assign(new Error(String(error.message ?? error)), { reason: "no_wasm" });
  }
}

// The interpreter with everything unpacked. What goes wrong here may be a part that is altered.
async function whole({ runtime, archives }, say, failed) {
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = (...given) =>
    instantiateStreaming(...given).catch((error) => failed(error)); // Pyodide would wait for ever
  try {
    const fetched = archives.map(async (address) => (await fetch(address)).arrayBuffer());
    for (const archive of fetched) archive.catch(() => {}); // told where it is awaited
    const pyodide = await loadInterpreter(runtime);
    say({ type: "progress", step: "unpack" });
    await unpack(pyodide, fetched);
    return pyodide;
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming;
  }
}

// Do `act(failed)` with a fetch that tells how far it is. When one fails `act` has failed at once, for
// loadPyodide itself would wait for ever; so it has when what comes is no part of ours, when something
// is awaited and no byte comes for `seconds`, and when `failed(error)` is called. An error names what
// is to be looked at (`suspects`), and whether the line `broken`.
async function fetching({ runtime, archives }, sizes, say, seconds, act) {
  const { fetch } = self;
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let received = 0;
  say({ type: "progress", step: "load", received, total });
  let reject;
  const failure = new Promise((_, no) => { reject = no; });
  const awaited = new Set(); // addresses
  const patience = new Patience(seconds, () => {
    if (!awaited.size) return patience.heard();
    const names = [...awaited].map(fileName).join(", ");
    fail(new Error(`${names}: no byte for ${seconds} s`), { reason: "slow", broken: true });
  });
  for (const address of modules(runtime)) {
    awaited.add(address);
    import(address).then(() => awaited.delete(address), (error) => failed(error, [address]));
  }
  const violated = ({ blockedURI }) => {
    if (awaited.has(blockedURI)) fail(new Error(fileName(blockedURI)), { reason: "forbidden" });
  };
  self.addEventListener("securitypolicyviolation", violated);
  self.fetch = async (resource, options) => {
    const address = String(resource.url ?? resource);
    const name = fileName(address);
    if (address.startsWith("data:")) return fetch(resource, options);
    if (!awaited.size) patience.heard();
    awaited.add(address);
    try {
      const response = await fetch(resource, options);
      const cause = causeOfAnswer(response);
      if (cause) return failed(new Error(`${name}: ${cause}, status ${response.status}`), [address]);
      follow(response.clone().body.getReader(), address, name);
      return typed(response, name);
    } catch (error) {
      return broken(name, address, error);
    }
  };
  try {
    return await Promise.race([act(failed), failure]);
  } catch (error) {
    throw error.reason ? error : Object.assign(new Error(String(error.message ?? error)), { suspects: parts() });
  } finally {
    patience.end();
    self.removeEventListener("securitypolicyviolation", violated);
    self.fetch = fetch;
  }

  async function follow(reader, address, name) {
    let size = 0;
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        patience.heard();
        if (!size && isPage(part.value)) return failed(new Error(`${name}: a page`), [address]);
        size += part.value.length;
        received += part.value.length;
        say({ type: "progress", step: "load", name, received, total });
      }
      if (name in sizes && size !== sizes[name]) return failed(new Error(`${name}: ${size} bytes instead of ${sizes[name]}`), [address]);
      awaited.delete(address);
    } catch (error) {
      broken(name, address, error);
    }
  }

  // (That a policy forbids it is told in a task of its own, which comes first if this one waits.)
  async function broken(name, address, error) {
    await new Promise((resolve) => setTimeout(resolve));
    return fail(new Error(`${name}: ${error.message}`), { reason: "part", broken: true, suspects: [address] });
  }

  function failed(error, suspects = parts()) {
    return fail(new Error(String(error.message ?? error)), { reason: suspects.length === 1 ? "part" : "python", suspects });
  }

  function parts() {
    return [...modules(runtime), `${runtime}pyodide.asm.wasm`, `${runtime}python_stdlib.zip`, ...archives];
  }

  function fail(error, more) {
    reject(Object.assign(error, more));
    return new Promise(() => {});
  }
}

// Some hosts give WebAssembly another type, with which no browser compiles it while it comes.
function typed(response, name) {
  if (!name.endsWith(".wasm") || response.headers.get("Content-Type") === WASM) return response;
  return new Response(response.body, { headers: { "Content-Type": WASM } });
}

// Say that it has failed, and why.
export function failing(say) {
  return (error) => {
    const { reason = "python", suspects, broken } = error;
    say({ type: "failed", reason, suspects, broken, detail: String(error.message ?? error) });
  };
}
