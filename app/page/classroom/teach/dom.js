// Small helpers for making what the page shows. A text is always set as text, never as HTML.

// An element: its name, its properties, and what it holds; null and "" are left out.
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  const { data, ...others } = properties;
  Object.assign(made, others);
  Object.assign(made.dataset, data);
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// An SVG element with these attributes.
export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

export const button = (text, className, act, more = {}) => {
  const made = element("button", { type: "button", className, ...more }, text);
  made.addEventListener("click", act);
  return made;
};

export const hidden = (text) => element("span", { className: "visually-hidden" }, text);

// A template of the words with its fields put in.
export const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
