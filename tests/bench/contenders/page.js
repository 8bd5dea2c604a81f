// Contenders, each in a worker of its own, train when they are asked, one at a time.
const started = new Map();

// name: the contender; script: its worker, of type `kind`; more: what it needs besides.
// Resolves when it has trained for about `seconds`, with the steps, their seconds and the last loss.
window.train = (name, { script, kind, ...more }, widths, seconds) =>
  new Promise((resolve, reject) => {
    if (!started.has(name)) started.set(name, new Worker(script, { type: kind, name }));
    const worker = started.get(name);
    worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data));
    worker.onerror = (event) => reject(new Error(event.message ?? "the worker failed"));
    worker.postMessage({ ...more, widths, seconds });
  });
