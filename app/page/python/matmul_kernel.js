// A fast product of matrices, lent to Python, whose NumPy has none in WebAssembly: matmul_kernel.wat.

import { Patience } from "./patience.js";

const PATIENCE = 10; // seconds, when all else is there

const compiled = fetch(new URL("matmul_kernel.wasm", import.meta.url))
  .then((response) => response.arrayBuffer())
  .then((bytes) => WebAssembly.compile(bytes));
compiled.catch(() => {}); // told where it is awaited

// Without it everything takes longer, and nothing else.
export async function loadMatmulKernel(pyodide) {
  let patience;
  const late = new Promise((_, reject) => {
    patience = new Patience(PATIENCE, () => reject(new Error(`nothing came for ${PATIENCE} s`)));
  });
  try {
    const alone = { global: false, nodelete: true };
    const { product } = pyodide._module.loadWebAssemblyModule(await Promise.race([compiled, late]), alone);
    const module = pyodide.pyimport("core.numerics.matmul");
    module.set_kernel(product);
    module.destroy();
  } catch (error) {
    console.info(`hunch: matrices are multiplied by NumPy: ${error.message ?? error}`);
  } finally {
    patience.end();
  }
}
