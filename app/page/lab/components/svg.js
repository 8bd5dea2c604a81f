// What the film's drawings are made of.
const SVG = "http://www.w3.org/2000/svg";

export function node(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

// A drawing that names itself, or that what stands beside it tells.
export function drawing(width, height, name) {
  return node("svg", { viewBox: `0 0 ${width} ${height}`, class: name, translate: "no", "aria-hidden": "true" });
}
