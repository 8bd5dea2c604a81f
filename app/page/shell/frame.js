// Where this page stands: within another page's frame or by itself, and whether it is cut off from
// its own site. A frame that is sandboxed without `allow-same-origin` is: it has no storage, no
// service worker, and every file of the site is another origin's to it.
export const framed = window.top !== window;
export const cutOff = self.origin === "null";

// In a frame a link to another site would put that in place of this page, and many sites refuse it.
// So it opens by itself; where the frame forbids that, too, its address is told. told: the sentence.
export function initLinks(told) {
  if (!framed) return;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^=http]");
    if (!link || link.origin === location.origin || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openApart(link, told);
  });
}

// Open what a link leads to by itself, or tell its address beside it.
export function openApart(link, told) {
  const opened = window.open(link.href);
  if (opened) opened.opener = null;
  else if (!link.nextElementSibling?.matches(".link-told")) {
    const place = document.createElement("span");
    place.className = "small link-told";
    place.setAttribute("role", "status");
    link.after(" ", place);
    place.textContent = told.replace("{address}", link.href);
  }
}
