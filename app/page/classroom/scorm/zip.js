// A zip file of parts that are stored as they are: PKWARE's APPNOTE.TXT, sections 4.3.7, 4.3.12, 4.3.16.
// Names are in UTF-8, the time of all is the format's first, so the same parts make the same file.
import { crc32 } from "../crc32.js";

const VERSION = 20; // of the format, that a reader must know
const UTF8 = 1 << 11;
const MIDNIGHT = 0;
const FIRST_DAY = (1 << 5) | 1; // of January 1980
const LIMIT = 0xffffffff; // bytes, more would need another format

export class Zip {
  constructor() {
    this.parts = [];
    this.directory = [];
    this.size = 0;
  }

  // name: a path with slashes. content: a Blob; it is read once, in pieces, and kept as it is.
  async add(name, content) {
    let crc = 0;
    const reader = content.stream().getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) crc = crc32(piece.value, crc);
    const path = new TextEncoder().encode(name);
    const about = [[VERSION, 2], [UTF8, 2], [0, 2], [MIDNIGHT, 2], [FIRST_DAY, 2], [crc, 4], [content.size, 4], [content.size, 4], [path.length, 2], [0, 2]];
    this.directory.push(fields([0x02014b50, 4], [VERSION, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [this.size, 4]), path);
    this.put(fields([0x04034b50, 4], ...about), path, content);
  }

  put(...parts) {
    for (const part of parts) this.size += part.size ?? part.length;
    if (this.size > LIMIT) throw new RangeError(`a zip file of ${this.size} bytes`);
    this.parts.push(...parts);
  }

  // The whole file; nothing can be added after it.
  blob() {
    const [start, count] = [this.size, this.directory.length / 2];
    this.put(...this.directory);
    this.put(fields([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [this.size - start, 4], [start, 4], [0, 2]));
    return new Blob(this.parts, { type: "application/zip" });
  }
}

// Numbers, each with how many bytes it takes, the lowest first.
const fields = (...given) => Uint8Array.from(given.flatMap(([number, width]) => Array.from({ length: width }, (_, at) => number >>> (8 * at))));
