// All votes as a table: a file for a spreadsheet, or text to copy where no file can be saved.
import { framed } from "../../shell/frame.js";
import { copied, save } from "../../storage/text_file.js";

const COPIED_LIMIT = 2e6; // characters: more would hold up the page

export class TableDownload {
  // want(): asks Python for the table, which comes to `take`.
  constructor(place, words, want) {
    Object.assign(this, { words, want, saving: false });
    this.told = place.querySelector("[data-table-told]");
    this.box = place.querySelector("[data-as-text]");
    this.field = this.box.querySelector("textarea");
    place.querySelector("[data-save-table]").addEventListener("click", () => this.begin(true));
    this.box.addEventListener("toggle", () => this.box.open && this.begin(false));
    this.box.querySelector("[data-text-copy]").addEventListener("click", async () => {
      this.told.textContent = (await copied(this.field)) ? words.copied : words.copy_refused;
    });
  }

  begin(saving) {
    this.saving = this.saving || saving;
    this.told.textContent = this.words.making;
    this.want();
  }

  take(pieces) {
    const text = pieces.join("");
    this.told.textContent = this.saving ? this.words[framed ? "saved_framed" : "saved"] : "";
    if (this.saving) save(text, this.words.file, "text/csv;charset=utf-8");
    this.saving = false;
    if (!this.box.open) return;
    const fits = text.length <= COPIED_LIMIT;
    this.field.value = fits ? text : "";
    if (!fits) this.told.textContent = this.words.too_long;
  }

  forget() {
    this.field.value = this.told.textContent = "";
    this.box.open = false;
  }
}
