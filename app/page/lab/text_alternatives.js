// Each figure's twin: one line that names it, and its numbers as a table.
//
// Bokeh paints on a canvas that nobody can hear. The figure carries the twin as a tag; here it
// becomes the name of the picture and a table that can be opened beside it. The page is built with
// those names.

// Before anything is drawn: a canvas is a tab stop without a name; the twin is the way in.
export function muteFigures() {
  for (const slot of document.querySelectorAll("[data-slot][role=img]")) {
    const mute = () => { for (const child of slot.children) child.inert = true; };
    new MutationObserver(mute).observe(slot, { childList: true });
  }
}

export function initTextAlternatives(link, words) {
  for (const plot of link.document.roots()) {
    const slot = document.querySelector(`[data-slot="${plot.data?.name ?? plot.name}"]`);
    const twin = () => plot.tags.find((tag) => tag?.twin)?.twin;
    if (!slot?.closest("[data-figure]") || !(isPicture(slot) || twin())) continue;
    const draw = () => drawTwin(slot, twin(), words);
    plot.properties.tags.change.connect(draw);
    draw();
  }
}

// A canvas of Bokeh's; what names itself needs no more than the table.
const isPicture = (slot) => slot.getAttribute("role") === "img";

function drawTwin(slot, twin, words) {
  const figure = slot.closest("[data-figure]");
  if (isPicture(slot)) slot.setAttribute("aria-label", twin?.label || words.sealed);
  let details = figure.querySelector("details.twin");
  if (!twin?.rows?.length) {
    details?.remove();
    return;
  }
  if (!details) {
    details = document.createElement("details");
    details.className = "twin";
    details.append(document.createElement("summary"), document.createElement("div"));
    figure.append(details);
  }
  details.firstChild.textContent = words.twin;
  const line = document.createElement("p");
  line.textContent = twin.label;
  const table = document.createElement("table");
  const body = table.createTBody();
  for (const row of twin.rows) fill(body.insertRow(), row, 1);
  fill(table.createTHead().insertRow(), twin.head, twin.head.length);
  const scroller = details.lastChild;
  scroller.replaceChildren(line, table);
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "region");
  scroller.setAttribute("aria-label", `${words.table}: ${twin.label}`);
}

function fill(row, cells, headed) {
  cells.forEach((text, index) => {
    const heads = index < headed && text;
    const cell = document.createElement(heads ? "th" : "td");
    if (heads) cell.scope = row.parentNode.nodeName === "THEAD" ? "col" : "row";
    cell.textContent = text;
    row.append(cell);
  });
}
