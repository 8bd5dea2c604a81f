// Colours of the figures, by meaning: the style sheet names them, the canvases take them.
const schemes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];

const isFigure = ({ model }) => model.type === "Figure";

export function keepInked(link) {
  const paint = () => link.quietly(() => inked(link.document));
  for (const scheme of schemes) scheme.addEventListener("change", () => {
    paint();
    for (const view of Bokeh.index.query(isFigure)) view.paint(); // a print does not wait for a frame
  });
  paint();
}

export function inked(bokehDocument) {
  const style = getComputedStyle(document.documentElement);
  const colour = (meaning) => style.getPropertyValue(`--paint-${meaning}`).trim();
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
