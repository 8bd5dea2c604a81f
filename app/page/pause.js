// Long work in short pieces, so that the page answers in between.

const PIECE_MS = 30;
let since = 0;

// Let the browser do what has come up meanwhile, if this has been going on for a while.
export async function pause() {
  if (performance.now() - since < PIECE_MS) return;
  await (window.scheduler?.yield?.() ?? next());
  since = performance.now();
}

// Give an asynchronous method a pause before each call.
export function paused(owner, name) {
  const method = owner[name];
  if (method.paused) return;
  owner[name] = async function (...given) {
    await pause();
    return method.apply(this, given);
  };
  owner[name].paused = true;
}

// The next task, without the delay that nested timers get.
function next() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}
