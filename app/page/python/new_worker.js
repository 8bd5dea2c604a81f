// A worker that runs one of our modules.
import { cutOff } from "../shell/frame.js";

// address: of the module, absolute.
export function newWorker(address, options = { type: "module" }) {
  if (!cutOff) return new Worker(address, options);
  // Here no worker may begin by an address, but one may begin by a text that imports it. Not by a
  // module: Chromium refuses that where there is no origin. What is said to it before the import is
  // done would be lost.
  const text = `
    const early = [];
    self.onmessage = (event) => early.push(event);
    import(${JSON.stringify(String(address))}).then(
      () => early.forEach((event) => self.onmessage(event)),
      (error) => setTimeout(() => { throw error; }),
    );`;
  const begin = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return new Worker(begin, { ...options, type: "classic" });
}
