// In the page before anything else: what a learner's move takes until it can be seen. A picture is
// new when its canvas has been painted again, or its drawing made anew; it can be seen when the frame
// of that has ended.
{
  const FRAMES = 12; // after Python's answer, to see whether a picture changes at all
  const waiting = new Set(); // messages to Python that it has not dealt with
  const painted = new Set(); // slots whose canvas has been painted since the move
  let answered = null; // when Python's first patch came

  const Native = window.Worker;
  window.Worker = class extends Native {
    constructor(...settings) {
      super(...settings);
      this.addEventListener("message", ({ data }) => {
        if (data.messages?.some(({ type }) => type === "patch")) answered ??= performance.now();
        if (data.type === "done") waiting.delete(data.number);
      });
    }

    postMessage(message, ...more) {
      if (message.number) waiting.add(message.number);
      super.postMessage(message, ...more);
    }
  };

  const slotOf = (node) => {
    let at = node;
    while (at && !(at instanceof Document) && at.getRootNode() instanceof ShadowRoot) at = at.getRootNode().host;
    return at?.closest?.("[data-slot]")?.dataset.slot;
  };
  const context = CanvasRenderingContext2D.prototype;
  const { clearRect } = context;
  context.clearRect = function (...area) {
    painted.add(slotOf(this.canvas));
    return clearRect.apply(this, area);
  };

  const { replaceChildren } = Element.prototype;
  SVGElement.prototype.replaceChildren = function (...children) { // of a drawing, or of a part of one
    painted.add(slotOf(this));
    return replaceChildren.apply(this, children);
  };
  const PICTURES = ["stage", "evidence", "reconstruction"]; // the last two in older builds
  const redrawn = () => PICTURES.some((picture) => painted.has(picture));

  // When the next frame has ended: rendering comes after the frame's callbacks, a message after it.
  const channel = new MessageChannel();
  let ended = null;
  channel.port1.onmessage = () => ended(performance.now());
  const frame = () => new Promise((resolve) => {
    ended = resolve;
    requestAnimationFrame(() => channel.port2.postMessage(null));
  });

  const lab = () => document.querySelector("[data-lab]");
  const part = (slot, selector) =>
    document.querySelector(`[data-slot=${slot}]`).firstElementChild.shadowRoot.querySelector(selector);
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const quiet = async () => {
    for (let still = 0; still < 3; still += 1) {
      await frame();
      if (waiting.size) still = 0;
    }
  };

  // Do `act`; the times until Python's patch came, and until what is `done` could be seen. Null if
  // it never was, although Python has dealt with all.
  async function timed(act, done) {
    await quiet();
    await pause(7 * Math.random()); // not always at the same place of a frame
    painted.clear();
    answered = null;
    const start = performance.now();
    act();
    for (let after = 0; after < FRAMES; after += waiting.size ? 0 : 1) {
      const end = await frame();
      if (done()) return { patch: answered - start, seen: end - start };
    }
    return null;
  }

  // Move a slider to the next place, back again at the end, until `count` moves changed a picture.
  async function slide(slider, count) {
    const times = [];
    let [step, idle] = [1, 0];
    while (times.length < count && idle < 3 * count) {
      const input = part(slider, "input");
      const [at, last] = [Number(input.value), Number(input.max)];
      if (at + step > last || at + step < 0) step = -step;
      const time = await timed(
        () => {
          input.value = at + step;
          input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
        },
        redrawn,
      );
      if (time) times.push(time);
      else idle += 1;
    }
    return { times, idle };
  }

  // What comes out of the autoencoder, as it is drawn.
  const output = () => Array.from(part("stage", "svg").querySelectorAll("rect.output"), (one) => one.getAttribute("fill-opacity")).join();

  // In play, `act` on the stage until `count` acts have changed what comes out; an older page has none.
  async function hand(act, count) {
    const times = [];
    let idle = 0;
    for (let at = 0; times.length < count && idle < 3 * count; at += 1) {
      const before = output();
      const time = await timed(() => act(at), () => output() !== before);
      if (time) times.push(time);
      else idle += 1;
    }
    return { times, idle };
  }

  // A number of the code from side to side, with as few numbers as there are in the path's first steps.
  async function bead(count) {
    if (!part("stage", ".cells")) return { times: [], idle: 0 };
    const width = part("width", "input");
    width.value = 2;
    width.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    await quiet();
    const slider = part("stage", "input[type=range]");
    return hand((at) => {
      slider.value = Number(slider.max) * Math.sin(0.7 * at);
      slider.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }, count);
  }

  // One pixel of the input after another.
  async function pixel(count) {
    const cells = part("stage", ".cells");
    if (!cells) return { times: [], idle: 0 };
    const press = (key) => cells.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
    return hand((at) => {
      press(["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown", "ArrowUp"][at % 5]);
      press(" ");
    }, count);
  }

  // Choose the first outcome, or paint the first pixel.
  function predict() {
    const choice = part("prediction", "input");
    const press = new KeyboardEvent("keydown", { key: " ", bubbles: true, composed: true });
    if (choice) choice.click();
    else part("painting", "[role=gridcell]").dispatchEvent(press);
  }

  // Commit, then see what happened; the last step is timed.
  async function reveal() {
    predict();
    part("confidence", "input[type=radio]")?.click(); // an older page has a slider there
    part("commit", "button").click();
    await phase("committed");
    const time = await timed(
      () => part("see", "button").click(),
      () => lab().dataset.phase === "revealed" && redrawn(),
    );
    await quiet();
    return time;
  }

  // While something is computed that the learner watches: stop it, and go on, `count` times, or
  // until it has come to its end.
  async function stops(count) {
    part("prediction", "input").click();
    part("confidence", "input[type=radio]")?.click(); // an older page has a slider there
    part("commit", "button").click();
    await phase("committed");
    const running = () => lab().hasAttribute("data-running");
    const times = [];
    while (times.length < count) {
      part("see", "button").click();
      while (!running() && lab().dataset.phase !== "revealed") await frame();
      await pause(100);
      if (!running()) break;
      const time = await timed(() => part("stop", "button").click(), () => !running());
      if (!time) break;
      times.push(time);
    }
    return times;
  }

  // Let a film be made; an older page has none.
  async function film() {
    if (document.querySelector("[data-slot=film]")) await through();
  }

  // From the question to what happened.
  async function through() {
    part("prediction", "input").click();
    part("confidence", "input[type=radio]").click();
    part("commit", "button").click();
    await phase("committed");
    part("see", "button").click();
    await phase("revealed");
  }

  // Its scrubber, from frame to frame far off, which Python does not hear of.
  async function scrub(count) {
    const times = [];
    let idle = 0;
    if (!document.querySelector("[data-slot=film]")) return { times, idle };
    const scrubber = part("film", "input[type=range]");
    const curve = () => part("film", ".decoded").getAttribute("d");
    for (let at = 0; times.length < count && idle < 3 * count; at += 1) {
      const before = curve();
      const time = await timed(() => {
        scrubber.value = 0.5 * Number(scrubber.max) * (1 + Math.sin(0.7 * at));
        scrubber.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
      }, () => curve() !== before);
      if (time) times.push({ ...time, patch: 0 });
      else idle += 1;
    }
    return { times, idle };
  }

  // Into play, by whatever comes first.
  async function enter() {
    await through();
    await play();
  }

  // In play, the flag of a map from place to place: what is decoded there. Then the whole map, with labels
  // in place of pictures and back.
  async function flag(count) {
    const times = [];
    let idle = 0;
    const at = part("map", ".flag");
    const made = part("map", ".decoded");
    const drawn = () => made.getContext("2d", { willReadFrequently: true }).getImageData(0, 0, made.width, made.height).data.join();
    for (let step = 0; times.length < count && idle < 3 * count; step += 1) {
      const before = drawn();
      const key = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"][Math.floor(step / 8) % 4];
      const time = await timed(
        () => at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true })),
        () => drawn() !== before,
      );
      if (time) times.push(time);
      else idle += 1;
    }
    const names = part("map", "button");
    const maps = [];
    for (let turn = 0; turn < count / 2; turn += 1) {
      const before = names.textContent;
      const time = await timed(() => names.click(), () => names.textContent !== before);
      if (time) maps.push({ ...time, patch: 0 });
    }
    return { times, idle, maps };
  }

  async function next() {
    part("next", "button").click();
    await phase("posed");
  }

  async function play() {
    part("play", "button").click();
    while (!lab().hasAttribute("data-playing")) await frame();
    await quiet();
  }

  async function phase(name) {
    while (lab().dataset.phase !== name) await frame();
    await quiet();
  }

  async function live() {
    while (document.documentElement.dataset.python !== "live") await pause(50);
    await navigator.serviceWorker.ready;
    await quiet();
  }

  window.moves = { live, bead, pixel, slide, reveal, stops, film, scrub, enter, flag, next, play };
}
