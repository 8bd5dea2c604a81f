// The stage's drawing: an autoencoder from left to right: the input's pixels, wires, the numbers of
// the code as beads in a waist that is as wide as the code, wires, the output's pixels. What is sealed
// is not here, and is drawn as an envelope and as question marks. A bead that one points at shows its
// wires alone.
const SVG = "http://www.w3.org/2000/svg";
const STRONGEST = 9; // a wire
const WEAKEST = 3; // a wire that is drawn
const MOST_WIRES = 24; // of one bead on either side
const LARGE = { from: 620, height: 252, grid: 0.2, cell: 32, bead: 19, step: 30, margin: 40, widest: 940 };
const SMALL = { from: 0, height: 200, grid: 0.27, cell: 22, bead: 15, step: 24, margin: 5, widest: 480 };
const NARROWER = 0.8; // the widest waist of beads, beside the mouth
const BARS = 0.84; // the narrowest of bars; the widest, of all numbers, is no waist
const LETTER = 0.62; // the width of a figure, in letters' heights
const EDGE = 8; // CSS pixels above and below the drawing

// state: what `app/ui/stage.py` says; and `writes`: the wires to the output, if they are not those from the
// input; `clean`: whether the input is the clean pattern. drawn(place, top): after each drawing.
export function initStageDrawing(host, state, drawn = () => {}) {
  const stage = document.createElement("div");
  stage.className = "stage";
  const input = state.clean ? head("is-clean", "x") : head("is-corrupted", "x̃");
  const heads = [input, head("is-code", "z"), head("is-reconstruction", "x̂")];
  const line = document.createElement("div");
  line.className = "heads";
  line.append(...heads.map(([words]) => words));
  const svg = node("svg", { role: "img", translate: "no" });
  const sealed = document.createElement("span"); // words stand beside the drawing, where they can be translated
  sealed.className = "word";
  stage.append(line, svg, sealed);
  host.append(stage);
  let width = 0;
  let lit = -1; // the bead whose wires are shown alone
  let held = -1; // the bead whose slider has the focus
  let opened = false; // whether the next drawing is the one that opens it
  let top = 0; // of the drawing, below the words
  const groups = new Map(); // the drawing's parts, by name: what is as it was is not drawn again
  const drawnOf = new Map(); // what each was drawn of
  const changed = (name, of) => {
    const [before, now] = [drawnOf.get(name), JSON.stringify(of)];
    drawnOf.set(name, now);
    return before !== now;
  };

  const draw = () => {
    svg.setAttribute("aria-label", state.label);
    if (!width || !state.shape.length) return;
    const place = layout(width, state);
    stage.classList.toggle("opening", opened);
    opened = false;
    if (changed("frame", [width, place.height, place.input, place.grid.width, state.heads, state.sealed])) {
      svg.setAttribute("viewBox", `0 0 ${width} ${place.height}`);
      svg.style.height = `${place.height}px`;
      line.style.paddingInline = `${place.input}px`;
      heads.forEach(([, text], at) => { text.data = ` ${state.heads[at]}`; });
      sealed.textContent = state.sealed;
      sealed.style.right = `${place.input}px`;
      sealed.style.width = `${place.grid.width}px`;
      top = line.offsetHeight;
    }
    sealed.hidden = state.output.length > 0;
    const parts = drawing(place, state).map(([name, of, make]) => {
      const part = groups.get(name) ?? node("g", {});
      groups.set(name, part);
      if (changed(name, [width, state.shape, state.m, ...of])) part.replaceChildren(...make());
      return part;
    });
    if (parts.length !== svg.childElementCount || parts.some((part, at) => part !== svg.children[at])) svg.replaceChildren(...parts);
    drawn(place, top);
    light(lit);
  };
  const light = (number) => {
    const shown = number >= 0 ? number : held;
    lit = shown < state.wires.length ? shown : -1;
    svg.classList.toggle("lit", lit >= 0);
    for (const each of svg.querySelectorAll("[data-number]")) {
      each.classList.toggle("alone", Number(each.dataset.number) === lit);
    }
  };
  const bead = ({ target }) => Number(target.closest(".bead")?.dataset.number ?? -1);
  svg.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse") light(bead(event)); });
  svg.addEventListener("pointerleave", () => light(-1));
  svg.addEventListener("click", (event) => light(bead(event)));

  return {
    stage, svg, line, draw,
    fit(to) {
      if (Math.round(to) === width) return;
      width = Math.round(to);
      draw();
    },
    open() { opened = true; }, // with the next drawing
    rewrap() { drawnOf.delete("frame"); }, // the words above it are laid out anew
    hold(number) { light((held = number)); }, // show this bead's wires, as long as it has the focus
  };
}

function layout(width, { shape: [rows, columns], m, wires, limit }) {
  const size = width < LARGE.from ? SMALL : LARGE;
  const inner = Math.min(width - 2 * size.margin, size.widest);
  const room = size.height - 2 * EDGE;
  const cell = Math.min(room / rows, (size.grid * inner) / columns, size.cell);
  const grid = { columns, cell, width: columns * cell, height: rows * cell };
  const middle = size.height / 2;
  const step = Math.min(size.step, (NARROWER * room - 14) / m);
  const share = BARS + (1 - BARS) * (m / (rows * columns));
  const waist = wires.length ? (m * step) / 2 + 6 : (share * room) / 2;
  const input = (width - inner) / 2;
  return {
    height: size.height, centre: width / 2, middle, input, output: input + inner - grid.width,
    grid: { ...grid, top: middle - grid.height / 2 },
    waist, mouth: room / 2,
    radius: Math.min(size.bead, 0.43 * step), step, beadAt: (number) => middle + (number - (m - 1) / 2) * step,
    reach: Math.min(44, 0.09 * inner), // how far a bead moves to a side for the largest number
    beadX: (value = 0) => width / 2 + Math.min(44, 0.09 * inner) * Math.min(1, Math.max(-1, value / limit)),
  };
}

// The parts from back to front: a name, what it is drawn of beside the layout, how.
function drawing(place, state) {
  const { wires, writes = wires, code, usual, free, limit, given, output, missed, invented } = state;
  const sealed = !output.length;
  return [
    ["glass", [wires.length], () => [hourglass(place)]],
    ...wires.map((each, number) => [
      `wires ${number}`, [each, writes[number], wires.length, code[number], limit, sealed],
      () => [...strands(place, each, number, code[number], "reads"), ...(sealed ? [] : strands(place, writes[number], number, code[number], "writes"))],
    ]),
    ["given", [given], () => pixels(place, place.input, given, state.clean ? "clean" : "given")],
    ...wires.map((_, number) => [
      `bead ${number}`, [wires.length, code[number], usual[number], limit, free], () => bead(place, number, state),
    ]),
    ...(wires.length ? [] : [["bars", [code], () => bars(place, state)]]),
    ["made", [output], () => (sealed ? envelope(place) : pixels(place, place.output, output, "output"))],
    ["marks", [missed, invented, sealed], () => (sealed ? [] : marks(place, state))],
  ];
}

// A symbol and the words after it, which change.
function head(meaning, symbol) {
  const made = document.createElement("span");
  made.className = `head ${meaning}`;
  const sign = document.createElement("i");
  sign.translate = false;
  sign.textContent = symbol;
  const text = document.createTextNode("");
  made.append(sign, text);
  return [made, text];
}

function hourglass({ grid, input, output, centre, middle, waist, mouth }) {
  const [from, to] = [input + grid.width + 8, output - 8];
  const [far, near] = [from + 0.5 * (centre - from), centre - 0.3 * (centre - from)];
  const [top, throat, sill, bottom] = [middle - mouth, middle - waist, middle + waist, middle + mouth];
  const mirror = (x) => 2 * centre - x;
  return node("path", {
    class: "glass",
    d: `M${from} ${top}C${far} ${top} ${near} ${throat} ${centre} ${throat}S${mirror(far)} ${top} ${to} ${top}` +
      `V${bottom}C${mirror(far)} ${bottom} ${mirror(near)} ${sill} ${centre} ${sill}S${far} ${bottom} ${from} ${bottom}Z`,
  });
}

// The strongest wires of one bead, from the side of a grid that faces it.
function strands({ grid, input, output, middle, radius, beadAt, beadX }, wires, number, value, side) {
  const [x, y] = [beadX(value), beadAt(number)];
  const strong = wires.map((strength, at) => ({ strength, at, size: Math.abs(strength) })).filter(({ size }) => size >= WEAKEST);
  strong.sort((one, other) => other.size - one.size);
  return strong.slice(0, MOST_WIRES).map(({ strength, at, size }) => {
    const column = at % grid.columns;
    const inwards = side === "reads" ? 1 : -1; // towards the bead
    const [edge, end] = side === "reads" ? [input + grid.width + 2, x - radius] : [output - 2, x + radius];
    let d;
    if (grid.height > grid.cell) {
      const row = grid.top + (Math.floor(at / grid.columns) + 0.5) * grid.cell + (column - (grid.columns - 1) / 2) * 1.5;
      d = `M${edge} ${row}C${(edge + end) / 2} ${row} ${(edge + end) / 2} ${y} ${end} ${y}`;
    } else { // a single row of pixels: from above or below each
      const start = (side === "reads" ? input : output) + (column + 0.5) * grid.cell;
      const away = y < middle ? -1 : 1;
      const row = middle + away * (0.5 * grid.cell + 1);
      const high = middle + away * (0.5 * grid.cell + 34);
      d = `M${start} ${row}C${start} ${high} ${edge + inwards * 30} ${high} ${end} ${y}`;
    }
    return node("path", {
      class: `wire ${strength > 0 ? "adds" : "takes"} ${side}`, "data-number": number, d, style: `--strength: ${(size / STRONGEST).toFixed(2)}`,
    });
  });
}

// A grid: full is 1, and what lies outside 0 to 1 is drawn at the nearer end.
function pixels({ grid }, x, values, kind) {
  return values.flatMap((value, at) => {
    const box = square(grid, x, at, 0.06);
    const level = Math.min(1, Math.max(0, value));
    const blank = node("rect", { ...box, rx: 2, class: "blank" });
    if (!level) return [blank];
    return [blank, node("rect", { ...box, rx: 2, class: kind, "fill-opacity": level, style: `--column: ${at % grid.columns}` })];
  });
}

function marks({ grid, output }, { missed, invented }) {
  const outline = (at) => node("rect", { ...square(grid, output, at, 0.14), class: "missed" });
  const cross = (at) => {
    const { x, y, width: side } = square(grid, output, at, 0.28);
    return node("path", { class: "invented", d: `M${x} ${y}l${side} ${side}m0 ${-side}l${-side} ${side}` });
  };
  return [...missed.map(outline), ...invented.map(cross)];
}

function square({ columns, cell, top }, left, at, inset) {
  const side = cell * (1 - 2 * inset);
  return { x: left + ((at % columns) + inset) * cell, y: top + (Math.floor(at / columns) + inset) * cell, width: side, height: side };
}

// A number on its track, which it leaves to the right when it is positive; a tick where the input's
// own code has it.
function bead({ centre, radius, reach, beadAt, beadX }, number, { code, usual, free }) {
  const [x, y] = [beadX(code[number]), beadAt(number)];
  const group = node("g", { class: "bead", "data-number": number });
  const size = Math.max(9, Math.min(14, 0.68 * radius));
  const text = code.length ? signed(code[number]) : "?";
  const half = Math.max(radius, LETTER * size * 0.5 * text.length + 4); // where there are many it is wider than high
  group.append(
    node("rect", { x: x - half, y: y - radius, width: 2 * half, height: 2 * radius, rx: radius }),
    label(text, { x, y, "font-size": size, "text-anchor": "middle", "dominant-baseline": "central" }),
  );
  const track = free ? [node("path", { class: "track", d: `M${centre - reach - radius} ${y}h${2 * (reach + radius)}` })] : [];
  const tick = usual.length ? [node("path", { class: "tick", d: `M${beadX(usual[number])} ${y - radius - 3}v${2 * radius + 6}` })] : [];
  return [...track, ...tick, group];
}

// The numbers of a wide code, as bars to either side of the middle.
function bars({ centre, middle, waist }, { m, code }) {
  const [top, thick, long] = [middle - waist + 4, (2 * waist - 8) / m, 46];
  const largest = Math.max(1e-9, ...code.map(Math.abs));
  const axis = node("path", { class: "axis", d: `M${centre} ${top}v${thick * m}` });
  if (!code.length) return [axis, label("?", { x: centre, y: middle, class: "unknown", "text-anchor": "middle", "dominant-baseline": "central" })];
  const strip = code.map((value, number) => {
    const length = (long * Math.abs(value)) / largest;
    return node("rect", { class: "number", x: value < 0 ? centre - length : centre, y: top + (number + 0.12) * thick, width: length, height: 0.76 * thick });
  });
  return [axis, ...strip];
}

function envelope({ grid, output }) {
  const [x, y, across, down] = [output - 3, grid.top - 3, grid.width + 6, grid.height + 6];
  return [
    node("rect", { class: "closed", x, y, width: across, height: down, rx: 6 }),
    node("path", { class: "closed flap", d: `M${x} ${y + 4}L${x + across / 2} ${y + 0.45 * down}L${x + across} ${y + 4}` }),
  ];
}

function signed(value) {
  const text = Math.abs(value).toFixed(1);
  return text === "0.0" ? "0" : (value < 0 ? "−" : "+") + text;
}

function label(text, attributes) {
  const made = node("text", attributes);
  made.textContent = text;
  return made;
}

function node(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, typeof value === "number" ? Number(value.toFixed(2)) : value);
  return made;
}
