// In the page before anything else: notes what happens when, and is a learner in a hurry, who
// chooses and commits in the first frame in which that can be done. `bench.over` settles when
// Python has dealt with the commitment. Also for the page that `panel convert` would make.
{
  const PATIENCE_MS = 240000;
  const PAUSE_MS = 500; // Panel's worker forgets one of two changes that come at once
  const marks = {};
  const tasks = [];
  const frames = [];
  const over = Promise.withResolvers();
  const mark = (name) => { marks[name] ??= performance.now(); };

  const watch = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") marks.paint = startTime; });
  watch("longtask", ({ startTime, duration }) => tasks.push({ start: startTime, duration }));
  watch("long-animation-frame", ({ startTime, duration, renderStart, scripts }) => {
    frames.push({
      start: startTime,
      duration,
      render: renderStart ? startTime + duration - renderStart : 0,
      scripts: scripts.map((script) => ({
        invoker: script.invoker,
        source: script.sourceURL.split("/").at(-1),
        named: script.sourceFunctionName,
        duration: script.duration,
        layout: script.forcedStyleAndLayoutDuration,
      })),
    });
  });

  const lab = () => document.querySelector("[data-lab]");
  const part = (slot, selector) =>
    document.querySelector(`[data-slot=${slot}]`)?.firstElementChild?.shadowRoot?.querySelector(selector);
  let loading = false; // whether this is Panel's page, and not yet complete
  let converted = false;

  // Our page says when it knows which case this is: the settings rest from then on.
  function ready() {
    const [input, button] = [part("prediction", "input"), part("commit", "button")];
    if (!input || !button || button.hidden || input.closest("fieldset").disabled) return false;
    if (converted) return !loading;
    if (!document.querySelector(".settings").inert && !marks.live) return false;
    return lab().dataset.phase === "posed" && !document.querySelector(".bench").inert;
  }

  const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));

  async function press() {
    const fieldset = part("prediction", "fieldset");
    new MutationObserver(() => {
      if (!fieldset.disabled) return;
      mark("accepted");
      look();
    }).observe(fieldset, { attributes: true });
    if (converted) await pause();
    part("prediction", "input").click();
    if (converted) await pause();
    part("confidence", "input[type=radio]")?.click(); // an older page has a slider there
    if (converted) await pause();
    part("commit", "button").click();
  }

  const hurry = () => (ready() ? press() : requestAnimationFrame(hurry));
  requestAnimationFrame(hurry);

  function look() {
    const { python } = document.documentElement.dataset;
    if (document.body?.classList.contains("pn-loading")) converted = loading = true;
    else if (loading) loading = false;
    if (python === "live" || (converted && !loading)) mark("live");
    if (python === "failed") over.resolve("Python failed");
    if (marks.live && marks.accepted && (converted || lab().dataset.phase === "committed")) {
      mark("dealt");
      over.resolve("");
    }
  }
  new MutationObserver(look).observe(document, {
    subtree: true,
    attributes: true,
    attributeFilter: ["class", "data-phase", "data-python"],
  });

  const late = () =>
    over.resolve(`not done after ${PATIENCE_MS / 1000} s: ${document.querySelector(".pn-loading-msg")?.textContent ?? ""}`);
  setTimeout(late, PATIENCE_MS);
  document.addEventListener("DOMContentLoaded", look);

  // Go on to the reveal, so that the browser keeps a record, and wait until it is written.
  const reveal = async () => {
    await new Promise((resolve) => {
      new MutationObserver(() => { if (lab().dataset.phase === "revealed") resolve(); })
        .observe(lab(), { attributes: true });
      part("see", "button").click();
    });
    for (const { name } of await indexedDB.databases()) {
      const base = await answer(indexedDB.open(name));
      await answer(base.transaction([...base.objectStoreNames]).objectStore("records").count());
      base.close();
    }
  };
  const answer = (request) => new Promise((resolve) => { request.onsuccess = () => resolve(request.result); });

  // Let the browser forget what the learner did, but keep the site's files.
  const forget = async () => {
    for (const { name } of await indexedDB.databases()) {
      await answer(indexedDB.deleteDatabase(name));
    }
  };

  window.bench = { marks, tasks, frames, over: over.promise, reveal, forget };
}
