// TensorFlow.js: its own layers, losses and Adam. The batches are tensors before the clock starts.
importScripts("timed.js", "tf.min.js", "tf-backend-wasm.min.js");

serve(async ({ widths, backend }) => {
  tf.wasm.setWasmPaths(new URL("./", self.location).href);
  await tf.setBackend(backend);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`${tf.getBackend()} instead of ${backend}`);
  const kinds = ["relu", "linear", "relu", "sigmoid"];
  const model = tf.sequential({
    layers: kinds.map((activation, i) =>
      tf.layers.dense({ units: widths[i + 1], activation, inputShape: [widths[i]] })),
  });
  const optimizer = tf.train.adam(3e-3);
  const batches = Array.from({ length: BATCHES }, () => tf.randomUniform([BATCH, widths[0]]));
  let last = null;
  const step = (i) => {
    last?.dispose();
    last = optimizer.minimize(
      () => tf.losses.meanSquaredError(batches[i], model.apply(batches[i], { training: true })),
      true,
    );
  };
  return { step, loss: async () => (await last.data())[0] };
});
