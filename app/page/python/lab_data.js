// The files that a lab needs: digits and networks. They are fetched while Python starts.
import { causeOfAnswer, isPage } from "../shell/failure_cause.js";
import { Patience } from "./patience.js";

const PATIENCE = 30; // seconds in which some byte has to come

// files: [name, address, integrity] each. Returns a function that gives them to a Python when they
// are here. An error names what is to be looked at, and whether the line broke.
export function fetchLabData(files) {
  const fetched = files.map(async ([name, ...where]) => [name, await fetchBytes(name, ...where)]);
  for (const file of fetched) file.catch(() => {}); // told where it is awaited
  return async (pyodide) => {
    const supplies = pyodide.pyimport("core.data.provided_files");
    for (const file of fetched) {
      const [name, bytes] = await file;
      supplies.register(name, pyodide.toPy(bytes).tobytes());
    }
    supplies.destroy();
  };
}

// What is altered does not come at all: a lab must not say what is not true.
export async function fetchBytes(name, address, integrity) {
  const failure = (what, more) => Object.assign(new Error(`${name}: ${what}`), { suspects: [address], ...more });
  const off = new AbortController();
  const patience = new Patience(PATIENCE, () => off.abort());
  try {
    const response = await fetch(address, { integrity: integrity ?? "", signal: off.signal });
    const cause = causeOfAnswer(response);
    if (cause) throw failure(`${cause}, status ${response.status}`, { reason: "part" });
    const parts = [];
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      patience.heard();
      parts.push(part.value);
    }
    const whole = new Uint8Array(await new Blob(parts).arrayBuffer());
    if (isPage(whole)) throw failure("a page", { reason: "part" });
    return whole;
  } catch (error) {
    if (error.reason) throw error;
    if (off.signal.aborted) throw failure(`no byte for ${PATIENCE} s`, { reason: "slow", broken: true, suspects: [] });
    throw failure(error.message, { reason: "part", broken: true });
  } finally {
    patience.end();
  }
}
