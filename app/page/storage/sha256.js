// SHA-256 (FIPS 180-4) as hexadecimal digits. The browser has it for secure contexts only; a page
// on plain http, or a worker in a sandboxed frame, is none.
export async function sha256(bytes) {
  const digest = self.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)) : digested(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

const BLOCK = 64; // bytes

// bytes: a Uint8Array. Returns 32 of them.
export function digested(bytes) {
  const [start, rounds] = constants();
  const state = Uint32Array.from(start);
  const whole = bytes.length - (bytes.length % BLOCK);
  const tail = padded(bytes.subarray(whole), bytes.length);
  const words = new Uint32Array(BLOCK);
  for (let at = 0; at < whole; at += BLOCK) mix(state, rounds, words, bytes, at);
  for (let at = 0; at < tail.length; at += BLOCK) mix(state, rounds, words, tail, at);
  const digest = new DataView(new ArrayBuffer(4 * state.length));
  state.forEach((word, at) => digest.setUint32(4 * at, word));
  return new Uint8Array(digest.buffer);
}

// The end of a message of `length` bytes: a one, zeros, and its length in bits.
function padded(rest, length) {
  const tail = new Uint8Array(rest.length + 9 > BLOCK ? 2 * BLOCK : BLOCK);
  tail.set(rest);
  tail[rest.length] = 0x80;
  new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(length) * 8n);
  return tail;
}

// Take one block of `bytes`, at `from`, into the state. words: room for 64.
function mix(state, rounds, words, bytes, from) {
  for (let t = 0, at = from; t < 16; t += 1, at += 4) {
    words[t] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  }
  for (let t = 16; t < 64; t += 1) {
    const w15 = words[t - 15], w2 = words[t - 2];
    const s0 = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3);
    const s1 = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10);
    words[t] = (words[t - 16] + s0 + words[t - 7] + s1) | 0;
  }
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + s1 + ((e & f) ^ (~e & g)) + rounds[t] + words[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0;
    d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d;
  state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// The first 32 bits of the fractions of the square roots of the first 8 primes, and of the cube
// roots of the first 64: in whole numbers, for a double's root is too short.
function constants() {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime)) primes.push(n);
  const fraction = (prime, power) => Number(root(BigInt(prime) << BigInt(32 * power), power) & 0xffffffffn);
  return [primes.slice(0, 8).map((prime) => fraction(prime, 2)), Uint32Array.from(primes, (prime) => fraction(prime, 3))];
}

// The largest whole number whose power does not exceed `of`.
function root(of, power) {
  let found = 0n;
  for (let bit = 1n << 40n; bit; bit >>= 1n) if ((found + bit) ** BigInt(power) <= of) found += bit;
  return found;
}
