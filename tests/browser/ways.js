// A worker for tests: the page's own ways to an entry, and the documents that it holds then.
self.onmessage = async ({ data: { scripts, home, lab, supplies, assets } }) => {
  const here = (path) => new URL(path, home).href;
  const [{ loadInterpreter, unpack }, { resumePython }, { fetchLabData }] = await Promise.all(
    ["pyodide_setup.js", "snapshot_resume.js", "lab_data.js"].map((name) => import(scripts + name)),
  );
  const files = Object.entries(supplies).map(([name, [path, hash]]) => [name, here(path), hash]);
  const ways = {
    async resumed() {
      return resumePython(here(assets.runtime), here(assets.snapshot));
    },
    async cold() {
      const pyodide = await loadInterpreter(here(assets.runtime));
      await unpack(pyodide, assets.archives.map(async (path) => (await fetch(here(path))).arrayBuffer()));
      return pyodide;
    },
  };
  const documents = {};
  try {
    for (const [way, begin] of Object.entries(ways)) {
      const pyodide = await begin();
      await fetchLabData(files)(pyodide);
      const entry = pyodide.pyimport("app.runtime.snapshot_state").runtime(lab);
      documents[way] = pyodide.pyimport("json").dumps(entry.documents());
    }
    self.postMessage({ documents });
  } catch (error) {
    self.postMessage({ error: String(error.stack ?? error) });
  }
};
