// What the page around this one is told of an assignment, and keeps of it: the SPLICE protocol, as
// cssplice.org/slcp/iframe-protocol-specification.html has it (read in November 2026).
//
// Replies count from that page alone. It may be anybody's, so nothing secret is told, nothing it says
// is more than a text for `core/classroom/suspended.py` to check, and nobody waits for it long.
const ANSWERING = 5000; // ms

export class Splice {
  // patience: ms after which there is no answer.
  constructor(patience = ANSWERING) {
    this.framed = window.parent !== window;
    this.patience = patience;
    this.name = `hunch-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
    this.count = 0;
    this.waiting = new Map(); // by the id of a question: what its answer settles
    if (this.framed) addEventListener("message", (event) => this.hear(event));
  }

  // A promise of the text that was reported last, in an earlier visit perhaps; null if there is none
  // or nobody says.
  state() {
    const id = this.tell("SPLICE.getState", {});
    if (!id) return Promise.resolve(null);
    return new Promise((resolve) => {
      const late = setTimeout(() => this.settle(id, null), this.patience);
      this.waiting.set(id, (state) => {
        clearTimeout(late);
        resolve(state);
      });
    });
  }

  // score: 0 to 1. state: a text for `state` to give back. finished: whether all is done, which is
  // no part of the protocol; scorm/shell.js asks for it.
  report({ score, state, finished }) {
    this.tell("SPLICE.reportScoreAndState", { score, state, finished });
  }

  // Something for the other page's log. data: what `structuredClone` can copy.
  event(name, data) {
    this.tell("SPLICE.sendEvent", { name, data });
  }

  // The id of what was told, "" if nobody could be told.
  tell(subject, fields) {
    if (!this.framed) return "";
    this.count += 1;
    const id = `${this.name}-${this.count}`;
    try {
      window.parent.postMessage({ ...fields, subject, message_id: id }, "*");
      return id;
    } catch (error) {
      console.info(`hunch: ${subject} could not be told: ${error.message}`);
      return "";
    }
  }

  hear({ source, data }) {
    if (source !== window.parent || data?.subject !== "SPLICE.getState.response") return;
    this.settle(data.message_id, typeof data.state === "string" && !data.error ? data.state : null);
  }

  settle(id, state) {
    this.waiting.get(id)?.(state);
    this.waiting.delete(id);
  }
}
