// Choosing what a note is about: all things by kind in a list, fewer as one types.
import { alone } from "../../shell/plain_key.js";
import { onTyped } from "../ime_composition.js";
import { fill } from "../../shell/message_format.js";

// chosen(key): called when the reader picks one.
export function initObjectPicker(room, things, words, chosen) {
  const kind = room.querySelector("[data-kind]");
  const sought = room.querySelector("[data-sought]");
  const list = room.querySelector("[data-things]");
  const count = room.querySelector("[data-count]");

  function fits(thing) {
    const text = plainly(`${words.kinds[thing.kind]} ${thing.title} ${thing.key}`);
    return (!kind.value || thing.kind === kind.value) && plainly(sought.value).split(/\s+/).every((word) => text.includes(word));
  }

  function show() {
    const now = list.value;
    const found = things.all.filter(fits);
    const groups = Object.keys(words.kinds).map((name) => [name, found.filter((thing) => thing.kind === name)]);
    list.replaceChildren(...groups.filter(([, held]) => held.length).map(([name, held]) => {
      const group = document.createElement("optgroup");
      group.label = words.groups[name];
      group.append(...held.map((thing) => new Option(thing.title, thing.key)));
      return group;
    }));
    list.value = now;
    count.textContent = fill(found.length ? words.found : words.found_none, { found: found.length, total: things.all.length });
  }

  kind.append(...Object.entries(words.groups).map(([name, text]) => new Option(text, name)));
  kind.addEventListener("change", show);
  onTyped(sought, show);
  sought.addEventListener("keydown", (event) => {
    if (!alone(event)) return;
    if (event.key === "ArrowDown") list.focus();
    if (event.key !== "Enter" || !list.options.length) return;
    list.selectedIndex = 0;
    chosen(list.value);
  });
  list.addEventListener("change", () => list.value && chosen(list.value));
  show();
  return {
    // Mark what was chosen elsewhere.
    mark(key) {
      if (list.value === key) return;
      kind.value = sought.value = "";
      show();
      list.value = key;
    },
  };
}

function plainly(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
