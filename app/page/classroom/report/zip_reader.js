// The files of a zip archive, one by one: each is unpacked when it is asked for, within limits, and
// compared with its checksum. No archive within an archive, none that is locked, none of 64 bits.
import { checksum } from "../assignment_code.js";
import { Unread } from "../../storage/text_file.js";

const END = 0x06054b50; // what the parts begin with
const ENTRY = 0x02014b50;
const FILE = 0x04034b50;
const [END_SIZE, ENTRY_SIZE, FILE_SIZE] = [22, 46, 30]; // bytes, without names and comments
const COMMENT = 0xffff; // bytes that may follow the end
const [STORED, DEFLATED] = [0, 8];
const [LOCKED, UTF8] = [1, 1 << 11]; // flags
const LIST = 20e6; // bytes of the list of files
export const ENTRIES = 5000;

// Whether bytes begin as an archive does, be it an empty one.
export async function isZip(blob) {
  if (blob.size < END_SIZE) return false;
  return [FILE, END].includes((await view(blob, 0, 4)).getUint32(0, true));
}

// [name, bytes()] of each file in a zip, in its order. limit: bytes of one, unpacked.
export async function* zipped(blob, limit) {
  const { count, size, start } = await listed(blob);
  const list = await view(blob, start, size);
  let at = 0;
  for (let number = 0; number < count; number += 1) {
    if (at + ENTRY_SIZE > size || list.getUint32(at, true) !== ENTRY) throw new Unread("zip_damaged");
    const entry = entryAt(list, at);
    at += entry.length;
    if (at > size) throw new Unread("zip_damaged");
    if (!entry.name.endsWith("/")) yield [entry.name, () => unpacked(blob, entry, limit)];
  }
}

// Where the list of files is: told at the archive's end, before a comment.
async function listed(blob) {
  const from = Math.max(0, blob.size - END_SIZE - COMMENT);
  const tail = await view(blob, from, blob.size - from);
  let at = tail.byteLength - END_SIZE;
  while (at >= 0 && tail.getUint32(at, true) !== END) at -= 1;
  if (at < 0) throw new Unread("zip_damaged");
  const [count, size, start] = [tail.getUint16(at + 10, true), tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (count === 0xffff || start === 0xffffffff || size > LIST || count > ENTRIES) throw new Unread("zip_large", { count: ENTRIES });
  if (start + size > blob.size) throw new Unread("zip_damaged");
  return { count, size, start };
}

function entryAt(list, at) {
  const [name, more, comment] = [28, 30, 32].map((place) => list.getUint16(at + place, true));
  const flags = list.getUint16(at + 8, true);
  const bytes = new Uint8Array(list.buffer, list.byteOffset + at + ENTRY_SIZE, Math.min(name, list.byteLength - at - ENTRY_SIZE));
  return {
    name: new TextDecoder(flags & UTF8 || isUtf8(bytes) ? "utf-8" : "windows-1252").decode(bytes),
    length: ENTRY_SIZE + name + more + comment,
    flags,
    method: list.getUint16(at + 10, true),
    crc: list.getUint32(at + 16, true),
    packed: list.getUint32(at + 20, true),
    size: list.getUint32(at + 24, true),
    start: list.getUint32(at + 42, true),
  };
}

// Many programs write UTF-8 without saying so.
function isUtf8(bytes) {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

async function unpacked(blob, { flags, method, crc, packed, size, start }, limit) {
  if (flags & LOCKED) throw new Unread("zip_locked");
  if (size > limit) throw new Unread("too_large", { limit: limit / 1e6 });
  if (![STORED, DEFLATED].includes(method)) throw new Unread("zip_method");
  const head = await view(blob, start, FILE_SIZE);
  if (head.byteLength < FILE_SIZE || head.getUint32(0, true) !== FILE) throw new Unread("zip_damaged");
  const from = start + FILE_SIZE + head.getUint16(26, true) + head.getUint16(28, true);
  const part = blob.slice(from, from + packed);
  const bytes = method === STORED ? new Uint8Array(await part.arrayBuffer()) : await inflated(part, size);
  if (bytes.length !== size || checksum(bytes) !== crc.toString(16).padStart(8, "0")) throw new Unread("zip_damaged");
  return bytes;
}

// No more than `size` bytes: an archive may say little and hold much.
async function inflated(part, size) {
  if (!self.DecompressionStream) throw new Unread("zip_unsupported");
  const whole = new Uint8Array(size);
  let at = 0;
  try {
    const reader = part.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      whole.set(piece.value, at); // throws when it is longer than noted
      at += piece.value.length;
    }
  } catch {
    throw new Unread("zip_damaged");
  }
  return whole.subarray(0, at);
}

async function view(blob, from, length) {
  return new DataView(await blob.slice(from, from + length).arrayBuffer());
}
