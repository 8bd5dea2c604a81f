// What an address asks for, read as `core/trial/tolerant_query.py` reads it, which says why; a test holds both to
// one table.
import { query } from "./embed.js";

const ROUNDS = 5;
const UNSEEN = /[\x00-\x20\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]/g;
const OPENING = /^["'`´“”„‘’‚«»‹›<>()[\]{}]+/;
const CLOSING = /["'`´“”„‘’‚«»‹›<>()[\]{}*_.,:!…。，]+$/;

// The first value of each name that is known, by name; `names` are in small letters.
export function readQuery(search, names) {
  const found = new Map();
  for (const piece of search.replaceAll("+", " ").split(/[&;]/)) {
    const text = decoded(piece).split("#")[0];
    if (!names.includes(named(text.split("=")[0].split(/[&;?]/).at(-1)))) continue;
    for (const part of text.split(/[&;?]/)) {
      const equals = part.indexOf("=");
      const name = named(equals < 0 ? part : part.slice(0, equals));
      if (names.includes(name) && !found.has(name)) found.set(name, equals < 0 ? "" : valued(part.slice(equals + 1)));
    }
  }
  return found;
}

// The page's query. Some write "&" as "&#38;", and the browser takes that for the beginning of a hash.
export const asked = () => query() + (isCut() ? location.hash : "");
export const hash = () => (isCut() ? "" : location.hash);
const isCut = () => /&$/.test(location.search) && /^#(0*38|x0*26);/i.test(location.hash);

function decoded(piece) {
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = piece;
    piece = piece.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
      const bytes = run.slice(1).split("%").map((byte) => parseInt(byte, 16));
      return new TextDecoder("utf-8", { ignoreBOM: true }).decode(new Uint8Array(bytes));
    });
    if (piece === before) break;
  }
  return piece;
}

const named = (text) => text.replace(UNSEEN, "").replace(/^\?+/, "").replace(OPENING, "").replace(CLOSING, "").toLowerCase();

function valued(text) {
  const bare = text.replace(UNSEEN, "").replace(OPENING, "").replace(CLOSING, "").replace(/^3D/i, "");
  return /^[A-Za-z0-9_.+-]*$/.test(bare) ? bare : text;
}
