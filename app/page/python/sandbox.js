// Take from this worker all that reaches beyond it: the network, what is stored, other workers and
// pages, and the ways to run a text as JavaScript. What stays is JavaScript's own and what Python
// needs while it runs. A program may search all of Python's memory and finds nothing else. The
// policy that stands in the page does not hold in a worker, so the labs' one is locked likewise.
const STAYS = new Set(`
  Object Array Map Set WeakMap WeakSet WeakRef FinalizationRegistry Promise Proxy Reflect Symbol
  Iterator AsyncIterator String Number Boolean BigInt Math Date RegExp JSON Intl Error
  AggregateError EvalError RangeError ReferenceError SuppressedError SyntaxError TypeError URIError
  ArrayBuffer SharedArrayBuffer DataView Atomics Int8Array Uint8Array Uint8ClampedArray Int16Array
  Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array
  BigUint64Array isFinite isNaN parseFloat parseInt globalThis undefined NaN Infinity self
  WebAssembly TextDecoder TextEncoder performance crypto console
`.trim().split(/\s+/));
const WRITERS = [() => {}, async () => {}, function* () {}, async function* () {}];

// further: names of what else stays. Throws, when all the rest is gone, if something would not go.
export function closeSandbox(further = []) {
  const { Function } = self; // asked by Python's runtime for what is one
  const stuck = [];
  for (let scope = self; scope !== Object.prototype; scope = Object.getPrototypeOf(scope)) {
    for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(scope))) {
      if (STAYS.has(name) || further.includes(name) || Reflect.deleteProperty(scope, name)) continue;
      if (typeof value !== "number") stuck.push(name); // a constant leads nowhere
    }
  }
  for (const writer of WRITERS) delete Object.getPrototypeOf(writer).constructor;
  self.Function = Object.defineProperty(() => {}, "prototype", { value: Function.prototype });
  if (stuck.length) throw new Error(`${stuck.join(", ")} stays`);
}
