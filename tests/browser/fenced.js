// A worker of the tests' own: what is left in it behind the cell's fence, and what it can still do.
import { closeSandbox } from "FENCE";

const say = self.postMessage.bind(self);
const REACH = `
  indexedDB caches fetch XMLHttpRequest WebSocket WebSocketStream WebTransport EventSource
  BroadcastChannel MessageChannel importScripts Worker SharedWorker navigator location postMessage
  setTimeout setInterval eval FileReader FileSystemHandle CacheStorage IDBFactory Request close
`.trim().split(/\s+/);

closeSandbox();
const tries = {
  Function: () => Function("return 1")(),
  constructor: () => (() => {}).constructor("return 1")(),
  asynchronous: () => (async () => {}).constructor("return 1")(),
  generator: () => (function* () {}).constructor("return 1")(),
};
const done = Object.keys(tries).filter((name) => {
  try {
    return typeof tries[name]() !== "undefined" && tries[name]() === 1;
  } catch {
    return false;
  }
});
say({ left: REACH.filter((name) => name in self), done, bound: (() => {}) instanceof Function });
