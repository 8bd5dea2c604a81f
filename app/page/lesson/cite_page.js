// How to cite this page: its address and today's date are known only here.

export function initCitation(lesson) {
  const address = lesson.querySelector("[data-cite-address]");
  const date = lesson.querySelector("[data-cite-date]");
  const done = lesson.querySelector("[data-cite-done]");
  address.textContent = `${location.origin}${location.pathname}.`;
  date.textContent = date.dataset.citeDate.replace("{date}", new Date().toISOString().slice(0, 10));
  lesson.querySelector("[data-cite]").addEventListener("click", async () => {
    const text = lesson.querySelector(".citation").textContent.replace(/\s+/g, " ").trim();
    try {
      await navigator.clipboard.writeText(text);
      done.textContent = done.dataset.citeDone;
    } catch {
      getSelection().selectAllChildren(lesson.querySelector(".citation"));
      done.textContent = document.execCommand("copy") ? done.dataset.citeDone : done.dataset.citeRefused;
    }
  });
}
