// A worker for tests: the built runtime, archives and products, and whatever Python is asked of it.
self.onmessage = async ({ data: { home, scripts, assets, lock, code } }) => {
  try {
    const { loadPyodide } = await import(new URL(`${assets.runtime}pyodide.js`, home));
    const indexURL = new URL(assets.runtime, home).href;
    const python = await loadPyodide({ indexURL, packageBaseUrl: indexURL, lockFileContents: lock });
    const extractDir = python.runPython("import sysconfig; sysconfig.get_path('purelib')");
    for (const archive of assets.archives) {
      const response = await fetch(new URL(archive, home));
      python.unpackArchive(await response.arrayBuffer(), "zip", { extractDir });
    }
    const { loadMatmulKernel } = await import(new URL(`${scripts}matmul_kernel.js`, home));
    await loadMatmulKernel(python);
    self.postMessage({ answer: python.runPython(code) });
  } catch (error) {
    self.postMessage({ error: String(error.message ?? error) });
  }
};
