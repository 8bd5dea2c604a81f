// Steps of a contender, as many tens as fill the time; the first ones of a network are not counted.
self.BATCH = 128;
self.BATCHES = 30; // what there is to learn from: then it begins anew
const TENS = 10;
const known = new Map();

// made(message): a promise of step(i), which makes a step on batch i, and loss(), which gives the
// last step's loss and must wait until it is made.
self.serve = (made) => {
  self.onmessage = async ({ data }) => {
    try {
      const name = data.widths.join();
      if (!known.has(name)) known.set(name, { ...(await made(data)), count: 0, pace: 0 });
      const it = known.get(name);
      if (!it.count) {
        await run(it, TENS);
        it.pace = await run(it, TENS);
      }
      const steps = TENS * Math.max(1, Math.round(data.seconds / it.pace));
      const taken = await run(it, steps);
      it.pace = (taken * TENS) / steps;
      self.postMessage({ samples: steps * BATCH, seconds: taken, loss: await it.loss() });
    } catch (error) {
      self.postMessage({ error: String(error.stack ?? error) });
    }
  };
};

async function run(it, steps) {
  const start = performance.now();
  for (let i = 0; i < steps; i += 1) it.step(it.count++ % BATCHES);
  await it.loss();
  return (performance.now() - start) / 1000;
}
