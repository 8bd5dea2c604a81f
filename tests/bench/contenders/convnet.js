// ConvNetJS 0.3.0, one example after the other, as it does. It has no Adam: Adadelta keeps two
// numbers for each weight, too. A sigmoid is put before its loss, which has none by itself.
self.window = self; // it looks for one to put itself into
importScripts("timed.js", "convnet-min.js");

serve(async ({ widths }) => {
  const [d, ...others] = widths;
  const last = others.pop();
  const at = { in_sx: 1, in_sy: 1, in_depth: d };
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: d },
    { type: "fc", num_neurons: others[0], activation: "relu" },
    { type: "fc", num_neurons: others[1] },
    { type: "fc", num_neurons: others[2], activation: "relu" },
    { type: "regression", num_neurons: last },
  ]);
  net.layers.splice(-1, 0, new convnetjs.SigmoidLayer(at));
  const trainer = new convnetjs.Trainer(net, { method: "adadelta", batch_size: BATCH });
  const examples = Array.from({ length: BATCHES * BATCH }, () => {
    const pixels = Array.from({ length: d }, () => Math.random());
    return { input: new convnetjs.Vol(pixels), target: pixels };
  });
  let sum = 0;
  const step = (i) => {
    sum = 0;
    for (const { input, target } of examples.slice(i * BATCH, (i + 1) * BATCH)) {
      sum += trainer.train(input, target).cost_loss;
    }
  };
  return { step, loss: async () => sum / (2 * BATCH * d) }; // its loss is twice the sum of squares
});
