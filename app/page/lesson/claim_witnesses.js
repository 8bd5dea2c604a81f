// Witnesses: on a press the page's Python measures, and the number stands beside its bound.

const RAISED = { "-": "⁻", ...[..."⁰¹²³⁴⁵⁶⁷⁸⁹"] };

export function initClaims(lesson, python, words) {
  const cells = new Map([...lesson.querySelectorAll("[data-witness]")].map((cell) => [cell.dataset.witness, cell]));
  const status = lesson.querySelector("[data-witness-status]");
  const all = lesson.querySelector("[data-witness-all]");
  const wanted = new Set(); // asked for, and not answered yet
  const found = new Map();
  let summing = false;

  function press(name) {
    if (wanted.has(name)) return;
    wanted.add(name);
    say(name, python.live ? words.claims.measuring : words.claims.waiting);
    if (python.live) python.ask({ type: "witness", name });
  }

  function say(name, text, state = "") {
    const output = cells.get(name).querySelector("output");
    output.textContent = text;
    output.dataset.state = state;
  }

  function hear({ name, value, relation, bound, holds }) {
    if (!cells.has(name)) return;
    wanted.delete(name);
    found.set(name, holds);
    const fields = { value: shown(value), relation: words.relations[relation], bound: shown(bound) };
    const text = words.claims[holds ? "holds" : "fails"];
    say(name, text.replace(/\{(\w+)\}/g, (_, field) => fields[field]), holds ? "holds" : "fails");
    if (!summing || wanted.size) return;
    summing = false;
    const holding = [...found.values()].filter(Boolean).length;
    status.textContent = words.claims.done.replace("{holding}", holding).replace("{total}", found.size);
  }

  for (const [name, cell] of cells) cell.querySelector("button").addEventListener("click", () => press(name));
  all.addEventListener("click", () => {
    summing = true;
    status.textContent = python.live ? words.claims.measuring : words.claims.waiting;
    for (const name of cells.keys()) press(name);
  });
  python.addEventListener("message", ({ detail }) => detail.type === "witnessed" && hear(detail));
  python.addEventListener("live", () => {
    for (const name of wanted) {
      say(name, words.claims.measuring);
      python.ask({ type: "witness", name });
    }
  });
}

// Four digits that count, without a machine's notation where it can be helped.
function shown(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e-3 && size < 1e5) return String(Number(value.toPrecision(4))).replace("-", "−");
  const [mantissa, exponent] = String(Number(value.toPrecision(2)).toExponential()).split("e");
  const power = `10${[...String(Number(exponent))].map((sign) => RAISED[sign]).join("")}`;
  return mantissa === "1" ? power : `${mantissa.replace("-", "−")} · ${power}`;
}
