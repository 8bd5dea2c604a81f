// A link to a case sets the lab on this page, without loading the page anew, once Python is there.

export function keepCases(lesson) {
  lesson.addEventListener("click", (event) => {
    const link = event.target.closest("a.case");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    if (document.documentElement.dataset.python !== "live") return;
    event.preventDefault();
    history.pushState(null, "", link.search);
    dispatchEvent(new PopStateEvent("popstate"));
    const lab = document.getElementById("lab");
    lab.tabIndex = -1;
    lab.focus({ preventScroll: true });
    lab.scrollIntoView({ block: "start" });
  });
}
