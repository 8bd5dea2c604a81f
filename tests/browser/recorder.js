// Before any script of the page: keep every message to and from a worker, and what is being stored.
(() => {
  const log = [];
  const waiting = new Set(); // numbers of messages that Python has not dealt with yet
  const states = [];
  const writing = new Set(); // transactions: what Python says is shown when it is stored
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...how) {
    const made = transaction.apply(this, how);
    if (made.mode !== "readwrite") return made;
    writing.add(made);
    for (const name of ["complete", "abort"]) made.addEventListener(name, () => {
      const { port1, port2 } = new MessageChannel(); // a task later the page has heard of it, too
      port1.onmessage = () => writing.delete(made);
      port2.postMessage("");
    });
    return made;
  };
  Object.defineProperty(window, "recorded", { value: { log, waiting, writing, states } });
  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      waiting.clear();
      recorded.worker = this;
      this.addEventListener("message", ({ data }) => {
        log.push(`from worker: ${JSON.stringify(data)}`);
        if (data.type === "done") waiting.delete(data.number);
        states.push(...(data.messages ?? []).filter(({ type }) => type === "state"));
      });
    }

    postMessage(message, ...more) {
      log.push(`to worker: ${JSON.stringify(message)}`);
      if (message.number) waiting.add(message.number);
      super.postMessage(message, ...more);
    }
  };
})();
