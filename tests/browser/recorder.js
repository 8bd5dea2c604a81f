// Before any script of the page: keep every message to and from a worker.
(() => {
  const log = [];
  const waiting = new Set(); // numbers of messages that Python has not dealt with yet
  const states = [];
  Object.defineProperty(window, "recorded", { value: { log, waiting, states } });
  window.Worker = class extends Worker {
    constructor(...how) {
      super(...how);
      waiting.clear();
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
