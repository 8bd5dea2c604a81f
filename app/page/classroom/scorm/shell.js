// In a SCORM 1.2 package: frames the assignment's page and hands on what it reports by SPLICE to the
// learning-management system's API (ADL, SCORM Run-Time Environment 1.2, section 3).
//
// A script by itself, for not every system serves modules. Whatever the API does, the page in the frame
// goes on: what could not be handed on is told, kept, and handed on with the next report.
(() => {
  const { frame: address, words } = JSON.parse(document.querySelector("script[type='application/json']").textContent);
  const LIMIT = 4096; // characters of cmi.suspend_data
  const GENERATIONS = 500; // of windows that are looked through for the API
  const COMING = 20_000; // ms in which the framed page has to say something
  const UNRECORDED = ["browse", "review"];
  const ENDS = ["completed", "passed", "failed"];
  const frame = document.querySelector("iframe");
  const line = document.querySelector("[role=status]");
  const began = Date.now();
  const api = find();
  let started = false;
  let over = false;
  let status = ""; // of an earlier visit that was the end of it, which is not taken back
  let report = null; // the last one
  let saved = true; // whether the system has it

  const late = setTimeout(() => say(fill(words.silent, { address: frame.src })), COMING);
  addEventListener("message", hear);
  addEventListener("pagehide", finish);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload()); // the session is over
  if (!api) say(words.no_api);
  else if (!start()) say(words.not_started);
  else if (!recorded()) say(words.not_recorded);
  frame.src = address;

  // The API is a window's around this one, or around the one that opened it.
  function find() {
    const openers = [window.opener, window.top.opener].filter(Boolean);
    return [window, ...openers].map(around).find(Boolean) ?? null;
  }

  function around(place) {
    for (let left = GENERATIONS; left; left -= 1) {
      const found = held(place);
      if (found || place === place.parent) return found;
      place = place.parent;
    }
    return null;
  }

  // A window's API; another site's window has none for us.
  function held(place) {
    try {
      return place.API?.LMSInitialize ? place.API : null;
    } catch {
      return null;
    }
  }

  // What the API answers, as a text; null where it throws.
  function call(name, ...given) {
    try {
      return String(api[name](...given));
    } catch (error) {
      console.info(`hunch: ${name}(${given[0]}): ${error?.message ?? error}`);
      return null;
    }
  }

  function get(name) {
    return call("LMSGetValue", name) ?? "";
  }

  function put(name, value) {
    return call("LMSSetValue", name, value) === "true";
  }

  function start() {
    if (started) return true;
    started = call("LMSInitialize", "") === "true" || get("cmi.core.lesson_status") !== ""; // it had been done before
    const found = get("cmi.core.lesson_status");
    if (ENDS.includes(found)) status = found;
    return started;
  }

  // Whether this visit counts; a system that does not say what it is means that it does.
  function recorded() {
    return !UNRECORDED.includes(get("cmi.core.lesson_mode"));
  }

  function hear({ source, origin, data }) {
    if (source !== frame.contentWindow || typeof data?.subject !== "string") return;
    clearTimeout(late);
    if (line.textContent === fill(words.silent, { address: frame.src })) say("");
    if (data.subject === "SPLICE.getState") {
      const state = (started && get("cmi.suspend_data")) || null;
      source.postMessage({ subject: "SPLICE.getState.response", message_id: data.message_id, state }, origin === "null" ? "*" : origin);
    } else if (data.subject === "SPLICE.reportScoreAndState") {
      report = { score: Number(data.score), state: String(data.state ?? ""), finished: data.finished === true };
      saved = false;
      save();
    }
  }

  // Hand on the last report, and say what did not go well.
  function save() {
    if (!api || over || saved) return;
    if (!start()) return say(words.not_started);
    if (!recorded()) return say(words.not_recorded);
    const { score, state, finished } = report;
    if (finished) status ||= "completed";
    const fits = state.length <= LIMIT;
    const values = {
      "cmi.core.score.min": "0",
      "cmi.core.score.max": "100",
      ...(score >= 0 && score <= 1 && { "cmi.core.score.raw": String(Math.round(100 * score)) }),
      "cmi.core.lesson_status": status || "incomplete",
      "cmi.core.exit": "suspend", // else many systems forget what follows
      ...(fits && { "cmi.suspend_data": state }),
    };
    const taken = Object.entries(values).map(([name, value]) => put(name, value)).every(Boolean);
    saved = call("LMSCommit", "") === "true" && taken;
    if (!saved) say(words.not_saved);
    else say(fits ? "" : fill(words.too_long, { length: state.length, limit: LIMIT }));
  }

  // The page is left: what is still to be handed on, and for how long it was here.
  function finish() {
    if (over) return;
    save();
    over = true;
    if (!started) return;
    put("cmi.core.session_time", span(Date.now() - began));
    call("LMSCommit", "");
    call("LMSFinish", "");
  }

  // Milliseconds as HHHH:MM:SS.
  function span(ms) {
    const seconds = Math.floor(ms / 1000);
    return [[seconds / 3600, 4], [(seconds / 60) % 60, 2], [seconds % 60, 2]]
      .map(([number, width]) => String(Math.floor(number)).padStart(width, "0")).join(":");
  }

  function say(text) {
    if (line.textContent !== text) line.textContent = text;
  }

  function fill(text, fields) {
    return text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);
  }
})();
