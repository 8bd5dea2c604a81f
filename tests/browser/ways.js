// A worker for tests: the page's own ways to an entry, and the documents that it holds then.
self.onmessage = async ({ data: { scripts, home, lab, supplies, assets } }) => {
  const here = (path) => new URL(path, home).href;
  const [{ interpreter, unpack }, { resumed }, { provide }] = await Promise.all(
    ["interpreter.js", "restore.js", "supplies.js"].map((name) => import(scripts + name)),
  );
  const files = Object.entries(supplies).map(([name, path]) => [name, here(path)]);
  const ways = {
    async resumed() {
      return resumed(here(assets.runtime), here(assets.snapshot));
    },
    async cold() {
      const pyodide = await interpreter(here(assets.runtime));
      await unpack(pyodide, assets.archives.map(async (path) => (await fetch(here(path))).arrayBuffer()));
      return pyodide;
    },
  };
  const documents = {};
  try {
    for (const [way, begin] of Object.entries(ways)) {
      const pyodide = await begin();
      await provide(files)(pyodide);
      const entry = pyodide.pyimport("app.resting").entry(lab);
      documents[way] = pyodide.pyimport("json").dumps(entry.documents());
    }
    self.postMessage({ documents });
  } catch (error) {
    self.postMessage({ error: String(error.stack ?? error) });
  }
};
