// The learner's record as a file or as text: saved, brought in, forgotten. Saving needs no Python.
import { fill } from "../shell/message_format.js";
import { sha256 } from "./sha256.js";
import { plain } from "./store.js";
import { initTextFile } from "./text_file.js";

const FORMAT = "hunch-ledger";
const GENESIS = "0".repeat(64);
const LIMIT = 64e6; // bytes of a file that is read; what of it is a record, core/trial/ledger_file.py knows

// The records, as they lie, as the file that `core/trial/ledger_file.py` reads and writes.
export async function ledgerText(records) {
  const lying = plain(records);
  const [count, head] = [lying.length, lying.at(-1)?.hash ?? GENESIS];
  const seal = await sha256(new TextEncoder().encode(`${FORMAT} 2 ${count} ${head}`));
  const file = { format: FORMAT, version: 2, count, head, seal, records: lying };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function initRecord({ store, python, forgotten }) {
  const place = document.querySelector(".record");
  const words = JSON.parse(place.dataset.words);
  const refresh = initTextFile(place, {
    words: words.text,
    limit: LIMIT,
    told: place.querySelector("[data-told]"),
    out: async () => ({
      text: await ledgerText(await store.records()),
      name: `hunch-record-${new Date().toISOString().slice(0, 10)}.json`,
      type: "application/json",
      said: "",
    }),
    take: async (text) => {
      if (!python.live) return words.not_yet;
      await python.ask({ type: "import", text });
      return words.above;
    },
    refused: ({ reason, fields }) => [words.refused, fill(words.unread[reason], fields)].join(" "),
  });
  for (const type of ["grown", "changed"]) store.addEventListener(type, refresh);

  const told = () => {
    place.querySelector("[data-kept]").hidden = !store.persistent;
    place.querySelector("[data-unkept]").hidden = store.persistent;
  };
  store.addEventListener("forsaken", told);
  told();

  const dialog = place.querySelector("dialog");
  place.querySelector("[data-forget]").addEventListener("click", () => dialog.showModal());
  for (const button of dialog.querySelectorAll("button")) {
    button.addEventListener("click", () => dialog.close(button.value));
  }
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "forget") return;
    python.stop(); // whatever it still wanted to keep
    await store.forget(place.querySelector("[data-seen-too]").checked);
    forgotten();
  });
}
