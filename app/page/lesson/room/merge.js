// Notes of a file beside those that are here, so that nothing is lost on either side.

// A note's own name: when it was begun, and on what.
export function called({ written, key }) {
  return `${written} ${key}`;
}

// added: what is new, under names that are free; same: how many say what a note here says already;
// beside: how many of the new ones stand beside another note on the same thing.
export function join(here, brought) {
  const taken = new Set(here.map(called));
  const texts = new Set(here.map(text));
  const keys = new Set(here.map(({ key }) => key));
  const fresh = brought.filter((note) => !texts.has(text(note)));
  const added = fresh.map((note) => {
    let free = note;
    while (taken.has(called(free))) free = { ...free, written: after(free.written) };
    taken.add(called(free));
    return free;
  });
  const beside = added.filter(({ key }) => keys.has(key)).length;
  return { added, same: brought.length - added.length, beside };
}

function text({ key, note, next }) {
  return JSON.stringify([key, note, next]);
}

function after(time) {
  return new Date(Date.parse(time) + 1).toISOString();
}
