// The contents follow the reader; each part that was read is marked, there and on the map.

export function initContents(lesson, keeping, words) {
  const links = new Map([...lesson.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const parts = [...links.keys()].map((id) => document.getElementById(id)?.closest(".part") && id).filter(Boolean);
  const stations = new Map([...lesson.querySelectorAll("[data-station]")].map((one) => [one.dataset.station, one]));
  const line = lesson.querySelector("[data-progress]");
  const read = new Set(keeping.get("read", []).filter((id) => links.has(id)));
  const narrow = matchMedia("(max-width: 75rem)");
  const list = lesson.querySelector(".contents details");
  const fold = () => { list.open = !narrow.matches; };
  let now = null;
  fold();
  narrow.addEventListener("change", fold);
  list.addEventListener("click", ({ target }) => narrow.matches && target.closest("a") && (list.open = false));

  function mark() {
    for (const [id, link] of links) {
      if (id === now) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
      link.toggleAttribute("data-read", read.has(id));
      stations.get(id)?.toggleAttribute("data-read", read.has(id));
      stations.get(id)?.toggleAttribute("data-now", id === now);
    }
    line.hidden = read.size === 0;
    line.textContent = line.dataset.progress.replace("{read}", read.size).replace("{total}", parts.length);
  }

  // A part counts as read when its end has been seen.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting || read.has(target.dataset.end)) continue;
      read.add(target.dataset.end);
      for (const id of keeping.get("read", [])) if (links.has(id)) read.add(id); // in another tab
      keeping.set("read", [...read]);
      mark();
    }
  });
  for (const id of parts) {
    const end = document.createElement("span");
    end.dataset.end = id;
    document.getElementById(id).closest(".part").append(end);
    seen.observe(end);
  }

  const listeners = [];
  const heads = [...lesson.querySelectorAll(".narrative :is(h2, h3)[id]")];
  let asked = false;
  addEventListener("scroll", () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      const above = heads.filter((head) => head.getBoundingClientRect().top < innerHeight / 3).at(-1);
      const part = above?.closest(".part").querySelector("h2").id ?? null;
      if (part !== now) {
        now = part;
        mark();
      }
      for (const listen of listeners) listen(above);
    });
  }, { passive: true });
  mark();
  return { onHeading: (listen) => listeners.push(listen) };
}
