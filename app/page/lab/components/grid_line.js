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
