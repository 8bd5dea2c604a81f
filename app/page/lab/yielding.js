// Long work in short pieces, so that the page answers and is painted in between.

const PIECE_MS = 30;
const FRAME_MS = 100; // so often what is there gets painted, and can be used
let since = 0;
let framed = 0;

// Let the browser do what has come up meanwhile, if this has been going on for a while.
export async function pause() {
  const now = performance.now();
  if (now - since < PIECE_MS) return;
  if (now - framed < FRAME_MS) await task();
  else {
    await frame();
    framed = performance.now();
  }
  since = performance.now();
}

// Give an asynchronous method a pause before each call. first(): a promise that goes before it.
export function paused(owner, name, first) {
  const method = owner[name];
  if (method.paused) return;
  owner[name] = async function (...given) {
    await first();
    await pause();
    return method.apply(this, given);
  };
  owner[name].paused = true;
}

// The next task, in its turn: `scheduler.yield` would go before what the page awaits, and a timer
// that is nested waits longer.
function task() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

// After the next painting; a page that is not to be seen is not painted.
function frame() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => task().then(resolve));
    setTimeout(resolve, FRAME_MS);
  });
}
