// Python's side: load the interpreter and the packages, then deal with one message at a time.

const LOCK = {
  info: { abi_version: "2026_0", arch: "wasm32", platform: "emscripten_5_0_3", python: "3.14.0", version: "314.0.3" },
  packages: {},
};
const say = (message) => self.postMessage(message);
let entry = null;
let turn = Promise.resolve();

self.onmessage = ({ data }) => {
  turn = turn.then(() => (data.type === "start" ? start(data) : handle(data)));
};

// assets: addresses of the runtime's folder and of the archives; sizes: bytes by file name.
async function start({ assets, sizes, kept }) {
  let reason = "fetch"; // a part that is missing or broken; from the first import on it is Python's
  try {
    self.fetch = counted(self.fetch.bind(self), sizes);
    say({ type: "progress", step: "load", received: 0, total: 1 });
    const archives = assets.archives.map(async (address) => (await fetch(address)).arrayBuffer());
    for (const archive of archives) archive.catch(() => {}); // told by `counted`, maybe before it is awaited
    const { loadPyodide } = await import(`${assets.runtime}pyodide.mjs`);
    const pyodide = await loadPyodide({
      indexURL: assets.runtime,
      packageBaseUrl: assets.runtime,
      lockFileContents: JSON.stringify(LOCK),
      env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0" },
    });
    say({ type: "progress", step: "unpack" });
    const site = pyodide.runPython("import sysconfig; sysconfig.get_path('purelib')");
    for (const archive of archives) pyodide.unpackArchive(await archive, "zip", { extractDir: site });
    say({ type: "progress", step: "import" });
    reason = "python";
    entry = pyodide.pyimport("app.entry").Entry((text) => say(JSON.parse(text)));
    say({ type: "progress", step: "attach" });
    entry.begin(JSON.stringify(kept));
    say({ type: "live" });
  } catch (error) {
    say({ type: "failed", reason, detail: String(error.message ?? error) });
  }
}

function handle({ number, ...message }) {
  try {
    entry.handle(JSON.stringify(message));
    say({ type: "done", number });
  } catch (error) {
    say({ type: "failed", reason: "python", detail: String(error.message ?? error) });
  }
}

// Loading that tells how far it is, and that fails instead of waiting for ever.
function counted(fetch, sizes) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let received = 0;
  return async (resource, options) => {
    const name = String(resource.url ?? resource).split("/").at(-1);
    try {
      const response = await fetch(resource, options);
      if (!response.ok) throw new Error(`status ${response.status}`);
      follow(response.clone(), name);
      return response;
    } catch (error) {
      return failed(name, error);
    }
  };

  async function follow({ body }, name) {
    const reader = body.getReader();
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        received += part.value.length;
        say({ type: "progress", step: "load", name, received, total });
      }
    } catch (error) {
      failed(name, error);
    }
  }

  function failed(name, error) {
    say({ type: "failed", reason: "fetch", detail: `${name}: ${error.message}` });
    return new Promise(() => {}); // the page ends this worker when it hears of it
  }
}
