// The learner's record as a file: saved, brought in, forgotten. Saving needs no Python.
const GENESIS = "0".repeat(64);

// The records as the file that `core/ledger_file.py` reads and writes.
export function ledgerText(records) {
  const head = records.at(-1)?.hash ?? GENESIS;
  const file = { format: "hunch-ledger", version: 1, count: records.length, head, records };
  return `${JSON.stringify(file, null, 2)}\n`;
}

export function keepRecord({ store, python, notices, words, forgotten }) {
  const place = document.querySelector(".record");
  const on = (name, act) => place.querySelector(`[data-do=${name}]`).addEventListener("click", act);
  const file = place.querySelector("input[type=file]");

  on("save", async () => {
    const blob = new Blob([ledgerText(await store.records())], { type: "application/json" });
    const anchor = document.createElement("a");
    anchor.href = URL.createObjectURL(blob);
    anchor.download = `hunch-record-${new Date().toISOString().slice(0, 10)}.json`;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(anchor.href));
  });
  on("import", () => file.click());
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    const text = await chosen.text();
    file.value = "";
    if (python.live) python.ask({ type: "import", text });
    else notices.add(words.not_yet);
  });
  const dialog = place.querySelector("dialog");
  on("forget", () => dialog.showModal());
  dialog.addEventListener("close", async () => {
    if (dialog.returnValue !== "forget") return;
    python.stop(); // whatever it still wanted to keep
    await store.forget();
    forgotten();
  });
}
