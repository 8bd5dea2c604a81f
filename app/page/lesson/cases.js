// A link to a case sets the lab on this page, without loading the page anew, once Python is there.
// Where that case is on the bench as it is, it only leads there.

export function initCases(lesson, labState) {
  lesson.addEventListener("click", (event) => {
    const link = event.target.closest("a.case");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
    if (document.documentElement.dataset.python !== "live") return;
    event.preventDefault();
    if (labState.strayed || !labState.shows(link.search)) {
      labState.note();
      history.pushState({ step: Date.now() }, "", link.search);
      dispatchEvent(new PopStateEvent("popstate"));
    }
    const lab = document.getElementById("lab");
    lab.tabIndex = -1;
    lab.focus({ preventScroll: true });
    lab.scrollIntoView({ block: "start" });
  });
}
