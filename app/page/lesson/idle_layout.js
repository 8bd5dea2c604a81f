// Parts of the lesson that are not near the view are laid out one by one, as soon as the page and
// Python have nothing better to do: from then on nothing moves while somebody reads.

export async function layOutWhenIdle(lesson, python) {
  if (!python.live && !python.over) await started(python);
  for (const part of lesson.querySelectorAll(".part")) {
    await idle();
    part.classList.add("laid");
  }
}

function started(python) {
  return new Promise((resolve) => {
    for (const event of ["live", "failed"]) python.addEventListener(event, resolve, { once: true });
  });
}

function idle() {
  return new Promise((resolve) => {
    if (window.requestIdleCallback) requestIdleCallback(resolve, { timeout: 1000 });
    else setTimeout(resolve, 50);
  });
}
