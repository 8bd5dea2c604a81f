// A case of the teacher's own, by the address that a lab has for it.
import { LIMITS } from "../assignment_code.js";
import { CaseRefused, caseAddress } from "./case_address.js";
import { fill } from "./dom.js";

export function initOwnCase(place, { labs, words, draft, view, full }) {
  const field = place.querySelector("[data-own-address]");
  const told = place.querySelector("[data-own-told]");
  const add = () => { told.textContent = taken() ?? ""; };
  place.querySelector("[data-own-add]").addEventListener("click", add);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing) add(); });

  // What came of it.
  function taken() {
    try {
      const address = caseAddress(field.value, labs);
      if (address.length > LIMITS.address) throw new CaseRefused("long", { length: address.length, most: LIMITS.address });
      if (draft.has(address)) throw new CaseRefused("there");
      if (full()) return undefined;
      draft.add(address);
      field.value = "";
      const { lab, name } = view.told(address);
      return fill(words.added, { lab, name });
    } catch (error) {
      if (!(error instanceof CaseRefused)) throw error;
      return fill(words.refused[error.reason], error.fields);
    }
  }
}
