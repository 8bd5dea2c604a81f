// What comes out: the link, a text to paste, the QR code, the frame, the paper. Made anew with every
// change of the draft; while the draft lacks something, that is said in their place.
import { framed } from "../../shell/frame.js";
import { copied, save } from "../../storage/text_file.js";
import { LIMITS, writeCode } from "../assignment_code.js";
import { fill } from "./dom.js";
import { qrCode, qrImage, qrPicture } from "./qr_code.js";

const TAKEN = 2000; // characters of a link that every system takes
const HEIGHT = 900; // pixels of a frame

export class HandOut {
  // site: the address of the site's folder. paper: see `paper.js`.
  // shell: the words of the page in a SCORM package.
  constructor(place, { words, draft, site, paper, data: { shell } }) {
    Object.assign(this, { place, words, draft, site, paper, shell, turn: 0 });
    this.outputs = this.part("outputs");
    for (const button of place.querySelectorAll("[data-copy]")) button.addEventListener("click", () => this.copy(button.dataset.copy));
    this.whenPressed("save-svg", "saved", () => save(this.part("qr").innerHTML, `${this.fileName}.svg`, "image/svg+xml"));
    this.whenPressed("save-png", "saved", async () => save(await qrImage(this.code), `${this.fileName}.png`, "image/png"));
    for (const button of place.querySelectorAll("[data-package]")) button.addEventListener("click", () => this.pack(button));
    this.whenPressed("print", "printed", () => print());
    draft.onChange(() => this.make());
    this.make();
  }

  part(name) {
    return this.place.querySelector(`[data-${name}]`);
  }

  // Do what a frame may forbid without a word, and say so there. told: where.
  whenPressed(name, told, act) {
    this.part(name).addEventListener("click", () => {
      act();
      if (framed) this.part(told).textContent = this.words.framed;
    });
  }

  // A name for files that every system takes.
  get fileName() {
    const plain = this.made.title.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
    return `hunch-${plain || "assignment"}`;
  }

  async make() {
    this.turn += 1;
    const { turn } = this;
    const made = this.draft.trimmed;
    let code;
    let lack = this.lack(made);
    try {
      if (!lack) code = await writeCode(made);
    } catch (error) {
      if (!error.reason) throw error;
      lack = this.words.refused[error.reason] ?? this.words.refused.bad_value;
    }
    if (turn !== this.turn) return; // it has changed meanwhile
    this.part("lack").textContent = lack;
    this.outputs.hidden = Boolean(lack);
    if (lack) this.paper.clear();
    else this.show(made, code);
    this.place.dataset.ready = turn;
  }

  // What is still missing, or too much; "" for nothing.
  lack({ title, text, cases }) {
    const { words } = this;
    const missing = [title ? "" : words.no_title, cases.length ? "" : words.no_cases];
    const over = [["title", title], ["text", text]].filter(([name, each]) => [...each].length > LIMITS[name]).map(([name]) => words[`long_${name}`]);
    return [...missing, ...over].filter(Boolean).join(" ");
  }

  show(made, code) {
    const link = new URL(`index.html#class=${code}`, this.site).href;
    this.made = made;
    this.field("link").value = link;
    this.part("length").textContent = fill(link.length > TAKEN ? this.words.too_long : this.words.length, { length: link.length, taken: TAKEN });
    this.field("text").value = [made.title, made.text, fill(this.words.text, { count: made.cases.length, naming: this.words.naming[made.name] }).trim(), link].filter(Boolean).join("\n\n");
    this.field("frame").value = frame(new URL(`index.html?embed=1#class=${code}`, this.site).href, fill(this.words.frame_title, { title: made.title }));
    this.showQr(link);
    this.paper.show(made, link, this.code);
    this.linked = { title: made.title, code, site: this.site.href };
  }

  showQr(link) {
    this.code = qrCode(link);
    this.part("qr").replaceChildren(...(this.code ? [qrPicture(this.code, fill(this.words.qr, { title: this.made.title }))] : []));
    this.part("qr-told").replaceChildren(this.code ? this.words.qr_told : this.words.qr_long);
    for (const name of ["qr", "qr-files"]) this.part(name).hidden = !this.code;
  }

  // Make the SCORM package, the one that leads to this site or the one that carries it.
  async pack(button) {
    const told = this.part("packed");
    const whole = button.dataset.package === "whole";
    button.disabled = true;
    told.textContent = this.words.packing;
    try {
      const { scormPackage } = await import("../scorm/scorm_package.js");
      const fetched = (done, total) => { told.textContent = fill(this.words.packing_files, { done, total }); };
      const zip = await scormPackage({ ...this.linked, whole, words: this.shell, fetched });
      const name = `${this.fileName}-scorm.zip`;
      save(zip, name, "application/zip");
      told.textContent = [fill(this.words.packed, { name }), framed ? this.words.framed : ""].filter(Boolean).join(" ");
    } catch (error) {
      console.info(`hunch: no package: ${error.message}`);
      told.textContent = this.words.not_packed;
    }
    button.disabled = false;
  }

  field(name) {
    return this.place.querySelector(`[data-out=${name}]`);
  }

  async copy(name) {
    const told = this.place.querySelector(`[data-copied=${name}]`);
    told.textContent = (await copied(this.field(name))) ? this.words.copied : this.words.copy_refused;
  }
}

// The code that shows an address within another page.
function frame(src, title) {
  const given = { src, title, loading: "lazy", width: "100%", height: HEIGHT, style: "border: 0", allow: "clipboard-write; web-share" };
  return `<iframe ${Object.entries(given).map(([name, value]) => `${name}="${escaped(String(value))}"`).join(" ")}></iframe>`;
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
