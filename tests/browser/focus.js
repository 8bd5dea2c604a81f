// What has the focus, through all shadow roots: its name, and whether the eye can see that it has.
() => {
  let at = document.activeElement;
  while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const label = at.labels?.[0]?.textContent ?? at.getAttribute("aria-label") ?? at.textContent;
  const name = at.type === "radio" ? at.value : at.dataset?.figure ?? label.trim();
  const { width, height } = at.getBoundingClientRect();
  const ringed = [at, at.type === "radio" ? at.parentElement : at].map(getComputedStyle).some(
    (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  );
  return { name, visible: at === document.body || (ringed && width > 0 && height > 0) };
}
