// Put values into a text's braces, once: braces within a value stay as they are.
export function fill(text, fields) {
  return text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
}
