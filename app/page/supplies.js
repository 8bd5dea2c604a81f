// The files that a lab needs: digits and networks. They are fetched while Python starts.

// files: [name, address] each. Returns a function that gives them to a Python when they are here.
export function provide(files) {
  const fetched = files.map(async ([name, address]) => {
    const response = await fetch(address);
    if (!response.ok) throw failure(name, `status ${response.status}`);
    return [name, new Uint8Array(await response.arrayBuffer())];
  });
  for (const file of fetched) file.catch(() => {}); // told where it is awaited
  return async (pyodide) => {
    const supplies = pyodide.pyimport("core.supplies");
    for (const file of fetched) {
      const [name, bytes] = await file.catch((error) => { throw failure("", error.message, error.reason); });
      supplies.provide(name, pyodide.toPy(bytes).tobytes());
    }
    supplies.destroy();
  };
}

function failure(name, what) {
  return Object.assign(new Error(name ? `${name}: ${what}` : what), { reason: "fetch" });
}
