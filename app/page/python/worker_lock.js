// Whether a worker is still there: one that is busy cannot answer, and of one that was ended the page
// is not told. So it holds a lock as long as it lives; who waits for that lock is given it when the
// worker is gone, however it went.

// In the worker: hold it from now on. False where there are no locks: in old browsers, in an opaque
// origin, and where the page came without encryption.
export function holdLock(name) {
  return new Promise((resolve) => {
    const held = () => {
      resolve(true);
      return new Promise(() => {});
    };
    if (!navigator.locks) resolve(false);
    else navigator.locks.request(name, held).catch(() => resolve(false));
  });
}

// In the page: call `act` when the worker that holds it is gone; returns what ends the waiting.
export function whenEnded(name, act) {
  const off = new AbortController();
  navigator.locks.request(name, { signal: off.signal }, act).catch(() => {}); // no longer waited for
  return () => off.abort();
}
