// A question whose answer stays closed until one of the options is committed to.

// answered(place, right): called once, with the place of the option that was chosen.
export function keepAsk(form, words, answered) {
  const told = form.parentElement.querySelector(`[data-told="${form.dataset.ask}"]`);
  const missing = form.querySelector(".missing");
  told.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = form.querySelector("input:checked");
    missing.hidden = Boolean(chosen);
    if (chosen) answered(Number(chosen.value), "right" in chosen.dataset);
  });
  return {
    // Lock the choice; what speaks for each stays closed.
    lock(place) {
      form.querySelectorAll("input").forEach((input, at) => {
        input.checked = at === place;
        input.disabled = true;
      });
      form.querySelector("button").hidden = missing.hidden = true;
    },
    // Lock the choice and open what speaks for each.
    tell(place) {
      this.lock(place);
      told.hidden = false;
      told.open = true;
      for (const option of told.querySelectorAll("[data-option]")) {
        option.querySelector(".yours")?.remove();
        if (Number(option.dataset.option) !== place) continue;
        const yours = document.createElement("span");
        yours.className = "yours";
        yours.textContent = ` (${words.yours})`;
        option.querySelector("b").after(yours);
      }
    },
    // Ask anew.
    clear() {
      form.reset();
      for (const input of form.querySelectorAll("input")) input.disabled = false;
      form.querySelector("button").hidden = false;
      told.hidden = true;
    },
  };
}
