// Ways over a grid of pixels: by arrow, and along a stroke.
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

// The pixel that an arrow leads to from `at`, which is itself at the edge; null for any other key.
export function neighbour(at, key, [rows, columns]) {
  const way = ARROWS[key];
  if (!way) return null;
  const row = Math.min(rows - 1, Math.max(0, Math.floor(at / columns) + way[0]));
  return row * columns + Math.min(columns - 1, Math.max(0, (at % columns) + way[1]));
}

// The pixels of a grid that a stroke passes, from one to the next that a pointer was seen over: a quick
// hand is seen over few. The first is left out, the last is in.
export function passed(from, to, columns) {
  const [row, column] = [Math.floor(from / columns), from % columns];
  const [down, across] = [Math.floor(to / columns) - row, (to % columns) - column];
  const steps = Math.max(Math.abs(down), Math.abs(across));
  return Array.from({ length: steps }, (_, at) => {
    const share = (at + 1) / steps;
    return (row + Math.round(share * down)) * columns + column + Math.round(share * across);
  });
}
