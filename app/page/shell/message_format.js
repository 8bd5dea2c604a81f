const TURNING = /[\u202a-\u202e\u2066-\u2069]/g; // signs that turn the direction of what follows

// Foreign text for the midst of a sentence: whichever way it runs, the sentence runs its own.
export function isolated(text) {
  return /[^\x00-\x7f]/.test(text) ? `\u2068${text.replace(TURNING, "\ufffd")}\u2069` : text;
}

// Put values into a text's braces, once: braces within a value stay as they are.
export function fill(text, fields) {
  return text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}
