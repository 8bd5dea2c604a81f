// Ours: the built site's runtime, archives and products, and the training that the labs use.
import "./timed.js";

serve(async ({ widths, home, assets }) => {
  self.python ??= await begun(home, assets);
  const run = self.python.globals.get("begin")(widths);
  // `step` only counts: a generator makes the steps, and is asked for them when the loss is.
  let due = 0;
  let loss = 0;
  const step = () => {
    due += 1;
  };
  const made = () => {
    if (due) loss = run(due);
    due = 0;
    return loss;
  };
  return { step, loss: async () => made() };
});

async function begun(home, { scripts, runtime, archives, code }) {
  const { loadInterpreter, unpack } = await import(new URL(`${scripts}pyodide_setup.js`, home));
  const python = await loadInterpreter(new URL(runtime, home).href);
  const fetched = archives.map(async (name) => (await fetch(new URL(name, home))).arrayBuffer());
  await unpack(python, fetched);
  const { loadMatmulKernel } = await import(new URL(`${scripts}matmul_kernel.js`, home));
  await loadMatmulKernel(python);
  python.runPython(await (await fetch(code)).text());
  return python;
}
