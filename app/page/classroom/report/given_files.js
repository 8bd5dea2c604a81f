// What a teacher gives: files, folders, archives, pasted texts. Each comes out as a text with a name,
// or with the reason why it is none; what goes wrong with one leaves the others alone.
import { Unread, textOf } from "../../storage/text_file.js";
import { isZip, zipped } from "./zip_reader.js";

export const FILE_LIMIT = 8e6; // bytes: twice what is read, for UTF-8
const ZIP_LIMIT = 300e6;
const DEPTH = 12; // folders within folders
const HIDDEN = /(^|\/)(\.|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i; // what systems put beside files

// {name, text}, or {name, reason, fields}, of each file; looks into archives.
export async function* textsOf(files) {
  for (const file of files) {
    const name = file.webkitRelativePath || file.path || file.name;
    if (HIDDEN.test(name)) continue;
    try {
      if (await startsAsZip(file)) yield* textsOfZip(file, name);
      else yield { name, text: await textOf(file, FILE_LIMIT) };
    } catch (error) {
      yield refused(name, error);
    }
  }
}

async function startsAsZip(file) {
  try {
    return await isZip(file);
  } catch {
    throw new Unread("unreadable"); // moved or deleted meanwhile, or a folder
  }
}

async function* textsOfZip(file, name) {
  if (file.size > ZIP_LIMIT) throw new Unread("too_large", { limit: ZIP_LIMIT / 1e6 });
  for await (const [inner, bytes] of zipped(file, FILE_LIMIT)) {
    if (HIDDEN.test(inner)) continue;
    const path = `${name}/${inner}`;
    try {
      const part = new Blob([await bytes()]);
      if (await isZip(part)) throw new Unread("zip_nested");
      yield { name: path, text: await textOf(part, FILE_LIMIT) };
    } catch (error) {
      yield refused(path, error);
    }
  }
}

function refused(name, error) {
  if (!error.reason) throw error;
  return { name, reason: error.reason, fields: error.fields };
}

// The files of what was dropped, those in folders with their paths. Must be called in the event's own
// task: afterwards the browser has forgotten what was dropped.
export function droppedFiles({ items, files }) {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  return entries.length ? withinAll(entries) : Promise.resolve([...files]);
}

async function withinAll(entries, depth = 0) {
  const found = [];
  for (const entry of entries) found.push(...(await within(entry, depth)));
  return found;
}

async function within(entry, depth) {
  try {
    if (entry.isFile) {
      const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
      return [Object.assign(file, { path: entry.fullPath.slice(1) })];
    }
    return depth < DEPTH ? await withinAll(await listOf(entry.createReader()), depth + 1) : [];
  } catch {
    return [{ name: entry.fullPath.slice(1), size: 0 }]; // cannot be read, which is told like any other
  }
}

// A reader gives some hundred at a time.
async function listOf(reader) {
  const found = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    found.push(...some);
  }
}

// The texts in a pasted one: each outermost {…} by itself, or the whole where there is none.
export function pastedTexts(text) {
  const found = [];
  let [depth, start, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (quoted) {
      if (sign === "\\") at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = depth > 0;
    else if (sign === "{") {
      if (!depth) start = at;
      depth += 1;
    } else if (sign === "}" && depth) {
      depth -= 1;
      if (!depth) found.push(text.slice(start, at + 1));
    }
  }
  if (depth) found.push(text.slice(start)); // cut off: what reads it says so
  return found.length ? found : [text];
}
