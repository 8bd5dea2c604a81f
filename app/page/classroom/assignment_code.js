// An assignment as the code in a link, and back; `core/classroom/assignment.py` says what it holds and
// writes and reads the same. A test holds both to one table.
import { crc32 } from "./crc32.js";

const VERSION = 1;
export const LIMITS = { code: 20_000, packed: 200_000, cases: 60, title: 80, text: 600, address: 1000 };
const CODE = /^([0-9]{1,9})\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;
const FORBIDDEN = /[\x00-\x09\x0b-\x1f\x7f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const ADDRESS = /^\?lab=[a-z_]+(&[a-z0-9_]+=[A-Za-z0-9_.+-]*)*$/;
const FIELDS = { title: "", cases: [], text: "", votes: 1, feedback: "once", name: "none", locked: false, bare: false };

// What is no assignment. reason: "damaged", "newer", "foreign", "bad_value", "too_many", or "no_packer"
// where the browser cannot unpack it. detail: for developers.
export class AssignmentRefused extends Error {
  constructor(reason, detail = "") {
    super(`${reason}: ${detail}`);
    Object.assign(this, { reason, detail });
  }
}

// The fields that are given, with all others at their defaults, in their order; AssignmentRefused
// for what is not allowed.
export function assignment(given) {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(FIELDS, name));
  if (unknown) throw new AssignmentRefused("bad_value", unknown);
  const made = { ...FIELDS, ...given };
  const { title, cases, text, votes, feedback, name, locked, bare } = made;
  check(made, {
    title: fits(title, 1, LIMITS.title) && !title.includes("\n"),
    text: fits(text, 0, LIMITS.text),
    cases: Array.isArray(cases) && cases.every(isAddress),
  });
  if (cases.length > LIMITS.cases) throw new AssignmentRefused("too_many", String(cases.length));
  check(made, {
    cases: cases.length > 0 && new Set(cases).size === cases.length,
    votes: votes === 1 || votes === 2,
    feedback: ["once", "end"].includes(feedback),
    name: ["none", "pseudonym", "name"].includes(name),
    locked: typeof locked === "boolean",
    bare: typeof bare === "boolean",
  });
  return made;
}

// allowed: by field, whether its value is.
function check(made, allowed) {
  const wrong = Object.keys(allowed).find((each) => !allowed[each]);
  if (wrong) throw new AssignmentRefused("bad_value", `${wrong} ${JSON.stringify(made[wrong])}`.slice(0, 200));
}

// Of an assignment: its one form as JSON.
export const canonical = (made) => JSON.stringify(made);

// given: as for `assignment`. A promise of the code.
export async function writeCode(given) {
  const packed = await through(new TextEncoder().encode(canonical(assignment(given))), "CompressionStream");
  return `${VERSION}.${checksum(packed)}.${said(packed)}`;
}

// A promise of the assignment.
export async function readCode(code) {
  const [, version, sum, text] = CODE.exec(code) ?? [];
  if (!text) throw new AssignmentRefused("foreign", code.slice(0, 60));
  if (version !== String(VERSION)) throw new AssignmentRefused(Number(version) > VERSION ? "newer" : "damaged", version);
  const packed = code.length <= LIMITS.code && bytes(text);
  if (!packed || said(packed) !== text || checksum(packed) !== sum) throw new AssignmentRefused("damaged", "checksum");
  const held = unpacked(await through(packed, "DecompressionStream"));
  const made = fromJson(parsed(held));
  if (canonical(made) !== held) throw new AssignmentRefused("bad_value", "not in its one form"); // 2.0 for 2, say
  return made;
}

function fromJson(raw) {
  const names = Object.keys(FIELDS);
  if (!raw || typeof raw !== "object" || names.some((name) => !Object.hasOwn(raw, name))) throw new AssignmentRefused("bad_value", "fields");
  return assignment(raw);
}

function unpacked(held) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(held);
  } catch (error) {
    throw new AssignmentRefused("damaged", error.message);
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AssignmentRefused("damaged", error.message);
  }
}

function fits(text, least, most) {
  if (typeof text !== "string" || FORBIDDEN.test(text) || /^[ \n]|[ \n]$/.test(text)) return false;
  const { length } = [...text];
  return least <= length && length <= most;
}

const isAddress = (one) => typeof one === "string" && one.length <= LIMITS.address && ADDRESS.test(one);

// Bytes through one of the browser's packers, at most `LIMITS.packed` of them.
async function through(given, kind) {
  if (!self[kind]) throw new AssignmentRefused("no_packer", kind);
  const parts = [];
  let size = 0;
  try {
    const reader = new Blob([given]).stream().pipeThrough(new self[kind]("deflate-raw")).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      size += part.value.length;
      if (size > LIMITS.packed) throw new Error(`more than ${LIMITS.packed} bytes`);
    }
  } catch (error) {
    throw new AssignmentRefused("damaged", error.message);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

const said = (packed) => btoa(String.fromCharCode(...packed)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

function bytes(text) {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  } catch {
    return null;
  }
}

// CRC-32, as 8 hex digits.
export const checksum = (held) => crc32(held).toString(16).padStart(8, "0");
