// Notes as one Markdown file. What a learner wrote is quoted line by line, so no text can be taken
// for the file's own lines. Reading is strict: what is not exactly such a file is refused whole.
const FORMAT = "hunch-notes";
const VERSION = 1;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

// Line ends as a text box gives them, and no half of a character: all that a file can hold.
export function plain(text) {
  return text.replace(/\r\n?/g, "\n").toWellFormed();
}

// things: names keys and gives their links. title: the file's heading.
export function write(notes, things, title) {
  const head = [`# ${title}`, "", `- format: ${FORMAT}`, `- version: ${VERSION}`, `- notes: ${notes.length}`, ""];
  const parts = notes.flatMap(({ key, note, next, written, changed }) => {
    const thing = things.find(key);
    return [
      `## ${things.name(key)}`, "",
      `- key: \`${key}\``,
      `- link: <${thing ? things.link(thing) : things.home}>`,
      `- written: ${written}`,
      `- changed: ${changed}`,
      "- note:", "", ...quoted(note), "",
      "- next:", "", ...quoted(next), "",
    ];
  });
  return [...head, ...parts, `- end: ${FORMAT}`, ""].join("\n");
}

function quoted(text) {
  return plain(text).split("\n").map((line) => (line ? `> ${line}` : ">"));
}

// A file that is not taken: a reason's name, the line that it stands in, what the reason is about.
export class Refused extends Error {
  constructor(reason, line, fields = {}) {
    super(`${reason} in line ${line}`);
    Object.assign(this, { reason, line, fields });
  }
}

// The notes of a file.
export function read(text, things) {
  const lines = new Lines(text);
  lines.need(/^# ./, "foreign");
  lines.need(/^- format: hunch-notes$/, "foreign");
  const version = Number(lines.need(/^- version: (\d+)$/, "wrong", "- version:"));
  if (version !== VERSION) lines.refuse(version > VERSION ? "newer" : "unknown_version", { found: version }, -1);
  const count = Number(lines.need(/^- notes: (\d+)$/, "wrong", "- notes:"));
  const notes = [];
  const seen = new Set();
  while (lines.here !== `- end: ${FORMAT}`) {
    const note = one(lines, things, seen);
    notes.push(note);
    seen.add(`${note.written} ${note.key}`);
  }
  if (notes.length !== count) lines.refuse("count", { count, found: notes.length });
  lines.need(/^- end/, "wrong", "- end:");
  if (lines.here !== undefined) lines.refuse("after_end");
  return notes;
}

function one(lines, things, seen) {
  lines.need(/^## ./, "wrong", "## …");
  const start = lines.at;
  const key = lines.need(/^- key: `([^`]+)`$/, "wrong", "- key:");
  const thing = things.find(key);
  if (!thing) lines.refuse("unknown_key", { found: key }, -1);
  const link = lines.need(/^- link: <([^<>\s]+)>$/, "wrong", "- link:");
  if (!link.endsWith(things.tail(thing))) lines.refuse("link_differs", { found: link }, -1);
  const written = time(lines, "written");
  const changed = time(lines, "changed");
  lines.need(/^- note:$/, "wrong", "- note:");
  const note = lines.quote();
  lines.need(/^- next:$/, "wrong", "- next:");
  const next = lines.quote();
  if (next.includes("\n")) lines.refuse("next_lines", {}, -1);
  if (!`${note}${next}`.trim()) lines.refuse("empty", {}, start - lines.at - 1);
  if (seen.has(`${written} ${key}`)) lines.refuse("twice", { found: key }, start - lines.at - 1);
  return { key, note, next, written, changed };
}

function time(lines, name) {
  const found = lines.need(new RegExp(`^- ${name}: (\\S+)$`), "wrong", `- ${name}:`);
  const sound = TIME.test(found) && !Number.isNaN(Date.parse(found)) && new Date(found).toISOString() === found;
  if (!sound) lines.refuse("time", { found }, -1);
  return found;
}

class Lines {
  constructor(text) {
    this.lines = plain(text).split("\n");
    while (this.lines.at(-1)?.trim() === "") this.lines.pop();
    this.at = 0;
  }

  // The next line that is not empty; undefined at the end.
  get here() {
    while (this.lines[this.at]?.trim() === "") this.at += 1;
    return this.lines[this.at];
  }

  // What the pattern finds in it. A last line that does not fit is taken for a cut.
  need(pattern, reason, wanted = "") {
    const found = pattern.exec(this.here ?? "");
    if (!found) {
      const cut = reason === "wrong" && this.at >= this.lines.length - 1;
      this.refuse(cut ? "cut_off" : reason, { wanted, found: (this.here ?? "").slice(0, 60) });
    }
    this.at += 1;
    return found[1];
  }

  // A quoted text: at least one line.
  quote() {
    this.need(/^>(?: |$)/, "wrong", ">");
    const taken = [this.lines[this.at - 1].slice(2)];
    while (/^>(?: |$)/.test(this.lines[this.at] ?? "")) {
      taken.push(this.lines[this.at].slice(2));
      this.at += 1;
    }
    return taken.join("\n");
  }

  refuse(reason, fields = {}, back = 0) {
    throw new Refused(reason, Math.min(this.at + back, this.lines.length - 1) + 1, fields);
  }
}
