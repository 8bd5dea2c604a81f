// Colours of the figures, by meaning: the style sheet names them, the canvases take them.
const schemes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];

export function keepInked(link) {
  const paint = () => link.quietly(() => inked(link.document));
  for (const scheme of schemes) scheme.addEventListener("change", paint);
  paint();
}

export function inked(bokehDocument) {
  const style = getComputedStyle(document.documentElement);
  for (const model of bokehDocument.all_models) {
    const ink = model.tags?.find?.((tag) => tag?.ink)?.ink;
    if (!ink) continue;
    for (const [property, meaning] of Object.entries(ink)) {
      const colour = style.getPropertyValue(`--paint-${meaning}`).trim();
      const now = model[property];
      model[property] = now && typeof now === "object" && "value" in now ? { value: colour } : colour;
    }
  }
}
