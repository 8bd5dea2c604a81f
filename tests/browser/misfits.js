// What does not fit, as sentences: text beyond the window or cut off by its box, texts that lie over
// each other, a page that is wider than the window. What can be scrolled to by itself is not cut off.
() => {
  const found = new Set();
  const above = (node) => node.assignedSlot ?? node.parentElement ?? node.getRootNode().host;
  const scrolls = (element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const SILENT = "style, script, noscript, template, option, annotation, .skip:not(:focus)";

  function called(element) {
    const own = element.closest("[id], [data-slot], [class]");
    const names = [element.localName, own && (own.id || own.dataset.slot || own.classList[0])];
    return names.filter(Boolean).join(" of ");
  }

  function texts(root, held = []) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.shadowRoot) texts(node.shadowRoot, held);
      else if (node.nodeType === 3 && node.data.trim()) held.push(node);
    }
    return held;
  }

  const boxes = []; // of what can be read without scrolling sideways
  for (const text of texts(document.body)) {
    const element = above(text);
    const shown = { visibilityProperty: true, contentVisibilityAuto: true };
    if (element.closest(SILENT) || !element.checkVisibility(shown)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    const said = `“${text.data.trim().slice(0, 40)}”, ${called(element)}`;
    const around = [];
    for (let at = element; at !== document.body; at = above(at)) around.push(at);
    if (around.some((at) => getComputedStyle(at).clipPath !== "none")) continue; // for those who hear it
    if (around.some(scrolls)) continue;
    for (const at of around) {
      if (!["hidden", "clip"].includes(getComputedStyle(at).overflowX)) continue;
      const { left, right, bottom } = at.getBoundingClientRect();
      const cut = lines.some((line) => line.right > right + 2 || line.left < left - 2 || line.bottom > bottom + 3);
      if (cut) found.add(`cut off: ${said}`);
    }
    if (lines.some(({ left, right }) => right > innerWidth + 1 || left < -1)) found.add(`out of the window: ${said}`);
    if (!element.closest("math, svg")) for (const line of lines) boxes.push({ line, text, said });
  }

  boxes.sort((one, other) => one.line.top - other.line.top);
  const near = [];
  for (const box of boxes) {
    for (let at = near.length - 1; at >= 0; at -= 1) {
      const [{ line }, other] = [box, near[at]];
      if (other.line.bottom < line.top) near.splice(at, 1);
      if (other.text === box.text) continue;
      const across = Math.min(line.right, other.line.right) - Math.max(line.left, other.line.left);
      const down = Math.min(line.bottom, other.line.bottom) - Math.max(line.top, other.line.top);
      const much = 0.35 * Math.min(line.height, other.line.height);
      if (across > 3 && down > much) found.add(`over each other: ${other.said} and ${box.said}`);
    }
    near.push(box);
  }
  for (const select of texts(document.body).map(above).filter(({ localName }) => localName === "option")) {
    const box = select.closest("select");
    if (!box || box.size > 1 || !select.selected || !box.checkVisibility()) continue;
    const { font, paddingLeft, paddingRight } = getComputedStyle(box);
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const room = box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    if (pen.measureText(select.text).width > room + 2) found.add(`cut off: “${select.text}”, a select`);
  }
  const { scrollWidth } = document.documentElement;
  if (scrollWidth > innerWidth) found.add(`the page is ${scrollWidth} pixels wide`);
  return [...found];
}
