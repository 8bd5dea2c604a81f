// Go on where one left off: offered, never done unasked.
const LATER_MS = 600; // a heading passed in haste is not where one was

export function initResume(lesson, keeping, contents, words) {
  const place = lesson.querySelector("[data-resume]");
  const heading = document.getElementById(keeping.get("at", ""));
  if (heading && lesson.contains(heading) && !location.hash) {
    const title = heading.cloneNode(true);
    title.querySelector(".anchor")?.remove();
    const link = document.createElement("a");
    link.href = `#${heading.id}`;
    link.textContent = words.resume.go;
    link.addEventListener("click", () => { place.hidden = true; });
    place.append(place.dataset.resume.replace("{title}", title.textContent.trim()), " ", link);
    place.hidden = false;
  }
  let timer = null;
  contents.onHeading((above) => {
    clearTimeout(timer);
    if (above) timer = setTimeout(() => keeping.set("at", above.id), LATER_MS);
  });
}
