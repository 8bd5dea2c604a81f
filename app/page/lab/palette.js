// Colours of the figures, by meaning: the style sheet names them, the canvases take them.
const dark = matchMedia("(prefers-color-scheme: dark)");
const print = matchMedia("print");
const UNKNOWN = "#808080"; // while the style sheet is not there

// A print does not wait until Bokeh has painted anew, and is always in the light scheme: figures are
// printed as they are, on a ground of their own.
export function initPalette(link) {
  const paint = () => {
    document.documentElement.dataset.inked = dark.matches ? "dark" : "light";
    inked(link.document);
  };
  dark.addEventListener("change", () => { if (!print.matches) paint(); });
  addEventListener("hunch:styled", paint); // load_guard.js: the style sheet came late
  paint();
}

export function inked(bokehDocument) {
  const style = getComputedStyle(document.documentElement);
  const colour = (meaning) => style.getPropertyValue(`--paint-${meaning}`).trim() || UNKNOWN;
  for (const model of bokehDocument.all_models) {
    const ramp = model.tags?.find?.((tag) => tag?.ramp)?.ramp;
    if (ramp) model.palette = shades(...ramp.map(colour));
    const ink = model.tags?.find?.((tag) => tag?.ink)?.ink;
    if (!ink) continue;
    for (const [property, meaning] of Object.entries(ink)) {
      const now = model[property];
      model[property] = now && typeof now === "object" && "value" in now ? { value: colour(meaning) } : colour(meaning);
    }
  }
}

// All shades from one colour, "#rrggbb", to another.
function shades(low, high, count = 64) {
  const parts = (colour) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const [from, to] = [parts(low), parts(high)];
  return Array.from({ length: count }, (_, step) => {
    const mixed = from.map((part, at) => Math.round(part + ((to[at] - part) * step) / (count - 1)));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });
}
