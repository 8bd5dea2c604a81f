// What is wider than its place can be scrolled by keyboard, and only then is it a tab stop.

export function initScrollers(lesson) {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const wide = target.scrollWidth > target.clientWidth + 1;
      if (wide || target.scrollHeight > target.clientHeight + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const one of lesson.querySelectorAll(".scroll, .equation, pre, .twin > div")) watch.observe(one);
}
