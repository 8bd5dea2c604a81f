// A question whose answer stays closed until one of the options is committed to. It is no form:
// nothing is sent, and a frame may forbid forms.

// The option at a place, of a question: none where what was kept is no such place.
export function optionAt(question, place) {
  return Number.isInteger(place) ? question.querySelectorAll("input")[place] : undefined;
}

// answered(place, right): called once, with the place of the option that was chosen.
export function initQuestion(place, words, answered) {
  const told = place.parentElement.querySelector(`[data-told="${place.dataset.ask}"]`);
  const missing = place.querySelector(".missing");
  const button = place.querySelector("button");
  const inputs = [...place.querySelectorAll("input")];
  told.hidden = true;
  button.addEventListener("click", commit);
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !inputs.includes(event.target)) return;
    event.preventDefault();
    commit();
  });

  function commit() {
    const chosen = inputs.find((input) => input.checked);
    missing.hidden = Boolean(chosen);
    if (chosen) answered(Number(chosen.value), "right" in chosen.dataset);
  }

  return {
    // Lock the choice; what speaks for each stays closed.
    lock(chosen) {
      inputs.forEach((input, at) => {
        input.checked = at === chosen;
        input.disabled = true;
      });
      button.hidden = missing.hidden = true;
    },
    // Lock the choice and open what speaks for each.
    tell(chosen) {
      this.lock(chosen);
      told.hidden = false;
      told.open = true;
      for (const option of told.querySelectorAll("[data-option]")) {
        option.querySelector(".yours")?.remove();
        if (Number(option.dataset.option) !== chosen) continue;
        const yours = document.createElement("span");
        yours.className = "yours";
        yours.textContent = ` (${words.yours})`;
        option.querySelector("b").after(yours);
      }
    },
    // Ask anew.
    clear() {
      for (const input of inputs) input.checked = input.disabled = false;
      button.hidden = false;
      told.hidden = true;
    },
  };
}
