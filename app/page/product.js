// A fast product of matrices, lent to Python, whose NumPy has none in WebAssembly: product.wat.

const PATIENCE = 10_000; // ms

const signal = AbortSignal.timeout(PATIENCE);
const compiled = fetch(new URL("product.wasm", import.meta.url), { signal })
  .then((response) => response.arrayBuffer())
  .then((bytes) => WebAssembly.compile(bytes));
compiled.catch(() => {}); // told where it is awaited

// Without it everything takes longer, and nothing else.
export async function lend(pyodide) {
  try {
    const alone = { global: false, nodelete: true };
    const { product } = pyodide._module.loadWebAssemblyModule(await compiled, alone);
    const module = pyodide.pyimport("core.product");
    module.lend(product);
    module.destroy();
  } catch (error) {
    console.info(`hunch: matrices are multiplied by NumPy: ${error.message ?? error}`);
  }
}
